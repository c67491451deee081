"""An action's whole cell, kept in step with the words and the steps that it is made of."""

from __future__ import annotations

from plans.models import Action
from plans.operations.errors import Refused
from plans.trail import Act

BULLET = "• "


def keep_cell(act: Act, action: Action, words: str) -> None:
    """Write the action's text from its own words and its current steps. Raises Refused where nothing is left."""
    steps = list(action.steps.filter(withdrawn=False).order_by("order", "pk").values_list("text", flat=True))
    compose(action, words, steps)
    if not action.text:
        raise Refused(
            "Nothing would be left of what the action says. Edit the action’s own words first, or withdraw the action."
        )
    act.save(action)


def compose(action: Action, words: str, steps) -> None:
    """Set its text and the words before its steps."""
    if steps:
        action.lead_in = words
        action.text = "\n".join([*([words] if words else []), *(f"{BULLET}{step}" for step in steps)])
    else:
        action.lead_in, action.text = "", words
