"""A table as a workbook: real days and numbers, texts that stay texts, headings in view that can be filtered. Pure."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from plans.archives import timeless

Value = str | int | date

MOST_CHARACTERS = 32_000
"""A little below Excel's limit of 32,767 for a cell."""
FIRST_DAY = date(1900, 3, 1)
"""Excel's calendar is wrong before this day; such a day is written in words."""
A3 = 8
SAMPLE = 200
"""Rows that say how wide a column is."""
NARROW, WIDE, LONG = 14, 40, 24
"""Letters of a column, and of how many a text is that makes it wide."""
LINE, HIGHEST = 13, 409
"""Points of a line of the type, and of the highest row that Excel knows."""

_HEADING = Font(name="Arial", size=10, bold=True)
_PLAIN = Font(name="Arial", size=10)
_TOP = Alignment(vertical="top", wrap_text=True)


def as_workbook(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    mark: str,
    on: date,
    marks: Sequence[str] = (),
) -> bytes:
    """The rows under their headings; `mark` stands in its properties, and heads a hidden last column, where each row
    has its own of `marks`. The same bytes from run to run."""
    found = [list(row) for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    widths = [_width(row[at] for row in found[:SAMPLE]) for at in range(len(headings))]
    for at, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(at + 1)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(found) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A3
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the table
    sheet.column_dimensions[get_column_letter(len(headings) + 1)].hidden = True
    sheet.append([_cell(sheet, heading, _HEADING) for heading in (*headings, mark)])
    for at, (row, own) in enumerate(zip_longest(found, marks, fillvalue=""), start=2):
        sheet.row_dimensions[at].height = _height(row, widths)
        sheet.append([_cell(sheet, value, _PLAIN) for value in (*row, own)])
    book.properties.title, book.properties.keywords, book.properties.language = title, mark, "en-GB"
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue(), on)


def _width(values: Iterable[Value]) -> int:
    return WIDE if max((len(str(value)) for value in values), default=0) > LONG else NARROW


def _height(row: Sequence[Value], widths: Sequence[int]) -> int:
    """Points for the most lines of any cell: programs do not find out by themselves when they print."""
    lines = max(
        sum(len(line) // width + 1 for line in str(value).split("\n")) for value, width in zip(row, widths, strict=True)
    )
    return min(lines * LINE, HIGHEST)


def _cell(sheet, value: Value, font: Font) -> WriteOnlyCell:
    as_it_is = _is_kept(value)
    text = value if as_it_is else ILLEGAL_CHARACTERS_RE.sub("", str(value))[:MOST_CHARACTERS]
    cell = WriteOnlyCell(sheet, value=text)
    if as_it_is and isinstance(value, date):
        cell.number_format = "d mmm yyyy hh:mm" if isinstance(value, datetime) else "d mmm yyyy"
    elif text and not as_it_is:
        cell.data_type = "s"  # else what begins with "=" would be a formula
    cell.font, cell.alignment = font, _TOP
    return cell


def _is_kept(value: Value) -> bool:
    """Whether it is a number, or a day that Excel's calendar knows; a moment counts as its day."""
    day = value.date() if isinstance(value, datetime) else value
    return isinstance(day, int) or (isinstance(day, date) and day >= FIRST_DAY)
