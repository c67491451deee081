"""Which columns are printed, and under which headings: the plan's own, then what it lacks but has values for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from plans import columns as meanings
from plans.state import ColumnState, PlanState
from reports.appendix.options import ChosenColumn
from reports.appendix.position import Position
from reports.appendix.text import one_line

LEADING = (meanings.RECOMMENDATION, meanings.ACTION)
"""Printed first where the plan's own columns lack them: without them a row says nothing."""

TRAILING = (
    meanings.LINKS,
    meanings.LEAD,
    meanings.RESPONSIBLE,
    meanings.EVIDENCE,
    meanings.TIMESCALE,
    meanings.RELATED_PLANS,
    meanings.OUTCOME,
    meanings.PROGRESS,
    meanings.RAG,
)
"""Printed last where the plan's own columns lack them and an action has a value."""

OF_RECOMMENDATION = frozenset({meanings.REF, meanings.RECOMMENDATION, meanings.LINKS})
"""Their cells span the rows of one recommendation."""


def printed(plan: PlanState, has_values: Callable[[ColumnState], bool]) -> tuple[ColumnState, ...]:
    """The columns in printed order. `has_values` tells whether any cell of a column says something."""
    own = {column.meaning for column in plan.columns}
    leading = [_product_column(m) for m in LEADING if m not in own]
    trailing = [_product_column(m) for m in TRAILING if m not in own]
    extra = [ColumnState(id=0, heading=name, meaning=meanings.EXTRA) for name in _unclaimed_extras(plan)]
    added = [column for column in trailing if has_values(column)]
    kept = [c for c in leading if c.meaning == meanings.ACTION or has_values(c)]
    return (*kept, *plan.columns, *extra, *added)


def key_of(column: ColumnState) -> str:
    """By what an officer's settings know a column: of the plan's own its number, of the product's its meaning."""
    if column.id:
        return f"column-{column.id}"
    return f"extra-{one_line(column.heading)}" if column.meaning == meanings.EXTRA else column.meaning


def chosen(columns: tuple[ColumnState, ...], asked: Sequence[ChosenColumn]) -> tuple[ColumnState, ...]:
    """These columns as they are set: in the order that was asked for, those that are off left out, under the headings
    that were given; those of which nothing was said follow as they are. One that says what is to be done stays: without
    it a row says nothing."""
    if not asked:
        return columns
    known = {key_of(column): column for column in columns}
    found = [
        _headed(known.pop(each.key), one_line(each.heading))
        for each in asked
        if each.key in known and (each.on or known[each.key].meaning == meanings.ACTION)
    ]
    off = {each.key for each in asked}
    return (*found, *(column for key, column in known.items() if key not in off))


def _headed(column: ColumnState, heading: str) -> ColumnState:
    return replace(column, heading=heading, variants=()) if heading else column


def heading(column: ColumnState, section_id: int, position: Position) -> str:
    """The heading as printed in that section; one that speaks of a position names that which its cells hold. A column
    that is printed without a heading gets the product's own."""
    words = one_line(column.heading_in(section_id)) or meanings.MEANINGS[column.meaning]
    return position.told(words) if column.meaning in (meanings.PROGRESS, meanings.RAG) else words


def _product_column(meaning: str) -> ColumnState:
    return ColumnState(id=0, heading=meanings.MEANINGS[meaning], meaning=meaning)


def _unclaimed_extras(plan: PlanState) -> list[str]:
    own = {one_line(column.heading) for column in plan.columns if column.meaning == meanings.EXTRA}
    used = (one_line(name) for action in plan.actions for name, value in action.extra if value.strip())
    return [name for name in dict.fromkeys(used) if name not in own]
