"""A paper as a Word document, whatever it says: its styles, its page and foot, the block of its title, its bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from plans.archives import timeless
from reports.appendix.options import Paper as Size
from reports.appendix.widths import PAGE
from reports.appendix.word import wordkit
from reports.appendix.word.wordcells import MUTED, WHITE

_SHEETS = {"a4": (297, 210), "a3": (420, 297), "large": (210, 297)}
_INK = RGBColor(0x17, 0x15, 0x1C)
_STYLES = {
    "Normal": (9.0, _INK),
    "Title": (20.0, _INK),
    "Heading 1": (13.0, _INK),
    "Heading 2": (10.5, WHITE),
    "Footer": (7.5, MUTED),
}
"""From each style of the document to its size and colour."""

_LARGE = {
    "Normal": (16.0, _INK),
    "Title": (24.0, _INK),
    "Heading 1": (22.0, _INK),
    "Heading 2": (19.0, _INK),
    "Heading 3": (17.0, _INK),
    "Footer": (11.0, MUTED),
}
"""The same in large print."""

_LONGEST_PROPERTY = 255
"""Characters that a document's title and author may have; the paper itself prints them whole."""


def set_up(document: Document, *, title: str, author: str, mark: str, paper: Size, running: str) -> None:
    """The styles, the properties, the page, and at its foot the words that are `running`."""
    wordkit.set_language(document, "en-GB")
    properties = document.core_properties
    properties.title, properties.author = (text[:_LONGEST_PROPERTY] for text in (title, author))
    properties.language, properties.keywords = "en-GB", mark
    properties.comments = ""
    for name, (size, colour) in (_LARGE if paper == "large" else _STYLES).items():
        _set_style(document.styles[name], size, colour)
    section = document.sections[0]
    wide, tall = _SHEETS[paper]
    section.orientation = WD_ORIENT.PORTRAIT if paper == "large" else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(wide), Mm(tall)
    section.left_margin = section.right_margin = section.top_margin = Mm(12)
    section.bottom_margin, section.footer_distance = Mm(14), Mm(7)
    _footer(section.footer.paragraphs[0], running, PAGE[paper])


def _set_style(style: ParagraphStyle, size: float, colour: RGBColor) -> None:
    """Arial, without the theme's fonts and rules."""
    style.font.size, style.font.color.rgb = Pt(size), colour
    style.element.get_or_add_rPr().get_or_add_rFonts().attrib.clear()
    style.font.name = "Arial"
    wordkit.set_other_fonts(style.element)
    style.paragraph_format.space_after = Pt(3)
    style.paragraph_format.tab_stops.clear_all()
    for rule in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(rule)


def _footer(paragraph: Paragraph, words: str, page: float) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(page), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{words}\tPage ")
    wordkit.field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    wordkit.field(paragraph, "NUMPAGES")


def title_block(
    document: Document,
    council: str,
    title: str,
    subtitle: str,
    facts: Sequence[str],
    number: str = "",
    withheld: str = "",
) -> None:
    """The title with what stands around it: at the right the `facts` below the paper's `number`; below it that the
    paper is `withheld`."""
    for fact in filter(None, (number, *facts)):
        document.add_paragraph(fact)
    for paragraph in document.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.space_after = Pt(0)
    if number:
        document.paragraphs[0].runs[0].bold = True
    if council:
        document.add_paragraph().add_run(council).bold = True
    document.add_heading(title, 0).runs[0].bold = True
    if subtitle:
        document.add_paragraph(subtitle)
    if withheld:
        document.add_paragraph().add_run(withheld).bold = True


def small_print(document: Document, words: str) -> Paragraph:
    """A paragraph at the end, such as from which record the paper is drawn."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(words)
    run.font.size, run.font.color.rgb = Pt(8), MUTED
    return paragraph


def saved(document: Document, on: date) -> bytes:
    """Its bytes, the same from run to run on a paper of that day."""
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue(), on)
