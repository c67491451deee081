"""The body of a paper in large print, as a Word document."""

from __future__ import annotations

from docx.document import Document

from reports.appendix.large_print.largeprint import Facts, Heading, MarkedLine, front, plan
from reports.appendix.model import Appendix, Cell, Line
from reports.appendix.widths import PAGE
from reports.appendix.word import wordkit
from reports.appendix.word.wordcells import fill_row, hide, hide_in_cells, strong, write

LABELS = 0.34
"""The part of the page that the labels have."""


def write_body(document: Document, appendix: Appendix) -> None:
    """Write everything below the title block."""
    for block in (*front(appendix), *plan(appendix)):
        match block:
            case Heading():
                heading = document.add_heading(block.text, block.level - 1)
                if block.mark:
                    hide(heading, block.mark)
            case MarkedLine():
                paragraph = document.add_paragraph()
                write(paragraph, block.line)
                if block.mark:
                    hide(paragraph, block.mark)
            case Line():
                write(document.add_paragraph(), block)
            case Facts():
                _facts(document, block, PAGE[appendix.paper])


def _facts(document: Document, facts: Facts, page: float) -> None:
    table = wordkit.table(document, len(facts.facts), [page * LABELS, page * (1 - LABELS)])
    for row, fact in zip(table._tbl.tr_lst, facts.facts, strict=True):
        label = Cell(badge=fact.badge) if fact.badge else strong(fact.label)
        fill_row(table, row, [label, fact.cell], size=None)
        if fact.mark:
            hide_in_cells(table, row.tc_lst, fact.mark)
        wordkit.keep_whole(row)
    document.add_paragraph()
