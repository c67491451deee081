"""Is every word of a document somewhere in the plan that was read from it?

Words are counted as often as they are printed: one printed three times needs three places. A word is looked for first
in what was read from its own row, then anywhere in the plan. What is left is set aside where it is known why (a running
header, headings printed again, ruling noise), else it is given, row by row, as unplaced.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from plans.importing.rows.cell_patterns import CONTINUED, is_speck, squash
from plans.importing.rows.one_sheet import MOST_CUT_UP
from plans.importing.rows.running_headers import is_debris
from plans.importing.rulings import ASIDE, NONE, Rulings
from plans.importing.source_document import SourceDocument
from plans.importing.understood_plan import UnderstoodPlan

_WORD = re.compile(r"[^\W_]+|[\u2190-\u2bff\U0001f300-\U0001faff]")
"""A word; or a sign that can stand for a rating, an arrow."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words of one row or paragraph that are nowhere in the plan, in printed order; `line` and `place` say where."""

    line: int
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many words the document prints, how many of them have a place, and how many were set aside; the rest is
    `unplaced`. `left_out` are those of the words set aside that stand in lines which a person left out, `around` those
    with a place that stand in no action, title or heading of the plan: only in its notes, or in what was kept of a
    sheet or header."""

    words: int
    placed: int
    set_aside: int
    unplaced: tuple[Unplaced, ...]
    left_out: int = 0
    around: tuple[Unplaced, ...] = ()
    count_around: int = 0

    @property
    def in_plan(self) -> int:
        """How many words stand in the plan itself."""
        return self.placed - self.count_around

    @property
    def is_whole(self) -> bool:
        """Whether no word is unplaced."""
        return not self.unplaced


def coverage_of(document: SourceDocument, plan: UnderstoodPlan, rulings: Rulings = NONE) -> Coverage:
    """Where the words of a document went. `plan` is what was understood of it, under these rulings."""
    printed = list(_printed(document))
    rows = [row for row in printed if rulings.of(row.line) != ASIDE]
    left_out = sum(len(row.words) for row in printed if rulings.of(row.line) == ASIDE)
    # What a person left out is no place for words that other rows print.
    cells = Counter(text for row in printed if rulings.of(row.line) == ASIDE for text in row.texts)
    places, known = _Places(replace(plan, aside=_without(plan.aside, cells))), _Known(plan)
    left = [(row, places.take_local(row)) for row in rows]
    # What is known to be printed again takes no place from what is printed once.
    left, again = _parted(left, known.is_again)
    left = [(row, places.take_framing(rest)) for row, rest in left]
    noted = [(row, places.take_noted(rest)) for row, rest in left]
    around = [
        (row, _taken(rest, Counter(word for word, _ in after)))
        for (row, rest), (_, after) in zip(left, noted, strict=True)
    ]
    left = noted
    left, mended = _parted(left, known.is_mended)
    left = [(row, places.take_anywhere(rest)) for row, rest in left]
    lost = [(row, known.unexplained(row, rest)) for row, rest in left if rest]
    aside = _count(again) + _count(mended) + _count(left) - _count(lost)
    words = sum(len(row.words) for row in rows)
    return Coverage(
        words + left_out,
        words - aside - _count(lost),
        aside + left_out,
        _told(lost),
        left_out,
        _told(around),
        _count(around),
    )


def _told(rows: list[tuple["_Printed", "Left"]]) -> tuple[Unplaced, ...]:
    return tuple(Unplaced(row.line, row.place, " ".join(word for word, _ in rest)) for row, rest in rows if rest)


def coverage_as_json(words: Coverage) -> dict[str, object]:
    """How many words stand where, in JSON, with those that stand only around the plan and those that stand nowhere."""
    return {
        "printed": words.words,
        "in_plan": words.in_plan,
        "around": words.count_around,
        "printed_again": words.set_aside,
        "nowhere": words.words - words.placed - words.set_aside,
        "outside": [
            {"line": one.line, "place": one.place, "text": one.text, "nowhere": told is words.unplaced}
            for told in (words.around, words.unplaced)
            for one in told
        ],
    }


def _without(texts: Iterable[str], taken: Counter[str]) -> tuple[str, ...]:
    """These texts, each as often as it is there beyond what is taken."""
    left = Counter(texts) - taken
    return tuple(left.elements())


@dataclass(slots=True)
class _Printed:
    """A row or paragraph: its words in order, with the cell that each stands in."""

    line: int
    place: str
    texts: list[str]
    words: list[tuple[str, int]] = field(default_factory=list)


Left = list[tuple[str, int]]
"""Words that have found no place yet."""


def _parted(rows: list[tuple[_Printed, Left]], is_known: Callable[[_Printed], bool]) -> tuple[list, list]:
    """Of the rows that have words left, those that are not known and those that are."""
    known = {id(row) for row, left in rows if left and is_known(row)}
    left = [(row, rest) for row, rest in rows if rest]
    return [pair for pair in left if id(pair[0]) not in known], [pair for pair in left if id(pair[0]) in known]


def _count(rows: list[tuple[_Printed, Left]]) -> int:
    return sum(len(left) for _, left in rows)


def _printed(document: SourceDocument) -> Iterator[_Printed]:
    for piece in document.pieces:
        row = _Printed(piece.line, piece.place, piece.texts)
        row.words = [(word, n) for n, text in enumerate(row.texts) for word in _WORD.findall(text.lower())]
        if row.words:
            yield row


class _Places:
    """The words that a plan holds, by the row that they were read from, and those of its frame."""

    def __init__(self, plan: UnderstoodPlan) -> None:
        self.local: dict[int, Counter[str]] = {}
        self.frame: Counter[str] = Counter()
        self.noted: Counter[str] = Counter()
        self.rest: Counter[str] = Counter()
        self.owner: dict[int, int] = {}
        for text in _framing(plan):
            self.frame.update(_WORD.findall(text.lower()))
        for text in (*plan.notes_before, *plan.notes_after, *plan.legend, *plan.running_headers, *plan.aside):
            self.noted.update(_WORD.findall(text.lower()))
        for section in plan.sections:
            for rec in section.recommendations:
                self.add(rec.line, rec.printed)
                for action in rec.actions:
                    shared = rec.printed if action.line == rec.line else ()  # the recommendation holds them already
                    self.add(action.line, (pair for pair in action.printed if pair not in shared))
                    self.owner.update(dict.fromkeys(action.lines, action.line))

    def add(self, line: int, printed: Iterable[tuple[str, str]]) -> None:
        pool = self.local.setdefault(line, Counter())
        for _, text in printed:
            pool.update(_WORD.findall(text.lower()))

    def take_local(self, row: _Printed) -> Left:
        """The words of a row that what was read from it does not hold."""
        pool = self.local.get(self.owner.get(row.line, row.line))
        return row.words if pool is None else _taken(row.words, pool)

    def take_framing(self, left: Left) -> Left:
        """The words that the plan's frame does not hold; pieces of one word count as that word."""
        return _with_pieces(_taken(left, self.frame), self.frame)

    def take_noted(self, left: Left) -> Left:
        """The words that nothing around the plan holds either."""
        return _with_pieces(_taken(left, self.noted), self.noted)

    def take_anywhere(self, left: Left) -> Left:
        """The words that no other row holds either."""
        for pool in self.local.values():
            self.rest += pool
        self.local = {}
        return _with_pieces(_taken(left, self.rest), self.rest)


