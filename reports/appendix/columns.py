"""Which columns are printed, and under which headings: the plan's own, then what it lacks but has values for."""

from __future__ import annotations

import re
from collections.abc import Callable

from plans import columns as meanings
from plans.state import ColumnState, PlanState
from reports.appendix.text import one_line
from reports.appendix.words import MONTHS

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

_NUMBERED_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
_MONTH = rf"(?:{'|'.join((*MONTHS, 'Sept', *(month[:3] for month in MONTHS)))})\.?"
_YEAR = r"(?:\d{4}|\d{2})"
_PERIOD = re.compile(rf"(?P<end>end\s+(?:of\s+)?)?{_NUMBERED_DAY}\b{_MONTH}\s+{_YEAR}\s*$", re.IGNORECASE)


def printed(plan: PlanState, has_values: Callable[[ColumnState], bool]) -> tuple[ColumnState, ...]:
    """The columns in printed order. `has_values` tells whether any cell of a column says something."""
    own = {column.meaning for column in plan.columns}
    leading = [_product_column(m) for m in LEADING if m not in own]
    trailing = [_product_column(m) for m in TRAILING if m not in own]
    extra = [ColumnState(id=0, heading=name, meaning=meanings.EXTRA) for name in _unclaimed_extras(plan)]
    added = [column for column in trailing if has_values(column)]
    kept = [c for c in leading if c.meaning == meanings.ACTION or has_values(c)]
    return (*kept, *plan.columns, *extra, *added)


def heading(column: ColumnState, section_id: int, period_name: str) -> str:
    """The heading as printed in that section, its period kept current where `period_name` is given; a column
    that is printed without a heading gets the product's own."""
    words = one_line(column.heading_in(section_id)) or meanings.MEANINGS[column.meaning]
    if column.meaning in (meanings.PROGRESS, meanings.RAG) and period_name:
        return current(words, period_name)
    return words


def current(words: str, period_name: str) -> str:
    """ "Progress End July 2025" for the period "End July 2026" or "July 2026": "Progress End July 2026"."""
    found = _PERIOD.search(words)
    if not found:
        return words
    name = one_line(period_name)
    end = found["end"] if found["end"] and not name.casefold().startswith("end") else ""
    return words[: found.start()] + (end or "") + name


def _product_column(meaning: str) -> ColumnState:
    return ColumnState(id=0, heading=meanings.MEANINGS[meaning], meaning=meaning)


def _unclaimed_extras(plan: PlanState) -> list[str]:
    own = {one_line(column.heading) for column in plan.columns if column.meaning == meanings.EXTRA}
    used = (one_line(name) for action in plan.actions for name, value in action.extra if value.strip())
    return [name for name in dict.fromkeys(used) if name not in own]
