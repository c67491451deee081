"""Steps: the several things that one action lists, and the day each was met."""

from __future__ import annotations

from datetime import date

from plans.models import Action, Step
from plans.operations.editing import edit
from plans.operations.editing.cells import keep_cell
from plans.operations.editing.edit import check_stands, differs, editing
from plans.operations.editing.order import last
from plans.operations.editing.things import own_words
from plans.operations.errors import Refused

NEED = "Say what the step is."


def add_step(
    *, by, action: Action, text: str, met_on: date | None = None, why: str = "", door: str = "web", at=None
) -> Step:
    """Add a step at the end; the first makes the action's text the words before its steps. Raises Denied and
    Refused."""
    step = Step(action=action, text=edit.text(text, field="text", need=NEED), met_on=met_on)
    with editing(action.plan, by=by, verb="add_step", why=why, door=door, at=at) as act:
        action.refresh_from_db()
        check_stands(action)
        _check_day(act, met_on)
        words = own_words(action)
        step.order = last(step)
        act.save(step)
        keep_cell(act, action, words)
    return step


def change_step(
    *,
    by,
    step: Step,
    text: str,
    met_on: date | None = None,
    why: str = "",
    opened: str = "",
    door: str = "web",
    at=None,
) -> Step:
    """Change a step's words or the day it was met. Raises Denied, Refused, Overtaken."""
    text = edit.text(text, field="text", need=NEED)
    with editing(step.action.plan, by=by, verb="change_step", why=why, door=door, at=at) as act:
        if differs(act, step, {"text": text, "met_on": met_on}, opened=opened):
            _check_day(act, met_on)
            words = own_words(step.action)
            step.text, step.met_on = text, met_on
            act.save(step)
            keep_cell(act, step.action, words)
    return step


def _check_day(act, met_on: date | None) -> None:
    if met_on and met_on > act.today:
        raise Refused("A step is met on a day that has come. Leave the day empty until then.", "met_on")
