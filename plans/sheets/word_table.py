"""A sheet as a Word table, for people who work in Word: the same columns and keys."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from plans.archives import timeless
from plans.sheets.fields import KEY
from plans.sheets.layout import SheetFile, texts


def word_table(file: SheetFile) -> bytes:
    """The document, the same bytes from run to run."""
    document = Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(420), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(12)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(9)
    document.add_heading(file.title, level=1)
    document.add_paragraph(file.told)
    for line in file.lines:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(file.columns))
    table.style, table.autofit = "Table Grid", False
    _row(table, [field.heading for field in file.columns], file, bold=True)
    _row(table, file.marks, file, small=True)
    for row in file.rows:
        _row(table, texts(row.cells.get(field.name) for field in file.columns), file)
    _repeat(table.rows[0])
    document.core_properties.title, document.core_properties.keywords = file.title, file.mark
    document.core_properties.author, document.core_properties.language = file.council, "en-GB"
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue(), file.made_on)


def _row(table, words, file: SheetFile, *, bold: bool = False, small: bool = False) -> None:
    wide = sum(field.width for field in file.columns)
    cells = table.add_row().cells
    for cell, text, field in zip(cells, words, file.columns, strict=True):
        cell.width = Mm(396 * field.width / wide)
        run = cell.paragraphs[0].add_run(text)
        run.bold = bold
        if small or (field.name == KEY and not bold):
            run.font.size = Pt(6)
        if not bold and field.name not in file.filled:
            _shade(cell)


def _shade(cell) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "F4F3F7")):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _repeat(row) -> None:
    """Print the headings on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
