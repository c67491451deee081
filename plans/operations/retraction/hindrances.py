"""What stands upon an act by now: later acts on what it made or changed, or on what hangs from that."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import ForeignKey, Model

from plans import models as m
from plans.operations.retraction.effects import Effects
from plans.queries import acts_taken_back
from plans.trail import tracked_models as histories

UNHINDERING = (m.Membership, m.Reminder)
"""Who may see the plan and who was written to hang from it and are no part of what it says."""

MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A later act, and the action that it was on, where it was on one."""

    act: m.ChangeSet
    action: m.Action | None


def hindrances(act: m.ChangeSet, plan: m.Plan, effects: Effects) -> list[Hindrance]:
    """The acts that stand upon this one, oldest first and not more than are told; those that were taken back
    themselves, and those that took them back, leave nothing to stand upon it."""
    later = _later(act, plan)
    found: dict[int, int | None] = {}
    for model in histories.models().values():
        if model not in UNHINDERING:
            for change, action in _upon(model, later, plan, effects):
                found[change] = found.get(change) or action
    acts = m.ChangeSet.objects.filter(pk__in=found).order_by("moment", "pk")[:MOST_TOLD]
    actions = m.Action.objects.with_plan().in_bulk(filter(None, found.values()))
    return [Hindrance(each, actions.get(found[each.pk])) for each in acts]


def _later(act: m.ChangeSet, plan: m.Plan) -> list[int]:
    links = m.ChainLink.objects.filter(chain__key=plan.chain_key)
    position = links.get(change=act).position
    after = links.filter(position__gt=position).exclude(change__verb="take_back_act")
    return list(after.exclude(change__in=acts_taken_back()).values_list("change", flat=True))


def _upon(model: type[Model], later: list[int], plan: m.Plan, effects: Effects):
    """The later acts that wrote a row of this model which the act touched, or which points to one: each with the
    action that the row is of."""
    keys = {
        field.attname: field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and (field.related_model in effects.made or field.related_model in effects.changed)
    }
    own = model in effects.made or model in effects.changed
    if not (keys or own):
        return
    names = {"change_id", "history_id", "id", *keys, *(["action_id"] if hasattr(model, "action_id") else [])}
    rows = histories.history_of(model).objects.filter(change__in=later).order_by("history_id")
    for row in rows.values(*names):
        points = any(_counts(parent, row[name], plan, effects) for name, parent in keys.items())
        if points or (own and _is_own(model, row, effects)):
            yield row["change_id"], row["id"] if model is m.Action else row.get("action_id")


def _counts(parent: type, pk: int | None, plan: m.Plan, effects: Effects) -> bool:
    """Whether a row that points there stands upon the act. What is added to a plan that was there before does not,
    though the act changed a word of the plan's own."""
    if parent is m.Plan:
        return plan.pk in effects.made.get(m.Plan, ())
    return pk is not None and effects.holds(parent, pk) and not effects.only_moved(parent, pk)


def _is_own(model: type, row: dict, effects: Effects) -> bool:
    """Whether this later row is of what the act touched. Of what the act only moved, it is where it moves again."""
    if effects.only_moved(model, row["id"]):
        now = histories.history_of(model).objects.filter(id=row["id"], history_id__lte=row["history_id"])
        return len(set(now.order_by("-history_id").values_list("order", flat=True)[:2])) > 1
    return effects.holds(model, row["id"])
