"""The body of a paper in large print, as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from reports.appendix.html.cellmarkup import badge, cell, paragraph
from reports.appendix.html.htmlpaper import colgroup
from reports.appendix.html.markup import Markup, tag
from reports.appendix.large_print.largeprint import Block, Facts, Heading, MarkedLine, front, plan
from reports.appendix.model import Appendix, Line

LONG = 400
"""Characters from which what stands beside a label may be cut by a page."""
SHORT, MOST_ROWS = 450, 10
"""Characters and rows up to which labels and their values stay together on a page: no paper of ours took a page more
for it, and five of eighteen more at 700."""


def parts(appendix: Appendix) -> list[Markup]:
    """Everything below the title block; what stands above a heading stays with it."""
    blocks = [*front(appendix), *plan(appendix)]
    found: list[Markup] = []
    heads = False
    for block in reversed(blocks):
        heads = isinstance(block, Heading) or (heads and _goes_with_what_follows(block))
        found.append(_block(block, above=heads))
    return found[::-1]


def _goes_with_what_follows(block: Block) -> bool:
    return isinstance(block, MarkedLine) or (isinstance(block, Line) and block.style != "muted")


def _block(block: Block, *, above: bool) -> Markup:
    match block:
        case Heading():
            return tag(f"h{block.level}", block.text, data_mark=block.mark or None)
        case MarkedLine(line=line):
            own = "apx-of-action" if above and len(line.text) < LONG else None
            return paragraph(line, class_=own, mark=block.mark)
        case Line():
            own = "apx-of-action" if above and len(block.text) < LONG else None
            return paragraph(block, class_="apx-trail" if block.style == "muted" else own)
    return _facts(block)


def _facts(facts: Facts) -> Markup:
    rows: Iterable[Markup] = (
        tag(
            "tr",
            tag("th", badge(fact.badge) if fact.badge else fact.label, scope="row"),
            cell(fact.cell),
            class_="apx-long" if len(fact.cell.text) > LONG else None,
            data_mark=fact.mark or None,
        )
        for fact in facts.facts
    )
    said = sum(len(fact.badge.word if fact.badge else fact.label) + len(fact.cell.text) for fact in facts.facts)
    whole = " apx-whole" if said <= SHORT and len(facts.facts) <= MOST_ROWS else ""
    return tag("table", colgroup("l", 2), tag("tbody", *rows), class_=f"apx-facts-table{whole}")
