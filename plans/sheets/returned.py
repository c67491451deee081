"""The rows of a document that came home: which are of a sheet, by their keys, and which column is which field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plans.importing import SourceDocument, Table
from plans.sheets import keys
from plans.sheets.fields import FIELDS, KEY, Field
from plans.sheets.keys import Key
from plans.sheets.typed import same_words
from plans.sheets.typed import words as kept

Cells = Mapping[int, str]
"""The texts of a row by their columns."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file. `page` is the sheet of a workbook, or the table; `place` is where a person
    finds it."""

    page: str
    place: str
    cells: Cells
    key: Key | None = None
    spoilt: bool = False
    """Whether it has what is left of a key."""
    fills: Cells = field(default_factory=dict)
    """The colours of its cells."""
    unsaved: frozenset[int] = frozenset()
    """The columns in which a formula stands without what it comes to."""
    alone: str = ""
    """Words in one cell below the rows, or in a line below the table: they are of no column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """From column to field on one page."""

    fields: dict[int, str]
    others: dict[int, str] = field(default_factory=dict)
    """The headings of columns that are no field."""

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(self.others.values())

    def beside(self, row: RawRow) -> dict[str, str]:
        """What a row says in columns that are no field, by their headings."""
        return {heading: row.cells[column] for column, heading in self.others.items() if row.cells.get(column)}

    def where(self, name: str) -> int:
        """The column of a field; -1 where it has none."""
        return next((column for column, field in self.fields.items() if field == name), -1)

    def of(self, row: RawRow) -> dict[str, str]:
        """What a row says by field; of a field without a column nothing."""
        return {name: row.cells.get(column, "") for column, name in self.fields.items() if name != KEY}


@dataclass(slots=True)
class ReturnedPage:
    """The rows of one page, those above the first with a key apart."""

    head: list[RawRow] = field(default_factory=list)
    rows: list[RawRow] = field(default_factory=list)


def pages_of(document: SourceDocument) -> list[ReturnedPage]:
    """The pages of a document on which rows with keys stand, in order."""
    found: dict[str, list[RawRow]] = defaultdict(list)
    number = 0
    page = ""
    unsaved = unsaved_of(document)
    for part in document.parts:
        if not isinstance(part, Table):
            if page in found and not part.names_sheet:
                found[page].append(RawRow(page, part.place or f"line {part.line}", {}, alone=part.text))
            continue
        number += 1
        for row in part.rows:
            sheet, comma, _row = row.place.rpartition(", row ")
            page = sheet if comma else "" if row.place else f"table {number}"
            found[page].append(_raw(page, row, part.columns, unsaved.get(row.place, frozenset())))
    return [_page(rows) for rows in found.values() if any(row.key or row.spoilt for row in rows)]


def unsaved_of(document: SourceDocument) -> dict[str, frozenset[int]]:
    """From the place of a row to the columns in which a formula stands without what it comes to."""
    found: dict[str, frozenset[int]] = defaultdict(frozenset)
    for place, column in document.unsaved:
        found[place] |= {column}
    return found


def _raw(page: str, row, columns: Sequence[int], unsaved: frozenset[int]) -> RawRow:
    cells = {(columns[at] if at < len(columns) else at): cell for at, cell in enumerate(row.cells)}
    texts = {column: cell.verbatim for column, cell in cells.items() if cell.blocks}
    fills = {column: cell.fill for column, cell in cells.items() if cell.fill}
    key = next(filter(None, (keys.find(text) for text in texts.values())), None)
    spoilt = key is None and any(map(keys.resembles, texts.values()))
    return RawRow(page, row.place or f"line {row.line}", texts, key, spoilt, fills, unsaved)


def _page(rows: list[RawRow]) -> ReturnedPage:
    first = next(at for at, row in enumerate(rows) if row.key or row.spoilt)
    return ReturnedPage(rows[:first], rows[first:])


