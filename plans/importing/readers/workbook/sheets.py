"""The sheets of a workbook as grids of cells.

openpyxl's own sheet would fill every place of a merged area and every place up to the last cell with an object, and
a sheet can claim seventeen thousand million places. So its parser is asked row by row, and only what is there is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from posixpath import normpath
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._reader import WorkSheetParser

from plans.importing.errors import NotAPlan
from plans.importing.readers.cell_builder import CellBuilder, same_cell
from plans.importing.readers.colours import colour
from plans.importing.readers.file_formats import GUIDE_SHEET
from plans.importing.readers.limits import MOST_CELLS, MOST_ROWS, Progress
from plans.importing.readers.sheet_grids import SheetGrid, document_of
from plans.importing.readers.text import clean, symbols, told_of
from plans.importing.readers.workbook.shown_values import shown
from plans.importing.readers.workbook.styles import Conditions, Style, Styles
from plans.importing.source_document import Cell, SourceDocument

_UNSAVED_FORMULA = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|</(?:\w+:)?c>)")
_ITS_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3}[1-9][0-9]{0,6})"')
_SEARCHED_FOR_FORMULAS = 20_000_000


def read_workbook(data: bytes, name: str, progress: Progress) -> SourceDocument:
    """Every visible sheet. Hidden sheets are left out and told of; hidden rows and columns are read, because a
    filter hides rows that are the plan's all the same, and told of."""
    # links out of the workbook are left alone: what they point to is no part of the plan
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, rich_text=True, keep_links=False)
    styles = Styles(book)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and sheet.title != GUIDE_SHEET]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    notices = [f"The sheet “{title}” is hidden and was left out." for title in hidden]
    if not sheets:
        raise NotAPlan(f"{name} has no visible sheet. Show the plan's sheet in Excel, save, and choose the file again.")
    grids, unsaved = [], []
    for sheet in sheets:
        reader = _SheetReader(book, sheet, styles, name, progress)
        grids.append(reader.grid())
        notices += reader.notices()
        unsaved += [(f"sheet {reader.title}, row {row}", column - 1) for row, column in reader.unsaved]
    return replace(document_of(grids, tuple(notices)), unsaved=tuple(unsaved))


