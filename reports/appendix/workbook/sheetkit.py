"""What every sheet of the workbook is made with: texts that stay texts, rows as tall as their words, page set-up.

A workbook shows a row as tall as it is told and prints no more of it, so heights are worked out from the widths of
the words. It is set in Arial, which every office has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.text import Font as ChartFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from reports.appendix import metrics
from reports.appendix.model import Badge, Value
from reports.appendix.options import Paper
from reports.appendix.text import right_to_left
from reports.charts import paint_of

SIZE = 8.0
INK = "#17151c"
LEADING = 10.8
"""Points from line to line of Arial at that size: Excel draws 10.5 on a screen, LibreOffice 9.2."""

PADDING = 5.0
"""What a cell leaves free beside its words, in points."""

TALLEST = 409.0
"""Excel's limit for the height of a row, in points."""

MOST_LINES = int((TALLEST - 4) / LEADING)
MOST_CHARACTERS = 32_000
"""A little below Excel's limit of 32,767 for a cell."""

CUT = " … (cut here: a cell holds no more)"
MARGIN = 12 / 25.4
"""The page's margins, in inches."""

SCALE = 93
"""Per cent at which a sheet is printed: less than its size, as LibreOffice draws columns some 4 % wider than Excel."""

_PAPER_SIZES = {"a4": 9, "a3": 8, "large": 9}
_LARGE_SCALE = 200
"""Per cent at which large print is: the type of a sheet has 8 points."""

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY = "d mmmm yyyy"
_FIRST_DAY = date(1900, 3, 1)
"""Excel's calendar is wrong before this day; such a day is written in words."""

_AS_IT_IS, _AS_A_DAY, _FROM_THE_RIGHT = "as it is", "as a day", "from the right"
"""What a value adds to the look of its cell."""

_Style = tuple[StyleArray, int]
"""A style of a workbook, and its number there."""

_STYLES: WeakKeyDictionary[Workbook, dict[tuple[Look, str], _Style]] = WeakKeyDictionary()
"""Of each workbook that is being written, the styles that it has by now."""

_EDGE = Side(style="thin", color="A5A1AD")
GRID = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


@dataclass(frozen=True, eq=False, kw_only=True)
class Look:
    """How a cell looks. There is one of each: it is known by its identity."""

    font: Font
    fill: PatternFill | None = None
    border: Border | None = None
    alignment: Alignment


_TOP = Alignment(vertical="top", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
_RIGHT_TO_LEFT = Alignment(vertical="top", wrap_text=True, readingOrder=2)
_MIDDLE = Alignment(vertical="center", wrap_text=True)


def _font(size: float = SIZE, **more: object) -> Font:
    return Font(name="Arial", size=size, **more)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour.lstrip("#").upper())


PLAIN = Look(font=_font(), border=GRID, alignment=_TOP)
HEADS = Look(font=_font(bold=True), border=GRID, alignment=_TOP)
MUTED = Look(font=_font(italic=True, color="514E59"), border=GRID, alignment=_TOP)
HEADING = Look(font=_font(bold=True), fill=_fill("#e9e4f1"), border=GRID, alignment=_MIDDLE)
BAND = Look(font=_font(10, bold=True, color="FFFFFF"), fill=_fill("#3f2d5c"), alignment=_MIDDLE)
TITLE = Look(font=_font(14, bold=True), alignment=_MIDDLE)
NOTE = Look(font=_font(), alignment=_TOP)
STRONG_NOTE = Look(font=_font(9, bold=True), alignment=_TOP)


def rated(badge: Badge) -> Look:
    """The look of a rating."""
    return _painted(badge.colour, badge.shape)


@cache
def _painted(colour: str, shape: str) -> Look:
    paint = paint_of(colour, shape)
    side = Side(style="dashed" if paint.dashed else "thin", color=paint.edge.lstrip("#").upper())
    return Look(
        font=_font(bold=True, color=paint.word.lstrip("#").upper()),
        fill=_fill(paint.fill),
        border=Border(left=side, right=side, top=side, bottom=side),
        alignment=_TOP,
    )


def badge_text(badge: Badge) -> str:
    """The rating's shape and word."""
    return f"{paint_of(badge.colour, badge.shape).symbol} {badge.word}"


class _Styled(SheetCell):
    """A cell that knows the number of its style: openpyxl would look it up for each, which takes longer than all else
    of writing it."""

    __slots__ = ("style_id",)
    has_style = True


def put(sheet: Worksheet, row: int, column: int, value: Value, look: Look) -> SheetCell:
    """Write a value: a day as a real date, a number as a number, and any text as nothing but text."""
    cell = sheet._cells[row, column] = _Styled(sheet, row=row, column=column)
    kind = _AS_IT_IS
    if isinstance(value, date) and value >= _FIRST_DAY:
        cell.value = value
        kind = _AS_A_DAY
    elif isinstance(value, int):
        cell.value = value
    elif value is not None and value != "":
        words = str(value)
        cell._value, cell.data_type = cell.check_string(text(words)), "s"
        kind = _FROM_THE_RIGHT if right_to_left(words) else _AS_IT_IS
    cell._style, cell.style_id = _style(sheet, look, kind)
    return cell


