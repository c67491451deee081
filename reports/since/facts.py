"""What a comparison is read with: how each action is called, and what stands in its record and in no position."""

from __future__ import annotations

from dataclasses import dataclass, field

from audits.acts_on_actions import Told, added, reworded, withdrawn
from plans import refs
from plans.movement import NEW, Movement
from plans.state import ActionState, PlanState


@dataclass(frozen=True, slots=True)
class Facts:
    """How each action is called, then and now (`refs`), and who brought it in, took it out or reworded it, and why.
    Without a record, as in the command's JSON, the latter are empty."""

    refs: dict[int, str]
    added: dict[int, Told] = field(default_factory=dict)
    left: dict[int, Told] = field(default_factory=dict)
    reworded: dict[tuple[int, str, str], Told] = field(default_factory=dict)

    @classmethod
    def of(cls, movement: Movement) -> Facts:
        return cls(
            refs=names_in(movement),
            added=added([each.now.id for each in movement.part(NEW)]),
            left=withdrawn([action.id for action in movement.left]),
            reworded=reworded({(each.action_id, each.field, each.becomes) for each in movement.reworded}),
        )


def names_in(movement: Movement) -> dict[int, str]:
    """From each action's id to how it is called now; of one that left, to how it was called."""
    return _names(movement.then) | _names(movement.now)


def _names(plan: PlanState) -> dict[int, str]:
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
    every = (*action.assignments, *(each for step in action.steps for each in step.assignments))
    names = (plan.lead(each.lead_id).name for each in every if each.role == "lead")
    return "; ".join(dict.fromkeys(names))


def headline(action: ActionState) -> str:
    """What it is called in a list."""
    return refs.headline(action.text, action.lead_in) or "Nothing printed"
