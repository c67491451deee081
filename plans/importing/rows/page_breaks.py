"""Halves of a row that a page has cut, joined again; and what must improve, printed on over several rows.

The last row of a page and the first of the next are one row when the second cannot stand alone: it has no
reference, and its action goes on in lower case, is missing, or lacks what every row has. Texts are joined within
a sentence as one paragraph; a line printed on both sides of the cut is given once, and where its two prints read
differently the row tells the one left out.
"""

import re
from dataclasses import replace

from plans.columns import ACTION, LEAD, RECOMMENDATION, REF, RESPONSIBLE, TIMESCALE
from plans.importing.rows.cell_patterns import CONTINUED, alike, squash, words
from plans.importing.rows.printed_refs import action_refs
from plans.importing.rows.sheet import Band, Event, Headings, PlanRow, Sheet, cell_in
from plans.importing.rulings import ALONE, JOIN, ROW
from plans.importing.source_document import JOINED, Block, BlockKind, Cell
from plans.importing.vocabulary.heading_words import STEP

_TERMINAL = ".!?:;"
_GOES_ON = re.compile(r"\b(?:a|an|the|of|to|for|and|or|with|by|in|on|at|from|our|its|their)$")
"""With these no sentence ends."""
_CUT_WORD = re.compile(r"[^\W\d_]-$")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_SHORTEST_TWICE = 12
"""Letters that a line needs before its likeness to the next says anything."""


def joined(sheet: Sheet) -> tuple[Event, ...]:
    """The events of a sheet with the halves of its rows joined."""
    joiner = _Joiner(sheet)
    for event in _with_upper_halves(sheet):
        joiner.take(event)
    return tuple(joiner.events)


def _with_upper_halves(sheet: Sheet) -> list[Event]:
    """The events, with each last row of a page that holds only short cells (who, by when) made one with the first of
    the next page, where that has the long ones and lacks just these."""
    events: list[Event] = []
    rows: list[PlanRow] = []
    for event in sheet.events:
        if not isinstance(event, PlanRow):
            events.append(event)
            continue
        above, last = (rows[-1] if rows else None), (rows[-2] if len(rows) > 1 else None)
        place = next((n for n in reversed(range(len(events))) if not isinstance(events[n], Headings)), None)
        if above and place is not None and events[place] is above and _is_upper_half(above, event, last, sheet):
            repair = JOINED if above.lost else ""
            upper = {number: replace(cell, repair=repair) for number, cell in above.cells.items() if cell}
            cells = {**event.cells, **upper}
            rows[-1] = events[place] = replace(above, cells=cells, joins=[*above.joins, event.line, *event.joins])
        else:
            rows.append(event)
            events.append(event)
    return events


def _is_upper_half(above: PlanRow, row: PlanRow, last: PlanRow | None, sheet: Sheet) -> bool:
    """Whether `above` is the upper half of `row`, and no rest of the `last` row before it."""
    if not row.after_join or above.ruling or row.ruling:
        return False
    long = (sheet.column(ACTION), sheet.column(RECOMMENDATION))
    printed = {number for number, cell in above.cells.items() if cell}
    if not all(map(row.text, long)) or printed & {number for number, cell in row.cells.items() if cell}:
        return False
    short = {number for meaning in (LEAD, RESPONSIBLE, TIMESCALE) for number in sheet.columns_of(meaning)}
    shown = printed & short
    rest = above.after_join and not (last and all(last.text(number) for number in shown))
    return len(printed) > 1 and bool(shown) and not rest


