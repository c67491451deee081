"""How each action of a comparison is called, and who leads it. Pure."""

from __future__ import annotations

from plans import refs
from plans.movement import Movement
from plans.state import ActionState, PlanState


def names_in(movement: Movement) -> dict[int, str]:
    """From each action's id to how it is called now; of one that left, to how it was called."""
    return names_of(movement.then) | names_of(movement.now)


def names_of(plan: PlanState) -> dict[int, str]:
    """Where the paper prints no number, an action is called by its row in the document, so that each has a name."""
    return {
        action.id: refs.action_ref(rec.ref, action.ref, at)
        or (f"row {action.row}" if action.row else f"action {action.id}")
        for section in plan.sections
        for rec in section.recommendations
        for at, action in enumerate(rec.actions, start=1)
    }


def leads(plan: PlanState, action: ActionState) -> str:
    """The names of those who lead it, its steps' included."""
    names = (plan.lead(each.lead_id).name for each in action.every_assignment if each.role == "lead")
    return "; ".join(dict.fromkeys(names))


def headline(action: ActionState) -> str:
    """What it is called in a list."""
    return refs.headline(action.text, action.lead_in) or "Nothing printed"
