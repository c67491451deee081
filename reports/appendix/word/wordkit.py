"""What python-docx has no words for: shading, borders, spans, repeated header rows, page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reports.appendix.text import right_to_left

GRID = "A5A1AD"
EAST_ASIAN = "Microsoft YaHei"


def table(document: Document, rows: int, points: Sequence[float]) -> Table:
    """An empty table with fixed columns of these widths, ruled."""
    made = document.add_table(rows=rows, cols=len(points))
    made.autofit = False
    for column, wide in zip(made._tbl.tblGrid.gridCol_lst, points, strict=True):
        column.w = Pt(wide)
    borders = _element("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{edge}", val="single", sz=4, space=0, color=GRID))
    _put_before(made._tbl.tblPr, borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    margins = _element("w:tblCellMar")
    for edge in ("left", "right"):
        margins.append(_element(f"w:{edge}", w=70, type="dxa"))
    _put_before(made._tbl.tblPr, margins, "w:tblLook")
    for row in made._tbl.tr_lst:
        for cell, wide in zip(row.tc_lst, points, strict=True):
            cell.width = Pt(wide)
    return made


def repeat_on_each_page(row: CT_Row) -> None:
    """Make the row a header that is repeated on every page that the table reaches."""
    row.get_or_add_trPr().append(_element("w:tblHeader"))


def keep_whole(row: CT_Row) -> None:
    """Do not let a page cut the row."""
    row.get_or_add_trPr().append(_element("w:cantSplit"))


def spans(cell: CT_Tc, *, begins: bool) -> None:
    """Make the cell the first of one that spans rows, or one that the cell above covers."""
    cell.vMerge = "restart" if begins else "continue"


def fill(cell: CT_Tc, colour: str) -> None:
    """Give the cell a background, "E9E4F1"."""
    cell.get_or_add_tcPr().append(_shading(colour))


def paint(run: Run, colour: str) -> None:
    """Give the words of a run a background."""
    run._r.get_or_add_rPr().append(_shading(colour))


def shade(paragraph: Paragraph, colour: str) -> None:
    """Give a whole paragraph a background."""
    _put_before(paragraph._p.get_or_add_pPr(), _shading(colour), "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def field(paragraph: Paragraph, code: str) -> None:
    """A field that the reader's program fills in: PAGE, NUMPAGES."""
    made, run, figure = _element("w:fldSimple", instr=code), _element("w:r"), _element("w:t")
    figure.text = "1"
    run.append(figure)
    made.append(run)
    paragraph._p.append(made)


def set_language(document: Document, language: str) -> None:
    """The language in which the document is spelt and read out."""
    properties = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_element("w:lang", val=language))


def set_other_fonts(style: BaseOxmlElement) -> None:
    """The fonts that stand in for Arial in a style: for Chinese one that each Windows has, for scripts that join or
    reorder their letters Arial again, whose gaps Word fills by itself."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), EAST_ASIAN)
    fonts.set(qn("w:cs"), "Arial")


def run_right_to_left(paragraph: Paragraph) -> None:
    """Set the paragraph, and the words in it that run so, from right to left."""
    _put_before(paragraph._p.get_or_add_pPr(), _element("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")
    for run in paragraph.runs:
        if right_to_left(run.text):
            run.font.rtl = True


def _put_before(parent: BaseOxmlElement, child: BaseOxmlElement, *later: str) -> None:
    """Insert where the schema wants it: before the first of these that is there. Word refuses a wrong order."""
    parent.insert_element_before(child, *later)


def _shading(colour: str) -> BaseOxmlElement:
    return _element("w:shd", val="clear", color="auto", fill=colour)


def _element(name: str, **attributes: str | int) -> BaseOxmlElement:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made
