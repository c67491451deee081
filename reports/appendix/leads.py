"""The cells that say who: leads, responsible officers and those who support them."""

from __future__ import annotations

from collections.abc import Iterable

from plans.state import ActionState, AssignmentState, PlanState, StepState
from reports.appendix.model import Line
from reports.appendix.steps import by_step
from reports.appendix.without_names.anonymity import lead_name

LEAD = "lead"
RESPONSIBLE = "responsible"
SUPPORTING = "supporting"


def lead_lines(action: ActionState, plan: PlanState) -> tuple[Line, ...]:
    """The leads of the action and of its steps, then who supports them."""
    own = [Line(text=text) for text in _said(action.assignments, LEAD, plan)]
    supporting = [Line(text=text) for text in _supporting(action.assignments, plan)]

    def of_step(step: StepState) -> list[str]:
        return [*_said(step.assignments, LEAD, plan), *_supporting(step.assignments, plan)]

    return (*own, *by_step(action, of_step), *supporting)


def responsible_lines(action: ActionState, plan: PlanState) -> tuple[Line, ...]:
    """The responsible officers of the action and of its steps."""
    own = tuple(Line(text=text) for text in _said(action.assignments, RESPONSIBLE, plan))
    return (*own, *by_step(action, lambda step: _said(step.assignments, RESPONSIBLE, plan)))


def said(action: ActionState, role: str, plan: PlanState) -> list[str]:
    """Everyone who has that role on the action or on a step of it, each once."""
    return _said(action.every_assignment, role, plan)


def _said(assignments: Iterable[AssignmentState], role: str, plan: PlanState) -> list[str]:
    names = [lead_name(plan, a) for a in assignments if a.role == role]
    return list(dict.fromkeys(names)) if len(names) > 1 else names


def _supporting(assignments: Iterable[AssignmentState], plan: PlanState) -> list[str]:
    supporting = _said(assignments, SUPPORTING, plan)
    return [f"Supporting: {'; '.join(supporting)}"] if supporting else []
