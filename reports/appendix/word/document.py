"""The appendix as a Word document, for those who paste it into a report: landscape, in real tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from reports.appendix.large_print import largeword
from reports.appendix.model import Appendix, Band, Cell, Line, Meaning, Row, Since, Summary, Table
from reports.appendix.widths import PAGE, is_tall
from reports.appendix.word import wordkit
from reports.appendix.word.wordcells import fill_row, filled_table, hide, hide_in_cells, plain, strong, write
from reports.appendix.word.wordpaper import saved, set_up, small_print, title_block

_BAND_FILL = "3F2D5C"


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
    name = (appendix.council, appendix.title, appendix.subtitle)
    title_block(document, *name, appendix.facts, number=appendix.reference, withheld=appendix.withheld)
    if appendix.paper == "large":
        largeword.write_body(document, appendix)
    else:
        _body(document, appendix)
    if appendix.marks:
        hide(document.paragraphs[-1], appendix.marks.outside([appendix.running, *_outside(document)]))
    return saved(document, appendix.on)


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
        if found.told:
            document.add_paragraph(found.told)
    document.add_heading("The plan", 1)
    _notes(document, appendix.before)
    if appendix.before:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    for band in appendix.bands:
        _band(document, band, PAGE[appendix.paper])
    if appendix.after:
        document.add_heading("Notes", 1)
        _notes(document, appendix.after)


def _summary(document: Document, summary: Summary, page: float) -> None:
    document.add_heading("Summary", 1)
    document.add_paragraph(summary.sentence)
    if summary.total is None:
        return
    heads = [strong("Section"), *(Cell(badge=badge) for badge in summary.badges), *map(strong, summary.headings)]
    rows = [[plain(row.name), *(plain(str(count)) for count in row.counts)] for row in summary.rows]
    total = [strong(summary.total.name), *(strong(str(count)) for count in summary.total.counts)]
    filled_table(document, heads, [*rows, total], _counted_widths(page, len(heads) - 1))


def _counted_widths(page: float, counts: int) -> list[float]:
    """The names have a quarter of the page, and the counts share the rest."""
    return [page / 4, *[page * 0.75 / counts] * counts]


def _since(document: Document, since: Since, page: float) -> None:
    """What changed since the paper before: how the ratings moved, and what happened, each action once."""
    document.add_heading("Direction of travel", 1)
    document.add_paragraph(since.directions)
    if since.changes:
        rows = [[Cell(badge=change.badge), *map(plain, change.counted)] for change in since.changes]
        filled_table(document, map(strong, ("Rating", since.then, "Now", "Change")), rows, [page / 4] * 4)
        document.add_paragraph()
    if since.trend:
        document.add_paragraph().add_run(since.trend.title).bold = True
        heads = [strong("Position"), *(Cell(badge=each) for each in since.trend.badges), strong("All")]
        rows = [[plain(each.name), *(plain(f"{n:,}") for n in each.counts)] for each in since.trend.positions]
        filled_table(document, heads, rows, _counted_widths(page, len(heads) - 1))
        document.add_paragraph()
    document.add_paragraph().add_run(since.title).bold = True
    parts = [[*map(plain, (part.name, f"{part.count:,}", part.which))] for part in since.parts]
    total = [*map(strong, ("All", f"{since.total:,}", since.told))]
    points = [page * part for part in (0.28, 0.08, 0.64)]
    filled_table(document, map(strong, ("What happened", "Actions", "Which")), [*parts, total], points)


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
    fill_row(made, first, [*map(strong, table.headings)], header=True)
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
    small_print(document, appendix.trail)


def _meaning(meaning: Meaning) -> list[Cell]:
    return [Cell(badge=meaning.badge) if meaning.badge else strong(meaning.term), plain(meaning.text)]
