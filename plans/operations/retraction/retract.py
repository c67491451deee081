"""The verb that takes an act back."""

from __future__ import annotations

from typing import Any

from plans import models as m
from plans.operations.errors import Refused
from plans.operations.retraction.effects import TAKABLE, Effects, effects_of
from plans.operations.retraction.hindrances import hindrances
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.permission import Permission
from plans.permissions.plans import can_edit_plan, can_take_back, can_take_back_decisions
from plans.permissions.sheets import can_send_sheets
from plans.queries import acts_taken_back
from plans.trail import Act, change_set

REASON = "Say why it is taken back: the reason stays in the audit log with it."
STANDS = (
    "Something was done since on what this brought in or changed, so it can’t be taken back as a whole any more. "
    "Withdraw or change by hand what is wrong."
)


def take_back_act(*, by, plan: m.Plan, act: m.ChangeSet, reason: str, door: str = "web", at=None) -> m.ChangeSet:
    """Undo everything that an import, a later edition, a sheet or a change of many actions wrote, as one act with a
    reason; returns that act.

    What it made is withdrawn, what it changed has the values of before, its open questions are closed. A plan that
    it made goes out of the lists, and its document can be imported again. Leads that it made stay. Raises Denied;
    Refused without a reason, for another act, for one that was taken back already, and while something stands
    upon it.
    """
    plans = plans_of(act, plan)
    for each in plans:
        permission_needed(act).enforce(by, each)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need=REASON)
    file = act.details.get("file", "")
    about = f"“{file}”" if file else act.details.get("about", "")
    details = {"taken": act.pk, "taken_verb": act.verb, "taken_file": file, "about": about}
    with change_set(*plans, by=by, verb="take_back_act", why=reason, details=details, door=door, at=at) as trail:
        effects = effects_of(act)
        for each in m.Plan.objects.filter(pk__in=[each.pk for each in plans]).order_by("pk"):
            if refusal := why_not(act, each):
                raise Refused(refusal)
            if hindrances(act, each, effects):
                raise Refused(STANDS)
        _restore(trail, effects)
        _withdraw(trail, effects, reason)
    return trail.record


DECISIONS = ("date", "close")
"""What of many actions is changed by deciding; by one who may not decide, a new date is only asked for (`asks`)."""


def permission_needed(act: m.ChangeSet) -> Permission:
    """The permission that taking back this act needs of each of its plans."""
    if act.verb == "merge_sheet":
        return can_send_sheets
    if act.verb != "change_many":
        return can_take_back
    if act.details.get("what") in DECISIONS and not act.details.get("asks"):
        return can_take_back_decisions
    return can_edit_plan


def plans_of(act: m.ChangeSet, plan: m.Plan) -> list[m.Plan]:
    """The plans on whose chains the act stands, this one among them."""
    keys = set(act.links.values_list("chain__key", flat=True))
    return [each for each in m.Plan.objects.order_by("pk") if each.chain_key in keys or each == plan]


def why_not(act: m.ChangeSet, plan: m.Plan) -> str:
    """Why this act can't be taken back, whatever was done since; empty where it can."""
    if act.verb not in TAKABLE or not act.links.filter(chain__key=plan.chain_key).exists():
        return (
            "Only an import, a later edition, a merged sheet or a change of many actions of this plan is taken back as "
            "a whole."
        )
    if act.pk in acts_taken_back():
        return "This has been taken back already."
    if plan.status == m.Plan.Status.CLOSED:
        return "This plan is closed and kept as it was. Make it live again in its details first."
    return ""


def _restore(trail: Act, effects: Effects) -> None:
    for model, values in effects.changed.items():
        rows = list(model._base_manager.filter(pk__in=values))
        for row in rows:
            for name, value in values[row.pk].items():
                setattr(row, name, value)
        trail.save_all(rows)
    _number_by_place(trail, effects)


def _number_by_place(trail: Act, effects: Effects) -> None:
    """Those that only kept a reference have it by their place again, where that gives the same."""
    rows = list(m.Action.objects.filter(pk__in=effects.kept).exclude(printed_ref="").select_related("recommendation"))
    again = []
    for row in rows:
        known, row.printed_ref = row.ref, ""
        if row.ref == known:
            again.append(row)
    trail.save_all(again)


def _withdraw(trail: Act, effects: Effects, reason: str) -> None:
    for model, ids in effects.made.items():
        rows: list[Any] = list(model._base_manager.filter(pk__in=ids))
        for row in rows:
            if model is m.OpenQuestion:
                if row.answered_on is None:
                    row.answer, row.answered_on = f"{row.UNDONE}: {reason}", trail.today
                    row.answered_by_name = trail.record.actor_name
                continue
            row.withdrawn = True
            if hasattr(row, "withdrawn_reason"):
                row.withdrawn_reason = reason
            if model is m.Plan:
                row.status = m.Plan.Status.CLOSED
        trail.save_all(rows)
