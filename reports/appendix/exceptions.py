"""The table of exceptions: what is rated worst or past its date, with why."""

from __future__ import annotations

from plans import rules
from plans.passages import joined
from plans.state import ActionState
from reports import figures
from reports.appendix import leads, timescales
from reports.appendix.cells import Reader, badge, decided, rated, silence
from reports.appendix.model import Cell, Exceptions, Line, Row, Table
from reports.appendix.options import Paper
from reports.appendix.text import clean, one_line, shorten
from reports.appendix.widths import PAGE, lines_needed, shares
from reports.appendix.words import listed

SHORT = 300
"""Characters of an action's or update's words in this table; they stand whole in the plan."""

ROOM = {"a4": 430.0, "a3": 675.0, "large": 675.0}
"""What a page leaves for the rows of this table below its heading, in points."""

_LEADING, _MARGINS = 11.0, 8.0
"""Of a line of a row, and what a row takes besides, in points."""


def exceptions(reader: Reader, refs: dict[int, str], paper: Paper, *, every: bool = False) -> Exceptions | None:
    """The exceptions of the plan on the reader's day, the worst first: `every` one, or as many as a page holds. None
    for a plan in which there can't be any, because it has neither ratings nor days."""
    plan, on = reader.plan, reader.on
    if not figures.any_rated(plan) and not any(rules.due(action) for action in plan.actions):
        return None
    worst = [badge(rating).word for rating in figures.worst(plan)] if figures.any_rated(plan) else []
    title = f"Exceptions: {listed([*worst, 'past the agreed date'], 'or')}"
    none = f"No action is {listed([*worst, 'past its agreed date'], 'or')}."
    found = figures.exceptions(plan, on)
    if not found:
        return Exceptions(title=title, none=none, table=None)
    table = _table(reader, refs, found, PAGE[paper]) if every else _fitting(reader, refs, found, paper)
    more = len(found) - len(table.rows)
    rest = f"… and {more:,} more, in the table of the plan. Those above are the worst." if more else ""
    return Exceptions(title=title, none=none, table=table, rest=rest)


def _fitting(reader: Reader, refs: dict[int, str], found: tuple[ActionState, ...], paper: Paper) -> Table:
    """The table of the first so many that stand on one page; of one at least."""
    most = int(ROOM[paper] / (_LEADING + _MARGINS))
    table = _table(reader, refs, found[:most], PAGE[paper])
    while len(table.rows) > 1 and (over := _height(table, paper) - ROOM[paper]) > 0:
        heights = [_row_height(row, table, paper) for row in table.rows]
        fewer = len(heights)
        while over > 0 and fewer > 1:
            fewer -= 1
            over -= heights[fewer]
        table = _table(reader, refs, found[:fewer], PAGE[paper])
    return table


def _height(table: Table, paper: Paper) -> float:
    return sum(_row_height(row, table, paper) for row in table.rows)


def _row_height(row: Row, table: Table, paper: Paper) -> float:
    return _LEADING * lines_needed(row, table.widths, PAGE[paper]) + _MARGINS


def _table(reader: Reader, refs: dict[int, str], found: tuple[ActionState, ...], available: float) -> Table:
    above = {a.id: rec.text for s in reader.plan.sections for rec in s.recommendations for a in rec.actions}
    fields = {
        "Ref": [_ref(refs[action.id]) for action in found],
        "Action": [_action(action, "" if refs[action.id] else above[action.id]) for action in found],
        "Lead": [_lead(reader, action) for action in found],
        "Timescale": [Cell(lines=timescales.standing(action, reader.on)) for action in found],
        "RAG": [rated(reader.plan, action) for action in found],
        "Where it stands": [_standing(reader, action) for action in found],
    }
    if not any(refs[action.id] for action in found):
        del fields["Ref"]
    if not figures.any_rated(reader.plan):
        del fields["RAG"]
    rows = tuple(Row(cells=cells) for cells in zip(*fields.values(), strict=True))
    headings = tuple(fields)
    return Table(headings=headings, widths=shares(headings, rows, available), groups=tuple((row,) for row in rows))


def _ref(ref: str) -> Cell:
    return Cell(lines=(Line(text=ref),) if ref else (), heads=bool(ref))


def _action(action: ActionState, recommendation: str) -> Cell:
    """Its words; an action without a reference is found by its recommendation's."""
    found_by = [Line(text=shorten(recommendation, SHORT // 2), style="muted")] if recommendation.strip() else []
    return Cell(lines=(*found_by, Line(text=shorten(_brief(action), SHORT))))


def _brief(action: ActionState) -> str:
    """The action in one sentence: its paragraphs or its steps, one after the other."""
    if not action.steps:
        return action.text
    listed = joined(clean(step.text) for step in action.steps)
    lead_in = one_line(action.lead_in)
    return f"{lead_in.rstrip(':;.')}: {listed}" if lead_in else listed


def _lead(reader: Reader, action: ActionState) -> Cell:
    who = leads.said(action, leads.LEAD, reader.plan) or leads.said(action, leads.RESPONSIBLE, reader.plan)
    return Cell(lines=tuple(Line(text=name) for name in who) or (Line(text="Not set", style="muted"),))


def _standing(reader: Reader, action: ActionState) -> Cell:
    update = action.latest_update
    narrative = shorten(update.narrative, SHORT) if update else ""
    said = (*([Line(text=narrative)] if narrative else []), *decided(action))
    return Cell(lines=said or (Line(text=silence(action), style="muted"),))
