"""What every edit of a plan has in common: who may, the one act, the reason, and the second editor."""

from __future__ import annotations

from contextlib import contextmanager

from plans.models import Plan
from plans.operations.editing.things import mark, plan_of, values_of
from plans.operations.errors import Overtaken, Refused
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.plans import can_edit_plan
from plans.trail import Act, change_set
from plans.trail.tracked_models import history_of

TEXT_LIMIT = 10_000
"""Characters of a recommendation, an action or a step; real cells stay well under it."""

WHY = "Say why: this plan is live, and the people who rely on it read the reason in its audit log."


@contextmanager
def editing(plan: Plan, *, by, verb: str, why: str = "", details=None, register: bool = False, door: str, at=None):
    """One edit of a plan that is not closed, as one act; yields the `Act`. Raises Denied and Refused."""
    can_edit_plan.enforce(by, plan)
    why = said(why, limit=REASON_LIMIT, field="why")
    with change_set(plan, by=by, verb=verb, why=why, details=details, register=register, door=door, at=at) as act:
        if _status(plan) == Plan.Status.CLOSED:
            raise Refused("This plan has been closed. Make it live again in its details to edit it.")
        yield act


def differs(act: Act, thing, values: dict, *, opened: str = "") -> bool:
    """Within an act: read the thing anew and say whether these values would change it.

    Raises Refused for a thing that is withdrawn, and without a reason on a live plan; Overtaken where somebody else
    changed it since it was `opened`.
    """
    thing.refresh_from_db()
    check_stands(thing)
    stored = values_of(thing)
    if all(stored[name] == value for name, value in values.items()):
        return False
    if opened and opened != mark(thing):
        last = history_of(thing.__class__).objects.filter(id=thing.pk).order_by("-history_id").select_related("change")
        raise Overtaken(thing, last.first().change)
    want_reason(act, thing)
    return True


def want_reason(act: Act, thing) -> None:
    """Raises Refused where the plan is live and the act has no reason."""
    if _status(plan_of(thing)) == Plan.Status.LIVE and not any(char.isalnum() for char in act.record.why):
        raise Refused(WHY, "why")


def check_stands(thing) -> None:
    """Raises Refused for a thing that has been withdrawn."""
    if getattr(thing, "withdrawn", False):
        raise Refused("This has been withdrawn from the plan. Bring it back before you change it.")


def text(words: str, *, field: str, need: str = "", limit: int = TEXT_LIMIT) -> str:
    """Words as they are kept. Raises Refused (see `said`)."""
    return said(words, limit=limit, field=field, need=need)


def lines(words, *, field: str) -> list[str]:
    """Several words of one kind, without the empty ones."""
    return [kept for kept in (text(each, field=field) for each in words) if kept]


def _status(plan: Plan) -> str:
    return Plan.objects.values_list("status", flat=True).get(pk=plan.pk)
