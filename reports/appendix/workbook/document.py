"""The appendix as a workbook: the summary, the plan, and the flat data, which is not printed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plans.archives import timeless
from plans.filemark import marks_row
from reports.appendix.large_print import largesheet
from reports.appendix.model import Appendix, Data, Value
from reports.appendix.rowmarks import in_text
from reports.appendix.workbook import plansheet, sheetkit, summarysheet
from reports.appendix.workbook.sheetkit import HEADING, NOTE, PLAIN, put
from reports.appendix.workbook.sheetrows import BookWriter

_TEXT_WIDTH, _SHORT_WIDTH = 210.0, 85.0
"""Points of a column of the flat data that holds words, and of one that holds a day, a number or a word."""

_LONG = 24
"""Characters from which a text is words rather than a word."""


def workbook(appendix: Appendix) -> bytes:
    """The workbook, the same bytes from run to run."""
    book = Workbook()
    sheetkit.set_normal_font(book)
    large = appendix.paper == "large"
    (largesheet.write_front if large else summarysheet.write)(_named(book, "Summary"), appendix)
    (largesheet.write_plan if large else plansheet.write)(_named(book, "Appendix"), appendix)
    _data(_named(book, "Data"), appendix, appendix.data)
    for sheet in book.worksheets:
        has_marks = appendix.marks and sheet.title != "Summary" and _marked(sheet)
        sheetkit.mark(sheet, appendix.mark, column=sheet.max_column if has_marks else 0)
    if appendix.marks:
        put(book["Summary"], 2, book["Summary"].max_column, appendix.marks.outside(_outside(book)), NOTE)
    sheetkit.print_nothing(book["Data"])
    book.properties.title = " – ".join(filter(None, (appendix.title, appendix.version)))
    book.properties.creator = appendix.author
    book.properties.language, book.properties.keywords = "en-GB", appendix.mark
    out = io.BytesIO()
    BookWriter(book, zipfile.ZipFile(out, "w")).save()  # Without compressing: that is done once, below.
    for sheet in book.worksheets:
        sheet._cells.clear()  # Each cell knows its sheet: without this they would have to be looked for.
    return timeless(out.getvalue(), appendix.on)


def _outside(book: Workbook) -> Iterator[str]:
    """What the sheets of the paper say in rows without a mark."""
    for sheet in book.worksheets[:2]:
        cells, marked = sheet._cells.items(), _marked(sheet)
        yield from (in_text(cell.value) for (row, _), cell in cells if row not in marked and cell.value is not None)


def _marked(sheet: Worksheet) -> set[int]:
    """The rows with a mark."""
    cells = sheet._cells.items()  # asking for its rows would make the cells that it lacks
    return {row for (row, _column), cell in cells if isinstance(cell.value, str) and marks_row(cell.value)}


def _named(book: Workbook, title: str) -> Worksheet:
    """A new sheet; the one that every workbook begins with becomes the first."""
    first = book.worksheets[0]
    sheet = first if first.title == "Sheet" else book.create_sheet()
    sheet.title = title
    return sheet


def _data(sheet: Worksheet, appendix: Appendix, data: Data) -> None:
    columns = [[row[at] for row in data.rows] for at in range(len(data.headings))]
    points = [_TEXT_WIDTH if _wordy(column) else _SHORT_WIDTH for column in columns]
    sheetkit.set_widths(sheet, points)
    for column, heading in enumerate(data.headings, start=1):
        put(sheet, 1, column, heading, HEADING)
    sheet.row_dimensions[1].height = sheetkit.height(2)
    for at, row in enumerate(data.rows, start=2):
        lines = 1
        for column, value in enumerate(row, start=1):
            put(sheet, at, column, value, PLAIN)
            if isinstance(value, str):
                lines = max(lines, sheetkit.lines_of(value, points[column - 1]))
        sheet.row_dimensions[at].height = sheetkit.height(lines)
    for at, mark in enumerate(data.marks, start=2):
        put(sheet, at, len(data.headings) + 1, mark, NOTE)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(data.headings))}{len(data.rows) + 1}"
    sheetkit.set_page(sheet, appendix.paper, appendix.running, header_row=1)


def _wordy(column: Sequence[Value]) -> bool:
    return any(isinstance(value, str) and len(value) > _LONG for value in column)
