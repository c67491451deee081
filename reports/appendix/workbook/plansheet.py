"""The sheet of the workbook that looks like the paper: title, one frozen header, bands, spanning cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import cast

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from plans.sheets.marks import going_on
from reports.appendix.model import Appendix, Cell, Marks, Row, Table, Value
from reports.appendix.widths import PAGE
from reports.appendix.words import CONTINUED
from reports.appendix.workbook import sheetkit
from reports.appendix.workbook.sheetkit import BAND, HEADING, MUTED, NOTE, PLAIN, STRONG_NOTE, TITLE, Look, put
from reports.appendix.workbook.sheetpieces import Piece, look_of, named_again, pieces

Span = tuple[int, int]
"""The first and last column of the sheet that a cell of the table covers."""

Said = tuple[Value, Look]
"""What a cell says, and how it looks."""

ROOM = {"a4": 558.0, "a3": 822.0, "large": 364.0}
"""What a page leaves for rows between its margins at the scale of `sheetkit.SCALE`, in points."""

_BELOW_BAND = 2 * sheetkit.height(2)
"""What has to fit below a title on its page, in points: headings and a row of two lines each."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """A row of the table: each cell's parts, and the heights of the sheet's rows that they take."""

    row: Row
    pieces: list[list[Piece]]
    heights: list[float]
    below: float
    """What must stand on the same page below it."""

    @property
    def height(self) -> float:
        return sum(self.heights)

    @property
    def needed(self) -> float:
        return self.height + self.below


class PlanSheet:
    """Writes a table's bands and rows below each other; `at` is the next free row. Pages end between rows, and where
    one ends within a recommendation, that is named again below."""

    def __init__(
        self,
        sheet: Worksheet,
        points: Sequence[float],
        page: float,
        spans: Sequence[Span] = (),
        *,
        at: int = 1,
        room: float = inf,
        marks: Marks | None = None,
    ) -> None:
        self.sheet, self.page, self.at = sheet, page, at
        self.points = list(points) or [page]
        self.spans = list(spans) or [(at, at) for at in range(1, len(self.points) + 1)]
        self._room, self._used, self._top = room, 0.0, 0.0
        self._headings: tuple[str, ...] = ()
        self._marks, self._table = marks, cast("Table | None", None)
        self._below: dict[int, float] = {}

    def go_on_below(self, above: PlanSheet) -> None:
        """Write on the page, and at the row, to which another has come."""
        self.at, self._used = above.at, above._used

    def keep_together(self, said: Sequence[tuple[str, Look]], row: Row) -> None:
        """Begin a new page unless these lines of the table's width have room here with the row below them; half a page
        is room enough."""
        tall = sum(sheetkit.tall(words, look, self.page) for words, look in said) + self._measured(row).heights[0]
        self._end_page_unless(min(tall, self._room / 2))

    def keep_with(self, row: Row, following: Row, between: float) -> None:
        """End no page between these two rows, with so much between them."""
        self._below[id(row)] = between + self._measured(following).height

    def across(self, words: str, look: Look, mark: str = "") -> None:
        """A row of one cell as wide as the table, with this mark."""
        self._put_mark(mark)
        sheetkit.full_width(self.sheet, self.at, self.spans[-1][1], words, look, self.page)
        height = self.sheet.row_dimensions[self.at].height
        if look is BAND:
            self._end_page_unless(height + _BELOW_BAND)
        self._written(height)

    def cells(self, said: Sequence[Said]) -> None:
        """A row of these cells, as tall as the tallest."""
        lines = []
        for column, (value, look) in enumerate(said):
            self._put(column, value, look)
            lines.append(sheetkit.lines_of(str(value), self.points[column], bold=bool(look.font.bold)))
        self._written(sheetkit.height(max(lines)))

    def blank(self, height: float) -> None:
        """A row left free, so many points tall, on one page."""
        self._end_page_unless(height)
        self._written(height)

    def header(self, headings: tuple[str, ...], *, repeated: bool = False) -> None:
        """The table's headings, unless they are those that stand above already; `repeated` ones stand at the head of
        each page."""
        if headings == self._headings:
            return
        self._headings = headings
        self.cells([(heading, HEADING) for heading in headings])
        if repeated:
            self._top = self.sheet.row_dimensions[self.at - 1].height

    def band(self, title: str, table: Table | None) -> None:
        """A section: its title with the first row below it, then the rest."""
        groups = table.groups if table else ()
        if title:
            if groups:
                self._end_page_unless(2 * sheetkit.height(1, BAND.font.size) + self._least(groups[0]))
            self.across(title, BAND)
        if table is None:
            self.across("No actions in this section.", MUTED)
            return
        self.header(table.headings)
        self._table = table
        for group in groups:
            self.group(group, title)

    def group(self, rows: tuple[Row, ...], band: str = "") -> None:
        """The rows of one recommendation, as many at a time as stand on one page, beside the cells that span them."""
        rest = [self._measured(row) for row in rows]
        spanning = _spanning(rows[0])
        while rest:
            if self._end_page_unless(max(self._tall(spanning), rest[0].needed)):
                self._name_again(band)
            fitting, tall = 1, rest[0].height
            while fitting < len(rest) and self._fits(max(self._tall(spanning), tall + rest[fitting].needed)):
                tall += rest[fitting].height
                fitting += 1
            self._beside(spanning, rest[:fitting])
            rest = rest[fitting:]
            spanning = [(column, named_again(cell), cell) for column, _, cell in spanning]

    def _name_again(self, band: str) -> None:
        """Say on a new page which section goes on there, and under which headings where none are repeated."""
        if band:
            self.across(f"{band} {CONTINUED}", BAND)
        if not self._top and self._headings:
            self.cells([(heading, HEADING) for heading in self._headings])

    def _beside(self, spanning: Sequence[tuple[int, str, Cell]], rows: Sequence[_Measured]) -> None:
        """These rows, and beside them the cells that span them."""
        first = self.at
        for measured in rows:
            beside = {column: words for column, words, _ in spanning} if self.at == first else {}
            self._row(measured, beside)
        if spanning:
            self._make_room(first, self._tall(spanning))
        for column, words, cell in spanning:
            put(self.sheet, first, column + 1, words, look_of(cell, blank=False))
            sheetkit.merge(self.sheet, first, column + 1, self.at - 1, column + 1)

    def _measured(self, row: Row) -> _Measured:
        found = [self._pieces(cell, wide) for cell, wide in zip(row.cells, self.points, strict=True)]
        taken = [max(own[part][1] for own in found if part < len(own)) for part in range(max(map(len, found)))]
        heights = [sheetkit.height(lines) for lines in taken]
        return _Measured(row, found, heights, self._below.get(id(row), 0.0))

    def _row(self, measured: _Measured, beside: dict[int, str]) -> None:
        """One row or, where a cell is taller than a row may be, as many as it takes; `beside` are the words of the
        cells that span it and others."""
        for part, height in enumerate(measured.heights):
            self._mark(measured.row, beside, goes_on=bool(part))
            for column, (cell, own) in enumerate(zip(measured.row.cells, measured.pieces, strict=True)):
                words = own[part][0] if part < len(own) else ""
                value = cell.on if cell and cell.on and not part else words
                self._put(column, value, look_of(cell, blank=not words))
            self._written(height)

    def _mark(self, row: Row, beside: dict[int, str], *, goes_on: bool) -> None:
        """Write the row's mark after its last cell: of a table's row that of what stands in it on this page."""
        mark = going_on(row.mark) if goes_on else row.mark
        if self._marks and self._table and row.mark and not goes_on:
            mark = self._marks.row(self._table, row, beside)
        self._put_mark(mark)

    def _put_mark(self, mark: str) -> None:
        if mark:
            put(self.sheet, self.at, self.spans[-1][1] + 1, mark, NOTE)

    def _put(self, column: int, value: Value, look: Look) -> None:
        first, last = self.spans[column]
        for at in range(first, last + 1):
            put(self.sheet, self.at, at, value if at == first else None, look)
        sheetkit.merge(self.sheet, self.at, first, self.at, last)

    def _pieces(self, cell: Cell | None, wide: float) -> list[Piece]:
        if cell is None or cell.span > 1:
            return [("", 1)]
        if cell.badge:
            return [("\n".join([sheetkit.badge_text(cell.badge), *cell.text.split("\n")[1:]]), 1 + len(cell.lines))]
        return pieces(cell.text, wide)

    def _tall(self, spanning: Sequence[tuple[int, str, Cell]]) -> float:
        """What the tallest of these cells takes."""
        lines = [sheetkit.lines_of(words, self.points[column]) for column, words, _ in spanning]
        return sheetkit.LEADING * max(lines) + 4 if lines else 0.0

    def _least(self, rows: tuple[Row, ...]) -> float:
        """What the first rows take that stand together."""
        return max(self._tall(_spanning(rows[0])), self._measured(rows[0]).needed)

    def _fits(self, height: float) -> bool:
        return self._used + height <= self._room

    def _end_page_unless(self, height: float) -> bool:
        """End the page here, unless that much fits on what is left of it or it has only begun; whether it ended."""
        if self._fits(height) or self._used <= self._top:
            return False
        self.sheet.row_breaks.append(Break(id=self.at - 1))
        self._used = self._top
        return True

    def _written(self, height: float) -> None:
        self.sheet.row_dimensions[self.at].height = height
        self._used = self._used + height if self._fits(height) else height % self._room
        self.at += 1

    def _make_room(self, first: int, tall: float) -> None:
        """Make the rows from `first` on so tall together; where the last may not grow so far, add rows below it."""
        heights = self.sheet.row_dimensions
        missing = tall - sum(heights[row].height for row in range(first, self.at))
        if missing <= 0:
            return
        last = heights[self.at - 1]
        grown = min(sheetkit.TALLEST - last.height, missing)
        last.height += grown
        self._used += grown
        missing -= grown
        while missing > 0:
            for column in range(len(self.points)):
                self._put(column, None, PLAIN)
            self._written(min(sheetkit.TALLEST, missing))
            missing -= sheetkit.TALLEST


def write(sheet: Worksheet, appendix: Appendix) -> None:
    """Write the whole plan to an empty sheet."""
    tables = [band.table for band in appendix.bands if band.table]
    page = PAGE[appendix.paper]
    points = [width * page / 100 for width in tables[0].widths] if tables else [page]
    sheetkit.set_widths(sheet, points)
    writer = PlanSheet(sheet, points, page, room=ROOM[appendix.paper], marks=appendix.marks)
    writer.across(appendix.title, TITLE)
    told = (appendix.council, appendix.subtitle)
    writer.across(" · ".join(part for part in told if part), NOTE)
    writer.across(" · ".join(part for part in (appendix.reference, *appendix.facts) if part), STRONG_NOTE)
    if appendix.withheld:
        writer.across(appendix.withheld, STRONG_NOTE)
    header_row = writer.at if tables else None
    if tables:
        writer.header(tables[0].headings, repeated=True)
        _keep_end(writer, tables)
    for band in appendix.bands:
        writer.band(band.title, band.table)
    if header_row:
        last = sheetkit.get_column_letter(len(writer.points))
        sheet.auto_filter.ref = f"A{header_row}:{last}{writer.at - 1}"
    sheetkit.set_page(sheet, appendix.paper, appendix.running, header_row=header_row)
    sheetkit.print_only(sheet, writer.at - 1, len(points))


def _keep_end(writer: PlanSheet, tables: Sequence[Table]) -> None:
    """Leave no last page with a single row."""
    rows = [row for table in tables for row in table.rows]
    if len(rows) > 1:
        between = 0.0 if len(tables[-1].rows) > 1 else 2 * sheetkit.height(1, BAND.font.size)
        writer.keep_with(rows[-2], rows[-1], between)


def _spanning(row: Row) -> list[tuple[int, str, Cell]]:
    """The cells that span a row and others below it, each with its column and its words."""
    return [(column, cell.text, cell) for column, cell in enumerate(row.cells) if cell and cell.span > 1]
