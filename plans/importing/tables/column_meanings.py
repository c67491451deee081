"""What each column of one table means: all of its columns judged together, by the evidences of each.

Of the meanings that only one column can have, the column with the most evidence has it; the others have what they
next speak for, where that is well supported, else they are columns of the plan's own.
"""

from dataclasses import dataclass, field, replace

from plans.columns import ACTION, EXTRA, LEAD, PROGRESS, RAG, REF, RESPONSIBLE, TIMESCALE
from plans.importing.rulings import NONE, Rulings
from plans.importing.tables.evidence import UNKNOWN, WORDS
from plans.importing.tables.facts import FEWEST_TYPED, MOST, ColumnFacts
from plans.importing.tables.standing_evidence import STANDINGS
from plans.importing.tables.text_evidence import TEXTS
from plans.importing.vocabulary.heading_meanings import CERTAIN, LIKELY, is_response
from plans.importing.vocabulary.heading_words import MET, REVISED, SAYABLE, START, STEP, SUPPORTING, THEME

COLUMNS = (*TEXTS, *STANDINGS)
RULED = 2.0
"""The confidence of a meaning that a person gave: above any reading's."""
_SHARED = frozenset({EXTRA, LEAD, SUPPORTING, START, MET, THEME, REVISED})
"""What several columns of a table can mean."""
_KEPT = frozenset({START, MET, THEME, REVISED})
"""What a plan's own columns do not mean: such a column keeps its heading."""
WELL_SUPPORTED = 6.0
"""The least that speaks for a meaning which is not a column's first."""
CLOSE = 2.0
"""A margin at which a person is asked."""
_NEARER = 0.001
"""By how much the first of two equal columns comes before the other; of several periods the last does."""
_LATER = 0.05


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """A column's meaning (of `plans.columns`, or STEP or SUPPORTING), how sure that is, the period that its heading
    names; `stands_in`: the meaning for which it speaks in a row where the column of that meaning is blank;
    `because`: why a person should look at it; `runner_up` what else it may mean, and by what `margin` that is less than
    the `score` of what it means."""

    meaning: str
    confidence: float
    period: str | None = None
    stands_in: str | None = None
    because: str | None = None
    runner_up: str | None = None
    margin: float = WORDS
    score: float = 0.0


@dataclass
class Judged:
    """What speaks for each meaning of one column, in all, and why a person should look at it."""

    facts: ColumnFacts
    scores: dict[str, float] = field(default_factory=dict)
    because: dict[str, str] = field(default_factory=dict)

    @property
    def ranked(self) -> list[tuple[float, str]]:
        return sorted(((score, meaning) for meaning, score in self.scores.items()), key=lambda one: -one[0])


def column_meanings(columns: list[ColumnFacts], rulings: Rulings = NONE) -> dict[int, ColumnMeaning]:
    """What each position of a table means, a person's ruling before any evidence; one without a heading and without
    cells means nothing. Where the look of a column says what will be done, and no heading does, the others are judged
    beside it once more."""
    found = _judged_together(columns, rulings)
    acts = next((column for column in columns if found[column.position].meaning == ACTION), None)
    if acts is None or acts.says(ACTION) or acts.others_say(ACTION) or acts.bare:
        return found
    acts.words = {**acts.words, ACTION: LIKELY}
    told = {acts.position: found[acts.position]}
    return {**_judged_together(columns, rulings), **told}


def _judged_together(columns: list[ColumnFacts], rulings: Rulings) -> dict[int, ColumnMeaning]:
    ruled = {c.position: said for c in columns if (said := rulings.meaning(c.heading, c.position))}
    judged = {c.position: judge(c, ruled.get(c.position)) for c in columns}
    holders: dict[str, int] = {}
    found: dict[int, ColumnMeaning] = {}
    contested = sorted(
        ((score, place, meaning) for place, one in judged.items() for score, meaning in one.ranked),
        key=lambda one: (-one[0], one[1]),
    )
    for score, place, meaning in contested:
        first = score == judged[place].ranked[0][0] or meaning == EXTRA or score >= WELL_SUPPORTED
        if place in found or not first or (meaning not in _SHARED and meaning in holders):
            continue
        holders.setdefault(meaning, place)
        found[place] = _meaning(judged[place], meaning, score, judged, holders, ruled)
    return dict(sorted(found.items()))


def judge(column: ColumnFacts, ruled: str | None = None) -> Judged:
    """What speaks for each meaning that a column can have."""
    judged = Judged(column)
    if ruled:
        judged.scores = {ruled: WORDS * WORDS}
        return judged
    scores = {meaning: WORDS * sure for meaning, sure in column.words.items()}
    scores.setdefault(EXTRA, UNKNOWN)
    for evidence in COLUMNS:
        if (evidence.weight > 0 or evidence.speaks_for in scores) and evidence.holds(column):
            scores[evidence.speaks_for] = max(scores.get(evidence.speaks_for, 0), 0) + evidence.weight
            if evidence.because:
                judged.because[evidence.speaks_for] = evidence.because
    nearness = _LATER * column.position if _is_one_of_periods(column) else -_NEARER * column.position
    judged.scores = {meaning: score + nearness for meaning, score in scores.items() if score >= UNKNOWN}
    return judged


