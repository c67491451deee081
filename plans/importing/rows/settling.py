"""What each column of one table means, once its headings are held against each other and against its cells."""

import re
from dataclasses import dataclass, replace

from plans.columns import ACTION, EXTRA, LEAD, OUTCOME, PROGRESS, RAG, RECOMMENDATION, REF, TIMESCALE
from plans.importing.columns import CERTAIN, LIKELY, is_response, may_head_actions, normal, read_heading
from plans.importing.grid import Row
from plans.importing.meanings import MET, REVISED, START, STEP, SUPPORTING, THEME
from plans.importing.rows.recognising import is_dated, is_ref
from plans.importing.rulings import NONE, Rulings
from plans.importing.statuses import is_rating

RULED = 2.0
"""The confidence of a meaning that a person gave: above any reading's."""
MOST_LOOKED_AT = 60
"""Cells of a column that are looked at; more tell no more."""
_LEVEL = re.compile(r"(?:very )?(?:high|medium|low|critical|essential|desirable|urgent|h|m|l|p?[1-5])", re.IGNORECASE)
_MARK = re.compile(r"\s*(?:[xX×✓✔■█●▪*•-]|yes|y)\s*")
"""What stands under a month of a timeline."""
_MAY_REPEAT = frozenset({EXTRA, LEAD, SUPPORTING})
_NAMES_A_THEME = frozenset({"priority", "improvement priority", "aim", "goal", "key area", "improvement area"})
_KEPT = frozenset({START, MET, THEME})


@dataclass(frozen=True, slots=True)
class Settled:
    """A column's meaning (of `plans.columns`, or STEP or SUPPORTING), how sure that is, the period that its heading
    names; `stands_in`: the meaning for which it speaks in a row where the column of that meaning is blank;
    `because`: why a person should look at it."""

    meaning: str
    confidence: float
    period: str | None = None
    stands_in: str | None = None
    because: str | None = None


def settle(texts: tuple[str, ...], rows: tuple[Row, ...], rulings: Rulings = NONE) -> dict[int, Settled]:
    """What each position of a table means, a person's ruling before any reading; one without a heading and without
    cells means nothing."""
    found: dict[int, Settled] = {}
    cells = {}
    for position, text in enumerate(texts):
        cells[position] = _cells(rows, position)
        ruled = rulings.meaning(text, position)
        if ruled:
            found[position] = Settled(ruled, RULED, read_heading(text).period)
        elif text.strip():
            reading = read_heading(text)
            found[position] = _by_cells(
                text, Settled(reading.meaning, reading.confidence, reading.period), cells[position]
            )
        elif cells[position]:
            refs = sum(is_ref(cell) for cell in cells[position])
            found[position] = Settled(REF if refs * 2 >= len(cells[position]) else EXTRA, 0.5)
    _settle_responses(found, texts)
    _settle_actions(found, cells, texts)
    _settle_steps(found)
    _settle_dates(found, texts)
    _settle_periods(found, cells, texts)
    _settle_rivals(found, texts)
    return {position: _kept(reading) for position, reading in found.items()}


def _kept(reading: Settled) -> Settled:
    """A column of what a plan's own columns do not mean, which keeps its heading; one that says when an action was
    done, or whether it is, says so of each."""
    if reading.meaning == MET:
        because = "where it says so, the action is taken as done and waits to be verified"
        return replace(reading, meaning=EXTRA, stands_in=MET, because=because)
    return replace(reading, meaning=EXTRA) if reading.meaning in _KEPT else reading


def _cells(rows: tuple[Row, ...], position: int) -> list[str]:
    filled = (row.cells[position].flat for row in rows if position < len(row.cells) and row.cells[position])
    return [text for text, _ in zip(filled, range(MOST_LOOKED_AT), strict=False)]


def _by_cells(heading: str, reading: Settled, cells: list[str]) -> Settled:
    """A heading that may mean two things, by what stands under it."""
    if not cells:
        return reading
    words = sum(len(cell.split()) for cell in cells) / len(cells)
    if reading.meaning == RECOMMENDATION and sum(bool(_LEVEL.fullmatch(cell.strip())) for cell in cells) * 2 > len(
        cells
    ):
        because = "read as how urgent each row is; kept as a column of the plan's own"
        return replace(reading, meaning=EXTRA, confidence=CERTAIN, because=because)
    if reading.meaning == RAG and normal(heading).endswith("status") and words > 6:
        return replace(reading, meaning=PROGRESS, because="read as how it is going, not as a rating")
    if reading.meaning == PROGRESS and reading.period and sum(map(is_rating, cells)) * 4 >= len(cells) * 3:
        return replace(reading, meaning=RAG, because="read as a rating; its cells hold nothing else")
    if reading.meaning == SUPPORTING and re.search(r"consult|inform", heading, re.IGNORECASE):
        because = "read as who is supporting; whoever is only consulted or informed may be neither"
        return replace(reading, because=because)
    dated = sum(is_dated(cell) for cell in cells)
    if reading.meaning == TIMESCALE and normal(heading) == "target" and dated * 2 < len(cells):
        return replace(reading, meaning=OUTCOME, because="read as what is to be reached, not as a date")
    if reading.meaning == STEP and dated * 2 > len(cells) and words <= 4:
        return replace(reading, meaning=TIMESCALE, because="read as by when; the cells hold dates")
    return reading


