"""A comparison as a workbook: the matrix and the parts, the actions, the dates, the words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from plans import movement as mv
from plans.archives import timeless
from plans.filemark import SINCE, Mark
from reports.appendix.model import Value
from reports.appendix.uncollected import uncollected
from reports.appendix.workbook import sheetkit
from reports.appendix.workbook.sheetkit import HEADING, HEADS, NOTE, PLAIN, TITLE, put
from reports.since import sheets
from reports.since.facts import Facts
from reports.since.matrix import Matrix, MatrixRow

WORDS, SHORT, LONG = 190.0, 74.0, 24
"""Points of a column that holds words and of one that holds a day or a word, and from how many letters it is words."""

PAGE = 780.0
"""What a page leaves between its margins, in points."""


def workbook(movement: mv.Movement, facts: Facts, *, title: str, told: str, on: date) -> bytes:
    """The workbook, the same bytes from run to run. `told` says which positions are compared."""
    with uncollected():
        return _written(movement, facts, title, told, on)


def _written(movement: mv.Movement, facts: Facts, title: str, told: str, on: date) -> bytes:
    book = Workbook()
    sheetkit.set_normal_font(book)
    _summary(_named(book, "Movement"), movement, title, told)
    rows = (
        ("Actions", sheets.ACTIONS, sheets.action_rows(movement, facts)),
        ("Dates moved", sheets.DATES, sheets.date_rows(movement, facts)),
        ("Reworded", sheets.WORDS, sheets.word_rows(movement, facts)),
    )
    for name, headings, found in rows:
        _table(_named(book, name), headings, found, title)
    mark = str(Mark(kind=SINCE, plan=movement.now.slug, on=on))
    book.properties.title, book.properties.creator = title, movement.now.organisation
    book.properties.language, book.properties.keywords = "en-GB", mark
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()
    return timeless(out.getvalue(), on)


def _named(book: Workbook, title: str) -> Worksheet:
    first = book.worksheets[0]
    sheet = first if first.title == "Sheet" else book.create_sheet()
    sheet.title = title
    return sheet


def _summary(sheet: Worksheet, movement: mv.Movement, title: str, told: str) -> None:
    """The matrix, then the parts and what they add up to."""
    matrix = Matrix.of(movement)
    wide = len(matrix.columns) + 2
    sheetkit.set_widths(sheet, [170.0, *[SHORT] * (wide - 1)])
    sheetkit.full_width(sheet, 1, wide, title, TITLE, PAGE)
    sheetkit.full_width(sheet, 2, wide, told, NOTE, 170.0 + SHORT * (wide - 1))
    at = 4
    for column, words in enumerate(("Then, down. Now, across", *matrix.headings, "Then"), start=1):
        put(sheet, at, column, words, HEADING)
    for row in matrix.rows:
        at += 1
        for column, value in enumerate(_cells(row), start=1):
            put(sheet, at, column, value, HEADS if column in (1, wide) else PLAIN)
    at += 1
    for column, total in enumerate(_totals(matrix, len(movement.actions)), start=1):
        put(sheet, at, column, total, HEADS)
    at += 1
    for name, words in mv.PARTS.items():
        at += 1
        put(sheet, at, 1, words, PLAIN)
        put(sheet, at, 2, movement.counts[name], PLAIN)
    at += 1
    put(sheet, at, 1, "Actions in the plan now", HEADS)
    put(sheet, at, 2, len(movement.actions), HEADS)
    beside = (
        ("Left the plan", len(movement.left)),
        ("Dates moved (counted again)", len(movement.moved)),
        ("Reworded (counted again)", len({each.action_id for each in movement.reworded})),
    )
    for words, count in beside:
        at += 1
        put(sheet, at, 1, words, PLAIN)
        put(sheet, at, 2, count, PLAIN)
    sheetkit.set_page(sheet, "a4", title, header_row=None)


def _totals(matrix: Matrix, total: int) -> tuple[Value, ...]:
    return ("Now", *matrix.totals, total)


def _cells(row: MatrixRow) -> tuple[Value, ...]:
    return (row.name, *(cell.count for cell in row.cells), row.total)


def _table(sheet: Worksheet, headings: Sequence[str], rows: Sequence[Sequence[Value]], title: str) -> None:
    columns = [[row[at] for row in rows] for at in range(len(headings))]
    points = [WORDS if any(isinstance(v, str) and len(v) > LONG for v in column) else SHORT for column in columns]
    sheetkit.set_widths(sheet, points)
    for column, heading in enumerate(headings, start=1):
        put(sheet, 1, column, heading, HEADING)
    sheet.row_dimensions[1].height = sheetkit.height(2)
    for at, row in enumerate(rows, start=2):
        lines = 1
        for column, value in enumerate(row, start=1):
            put(sheet, at, column, value, PLAIN)
            if isinstance(value, str):
                lines = max(lines, sheetkit.lines_of(value, points[column - 1]))
        sheet.row_dimensions[at].height = sheetkit.height(lines)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(rows) + 1}"
    sheetkit.set_page(sheet, "a4", title, header_row=1)
