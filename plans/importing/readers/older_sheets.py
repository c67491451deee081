"""Older workbooks (.xls), binary ones (.xlsb) and OpenDocument sheets (.ods), read by calamine.

The library gives values, merged areas and visible sheets; formats, fills and emphasis it does not. The fills of an
OpenDocument sheet, which may be its ratings, and its days and numbers as they are shown are read from the file itself.
One cell far out makes the library take
memory until the process ends, so it is only trusted within the child process.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import ZipFile, is_zipfile

from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from plans.importing.errors import NotAPlan
from plans.importing.readers.cell_builder import same_cell
from plans.importing.readers.colours import colour
from plans.importing.readers.limits import MOST_CELLS, MOST_ROWS, Progress
from plans.importing.readers.placed_cells import MOST_COLUMNS
from plans.importing.readers.sheet_grids import GridRow, SheetGrid, document_of
from plans.importing.readers.text import clean
from plans.importing.readers.workbook.shown_values import shown
from plans.importing.source_document import Cell, SourceDocument

_CONTENT = "content.xml"
_UNTYPED = re.compile(rb"<table:table-cell(?![^>]*:value-type)(?P<said>[^>]*)(?<!/)>(?=\s*<text:)")
"""A cell of an OpenDocument sheet that holds text and does not say so, as some programs write it."""
_TABLE, _STYLE, _FORMAT, _OFFICE, _WORDS = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("table", "style", "xsl-fo-compatible", "office", "text")
)


@dataclass
class Looks:
    """What is seen of a sheet's cells, by their row and column from 0: their colours, and days and numbers as their
    formats show them."""

    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)


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
    looks = dict(_looks(data))
    grids = [_grid(book.get_sheet_by_name(title), looks.get(title, Looks()), name, progress) for title in shown[True]]
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


def _looks(data: bytes) -> Iterator[tuple[str, Looks]]:
    """What is seen of each sheet of an OpenDocument file, by its name."""
    if not is_zipfile(BytesIO(data)):
        return
    with ZipFile(BytesIO(data)) as package:
        if _CONTENT not in package.namelist():
            return
        content = fromstring(package.read(_CONTENT))
    colours = {
        style.get(f"{_STYLE}name"): colour(look.get(f"{_FORMAT}background-color"))
        for style in content.iter(f"{_STYLE}style")
        for look in style.iter(f"{_STYLE}table-cell-properties")
    }
    for table in content.iter(f"{_TABLE}table"):
        yield table.get(f"{_TABLE}name", ""), _looks_of(table, colours)


def _looks_of(table: Element, colours: dict[str | None, str | None]) -> Looks:
    looks = Looks()
    number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in row:
            again = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            places = [(number, place) for place in range(column, min(column + again, MOST_COLUMNS))]
            if fill := colours.get(cell.get(f"{_TABLE}style-name")):
                looks.fills |= dict.fromkeys(places, fill)
            if text := _as_shown(cell):
                looks.shown |= dict.fromkeys(places, text)
            column += again
        number += int(row.get(f"{_TABLE}number-rows-repeated", "1"))
    return looks


def _as_shown(cell: Element) -> str:
    """A day or a number of an OpenDocument cell as its format shows it; "" for other values, and for a day in figures,
    of which the value is sure and what is shown may be read the other way round."""
    kind = cell.get(f"{_OFFICE}value-type")
    if kind not in {"date", "float", "percentage", "currency"}:
        return ""
    text = " ".join(" ".join(words for line in cell.iter(f"{_WORDS}p") for words in line.itertext()).split())
    return text if kind != "date" or any(letter.isalpha() for letter in text) else ""


def _grid(sheet, looks: Looks, name: str, progress: Progress) -> SheetGrid:
    if sheet.height * sheet.width > MOST_CELLS * 4:
        raise NotAPlan(
            f"{name} has a cell far out in row {sheet.total_height:,} or column {sheet.total_width:,}. Delete the "
            "empty rows and columns of the sheet, or save it as an Excel workbook (.xlsx)."
        )
    grid = SheetGrid(clean(sheet.name))
    top, left = sheet.start or (0, 0)
    spans = {
        (first[0], first[1]): (last[0] - first[0] + 1, last[1] - first[1] + 1)
        for first, last in sheet.merged_cell_ranges or ()
    }
    for number, values in enumerate(sheet.iter_rows(), top):
        row: GridRow = []
        for column, value in enumerate(values, left if len(values) == sheet.width else 0):
            text = looks.shown.get((number, column)) or _text(value)
            fill = looks.fills.get((number, column))
            if text or fill:
                rows, columns = spans.get((number, column), (1, 1))
                cell = same_cell(text) if text else Cell()
                row.append((column, replace(cell, rows=rows, columns=columns, fill=fill)))
        if any(cell.blocks for _, cell in row):
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
