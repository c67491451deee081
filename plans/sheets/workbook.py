"""A sheet as a workbook: what may be filled in is white, the rest grey.

A spreadsheet sorts, deletes and adds rows of a protected sheet only where no cell of them is locked. So the rows are
open, and what is grey in them refuses what is typed by a rule, for as long as its row has a key; the heading above them
is locked, without a password."""

from __future__ import annotations

import io
from collections import defaultdict
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from plans.archives import timeless
from plans.sheets.fields import COMPLETE, KEY, RAG, Field
from plans.sheets.layout import SheetFile
from plans.sheets.values import Value

NAME, LISTS = "To fill in", "Lists"
"""The sheet that is filled in, and the hidden one with the words to choose from."""

HEADINGS, MARKS, FIRST = 9, 10, 11
"""The rows of the headings, of the marks beneath them, and of the first action."""
ADDED = 10
"""How many empty rows stand below the actions."""

_EDGE = Side(style="thin", color="A5A1AD")
_GRID = Border(_EDGE, _EDGE, _EDGE, _EDGE)
_LOCKED, _HEAD = PatternFill("solid", fgColor="F4F3F7"), PatternFill("solid", fgColor="3F2D5C")
_TOP = Alignment(vertical="top", wrap_text=True)
_OPEN = Protection(locked=False)
_SMALL = Font(name="Arial", size=7, color="6B6674")
_TALLEST, _LINE = 400.0, 13.5
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def workbook(file: SheetFile) -> bytes:
    """The workbook, the same bytes from run to run."""
    book = Workbook()
    sheet = book.active
    sheet.title = NAME
    _head(sheet, file)
    for at, row in enumerate(file.rows, start=FIRST):
        lines = 1
        for column, field in enumerate(file.columns, start=1):
            value = row.cells.get(field.name)
            _put(sheet, at, column, value, field, is_filled=field.name in file.filled)
            lines = max(lines, _lines(value, field))
        sheet.row_dimensions[at].height = min(_TALLEST, lines * _LINE + 4)
    _rows_to_add(sheet, file)
    _choices(book, sheet, file)
    _keep_grey(sheet, file)
    _protect(sheet, file)
    book.properties.title, book.properties.keywords = file.title, file.mark
    book.properties.creator, book.properties.language = file.council, "en-GB"
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue(), file.made_on)


def _head(sheet: Worksheet, file: SheetFile) -> None:
    for at, (words, size) in enumerate(((file.title, 14), (file.told, 11), *((line, 10) for line in file.lines)), 1):
        cell = sheet.cell(at, 1, words)
        cell.data_type, cell.font = "s", Font(name="Arial", size=size, bold=at < 3)
    for column, (field, mark) in enumerate(zip(file.columns, file.marks, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = field.width
        for row, words, font in (
            (HEADINGS, field.heading, Font(name="Arial", size=10, bold=True, color="FFFFFF")),
            (MARKS, mark, _SMALL),
        ):
            cell = sheet.cell(row, column, words)
            cell.font, cell.border, cell.alignment = font, _GRID, _TOP
            if row == HEADINGS:
                cell.fill = _HEAD


def _put(sheet: Worksheet, row: int, column: int, value: Value, field: Field, *, is_filled: bool) -> None:
    """Write a value: a day as a day, and any text as nothing but text."""
    cell = sheet.cell(row, column)
    if isinstance(value, date):
        cell.value = value
    elif value:
        cell._value, cell.data_type = cell.check_string(str(value)), "s"
    if field.kind == "day":
        cell.number_format = "d mmmm yyyy"
    cell.font = _SMALL if field.name == KEY else Font(name="Arial", size=10)
    cell.alignment, cell.border = _TOP, _GRID
    cell.protection = _OPEN
    if not is_filled:
        cell.fill = _LOCKED


def _rows_to_add(sheet: Worksheet, file: SheetFile) -> None:
    """Rows in which an action that the sheet lacks may be written; the key is not for them."""
    first = FIRST + len(file.rows)
    for row in sheet.iter_rows(first, first + ADDED - 1, 1, len(file.columns) - 1):
        for cell in row:
            cell.protection, cell.border, cell.alignment = _OPEN, _GRID, _TOP
            cell.font = Font(name="Arial", size=10)


def _keep_grey(sheet: Worksheet, file: SheetFile) -> None:
    """Refuse what is typed in a grey cell of a row with a key. In a row that somebody put in there is none, so that an
    action may be written there."""
    last = FIRST + len(file.rows) - 1
    key = get_column_letter(len(file.columns))
    for column, field in enumerate(file.columns, start=1):
        if field.name not in file.filled and file.rows:
            letter = get_column_letter(column)
            formula = "FALSE" if field.name == KEY else f'${key}{FIRST}=""'
            rule = DataValidation(type="custom", formula1=formula)
            _add(sheet, rule, [f"{letter}{FIRST}:{letter}{last}"], "This cell is to be read. Write in the white ones.")


def _lines(value: Value, field: Field) -> int:
    """About how many lines a text takes in its column."""
    letters = max(field.width - 2, 4)
    return sum(1 + len(line) // letters for line in str(value or "").split("\n"))


def _choices(book: Workbook, sheet: Worksheet, file: SheetFile) -> None:
    """Lists of the plans' own ratings, yes or no, and days: what a spreadsheet offers and holds people to."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    at = {field.name: get_column_letter(column) for column, field in enumerate(file.columns, start=1)}
    offered: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for number, row in enumerate(file.rows, start=FIRST):
        for name, words in ((RAG, row.ratings), (COMPLETE, ("Yes", "No"))):
            if name in file.filled and words:
                offered[words].append(f"{at[name]}{number}")
    for column, (words, cells) in enumerate(offered.items(), start=1):
        letter = get_column_letter(column)
        for number, word in enumerate(words, start=1):
            lists.cell(number, column, word).data_type = "s"
        source = f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(words)}"
        _add(sheet, DataValidation(type="list", formula1=source, allow_blank=True), cells, "Choose from the list.")
    days = [field for field in file.columns if field.kind == "day" and field.name in file.filled]
    for field in days if file.rows else ():
        rule = DataValidation(
            type="date",
            operator="between",
            formula1=f"DATE({_FIRST_DAY:%Y,%-m,%-d})",
            formula2=f"DATE({_LAST_DAY:%Y,%-m,%-d})",
        )
        cells = [f"{at[field.name]}{FIRST}:{at[field.name]}{FIRST + len(file.rows) - 1}"]
        _add(sheet, rule, cells, "Write a day, such as 31/5/2027.")


def _add(sheet: Worksheet, rule: DataValidation, cells: list[str], error: str) -> None:
    rule.showErrorMessage, rule.errorTitle, rule.error, rule.allow_blank = True, "Not taken", error, True
    for cell in cells:
        rule.add(cell)
    sheet.add_data_validation(rule)


def _protect(sheet: Worksheet, file: SheetFile) -> None:
    last = get_column_letter(len(file.columns))
    sheet.auto_filter.ref = f"A{MARKS}:{last}{max(MARKS, FIRST + len(file.rows) - 1)}"
    sheet.freeze_panes = f"C{FIRST}" if len(file.columns) > 3 else f"A{FIRST}"
    sheet.print_title_rows = f"{HEADINGS}:{HEADINGS}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    guard = sheet.protection
    guard.sheet = True
    for allowed in ("sort", "autoFilter", "formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows"):
        setattr(guard, allowed, False)  # False: it is not kept from anybody
