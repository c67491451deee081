"""Applying a file of more rows than people wait for: a worker does it, all of it at once or nothing."""

from __future__ import annotations

import logging
from datetime import date

from django.db import transaction
from django_tasks import task

from audits.models import SheetReturn
from audits.operations.sheets.application import BEING_APPLIED, apply_return, check_application, waits_to_be_merged
from audits.sheets.file_merge import Merge
from audits.sheets.sides import plans_of
from plans.models import ChangeSet, User
from plans.operations.bulk import MOST_AT_ONCE
from plans.operations.errors import Overtaken, Refused
from plans.operations.freshness import Stale
from plans.permissions.permission import Denied
from plans.permissions.sheets import can_send_sheets
from plans.trail import after_commit, note_stored
from plans.workforce import when_given_up

log = logging.getLogger("actionplans.sheets")

OVERTAKEN = (
    "Something was said or changed since this was decided, so nothing has been applied. What is new stands here; read "
    "it, and decide again. What you chose and typed is still here."
)
NOT_DONE = "Something went wrong, and nothing was applied. Tell the people who run the service, and try again."


def apply_merge(
    *,
    by: User,
    returned: SheetReturn,
    merge: Merge,
    choices: dict[str, str],
    position_on: date | None,
    reason: str,
    said_by: str,
    seen: str,
) -> ChangeSet | None:
    """Apply what is taken of the file, whose `merge` that is now; None where it has so many rows that a worker does it.
    The rest is as of `apply_return`, which raises the same."""
    said = {"reason": reason, "said_by": said_by, "seen": seen}
    if len(merge.rows) + len(merge.new) <= MOST_AT_ONCE:
        return apply_return(
            by=by,
            returned=returned,
            choices=choices,
            position_on=position_on,
            reason=reason,
            said_by=said_by,
            seen=seen,
        )
    check_application(by=by, merge=merge, choices=choices, **said)
    with transaction.atomic():
        note_stored("order_merge")
        waiting = SheetReturn.objects.select_for_update().get(pk=returned.pk)
        if waiting.ordered or not waits_to_be_merged(waiting):
            raise Refused(BEING_APPLIED)
        day = position_on.isoformat() if position_on else None
        waiting.ordered = {"by": by.pk, "choices": choices, "position_on": day, **said}
        waiting.choices = choices | {"reason": reason, "said_by": said_by}
        waiting.save(update_fields=["ordered", "choices"])
        after_commit("Handing a sheet to a worker", lambda: apply_ordered.enqueue(returned.pk))
    return None


def stop_merge(*, by: User, returned: SheetReturn) -> None:
    """Have it applied no more: nothing of it is yet. Raises Denied; Refused where it has been applied by now."""
    for plan in plans_of(returned.sheet):
        can_send_sheets.enforce(by, plan)
    with transaction.atomic():
        note_stored("stop_merge")
        waiting = SheetReturn.objects.select_for_update().get(pk=returned.pk)
        if not waiting.ordered:
            raise Refused("It has been applied, or was stopped, by now.")
        _put_back(waiting)


@task()
def apply_ordered(pk: int) -> str:
    """Apply what waits for it; returns what came of it. Doing it twice does nothing more than once."""
    returned = SheetReturn.objects.filter(pk=pk).select_related("sheet").first()
    if returned is None or not returned.ordered:
        return "not waiting"
    order = dict(returned.ordered)
    try:
        by, position_on = User.objects.get(pk=order.pop("by")), _day(order.pop("position_on"))
        apply_return(by=by, returned=returned, position_on=position_on, is_ordered=True, **order)
    except Stale:
        _give_up(pk, OVERTAKEN)
    except (Denied, Refused, Overtaken) as refused:
        _give_up(pk, f"Nothing has been applied. {refused}")
    except Exception:
        log.exception("The file %s that came home could not be applied.", pk)
        _give_up(pk)
    return "done"


def _give_up(pk: int, why: str = NOT_DONE) -> None:
    """Say of what no worker could apply that it was not."""
    with transaction.atomic():
        waiting = SheetReturn.objects.select_for_update().filter(pk=pk).first()
        if waiting and waiting.ordered:
            _put_back(waiting, why)


def _put_back(waiting: SheetReturn, failure: str = "") -> None:
    """Have it waiting to be decided again, with the day that was typed beside what was chosen."""
    waiting.position_on = _day(waiting.ordered["position_on"])
    waiting.ordered, waiting.failure = {}, failure
    waiting.save(update_fields=["position_on", "ordered", "failure"])


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


when_given_up(apply_ordered, _give_up)