class _Joiner:
    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        self.ref, self.rec = sheet.column(REF), sheet.column(RECOMMENDATION)
        self.action, self.step = sheet.column(ACTION), sheet.column(STEP)
        rows = sheet.rows
        self.prints_refs = 2 * sum(bool(row.text(self.ref)) for row in rows) > sum(
            bool(row.text(self.rec)) for row in rows
        )
        self.action_refs = action_refs(row.text(self.action) for row in rows)
        self.several_actions = any(
            row.text(self.action) and not row.text(self.ref) and not row.text(self.rec) and not row.after_join
            for row in rows
        )
        self.always_filled = [
            column
            for meaning in (TIMESCALE, LEAD)
            for column in sheet.columns_of(meaning)
            if 5 * sum(bool(row.text(column)) for row in rows) >= 4 * len(rows)
        ]
        self.events: list[Event] = []
        self.title = ""
        self.last: PlanRow | None = None
        self.last_rec: PlanRow | None = None

    def take(self, event: Event) -> None:
        if isinstance(event, PlanRow):
            self.take_row(event)
            return
        self.events.append(event)
        if isinstance(event, Band):
            title = squash(CONTINUED.sub("", event.title))
            if title != self.title:
                self.last = self.last_rec = None
            self.title = title

    def take_row(self, row: PlanRow) -> None:
        row = replace(row, cells=dict(row.cells), dropped=dict(row.dropped), joins=list(row.joins))
        row = row if row.ruling in (ALONE, ROW) else self.without_repeats(row)
        continues = self.continues(row)
        if self.last_rec and self.continues_recommendation(row, continues):
            rest = row.cells.pop(self.rec) if self.rec is not None else Cell()
            self.merge(self.last_rec, self.rec, rest)
        if continues and self.last:
            self.last.joins.append(row.line)
            for number, cell in row.cells.items():
                self.merge(self.last, number, cell, apart=row.apart, by_hand=row.ruling == JOIN)
        elif row.cells:
            self.events.append(row)
            self.last = row
            if row.text(self.rec) or row.text(self.ref):
                self.last_rec = row

    def without_repeats(self, row: PlanRow) -> PlanRow:
        """A row whose reference, and perhaps whose recommendation, is printed again at the top of a page. The row
        above is told of a recommendation that reads differently there."""
        ref = row.text(self.ref)
        if not row.after_join or not self.last_rec or not ref or self.last_rec.text(self.ref) != ref:
            return row
        rec, above = row.text(self.rec), self.last_rec.text(self.rec)
        again = alike(rec, above) >= 0.9 if rec else False
        if rec and not again and not rec[0].islower():
            return row
        if again and self.rec is not None and squash(rec) != squash(above):
            _tell_dropped(self.last_rec, self.rec, rec)
        gone = (self.ref, self.rec) if again else (self.ref,)
        return replace(row, cells={n: cell for n, cell in row.cells.items() if n not in gone})

    def continues(self, row: PlanRow) -> bool:
        """Whether a row is the rest of the row before."""
        if self.last is None or row.ruling in (ALONE, ROW) or row.settled:
            return False
        if row.ruling == JOIN:
            return True
        if row.text(self.ref):
            return False
        if row.text(self.step):
            return False
        action = row.text(self.action)
        if not action:
            return not self.opens_recommendation(row)
        if not row.after_join or (self.action_refs and self.action_refs.match(action)):
            return False
        if action[0].islower() or self.complements(row):
            return True
        if self.opens_recommendation(row):
            return False
        if not self.several_actions:
            return True
        lacking = [column for column in self.always_filled if self.last.text(column) and not row.text(column)]
        return bool(lacking) and self.last.text(self.action)[-1:] not in _TERMINAL

    def complements(self, row: PlanRow) -> bool:
        """Whether a page has cut between the short cells of a row and its long ones: the upper half has a reference
        and no action, the lower half what the upper lacks."""
        if self.last is None or not self.last.text(self.ref) or self.last.text(self.action):
            return False
        return not any(self.last.cells.get(number) for number, cell in row.cells.items() if cell)

    def opens_recommendation(self, row: PlanRow) -> bool:
        text = row.text(self.rec)
        return bool(text) and not text[0].islower() and not (row.after_join and self.prints_refs)

    def continues_recommendation(self, row: PlanRow, row_continues: bool) -> bool:
        """Whether the row's recommendation cell goes on with the one above."""
        above = cell_in(self.last_rec.cells, self.rec) if self.last_rec else None
        below = cell_in(row.cells, self.rec)
        if not above or not below or row.text(self.ref) or row.ruling in (ALONE, ROW):
            return False
        if row_continues or (not row.apart and (below.flat[0].islower() or self.repeats_line(row, above, below))):
            return True
        if self.last and self.last_rec is self.last and self.prints_alone(row) and self.prints_alone(self.last):
            return bool(self.last.text(self.ref))
        return row.after_join and self.prints_refs and above.flat[-1] not in _TERMINAL

    def repeats_line(self, row: PlanRow, above: Cell, below: Cell) -> bool:
        """Whether a cut printed one line on both sides: at a page's end, or in a row without the reference that every
        recommendation of the plan has. Elsewhere two that are much alike are two."""
        return (row.after_join or self.prints_refs) and _printed_twice(above, below)

    def prints_alone(self, row: PlanRow | None) -> bool:
        """Whether a row prints what must improve and nothing else, in a plan that has a column of actions."""
        printed = {number for number, cell in row.cells.items() if cell} if row else set()
        return self.action is not None and self.rec in printed and printed <= {self.rec, self.ref}

    def merge(
        self, row: PlanRow, number: int | None, cell: Cell, *, apart: bool = False, by_hand: bool = False
    ) -> None:
        """Join the cell of a lower half to a row taken before; in a table that cuts no row it is a line of its own,
        unless the words go on in the middle of a sentence: somebody broke it by hand."""
        if number is None:
            return
        if not cell:
            row.cells.setdefault(number, cell)
            return
        cell = replace(cell, repair=JOINED) if row.lost and not by_hand else cell
        if row.cells.get(number) and apart and not cell.blocks[0].text[:1].islower():
            cell = replace(row.cells[number], blocks=(*row.cells[number].blocks, *cell.blocks))
        elif row.cells.get(number):
            meaning = self.sheet.columns[number].meaning
            repair = cell.repair
            cell, dropped = join_cells(row.cells[number], cell, meaning, self.sheet.vocabulary)
            cell = replace(cell, repair=repair or row.cells[number].repair)
            if dropped:
                _tell_dropped(row, number, dropped)
        row.cells[number] = cell