def _style(sheet: Worksheet, look: Look, kind: str) -> _Style:
    """The workbook's style of that look, one for all cells that share it: setting a font or a border finds out each
    time which of the workbook's it is, which takes longer than all else of a cell."""
    known = _STYLES.get(sheet.parent)
    if known is None:
        known = _STYLES[sheet.parent] = {}
    if (look, kind) not in known:
        known[look, kind] = _made(sheet, look, kind)
    return known[look, kind]


def _made(sheet: Worksheet, look: Look, kind: str) -> _Style:
    cell = SheetCell(sheet, row=1, column=1)
    cell.font, cell.alignment = look.font, look.alignment
    if kind == _AS_A_DAY:
        cell.number_format, cell.alignment = _DAY, _LEFT
    if kind == _FROM_THE_RIGHT:
        cell.alignment = _RIGHT_TO_LEFT
    if look.fill:
        cell.fill = look.fill
    if look.border:
        cell.border = look.border
    return cell._style, cell.style_id


def text(words: str) -> str:
    """The words as a cell may hold them: not longer than it can be, and with what Excel would take for an escaped
    character ("_x000D_") escaped itself."""
    if len(words) > MOST_CHARACTERS:
        words = words[: MOST_CHARACTERS - len(CUT)] + CUT
    return _ESCAPED.sub("_x005F_", words)


@lru_cache(maxsize=8192)
def lines_of(words: str, points: float, *, size: float = SIZE, bold: bool = False) -> int:
    """How many lines the words take in a column that many points wide."""
    return sum(map(len, wrapped(words, points, size=size, bold=bold)))


def wrapped(words: str, points: float, *, size: float = SIZE, bold: bool = False) -> list[list[str]]:
    """The lines of each paragraph in a column that many points wide."""
    room = max(points - PADDING, size)
    return [metrics.wrap(paragraph, room, size, bold=bold, arial=True) for paragraph in words.split("\n")]


def height(lines: int, size: float = SIZE) -> float:
    """The height of a row of so many lines, in points."""
    return min(TALLEST, lines * LEADING * size / SIZE + 4)


def full_width(sheet: Worksheet, row: int, columns: int, words: str, look: Look, points: float) -> None:
    """Write the words across all columns, which are that many points wide together."""
    for column in range(1, columns + 1):
        put(sheet, row, column, words if column == 1 else None, look)
    merge(sheet, row, 1, row, columns)
    sheet.row_dimensions[row].height = tall(words, look, points)


def tall(words: str, look: Look, points: float) -> float:
    """The height of a row with these words in one cell that many points wide, in points."""
    size = look.font.size
    return height(lines_of(words, points, size=size, bold=bool(look.font.bold)), size)


def merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """Make one cell of these. `merge_cells` would take quadratic time."""
    if (top, left) != (bottom, right):
        sheet.merged_cells.ranges.add(CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right))


def set_widths(sheet: Worksheet, points: Sequence[float]) -> None:
    """Give the columns these widths. Excel counts them in digits of the workbook's normal font, which are 7 pixels
    wide in Arial 10 (see `set_normal_font`)."""
    for at, wide in enumerate(points, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = round(wide / 0.75 / 7, 2)


def set_normal_font(book: Workbook) -> None:
    """Make Arial 10 the font by which the workbook's columns are measured."""
    book._named_styles["Normal"].font = Font(name="Arial", size=10)


def print_only(sheet: Worksheet, rows: int, columns: int) -> None:
    """Print these rows and columns and no more."""
    sheet.print_area = f"A1:{get_column_letter(columns)}{max(rows, 1)}"


def print_nothing(sheet: Worksheet) -> None:
    """Leave a sheet that is for working with out of the print of the workbook: its area is a cell that is free."""
    free = f"{get_column_letter(sheet.max_column + 3)}1"
    sheet.print_area = f"{free}:{free}"


def mark(sheet: Worksheet, words: str, *, column: int) -> None:
    """Say by what the file is known in a hidden column after the last (0), or in this one, where it stays with a sheet
    that is saved alone, as CSV."""
    at = column or sheet.max_column + 1
    put(sheet, 1, at, words, NOTE)
    sheet.column_dimensions[get_column_letter(at)].hidden = True


def label_text(colour: str, *, bold: bool = True) -> RichText:
    """The words of a chart in this colour."""
    paint = CharacterProperties(sz=800, b=bold, latin=ChartFont(typeface="Arial"), solidFill=colour.lstrip("#").upper())
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=paint), endParaRPr=paint)])


def set_page(sheet: Worksheet, paper: Paper, footer: str, *, header_row: int | None) -> None:
    """Landscape, but for large print, the header row frozen and repeated on each page, page numbers. A sheet is drawn
    as wide as a page, so it is printed at its size: where it is fitted to the page, Excel heeds no page that ends where
    it is told."""
    sheet.page_setup.orientation = "portrait" if paper == "large" else "landscape"
    sheet.page_setup.paperSize = _PAPER_SIZES[paper]
    sheet.page_setup.scale = _LARGE_SCALE if paper == "large" else SCALE
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = MARGIN
    margins.footer = margins.header = MARGIN / 2
    if header_row:
        sheet.freeze_panes = f"A{header_row + 1}"
        sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.oddFooter.left.text = footer.replace("&", "&&")[:200]
    sheet.oddFooter.right.text = "Page &P of &N"
    for part in (sheet.oddFooter.left, sheet.oddFooter.right):
        part.size = 5 if paper == "large" else 8
