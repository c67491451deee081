"""The body of a paper in large print, as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from reports.appendix.cellmarkup import badge, cell, paragraph
from reports.appendix.largeprint import Block, Facts, Heading, front, plan
from reports.appendix.markup import Markup, tag
from reports.appendix.model import Appendix, Line


def parts(appendix: Appendix) -> list[Markup]:
    """Everything below the title block; what stands above a heading stays with it."""
    blocks = [*front(appendix), *plan(appendix)]
    return [_block(block, after) for block, after in zip(blocks, [*blocks[1:], None], strict=True)]


def _block(block: Block, after: Block | None) -> Markup:
    match block:
        case Heading():
            return tag(f"h{block.level}", block.text)
        case Line():
            above = "apx-of-action" if isinstance(after, Heading) and after.level > 2 else None
            return paragraph(block, class_="apx-trail" if block.style == "muted" else above)
    return _facts(block)


def _facts(facts: Facts) -> Markup:
    rows: Iterable[Markup] = (
        tag("tr", tag("th", badge(fact.badge) if fact.badge else fact.label, scope="row"), cell(fact.cell))
        for fact in facts.facts
    )
    return tag("table", tag("colgroup", tag("col", class_="apx-l0"), tag("col", class_="apx-l1")), tag("tbody", *rows),
               class_="apx-facts-table")  # fmt: skip