def _settle_responses(found: dict[int, Settled], texts: tuple[str, ...]) -> None:
    """What was answered to a recommendation is no action where another column says what will be done."""
    actions = [position for position, reading in found.items() if reading.meaning == ACTION]
    others = [position for position in actions if not is_response(texts[position])]
    for position in actions:
        if others and is_response(texts[position]) and found[position].confidence < RULED:
            because = (
                f"what will be done stands under “{texts[others[0]]}”; this one is kept as a column of the plan's own"
            )
            found[position] = Settled(EXTRA, CERTAIN, None, None, because)


def _settle_actions(found: dict[int, Settled], cells: dict[int, list[str]], texts: tuple[str, ...]) -> None:
    """Where no heading is certain to be that of actions, one that may be: of "Measure | Description" the description,
    and the measure is its reference or what must improve."""
    known = {reading.meaning for reading in found.values()}
    likely = [n for n, reading in found.items() if reading.confidence < RULED and may_head_actions(texts[n])]
    measures = [n for n in likely if normal(texts[n]) == "measure"]
    others = [n for n in likely if n not in measures]
    if known & {ACTION, STEP} or not (others or (measures and RECOMMENDATION not in known)):
        return
    action = (others or measures)[0]
    found[action] = Settled(ACTION, LIKELY, None, None, "read as what will be done; no other column says it")
    for n in measures:
        if n < action and REF not in known and 2 * sum(map(is_ref, cells[n])) > len(cells[n]):
            found[n] = Settled(REF, LIKELY, None, None, f"read as the reference of what “{texts[action]}” says")
        elif n < action and RECOMMENDATION not in known:
            found[n] = Settled(RECOMMENDATION, LIKELY, None, None, "read as what must improve")


def _settle_steps(found: dict[int, Settled]) -> None:
    """Milestones are the actions where no other column is; those of several terms, side by side, are none."""
    steps = [position for position, reading in found.items() if reading.meaning == STEP]
    acts = any(reading.meaning == ACTION for reading in found.values())
    by_period = acts and sum(bool(found[position].period) for position in steps) > 1
    for number, position in enumerate(steps):
        if by_period:
            because = "milestones by period are kept as columns of the plan's own"
            found[position] = Settled(EXTRA, CERTAIN, None, None, because)
        elif number or not acts:
            found[position] = replace(found[position], meaning=EXTRA if number else ACTION)


def _settle_dates(found: dict[int, Settled], texts: tuple[str, ...]) -> None:
    """Of several dates the revised one speaks, and the first printed keeps a column of its own."""
    revised = [position for position, reading in found.items() if reading.meaning == REVISED]
    ruled = any(reading.meaning == TIMESCALE and reading.confidence == RULED for reading in found.values())
    if ruled:
        found.update({position: replace(found[position], meaning=EXTRA, stands_in=TIMESCALE) for position in revised})
    if not revised or ruled:
        return
    speaks = revised[-1]
    for position, reading in found.items():
        if position == speaks:
            found[position] = replace(reading, meaning=TIMESCALE, confidence=CERTAIN)
        elif reading.meaning in (TIMESCALE, REVISED):
            because = f"the date under “{texts[speaks]}” counts where there is one; what stands here is kept beside it"
            found[position] = Settled(EXTRA, CERTAIN, None, TIMESCALE, because)


def _settle_periods(found: dict[int, Settled], cells: dict[int, list[str]], texts: tuple[str, ...]) -> None:
    """Of several columns that say how it went by period, the last that says anything speaks. Those that only mark the
    periods in which it is worked on say nothing of it."""
    timed = [position for position, reading in found.items() if reading.meaning == PROGRESS and reading.period]
    marks = [position for position in timed if all(map(_MARK.fullmatch, cells[position]))]
    if len(marks) > 1 and any(cells[position] for position in marks):
        found.update({position: Settled(EXTRA, CERTAIN) for position in marks if found[position].confidence < RULED})
    for meaning in (PROGRESS, RAG):
        dated = [position for position, reading in found.items() if reading.meaning == meaning and reading.period]
        if len(dated) < 2 or any(found[position].confidence == RULED for position in dated):
            continue
        speaks = next((position for position in reversed(dated) if cells[position]), dated[-1])
        for position in dated:
            if position != speaks:
                because = (
                    f"one of several periods; “{texts[speaks]}” is read as the latest, the others are kept beside it"
                )
                stands_in = meaning if position < speaks and meaning == PROGRESS else None
                found[position] = Settled(EXTRA, CERTAIN, None, stands_in, because)


def _settle_rivals(found: dict[int, Settled], texts: tuple[str, ...]) -> None:
    """Of two columns that mean the same, the surer one keeps the meaning; of two sure ones a recommendation before
    anything else that must improve, and a priority or aim after it."""
    keepers: dict[str, int] = {}
    for position, reading in list(found.items()):
        if reading.meaning in _MAY_REPEAT | _KEPT:
            continue
        rival = keepers.setdefault(reading.meaning, position)
        if rival == position:
            continue
        surer = _sureness(texts[position], reading) > _sureness(texts[rival], found[rival])
        winner, loser = (position, rival) if surer else (rival, position)
        keepers[reading.meaning] = winner
        because = f"“{texts[winner]}” is read as the same; this one is kept as a column of the plan's own"
        stands_in = TIMESCALE if reading.meaning == TIMESCALE else None
        found[loser] = Settled(EXTRA, 0.0, found[loser].period, stands_in, because if texts[loser] else None)


def _sureness(heading: str, reading: Settled) -> tuple[float, int]:
    if reading.meaning != RECOMMENDATION:
        return reading.confidence, 0
    words = normal(heading)
    return reading.confidence, int("recommendation" in words) - int(words in _NAMES_A_THEME)
