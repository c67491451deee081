"""The cells that say who: leads, responsible officers and those who support them."""

from __future__ import annotations

from collections.abc import Iterable

from plans.state import ActionState, AssignmentState, StepState
from reports.appendix.model import Line
from reports.appendix.naming import Names
from reports.appendix.steps import by_step

LEAD = "lead"
RESPONSIBLE = "responsible"
SUPPORTING = "supporting"


def lead_lines(action: ActionState, names: Names) -> tuple[Line, ...]:
    """The leads of the action and of its steps, then who supports them."""
    own = [Line(text=text) for text in _said(action.assignments, LEAD, names)]
    supporting = [Line(text=text) for text in _supporting(action.assignments, names)]

    def of_step(step: StepState) -> list[str]:
        return [*_said(step.assignments, LEAD, names), *_supporting(step.assignments, names)]

    return (*own, *by_step(action, of_step), *supporting)


def responsible_lines(action: ActionState, names: Names) -> tuple[Line, ...]:
    """The responsible officers of the action and of its steps."""
    own = tuple(Line(text=text) for text in _said(action.assignments, RESPONSIBLE, names))
    return (*own, *by_step(action, lambda step: _said(step.assignments, RESPONSIBLE, names)))


def said(action: ActionState, role: str, names: Names) -> list[str]:
    """Everyone who has that role on the action or on a step of it, each once."""
    every = (*action.assignments, *(a for step in action.steps for a in step.assignments))
    return _said(every, role, names)


def _said(assignments: Iterable[AssignmentState], role: str, names: Names) -> list[str]:
    return list(dict.fromkeys(names.of(a) for a in assignments if a.role == role))


def _supporting(assignments: Iterable[AssignmentState], names: Names) -> list[str]:
    supporting = _said(assignments, SUPPORTING, names)
    return [f"Supporting: {'; '.join(supporting)}"] if supporting else []
