"""Actions with their steps, leads, timescales, and what the document says of them."""

from __future__ import annotations

from plans import models as m
from plans import stages
from plans.importing import UnderstoodAction, UnderstoodLead
from plans.operations.imports.parts.context import Context
from plans.operations.imports.parts.progress import stage_after, update_row
from plans.operations.imports.parts.timescales import timescale_rows
from plans.wording import clip

Placed = tuple[m.Recommendation, int, UnderstoodAction]
"""The recommendation it goes under, its place there, and what the document says of it."""


def write_actions(context: Context, placed: list[Placed]) -> list[m.Action]:
    """Write new actions with everything about them; returns the rows in the same order."""
    updates = [update_row(context, action) for _rec, _order, action in placed]
    rows = [
        m.Action(recommendation=rec, order=order, stage=stage_after(stages.NOT_STARTED, update), **words_of(action))
        for (rec, order, action), update in zip(placed, updates, strict=True)
    ]
    context.act.add_all(rows)
    understood = [action for _rec, _order, action in placed]
    write_steps(
        context,
        [(row, n, step) for row, action in zip(rows, understood, strict=True) for n, step in enumerate(action.steps)],
    )
    assignments, timescales, said = [], [], []
    for row, action, update in zip(rows, understood, updates, strict=True):
        assignments += [assignment_row(context, lead, n, row) for n, lead in enumerate(action.leads)]
        timescales += timescale_rows(action.timescales, action=row)
        if update:
            update.action = row
            said.append(update)
    context.act.add_all(assignments)
    context.act.add_all(timescales)
    context.act.add_all(said)
    return rows


def write_steps(context: Context, placed) -> list[m.Step]:
    """Write steps, each given as its action, its place there and what the document says, with leads and dates."""
    rows = [m.Step(action=action, order=order, text=step.text) for action, order, step in placed]
    context.act.add_all(rows)
    assignments, timescales = [], []
    for row, (action, _order, step) in zip(rows, placed, strict=True):
        assignments += [assignment_row(context, lead, n, action, row) for n, lead in enumerate(step.leads)]
        timescales += timescale_rows(step.timescales, action=action, step=row)
    context.act.add_all(assignments)
    context.act.add_all(timescales)
    return rows


def words_of(action: UnderstoodAction) -> dict:
    """The fields of an action's own row that the document fills."""
    return {
        "row": action.row,
        "printed_ref": clip(action.ref or "", 60),
        "text": action.text or "",
        "lead_in": action.lead_in or "",
        "expected_evidence": action.evidence or "",
        "outcome": action.outcome or "",
        "related_plans": list(action.links_to_plans),
        "extra": dict(action.extra),
        "printed": dict(action.printed),
    }


def assignment_row(
    context: Context, lead: UnderstoodLead, order: int, action: m.Action, step: m.Step | None = None
) -> m.Assignment:
    """An unsaved row; `order` counts among the leads of the action, or of the step."""
    return m.Assignment(
        action=action,
        step=step,
        lead=context.leads.find(lead),
        printed=clip(lead.name, 300),
        role=lead.role,
        note=lead.note or "",
        order=order + (100 * (step.order + 1) if step else 0),
    )
