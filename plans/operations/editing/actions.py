"""Actions: what is led, rated, updated and reported."""

from __future__ import annotations

from plans import columns
from plans import models as m
from plans.operations.editing.cells import compose, keep_cell
from plans.operations.editing.edit import check_stands, differs, editing, lines
from plans.operations.editing.edit import text as kept
from plans.operations.editing.leads import Led, assign, is_new
from plans.operations.editing.order import give_free_ref, last
from plans.operations.editing.timescales import Dating, put_dates
from plans.operations.errors import Refused


def add_action(
    *,
    by,
    recommendation: m.Recommendation,
    text: str,
    ref: str = "",
    steps=(),
    leads: tuple[Led, ...] = (),
    timescales: tuple[Dating, ...] = (),
    expected_evidence: str = "",
    outcome: str = "",
    related_plans=(),
    extra: dict[str, str] | None = None,
    why: str = "",
    door: str = "web",
    at=None,
) -> m.Action:
    """Add an action at the end of a recommendation, with its steps, leads and timescales. With steps, `text` is
    the words before them. Raises Denied and Refused."""
    plan = recommendation.section.plan
    steps = lines(steps, field="steps")
    values = _values(plan, ref, text, expected_evidence, outcome, related_plans, extra, has_steps=bool(steps))
    action = m.Action(recommendation=recommendation)
    _set(action, values)
    compose(action, values["text"], steps)
    register = any(is_new(led, plan) for led in leads)
    with editing(plan, by=by, verb="add_action", why=why, register=register, door=door, at=at) as act:
        recommendation.refresh_from_db()
        check_stands(recommendation)
        action.order = last(action)
        give_free_ref(action)
        act.save(action)
        for order, step in enumerate(steps):
            act.save(m.Step(action=action, order=order, text=step))
        for led in leads:
            assign(act, action, led)
        put_dates(act, timescales, action=action)
    return action


def change_action(
    *,
    by,
    action: m.Action,
    text: str,
    ref: str = "",
    expected_evidence: str = "",
    outcome: str = "",
    related_plans=(),
    extra: dict[str, str] | None = None,
    why: str = "",
    opened: str = "",
    door: str = "web",
    at=None,
) -> m.Action:
    """Change what an action says: `text` is the words before its steps where it has any. Its steps, leads and dates
    have verbs of their own. Raises Denied, Refused, Overtaken."""
    plan = action.plan
    has_steps = action.steps.filter(withdrawn=False).exists()
    values = _values(
        plan, ref, text, expected_evidence, outcome, related_plans, extra, has_steps=has_steps, stored=action.extra
    )
    with editing(plan, by=by, verb="change_action", why=why, door=door, at=at) as act:
        if differs(act, action, values, opened=opened):
            _set(action, values)
            keep_cell(act, action, values["text"])
    return action


def _values(plan, ref, text, expected_evidence, outcome, related_plans, extra, *, has_steps, stored=None) -> dict:
    """Each as it is kept. Of the plan's own headings those that `extra` leaves out stay as they are `stored`."""
    need = "" if has_steps else "Say what is to be done."
    headings = set(plan.columns.filter(withdrawn=False, meaning=columns.EXTRA).values_list("heading", flat=True))
    stored = stored or {}
    if not (extra or {}).keys() <= headings | stored.keys():
        raise Refused("The plan has no column of that heading any more. Open the page again.")
    typed = {heading: kept(words, field="extra") for heading, words in (extra or {}).items()}
    return {
        "ref": kept(ref, field="ref", limit=60),
        "text": kept(text, field="text", need=need),
        "expected_evidence": kept(expected_evidence, field="expected_evidence"),
        "outcome": kept(outcome, field="outcome"),
        "related_plans": lines(related_plans, field="related_plans"),
        "extra": {heading: words for heading, words in {**stored, **typed}.items() if words},
    }


def _set(action: m.Action, values: dict) -> None:
    action.printed_ref = values["ref"]
    for name in ("expected_evidence", "outcome", "related_plans", "extra"):
        setattr(action, name, values[name])
