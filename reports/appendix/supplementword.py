"""A supplement as a Word document: real headings, a table whose header comes again on each page."""

from __future__ import annotations

import docx
from docx.shared import Pt

from reports.appendix.model import Cell, Line
from reports.appendix.supplement import HEADINGS, WIDTHS, Supplement
from reports.appendix.text import one_line
from reports.appendix.widths import PAGE
from reports.appendix.word.wordcells import filled_table, strong
from reports.appendix.word.wordpaper import saved, set_up, small_print, title_block


def document(supplement: Supplement) -> bytes:
    """The document, the same bytes from run to run."""
    made = docx.Document()
    set_up(made, title=supplement.heading, author=supplement.council, mark="", paper="a4", running=supplement.running)
    name = (supplement.council, supplement.name, one_line(supplement.title))
    title_block(made, *name, supplement.facts, withheld=supplement.withheld)
    made.add_heading("What differs, and why", 1)
    for line in supplement.paragraphs:
        made.add_paragraph(line)
    if supplement.rows:
        made.add_heading(supplement.compared, 1)
        page = PAGE["a4"]
        rows = [[Cell(lines=tuple(Line(text=line) for line in text.splitlines())) for text in row]
                for row in supplement.rows]  # fmt: skip
        filled_table(made, map(strong, HEADINGS), rows, [page * width / 100 for width in WIDTHS])
    elif supplement.nothing:
        made.add_paragraph(supplement.nothing)
    small_print(made, supplement.stands).paragraph_format.space_before = Pt(8)
    return saved(made, supplement.on)
