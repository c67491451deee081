"""The sheet of the workbook that looks like the paper: title, one frozen header, bands, spanning cells."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from reports.appendix import metrics, sheetkit
from reports.appendix.model import Appendix, Cell, Row
from reports.appendix.sheetkit import BAND, HEADING, HEADS, MOST_LINES, MUTED, NOTE, PLAIN, STRONG_NOTE, TITLE, put
from reports.appendix.widths import PAGE

Piece = tuple[str, int]
"""A part of a cell that fits in one row of the sheet, and its lines."""


class PlanSheet:
    """Writes the plan's bands and rows below each other; `at` is the next free row."""

    def __init__(self, sheet: Worksheet, widths: Sequence[float], page: float) -> None:
        self.sheet, self.page, self.at = sheet, page, 1
        self.points = [width * page / 100 for width in widths] or [page]
        self._headings: tuple[str, ...] = ()
        sheetkit.set_widths(sheet, self.points)

    def across(self, words: str, look: sheetkit.Look) -> None:
        """A row of one cell as wide as the table."""
        sheetkit.full_width(self.sheet, self.at, len(self.points), words, look, self.page)
        self.at += 1

    def header(self, headings: tuple[str, ...]) -> None:
        """The table's headings, unless they are those that stand above already."""
        if headings == self._headings:
            return
        for at, heading in enumerate(headings):
            put(self.sheet, self.at, at + 1, heading, HEADING)
        pairs = zip(headings, self.points, strict=True)
        lines = max(sheetkit.lines_of(heading, wide, bold=True) for heading, wide in pairs)
        self.sheet.row_dimensions[self.at].height = sheetkit.height(lines)
        self._headings = headings
        self.at += 1

    def group(self, rows: tuple[Row, ...]) -> None:
        """The rows of one recommendation, then the cells that span them."""
        first = self.at
        for row in rows:
            self._row(row)
        spanning = [(column, cell) for column, cell in enumerate(rows[0].cells) if cell and cell.span > 1]
        if not spanning:
            return
        self._make_room(first, max(sheetkit.lines_of(cell.text, self.points[column]) for column, cell in spanning))
        for column, cell in spanning:
            put(self.sheet, first, column + 1, cell.text, _look(cell, blank=False))
            sheetkit.merge(self.sheet, first, column + 1, self.at - 1, column + 1)

    def _row(self, row: Row) -> None:
        """One row or, where a cell is taller than a row may be, as many as it takes."""
        pieces = [self._pieces(cell, wide) for cell, wide in zip(row.cells, self.points, strict=True)]
        for part in range(max(map(len, pieces))):
            lines = 1
            for column, (cell, own) in enumerate(zip(row.cells, pieces, strict=True)):
                words, taken = own[part] if part < len(own) else ("", 1)
                lines = max(lines, taken)
                value = cell.on if cell and cell.on and not part else words
                put(self.sheet, self.at, column + 1, value, _look(cell, blank=not words))
            self.sheet.row_dimensions[self.at].height = sheetkit.height(lines)
            self.at += 1

    def _pieces(self, cell: Cell | None, wide: float) -> list[Piece]:
        if cell is None or cell.span > 1:
            return [("", 1)]
        if cell.badge:
            return [("\n".join([sheetkit.badge_text(cell.badge), *cell.text.split("\n")[1:]]), 1 + len(cell.lines))]
        return pieces(cell.text, wide)

    def _make_room(self, first: int, lines: int) -> None:
        """Make the rows from `first` on tall enough together for so many lines; where the last may not grow so
        far, add rows below it."""
        heights = self.sheet.row_dimensions
        missing = sheetkit.LEADING * lines + 4 - sum(heights[row].height for row in range(first, self.at))
        if missing <= 0:
            return
        last = heights[self.at - 1]
        grown = min(sheetkit.TALLEST, last.height + missing)
        missing -= grown - last.height
        last.height = grown
        while missing > 0:
            for column in range(len(self.points)):
                put(self.sheet, self.at, column + 1, None, PLAIN)
            heights[self.at].height = min(sheetkit.TALLEST, missing)
            missing -= sheetkit.TALLEST
            self.at += 1


def write(sheet: Worksheet, appendix: Appendix) -> None:
    """Write the whole plan to an empty sheet."""
    tables = [band.table for band in appendix.bands if band.table]
    page = PAGE[appendix.paper]
    writer = PlanSheet(sheet, tables[0].widths if tables else (), page)
    writer.across(appendix.title, TITLE)
    told = (appendix.council, appendix.subtitle)
    writer.across(" · ".join(part for part in told if part), NOTE)
    writer.across(" · ".join(part for part in (appendix.reference, *appendix.facts) if part), STRONG_NOTE)
    header_row = writer.at if tables else None
    if tables:
        writer.header(tables[0].headings)
    for band in appendix.bands:
        if band.title:
            writer.across(band.title, BAND)
        if band.table is None:
            writer.across("No actions in this section.", MUTED)
            continue
        writer.header(band.table.headings)
        for group in band.table.groups:
            writer.group(group)
    if header_row:
        last = sheetkit.get_column_letter(len(writer.points))
        sheet.auto_filter.ref = f"A{header_row}:{last}{writer.at - 1}"
    for line in (*appendix.before, *appendix.after):
        writer.across(line.plain, NOTE)
    sheetkit.set_page(sheet, appendix.paper, appendix.running, header_row=header_row)


def pieces(words: str, wide: float) -> list[Piece]:
    """The words in parts that fit in a row each, in a column `wide` points wide; one part, unaltered, where the
    tallest row holds them all."""
    room, size = max(wide - 6, sheetkit.SIZE), sheetkit.SIZE * metrics.ARIAL
    paragraphs = [metrics.wrap(paragraph, room, size) for paragraph in words.split("\n")]
    lines = sum(map(len, paragraphs))
    if lines <= MOST_LINES:
        return [(words, lines)]
    found: list[Piece] = []
    part: list[str] = []
    taken = 0
    for paragraph in paragraphs:
        rest = paragraph
        while rest:
            fits = rest[: MOST_LINES - taken]
            part.append(" ".join(fits))
            taken, rest = taken + len(fits), rest[len(fits) :]
            if taken == MOST_LINES:
                found.append(("\n".join(part), taken))
                part, taken = [], 0
    return [*found, ("\n".join(part), taken)] if part else found


def _look(cell: Cell | None, *, blank: bool) -> sheetkit.Look:
    if cell is None or blank:
        return PLAIN
    if cell.badge:
        return sheetkit.rated(cell.badge)
    if cell.lines and all(line.style == "muted" for line in cell.lines):
        return MUTED
    return HEADS if cell.lines and not any(line.text for line in cell.lines) else PLAIN