def _is_one_of_periods(column: ColumnFacts) -> bool:
    return bool(column.cells) and bool(column.period or column.says(REVISED)) and column.says(PROGRESS, RAG, REVISED)


def _meaning(
    judged: Judged, meaning: str, score: float, all_judged: dict[int, Judged], holders: dict[str, int],
    ruled: dict[int, str],
) -> ColumnMeaning:  # fmt: skip
    """The meaning that a column has among the others."""
    column = judged.facts
    if column.position in ruled:
        return ColumnMeaning(meaning, RULED, column.period, score=score)
    wanted = judged.ranked[0][1]
    if meaning == EXTRA and wanted not in (EXTRA, *_SHARED) and wanted in holders:
        return _rivalled(judged, wanted, all_judged[holders[wanted]], ruled)
    others = [(other, least) for least, other in judged.ranked if other != meaning]
    runner_up, least = others[0] if others else (None, 0.0)
    confidence = _sureness(column, meaning)
    if meaning == EXTRA and not column.says(EXTRA):
        confidence = CERTAIN if score > WORDS else 0.0
    if not column.heading.strip():
        confidence = 0.5
    if meaning == TIMESCALE and column.says(REVISED):
        confidence = CERTAIN
    because = judged.because.get(meaning) or (judged.because.get(EXTRA) if meaning in _KEPT else None)
    margin = score - least
    if because is None and margin < CLOSE and runner_up in SAYABLE and meaning in SAYABLE:
        because = f"read as “{SAYABLE[meaning]}”; it may as well be “{SAYABLE[runner_up]}”"
    return _kept(ColumnMeaning(meaning, confidence, column.period, None, because, runner_up, margin, score))


def _sureness(column: ColumnFacts, meaning: str) -> float:
    """How sure a meaning is: certain where most cells are what the words of the heading say, which speak of nothing
    else, and no other heading of the same, so that nobody need be asked whether they mean it."""
    shown = {
        TIMESCALE: column.days,
        LEAD: column.peopled,
        RESPONSIBLE: column.peopled,
        REF: max(column.coded, column.numbered),
        RAG: column.shown_rated,
    }
    alone = (
        not column.others_say(meaning)
        and sum(sure >= LIKELY for sure in column.words.values()) == 1
        and STEP not in column.words
    )
    typed = len(column.cells) >= FEWEST_TYPED and shown.get(meaning, 0) >= MOST
    return CERTAIN if column.says(meaning) and alone and typed else column.words.get(meaning, LIKELY)


def _kept(found: ColumnMeaning) -> ColumnMeaning:
    """A column of what a plan's own do not mean; one that says when an action was done says so of each."""
    if found.meaning not in _KEPT:
        return found
    because = found.because if found.meaning == MET else None
    stands_in = {MET: MET, REVISED: TIMESCALE, THEME: THEME}.get(found.meaning)
    return replace(found, meaning=EXTRA, stands_in=stands_in, because=because)


def _rivalled(judged: Judged, meaning: str, holder: Judged, ruled: dict[int, str]) -> ColumnMeaning:
    """A column whose meaning another has, with why."""
    column, other = judged.facts, holder.facts
    ours, theirs = judged.scores[meaning], holder.scores[meaning]
    confidence, stands_in = CERTAIN, meaning if meaning in (TIMESCALE, REF) else None
    because: str | None
    if meaning == ACTION and is_response(column.heading):
        because = f"what will be done stands under “{other.heading}”; this one is kept as a column of the plan's own"
    elif meaning == TIMESCALE and (column.says(REVISED) or other.says(REVISED)):
        because = f"the date under “{other.heading}” counts where there is one; what stands here is kept beside it"
        because = None if other.position in ruled else because
    elif meaning == REF and column.position > other.position and column.says(REF):
        because = None
    elif column.period and other.period and meaning in (PROGRESS, RAG):
        because = (
            f"one of several periods; “{other.heading}” is read as the latest, the others are kept beside it"
            if other.position not in ruled
            else None
        )
        stands_in = meaning if column.position < other.position and meaning == PROGRESS else None
    else:
        because = f"“{other.heading}” is read as the same; this one is kept as a column of the plan's own"
        confidence = 0.0
    because = because if column.heading.strip() else None
    return ColumnMeaning(EXTRA, confidence, column.period, stands_in, because, meaning, theirs - ours)