def _with_pieces(words: Left, pool: Counter[str]) -> Left:
    """Words left, without those neighbours that together are one word of a pool ("Imm | ediately")."""
    whole: Left = []
    while words:
        joined = words[0][0] + words[1][0] if len(words) > 1 else ""
        if joined and pool[joined] > 0:
            pool[joined] -= 1
            words = words[2:]
        else:
            whole.append(words[0])
            words = words[1:]
    return whole


def _taken(words: Left, pool: Counter[str]) -> Left:
    left = []
    for word in words:
        if pool[word[0]] > 0:
            pool[word[0]] -= 1
        else:
            left.append(word)
    return left


def _framing(plan: UnderstoodPlan) -> Iterator[str]:
    notes = [*plan.notes_before, *plan.notes_after]
    framing = (plan.title, plan.subtitle or "", *notes, *plan.legend, *plan.running_headers, *plan.aside)
    yield from framing[:2]
    within = squash(" ".join(notes))
    if plan.organisation and squash(plan.organisation) not in squash(" ".join(framing)):
        yield plan.organisation
    for short, long in plan.abbreviations:
        if squash(short + long) not in within:
            yield f"{short} {long}"
    for column in plan.columns:
        yield from dict.fromkeys((column.heading, *dict(column.variants).values()))
    yield from (section.title for section in plan.sections if section.title)


class _Known:
    """Why words may be nowhere in the plan."""

    def __init__(self, plan: UnderstoodPlan) -> None:
        self.seen: set[tuple[str, ...]] = set()
        columns = plan.columns
        self.headings = {squash(text) for c in columns for text in (c.heading, *dict(c.variants).values())}
        self.titles = {squash(section.title) for section in plan.sections if section.title}
        self.mended = {question.line for question in plan.questions if question.field == "section"}
        self.running = frozenset(squash(text) for text in plan.running_headers)
        self.pieces = frozenset(sorted(self.running, key=len)[-MOST_CUT_UP:])
        recommendations = [rec for section in plan.sections for rec in section.recommendations]
        self.recommended = {rec.line for rec in recommendations}
        self.again = {squash(text) for rec in recommendations for _, text in rec.printed}
        asked = (question.text for question in plan.questions if question.because.startswith("one line printed twice"))
        self.other_prints = Counter(word for text in asked for word in _WORD.findall(text.lower()))

    def is_again(self, row: _Printed) -> bool:
        """Whether all that a row prints are headings, titles or running headers, and it has been printed before."""
        key = tuple(map(squash, row.texts))
        known = all(text in self.headings or text in self.running or text in self.titles for text in key)
        again = known and key in self.seen
        self.seen |= {key} if known else set()
        return again

    def unexplained(self, row: _Printed, left: Left) -> Left:
        """The words of a row that are left without a reason."""
        again = row.line not in self.recommended and any(
            len(text.split()) > 2 and squash(text) in self.again for text in row.texts
        )
        rest = _taken(left, self.other_prints)
        return [word for word in rest if not self.explains(row.texts[word[1]], word[0], again=again)]

    def is_mended(self, row: _Printed) -> bool:
        """Whether a row is a band that was put together, or prints the headings again, among noise perhaps."""
        if row.line in self.mended:
            return True
        again = sum(squash(text) in self.headings for text in row.texts)
        return again > 1 and again * 3 >= len(row.texts) * 2

    def explains(self, text: str, word: str, *, again: bool) -> bool:
        """Whether a word of a cell is a running header's, a heading's or title's that is printed again, or noise.
        `again`: the row prints a recommendation again, so that its reference is no new one either."""
        key = squash(text)
        if key in self.headings or key in self.running or (again and key in self.again):
            return True
        if squash(CONTINUED.sub("", text)) in self.titles or is_speck(text) or is_debris(text, self.pieces):
            return True
        return bool(CONTINUED.fullmatch(f" {word}"))
