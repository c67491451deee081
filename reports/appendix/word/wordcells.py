"""What stands in the tables, cells and paragraphs of a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.oxml.table import CT_Row, CT_Tc
from docx.shared import Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from reports.appendix.model import Badge, Cell, Line
from reports.appendix.text import right_to_left
from reports.appendix.word import wordkit
from reports.charts import paint_of

MUTED, WHITE = RGBColor(0x51, 0x4E, 0x59), RGBColor(0xFF, 0xFF, 0xFF)
TABLE_SIZE = Pt(8)
_HEADING_FILL = "E9E4F1"


def fill_row(
    table: WordTable, row: CT_Row, cells: Sequence[Cell | None], *, header: bool = False, size: Pt | None = TABLE_SIZE
) -> None:
    """Fill a row of a table, which may be the header that is repeated on each page, in this size of type."""
    if header:
        wordkit.repeat_on_each_page(row)
    for tc, cell in zip(row.tc_lst, cells, strict=True):
        _fill(table, tc, cell or Cell(), size)
        if header:
            wordkit.fill(tc, _HEADING_FILL)


def filled_table(
    document: Document, heads: Iterable[Cell], rows: Sequence[Sequence[Cell]], points: Sequence[float]
) -> None:
    """A table of such rows, its columns as wide as these `points`; its heads come again on each page."""
    table = wordkit.table(document, 1 + len(rows), points)
    first, *others = table._tbl.tr_lst
    fill_row(table, first, [*heads], header=True)
    for element, cells in zip(others, rows, strict=True):
        fill_row(table, element, cells)


def plain(text: str) -> Cell:
    """A cell that says this in one line."""
    return Cell(lines=(Line(text=text),))


def strong(text: str) -> Cell:
    """The same in bold."""
    return Cell(lines=(Line(text=text, style="strong"),))


def _fill(table: WordTable, tc: CT_Tc, cell: Cell, size: Pt | None) -> None:
    paragraph = Paragraph(tc.p_lst[0], table)
    lines: list[Line | Badge] = [*([cell.badge] if cell.badge else []), *cell.lines]
    for at, line in enumerate(lines):
        if at:
            paragraph = Paragraph(tc.add_p(), table)
        if isinstance(line, Badge):
            _rate(paragraph, line)
        else:
            write(paragraph, line)
        paragraph.paragraph_format.space_after = Pt(1)
        for run in paragraph.runs:
            run.font.size = size


def _rate(paragraph: Paragraph, badge: Badge) -> None:
    colours = paint_of(badge.colour, badge.shape)
    run = paragraph.add_run(f" {colours.symbol} {badge.word} ")
    run.bold, run.font.color.rgb = True, RGBColor.from_string(colours.word.lstrip("#").upper())
    wordkit.paint(run, colours.fill.lstrip("#").upper())


def hide(paragraph: Paragraph, mark: str) -> None:
    """Put a mark, unseen, behind what a paragraph says."""
    run = paragraph.add_run(f" {mark}")
    run.font.hidden, run.font.size = True, Pt(1)
    run.font.color.rgb = WHITE


def hide_in_cells(table: WordTable, cells: Sequence[CT_Tc], mark: str) -> None:
    """Put a row's mark, unseen, behind what its first and its last cell say: one that is written anew loses it."""
    for tc in {id(tc): tc for tc in (cells[0], cells[-1])}.values():
        hide(Paragraph(tc.p_lst[-1], table), mark)


def write(paragraph: Paragraph, line: Line) -> None:
    """Write a line into a paragraph, in the direction of its words."""
    _write_words(paragraph, line)
    if right_to_left(line.text):
        wordkit.run_right_to_left(paragraph)


def _write_words(paragraph: Paragraph, line: Line) -> None:
    if line.marker or line.depth:
        paragraph.paragraph_format.left_indent = Pt(9 * (line.depth + bool(line.marker)))
    if line.marker:
        paragraph.paragraph_format.first_line_indent = Pt(-9)
        paragraph.add_run(f"{line.marker} ")
    if line.label:
        paragraph.add_run(f"{line.label} " if line.text else line.label).bold = True
    if line.text:
        run = paragraph.add_run(line.text)
        run.bold = line.style == "strong" or None
        if line.style == "muted":
            run.italic, run.font.color.rgb = True, MUTED
