"""The appendix as a Word document, for those who paste it into a report: landscape, in real tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from plans.archives import timeless
from reports.appendix import largeword, wordkit
from reports.appendix.model import (
    Appendix,
    Band,
    Cell,
    Line,
    Meaning,
    Row,
    Since,
    Summary,
    SummaryRow,
    Table,
)
from reports.appendix.options import Paper as Size
from reports.appendix.widths import PAGE, is_tall
from reports.appendix.wordcells import MUTED, WHITE, fill_row, hide, hide_in_cells, write

_SHEETS = {"a4": (297, 210), "a3": (420, 297), "large": (210, 297)}
_INK = RGBColor(0x17, 0x15, 0x1C)
_BAND_FILL = "3F2D5C"
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


def word(appendix: Appendix) -> bytes:
    """The document, the same bytes from run to run."""
    document = docx.Document()
    set_up(
        document,
        title=" – ".join(filter(None, (appendix.title, appendix.version))),
        author=appendix.author,
        mark=appendix.mark,
        paper=appendix.paper,
        running=appendix.running,
    )
    facts = filter(None, (appendix.reference, *appendix.facts))
    title_block(document, tuple(facts), appendix.council, appendix.title, appendix.subtitle, bool(appendix.reference))
    if appendix.withheld:
        document.add_paragraph().add_run(appendix.withheld).bold = True
    if appendix.paper == "large":
        largeword.write_body(document, appendix)
    else:
        _body(document, appendix)
    if appendix.marks:
        hide(document.paragraphs[-1], appendix.marks.outside([appendix.running, *_outside(document)]))
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue(), appendix.on)


def _body(document: Document, appendix: Appendix) -> None:
    if appendix.summary:
        _summary(document, appendix.summary, PAGE[appendix.paper])
    if appendix.since:
        _since(document, appendix.since, PAGE[appendix.paper])
    _meanings(document, appendix)
    for found in filter(None, (appendix.exceptions, appendix.asked)):
        document.add_heading(found.title, 1)
        if found.table:
            _table(document, found.table, PAGE[appendix.paper])
        if told := found.rest if found.table else found.none:
            document.add_paragraph(told)
    document.add_heading("The plan", 1)
    _notes(document, appendix.before)
    if appendix.before:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    for band in appendix.bands:
        _band(document, band, PAGE[appendix.paper])
    if appendix.after:
        document.add_heading("Notes", 1)
        _notes(document, appendix.after)


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
    document: Document, facts: Sequence[str], council: str, title: str, subtitle: str, first_is_strong: bool = False
) -> None:
    """The title with what stands around it; `facts` at the right."""
    for fact in facts:
        document.add_paragraph(fact)
    for paragraph in document.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.space_after = Pt(0)
    if first_is_strong:
        document.paragraphs[0].runs[0].bold = True
    if council:
        document.add_paragraph().add_run(council).bold = True
    document.add_heading(title, 0).runs[0].bold = True
    if subtitle:
        document.add_paragraph(subtitle)


def _summary(document: Document, summary: Summary, page: float) -> None:
    document.add_heading("Summary", 1)
    document.add_paragraph(summary.sentence)
    if summary.total is None:
        return
    counts = len(summary.badges) + len(summary.headings)
    rows = [*summary.rows, summary.total]
    table = wordkit.table(document, 1 + len(rows), [page / 4, *[page * 0.75 / counts] * counts])
    heads = [Cell(lines=(_strong("Section"),)), *(Cell(badge=badge) for badge in summary.badges)]
    heads += [Cell(lines=(_strong(words),)) for words in summary.headings]
    first, *others = table._tbl.tr_lst
    fill_row(table, first, heads, header=True)
    for row, counted in zip(others, rows, strict=True):
        fill_row(table, row, _counted(counted, total=counted is summary.total))


def _since(document: Document, since: Since, page: float) -> None:
    """What changed since the paper before: how the ratings moved, and what happened, each action once."""
    document.add_heading("Direction of travel", 1)
    document.add_paragraph(since.directions)
    if since.changes:
        rows = [[Cell(badge=change.badge), *map(_plain, change.counted)] for change in since.changes]
        plain_table(document, ("Rating", since.then, "Now", "Change"), rows, [page / 4] * 4)
        document.add_paragraph()
    if since.trend:
        document.add_paragraph().add_run(since.trend.title).bold = True
        heads = [_strong_cell("Position"), *(Cell(badge=each) for each in since.trend.badges), _strong_cell("All")]
        rows = [[_plain(each.name), *(_plain(f"{n:,}") for n in each.counts)] for each in since.trend.positions]
        counts = len(heads) - 1
        _headed_table(document, heads, rows, [page / 4, *[page * 0.75 / counts] * counts])
        document.add_paragraph()
    document.add_paragraph().add_run(since.title).bold = True
    parts = [[_plain(part.name), _plain(f"{part.count:,}"), _plain(part.which)] for part in since.parts]
    total = [Cell(lines=(_strong(words),)) for words in ("All", f"{since.total:,}", since.told)]
    plain_table(
        document, ("What happened", "Actions", "Which"), [*parts, total], [page * part for part in (0.28, 0.08, 0.64)]
    )


def _plain(text: str) -> Cell:
    return Cell(lines=(Line(text=text),))


def plain_table(document: Document, heads: Sequence[str], rows: Sequence[list[Cell]], points: list[float]) -> None:
    """A table of such cells; its header comes again on each page."""
    _headed_table(document, [_strong_cell(words) for words in heads], rows, points)


def _strong_cell(words: str) -> Cell:
    return Cell(lines=(_strong(words),))


def _headed_table(document: Document, heads: list[Cell], rows: Sequence[list[Cell]], points: list[float]) -> None:
    table = wordkit.table(document, 1 + len(rows), points)
    first, *others = table._tbl.tr_lst
    fill_row(table, first, heads, header=True)
    for element, cells in zip(others, rows, strict=True):
        fill_row(table, element, cells)


def _counted(row: SummaryRow, *, total: bool) -> list[Cell]:
    words = (row.name, *map(str, row.counts))
    return [Cell(lines=(_strong(text) if total else Line(text=text),)) for text in words]


def _strong(text: str) -> Line:
    return Line(text=text, style="strong")


def _notes(document: Document, lines: Iterable[Line]) -> None:
    for line in lines:
        write(document.add_paragraph(), line)


def _band(document: Document, band: Band, page: float) -> None:
    if band.title:
        heading = document.add_heading(band.title, 2)
        heading.paragraph_format.space_before = Pt(10)
        wordkit.shade(heading, _BAND_FILL)
    if band.table:
        _table(document, band.table, page)
    else:
        document.add_paragraph("No actions in this section.")


def _table(document: Document, table: Table, page: float) -> None:
    points = [width * page / 100 for width in table.widths]
    made = wordkit.table(document, 1 + len(table.rows), points)
    first, *others = made._tbl.tr_lst
    fill_row(made, first, [Cell(lines=(_strong(heading),)) for heading in table.headings], header=True)
    covered = [0] * len(table.headings)
    for element, row in zip(others, table.rows, strict=True):
        _plan_row(made, element, row, covered)
        if not is_tall(row, table):
            wordkit.keep_whole(element)


def _plan_row(table: WordTable, element: CT_Row, row: Row, covered: list[int]) -> None:
    """Fill a row; `covered` counts, for each column, the rows that a cell above still spans."""
    for column, (tc, cell) in enumerate(zip(element.tc_lst, row.cells, strict=True)):
        if cell is None and covered[column]:
            wordkit.spans(tc, begins=False)
            covered[column] -= 1
        elif cell and cell.span > 1:
            wordkit.spans(tc, begins=True)
            covered[column] = cell.span - 1
    fill_row(table, element, row.cells)
    if row.mark:
        own = [tc for tc, cell in zip(element.tc_lst, row.cells, strict=True) if cell and cell.span == 1]
        hide_in_cells(table, own, row.mark)


def _outside(document: Document) -> Iterator[str]:
    """The paragraphs without a mark that stand in no row with one."""
    for element in document.element.body.iter(qn("w:p")):
        row = next(element.iterancestors(qn("w:tr")), element)
        if next(row.iter(qn("w:vanish")), None) is None:
            yield Paragraph(element, document).text


def _meanings(document: Document, appendix: Appendix) -> None:
    if appendix.meanings or appendix.legend:
        document.add_heading("What the words mean", 1)
    if appendix.meanings:
        page = PAGE[appendix.paper]
        table = wordkit.table(document, len(appendix.meanings), [page / 6, page * 5 / 6])
        for row, meaning in zip(table._tbl.tr_lst, appendix.meanings, strict=True):
            fill_row(table, row, _meaning(meaning))
    for text in appendix.legend:
        document.add_paragraph(text)
    run = document.add_paragraph().add_run(appendix.trail)
    run.font.size, run.font.color.rgb = Pt(8), MUTED


def _meaning(meaning: Meaning) -> list[Cell]:
    term = Cell(badge=meaning.badge) if meaning.badge else Cell(lines=(_strong(meaning.term),))
    return [term, Cell(lines=(Line(text=meaning.text),))]