def _tell_dropped(row: PlanRow, column: int, text: str) -> None:
    row.dropped[column] = (*row.dropped.get(column, ()), text)


def join_cells(upper: Cell, lower: Cell, meaning: str, vocabulary: dict[str, int]) -> tuple[Cell, str | None]:
    """Two halves of one cell as one, and the print of a line that was left out for another that reads differently
    (None: there is none). `vocabulary` counts the document's words, to choose between two prints of one line."""
    upper_blocks, lower_blocks = list(upper.blocks), list(lower.blocks)
    dropped = None
    if meaning not in (TIMESCALE, LEAD, RESPONSIBLE) and _printed_twice(upper, lower):
        above, below = upper.lines[-1], lower.lines[0]
        keeps_above = _known(above, vocabulary) > _known(below, vocabulary)
        if squash(above) != squash(below):
            dropped = below if keeps_above else above
        if keeps_above:
            lower_blocks[0] = replace(lower_blocks[0], lines=lower_blocks[0].lines[1:])
        else:
            upper_blocks[-1] = replace(upper_blocks[-1], lines=upper_blocks[-1].lines[:-1])
        upper_blocks = [block for block in upper_blocks if block.lines]
        lower_blocks = [block for block in lower_blocks if block.lines]
    return Cell(_connected(upper_blocks, lower_blocks, meaning), upper.rows), dropped


def _connected(upper: list[Block], lower: list[Block], meaning: str) -> tuple[Block, ...]:
    """The blocks of two halves, with a sentence that goes on from one to the other as one block."""
    if upper and lower and _one_sentence(upper, lower, meaning):
        last, first = upper[-1], lower[0]
        lines = last.lines + first.lines
        if _CUT_WORD.search(last.text) and first.text[:1].islower():
            lines = (*last.lines[:-1], last.lines[-1] + first.lines[0], *first.lines[1:])
        return (*upper[:-1], Block(last.kind, lines, last.depth), *lower[1:])
    return (*upper, *lower)


def _one_sentence(upper: list[Block], lower: list[Block], meaning: str) -> bool:
    start, end = lower[0].text[:1], upper[-1].text[-1:]
    if lower[0].kind is not BlockKind.PARAGRAPH:
        return lower[0].kind is BlockKind.LIST and upper[-1].kind is BlockKind.LIST
    if start.islower() or _GOES_ON.search(upper[-1].text):
        return True
    if meaning == TIMESCALE and _YEAR.match(lower[0].text):
        return not upper[-1].text[-1:].isdigit()
    return meaning != TIMESCALE and end not in _TERMINAL and len(upper) == 1


def _printed_twice(upper: Cell, lower: Cell) -> bool:
    """Whether the last line above the cut and the first below it are two prints of one line."""
    last, first = upper.lines[-1], lower.lines[0]
    return min(len(squash(last)), len(squash(first))) >= _SHORTEST_TWICE and alike(last, first) >= 0.8


def _known(line: str, vocabulary: dict[str, int]) -> float:
    """How well a line's words are known elsewhere in the document."""
    found = words(line)
    return sum(vocabulary.get(word, 0) > 1 for word in found) / max(1, len(found))