class _SheetReader:
    def __init__(self, book: Workbook, sheet, styles: Styles, name: str, progress: Progress):
        self.title, self.path, self.archive = clean(sheet.title), sheet._worksheet_path, book._archive
        self.styles, self.name, self.progress = styles, name, progress
        self.struck: list[str] = []
        self.unsaved: list[tuple[int, int]] = []
        self.rows_in_all = min(sheet.max_row or 0, MOST_ROWS)
        self.source = self.archive.open(self.path)
        self.parser = WorkSheetParser(
            self.source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
            rich_text=True,
        )

    def grid(self) -> SheetGrid:
        """The sheet's cells with their spans and colours."""
        found: dict[int, list[tuple[int, Cell]]] = {}
        texts = cells = 0
        with self.source:
            for number, row in self.parser.parse():
                cells += len(row)
                read = list(self.cells(row))
                if read:
                    found[number - 1] = read
                    texts += any(cell for _, cell in read)
                self._check_size(cells, texts)
                if number % 50 == 0:
                    self.progress(min(number, self.rows_in_all), self.rows_in_all)
        self.progress(self.rows_in_all, self.rows_in_all)
        spans = dict(self.spans())
        rules = self.parser.formatting
        words = {(n + 1, c + 1): cell.flat for n, read in found.items() for c, cell in read} if rules else {}
        conditions = Conditions(rules, self.styles, words)
        if spans or conditions:
            for number, read in found.items():
                found[number] = [(c, self.finished(number, c, cell, spans, conditions)) for c, cell in read]
        places = {number: f"sheet {self.title}, row {number + 1}" for number in found}
        return SheetGrid(self.title, found, places)

    def _check_size(self, cells: int, rows: int) -> None:
        """Raises NotAPlan for more than can be read at once."""
        for count, most, what in ((cells, MOST_CELLS, "cells"), (rows, MOST_ROWS, "rows")):
            if count > most:
                raise NotAPlan(f"{self.name} has more than {most:,} {what}. Import the plan in parts.")

    def cells(self, row: list[dict]) -> Iterator[tuple[int, Cell]]:
        """The cells of a row that hold words or a fill."""
        for one in row:
            style = self.styles.of(one["style_id"])
            value = one["value"]
            if value is not None and style.struck:
                self.struck.append(str(value))
                value = None
            if value is None:
                if style.fill:
                    yield one["column"] - 1, Cell(fill=style.fill)
                continue
            if isinstance(value, CellRichText):
                cell, ink = _rich(value, style, self.struck), _rich_ink(value)
            else:
                text = symbols(shown(value, style.number_format), style.font)
                cell, ink = same_cell(text, style.bold, style.italic), style.ink
            if cell.blocks or style.fill:
                yield one["column"] - 1, replace(cell, fill=style.fill, ink=ink)

    def spans(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """From the first row and column of each merged area to how many rows and columns it takes."""
        merged = self.parser.merged_cells
        for area in merged.mergeCell if merged else ():
            yield (
                (area.min_row - 1, area.min_col - 1),
                (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1),
            )

    def finished(self, row: int, column: int, cell: Cell, spans: dict, conditions: Conditions) -> Cell:
        rows, columns = spans.get((row, column), (1, 1))
        shown, hides = conditions.shown(row + 1, column + 1, cell.flat) if conditions and cell else (None, False)
        fill = shown or cell.fill
        if (rows, columns, fill) == (1, 1, cell.fill):
            return cell
        return Cell(() if hides else cell.blocks, rows, columns, fill, cell.ink)

    def notices(self) -> Iterator[str]:
        """What a person should know of hidden rows and columns, of what is struck through, of notes, and of formulas
        that were saved without values."""
        if self.struck:
            yield told_of(f"Words of the sheet “{self.title}” that are struck through were left out", self.struck)
        notes = list(self.notes())
        if notes:
            yield told_of(f"The sheet “{self.title}” has notes on its cells", notes)
        hidden_rows = sorted(map(int, _hidden(self.parser.row_dimensions)))
        if hidden_rows:
            which = ", ".join(map(str, hidden_rows[:10])) + (" …" if len(hidden_rows) > 10 else "")
            yield f"Rows of the sheet “{self.title}” are hidden; they were read all the same: {which}."
        columns = [
            get_column_letter(int(found.get("min", 1))) for found in _hidden(self.parser.column_dimensions).values()
        ]
        if columns:
            which = ", ".join(columns[:10])
            yield f"Columns of the sheet “{self.title}” are hidden; they were read all the same: {which}."
        unsaved = self.unsaved_formulas()
        if unsaved:
            yield (
                f"{unsaved} formulas of the sheet “{self.title}” were saved without their values. Open the file in "
                "Excel, save it, and import it again."
            )

    def notes(self) -> Iterator[str]:
        """The notes on cells, each after the name of its cell."""
        folder, _, name = self.path.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self.archive.namelist():
            return
        for relation in fromstring(self.archive.read(relations)):
            if not relation.get("Type", "").endswith("/comments"):
                continue
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}")
            if path in self.archive.namelist():
                for note in fromstring(self.archive.read(path)).iter():
                    if note.tag.endswith("}comment"):
                        yield f"{note.get('ref')}: {''.join(note.itertext()).strip()}"

    def unsaved_formulas(self) -> int:
        """How many formulas stand there without what they come to; `unsaved` are the rows and columns of them."""
        archive: ZipFile = self.archive
        if archive.getinfo(self.path).file_size > _SEARCHED_FOR_FORMULAS:
            return 0
        data = archive.read(self.path)
        found = list(_UNSAVED_FORMULA.finditer(data))
        cells = (_ITS_CELL.match(data, data.rfind(b"<", 0, data.rfind(b"<", 0, one.start()))) for one in found)
        self.unsaved = [coordinate_to_tuple(cell[1].decode()) for cell in cells if cell]
        return len(found)


def _hidden(dimensions: dict) -> dict:
    """Those of a sheet's rows or columns that are hidden."""
    return {n: found for n, found in dimensions.items() if found.get("hidden") == "1"}


def _rich(value: CellRichText, style: Style, struck: list[str]) -> Cell:
    """A text in several emphases; what of it is struck through is told in `struck`."""
    builder = CellBuilder()
    for piece in value:
        if isinstance(piece, TextBlock):
            font = piece.font
            if font.strike:
                struck.append(piece.text)
                continue
            text = symbols(piece.text, font.rFont or "")
            builder.add(text, bold=bool(font.b), italic=bool(font.i))
        else:
            builder.add(symbols(piece, style.font), bold=style.bold, italic=style.italic)
    return Cell(builder.blocks())


def _rich_ink(value: CellRichText) -> str | None:
    """The ink of a text whose every piece bears the same."""
    inks = {
        colour(str(piece.font.color.rgb)[-6:]) if isinstance(piece, TextBlock) and piece.font.color else None
        for piece in value
        if str(piece).strip()
    }
    return inks.pop() if len(inks) == 1 else None