def columns_of(page: ReturnedPage, sent: Mapping[int, Mapping[str, str]], layout: Sequence[Field]) -> Columns:
    """Which column of a page is which field: by its mark, its heading, what it holds, its place. `sent` is what was
    sent by action and field, `layout` the fields in the order in which they were sent."""
    columns = sorted({column for row in (*page.head, *page.rows) for column in row.cells})
    known: dict[int, str] = {}
    key = next((c for row in page.rows if row.key for c, text in row.cells.items() if keys.find(text)), None)
    if key is not None:
        known[key] = KEY
    for tell in (_by_mark, _by_heading):
        for row in (*page.head, *(row for row in page.rows if not row.key)):
            for column, name in tell(row, layout):
                if column not in known and name not in known.values():
                    known[column] = name
    _by_contents(page, sent, columns, known)
    _by_place(columns, layout, known)
    return Columns(known, {c: _heading(page, c) for c in columns if c not in known and _is_used(page, c)})


def is_heading(row: RawRow) -> bool:
    """Whether a row without a key is one of headings, or of the marks beneath them."""
    layout = tuple(FIELDS.values())
    told = {*_by_mark(row, layout), *_by_heading(row, layout)}
    return 2 * len(told) > len(row.cells)


def below_headings(page: ReturnedPage, columns: Columns) -> list[RawRow]:
    """The rows of a page, without those of its head that end with its headings. Where none are ours, headings are a row
    that has words in most columns, that of the keys among them."""
    ends = [at for at, row in enumerate(page.head, start=1) if is_heading(row)] or [
        at
        for at, row in enumerate(page.head, start=1)
        if columns.where(KEY) in row.cells and 2 * len(row.cells) > len(columns.fields)
    ]
    return [*page.head[max(ends, default=0) :], *page.rows]


def _by_mark(row: RawRow, layout: Sequence[Field]):
    names = {each.name for each in layout}
    for column, text in row.cells.items():
        _said, dot, name = text.rpartition("·")
        if dot and name.strip().casefold() in names:
            yield column, name.strip().casefold()


def _by_heading(row: RawRow, layout: Sequence[Field]):
    headings = {each.heading.casefold(): each.name for each in layout}
    for column, text in row.cells.items():
        if name := headings.get(" ".join(text.split()).casefold()):
            yield column, name


def _by_contents(page: ReturnedPage, sent, columns: Sequence[int], known: dict[int, str]) -> None:
    """Of columns that have lost their heading: the one in most of whose cells stands what was sent."""
    rows = [(row, sent[row.key.action]) for row in page.rows if row.key and row.key.action in sent]
    scores = []
    names = {name for _row, values in rows for name in values} - set(known.values())
    for name in names:
        filled = [(row, kept(values[name])) for row, values in rows if values.get(name)]
        for column in columns:
            hits = sum(_says(row.cells.get(column, ""), text) for row, text in filled)
            if column not in known and filled and 2 * hits > len(filled):
                scores.append((hits, -column, name))
    for _hits, column, name in sorted(scores, reverse=True):
        if -column not in known and name not in known.values():
            known[-column] = name


def _says(cell: str, text: str) -> bool:
    return bool(cell) and same_words(cell, text)


def _by_place(columns: Sequence[int], layout: Sequence[Field], known: dict[int, str]) -> None:
    """What is left, where all that is known stands as far apart as it was sent."""
    places = {each.name: at for at, each in enumerate(layout)}
    shifts = {column - places[name] for column, name in known.items() if name in places}
    if len(known) < 3 or len(shifts) != 1:
        return
    [shift] = shifts
    for name, at in places.items():
        if name not in known.values() and at + shift in columns and at + shift not in known:
            known[at + shift] = name


def _heading(page: ReturnedPage, column: int) -> str:
    heads = [row.cells[column] for row in page.head if column in row.cells]
    return heads[0] if heads else f"column {column + 1}"


def _is_used(page: ReturnedPage, column: int) -> bool:
    return any(row.cells.get(column) for row in page.rows if row.key)
