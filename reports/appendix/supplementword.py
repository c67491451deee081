"""A supplement as a Word document: real headings, a table whose header comes again on each page."""

from __future__ import annotations

import io

import docx
from docx.shared import Pt

from plans.archives import timeless
from reports.appendix.model import Cell, Line
from reports.appendix.supplement import HEADINGS, WIDTHS, Supplement
from reports.appendix.text import one_line
from reports.appendix.widths import PAGE
from reports.appendix.word import plain_table, set_up, title_block
from reports.appendix.wordcells import MUTED


def document(supplement: Supplement) -> bytes:
    """The document, the same bytes from run to run."""
    made = docx.Document()
    set_up(made, title=supplement.heading, author=supplement.council, mark="", paper="a4", running=supplement.running)
    title_block(made, supplement.facts, supplement.council, supplement.name, one_line(supplement.title))
    if supplement.withheld:
        made.add_paragraph().add_run(supplement.withheld).bold = True
    made.add_heading("What differs, and why", 1)
    for line in supplement.paragraphs:
        made.add_paragraph(line)
    if supplement.rows:
        made.add_heading(supplement.compared, 1)
        page = PAGE["a4"]
        rows = [[Cell(lines=tuple(Line(text=line) for line in text.splitlines())) for text in row]
                for row in supplement.rows]  # fmt: skip
        plain_table(made, HEADINGS, rows, [page * width / 100 for width in WIDTHS])
    elif supplement.nothing:
        made.add_paragraph(supplement.nothing)
    run = made.add_paragraph().add_run(supplement.stands)
    run.font.size, run.font.color.rgb = Pt(8), MUTED
    made.paragraphs[-1].paragraph_format.space_before = Pt(8)
    out = io.BytesIO()
    made.save(out)
    return timeless(out.getvalue(), supplement.on)
