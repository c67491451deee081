"""Older workbooks (.xls), binary ones (.xlsb) and OpenDocument sheets (.ods), read by calamine.

The library gives values, merged areas and visible sheets; formats, fills and emphasis it does not. One cell far out
makes it take memory until the process ends, so it is only trusted within the child process.
"""

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from plans.importing.errors import NotAPlan
from plans.importing.readers.cell_builder import same_cell
from plans.importing.readers.limits import MOST_CELLS, MOST_ROWS, Progress
from plans.importing.readers.sheet_grids import GridRow, SheetGrid, document_of
from plans.importing.readers.text import clean
from plans.importing.readers.workbook.shown_values import shown
from plans.importing.source_document import Cell, SourceDocument

_CONTENT = "content.xml"
_UNTYPED = re.compile(rb"<table:table-cell(?![^>]*:value-type)(?P<said>[^>]*)(?<!/)>(?=\s*<text:)")
"""A cell of an OpenDocument sheet that holds text and does not say so, as some programs write it."""
_AS_TEXT = rb'<table:table-cell office:value-type="string"\g<said>>'


def read_older_workbook(data: bytes, name: str, progress: Progress) -> SourceDocument:
    """Every visible sheet; hidden ones are left out and told of."""
    try:
        book = CalamineWorkbook.from_object(BytesIO(_with_types(data)))
    except PasswordError as error:
        raise NotAPlan(f"{name} is locked with a password. Save it without one and choose it again.") from error
    except CalamineError as error:
        raise NotAPlan(
            f"{name} cannot be read as a spreadsheet. Open it in Excel, save it as an Excel workbook (.xlsx) and "
            "choose that file."
        ) from error
    shown: dict[bool, list[str]] = {True: [], False: []}
    for sheet in book.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet:
            shown[sheet.visible == SheetVisibleEnum.Visible].append(sheet.name)
    notices = tuple(f"The sheet “{clean(title)}” is hidden and was left out." for title in shown[False])
    grids = [_grid(book.get_sheet_by_name(title), title, name, progress) for title in shown[True]]
    return document_of(grids, notices)


def _with_types(data: bytes) -> bytes:
    """An OpenDocument sheet in which each cell of text says that it is: the library reads no other as text."""
    if not is_zipfile(BytesIO(data)):
        return data
    with ZipFile(BytesIO(data)) as package:
        if _CONTENT not in package.namelist() or not _UNTYPED.search(content := package.read(_CONTENT)):
            return data
        rest = {name: package.read(name) for name in package.namelist() if name != _CONTENT}
    typed = BytesIO()
    with ZipFile(typed, "w") as package:
        for name, part in {**rest, _CONTENT: _UNTYPED.sub(_AS_TEXT, content)}.items():
            package.writestr(name, part)
    return typed.getvalue()


def _grid(sheet, title: str, name: str, progress: Progress) -> SheetGrid:
    if sheet.height * sheet.width > MOST_CELLS * 4:
        raise NotAPlan(
            f"{name} has a cell far out in row {sheet.total_height:,} or column {sheet.total_width:,}. Delete the "
            "empty rows and columns of the sheet, or save it as an Excel workbook (.xlsx)."
        )
    grid = SheetGrid(clean(title))
    top, left = sheet.start or (0, 0)
    spans = {
        (first[0], first[1]): (last[0] - first[0] + 1, last[1] - first[1] + 1)
        for first, last in sheet.merged_cell_ranges or ()
    }
    for number, values in enumerate(sheet.iter_rows(), top):
        row: GridRow = []
        for column, value in enumerate(values, left if len(values) == sheet.width else 0):
            text = _text(value)
            if text:
                cell = same_cell(text)
                if (number, column) in spans:
                    rows, columns = spans[number, column]
                    cell = Cell(cell.blocks, rows, columns)
                row.append((column, cell))
        if row:
            grid.rows[number] = row
            grid.places[number] = f"sheet {grid.name}, row {number + 1}"
            if len(grid.rows) > MOST_ROWS:
                raise NotAPlan(f"{name} has more than {MOST_ROWS:,} rows. Import the plan in parts.")
        if number % 100 == 0:
            progress(number, top + sheet.height)
    return grid


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime) and not (value.hour or value.minute):
        value = value.date()
    if isinstance(value, datetime):
        return shown(value, "d mmmm yyyy hh:mm")
    if isinstance(value, date | time | timedelta | bool | int | float):
        return shown(value)
    return str(value) if value is not None else ""
