"""The appendix as a workbook: the paper, its summary, the flat data and what the words mean."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plans.archives import timeless
from reports.appendix import plansheet, sheetkit
from reports.appendix.model import Appendix, Data, Meaning, Summary, SummaryRow, Table, Value
from reports.appendix.plansheet import PlanSheet
from reports.appendix.sheetkit import BAND, HEADING, HEADS, NOTE, PLAIN, TITLE, put, rated
from reports.appendix.widths import PAGE

_TEXT_WIDTH, _SHORT_WIDTH = 210.0, 85.0
"""Points of a column of the flat data that holds words, and of one that holds a day, a number or a word."""

_LONG = 24
"""Characters from which a text is words rather than a word."""


def workbook(appendix: Appendix) -> bytes:
    """The workbook, the same bytes from run to run."""
    book = Workbook()
    sheetkit.set_normal_font(book)
    plansheet.write(_named(book, "Appendix"), appendix)
    _summary(_named(book, "Summary"), appendix)
    if appendix.exceptions:
        _exceptions(_named(book, "Exceptions"), appendix, appendix.exceptions.table)
    _data(_named(book, "Data"), appendix, appendix.data)
    _legend(_named(book, "Legend"), appendix)
    for sheet in book.worksheets:
        _mark(sheet, appendix.mark)
    book.properties.title = appendix.title
    book.properties.creator = appendix.council
    book.properties.language, book.properties.keywords = "en-GB", appendix.mark
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue(), appendix.on)


def _named(book: Workbook, title: str) -> Worksheet:
    """A new sheet; the one that every workbook begins with becomes the first."""
    first = book.worksheets[0]
    sheet = first if first.title == "Sheet" else book.create_sheet()
    sheet.title = title
    return sheet


def _summary(sheet: Worksheet, appendix: Appendix) -> None:
    summary, page = appendix.summary, PAGE[appendix.paper]
    counts = len(summary.badges) + len(summary.headings)
    names = page / 4
    writer = _headed(sheet, appendix, "Summary", [names, *[(page - names) / counts] * counts])
    writer.across(summary.sentence, NOTE)
    header_row = None
    if summary.total:
        header_row = writer.at
        _summary_head(sheet, header_row, summary)
        for at, row in enumerate((*summary.rows, summary.total), start=header_row + 1):
            _summary_row(sheet, at, row, names, total=row is summary.total)
    sheetkit.set_page(sheet, appendix.paper, appendix.running, header_row=header_row)


def _summary_head(sheet: Worksheet, at: int, summary: Summary) -> None:
    put(sheet, at, 1, "Section", HEADING)
    for column, badge in enumerate(summary.badges, start=2):
        put(sheet, at, column, sheetkit.badge_text(badge), rated(badge))
    for column, heading in enumerate(summary.headings, start=2 + len(summary.badges)):
        put(sheet, at, column, heading, HEADING)
    sheet.row_dimensions[at].height = sheetkit.height(2)


def _summary_row(sheet: Worksheet, at: int, row: SummaryRow, names: float, *, total: bool) -> None:
    look = HEADS if total else PLAIN
    values: tuple[Value, ...] = (row.name, *row.counts)
    for column, value in enumerate(values, start=1):
        put(sheet, at, column, value, look)
    sheet.row_dimensions[at].height = sheetkit.height(sheetkit.lines_of(row.name, names))


def _exceptions(sheet: Worksheet, appendix: Appendix, table: Table | None) -> None:
    page = PAGE[appendix.paper]
    widths = [width * page / 100 for width in table.widths] if table else [page]
    writer = _headed(sheet, appendix, appendix.exceptions.title if appendix.exceptions else "", widths)
    header_row = writer.at if table else None
    if table:
        writer.header(table.headings)
        for group in table.groups:
            writer.group(group)
    if appendix.exceptions and (told := appendix.exceptions.rest if table else appendix.exceptions.none):
        writer.across(told, NOTE)
    sheetkit.set_page(sheet, appendix.paper, appendix.running, header_row=header_row)


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
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(data.headings))}{len(data.rows) + 1}"
    sheetkit.set_page(sheet, appendix.paper, appendix.running, header_row=1, pages_wide=3)


def _mark(sheet: Worksheet, mark: str) -> None:
    """In a hidden column after the last, where it stays with a sheet that is saved alone, as CSV."""
    column = sheet.max_column + 1
    put(sheet, 1, column, mark, NOTE)
    sheet.column_dimensions[get_column_letter(column)].hidden = True


def _wordy(column: Sequence[Value]) -> bool:
    return any(isinstance(value, str) and len(value) > _LONG for value in column)


def _legend(sheet: Worksheet, appendix: Appendix) -> None:
    page = PAGE[appendix.paper]
    writer = _headed(sheet, appendix, "What the words mean", [page / 6, page * 5 / 6])
    for meaning in appendix.meanings:
        _meaning(writer, meaning)
    for text in appendix.legend:
        writer.across(text, NOTE)
    writer.across(appendix.trail, NOTE)
    sheetkit.set_page(sheet, appendix.paper, appendix.running, header_row=None)


def _meaning(writer: PlanSheet, meaning: Meaning) -> None:
    term = sheetkit.badge_text(meaning.badge) if meaning.badge else meaning.term
    put(writer.sheet, writer.at, 1, term, rated(meaning.badge) if meaning.badge else HEADS)
    put(writer.sheet, writer.at, 2, meaning.text, PLAIN)
    words = zip((term, meaning.text), writer.points, strict=True)
    lines = max(sheetkit.lines_of(text, wide) for text, wide in words)
    writer.sheet.row_dimensions[writer.at].height = sheetkit.height(lines)
    writer.at += 1


def _headed(sheet: Worksheet, appendix: Appendix, heading: str, points: Sequence[float]) -> PlanSheet:
    """A sheet with the plan's title and what the sheet is about."""
    page = sum(points)
    writer = PlanSheet(sheet, [100 * wide / page for wide in points], page)
    writer.across(appendix.title, TITLE)
    writer.across(" · ".join(part for part in (heading, appendix.reference, *appendix.facts) if part), BAND)
    return writer
