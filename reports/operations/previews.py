"""A paper made to be looked at before it is issued: printed as a draft, kept for a day, part of no record."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

from django.db import transaction
from django.http import QueryDict
from django_tasks import task

from audits.models import Snapshot
from audits.operations import snapshots
from audits.operations.issued_papers import next_number
from audits.sources import Altered, NotThereYet, as_at, frozen
from plans.models import PaperOrder, Period, User
from plans.operations.errors import Refused
from plans.permissions.permission import Denied
from plans.permissions.plans import can_manage_plan
from plans.state import PlanState
from plans.trail import note_stored
from plans.workforce import when_given_up
from reports.appendix import Options
from reports.appendix.pdf.press import NotPrinted, Stopped, print_in_child
from reports.forms.issue import form_for
from reports.issue import options_of, read_before
from reports.operations.orders import NOT_MADE, give_up, placed, takes_long
from reports.pictures import pages_of
from reports.rows import listed_of

log = logging.getLogger("actionplans.papers")

Status = PaperOrder.Status
RESTRICTED = "restricted"
"""The version that a preview is of, where it is not the public one."""


def preview(*, by: User, period: Period, asked: QueryDict, at: datetime, today: date) -> PaperOrder:
    """Print the paper as it is set, or have a worker do so where that takes long. Raises Denied; Refused where the
    position can't be had, a filter can't be used, it could not be printed, or a paper is being made for this person
    already."""
    plan = period.plan
    can_manage_plan.enforce(by, plan)
    wanted = asked.copy()
    wanted["period"] = str(period.pk)
    order = PaperOrder(owner=by, plan=plan, asked=wanted.urlencode(), today=today, asked_at=at, name=PaperOrder.PREVIEW)
    PaperOrder.objects.previews().filter(owner=by, plan=plan).exclude(status=Status.MAKING).delete()
    if takes_long(plan):
        return placed(order, print_preview)
    state, versions = _versions(order, period)
    try:
        with ThreadPoolExecutor(len(versions)) as pool:  # each waits for a process of its own
            printed = list(pool.map(lambda options: print_in_child(state, options, "pdf"), versions))
    except NotPrinted as error:
        log.exception("A preview of “%s” could not be made.", plan)
        raise Refused(NOT_MADE) from error
    order.data, order.pages, order.status, order.actions = printed[0], pages_of(printed[0]), Status.READY, 0
    with transaction.atomic():
        order.save(force_insert=True)
        _keep_beside(order, printed[1:])
    note_stored("paper_order")
    return order


def beside(order: PaperOrder) -> PaperOrder | None:
    """The preview of the restricted version that was printed with that of the public one."""
    made = PaperOrder.objects.previews().filter(owner=order.owner_id, plan=order.plan_id, status=Status.READY)
    return made.filter(asked_at=order.asked_at).exclude(pk=order.pk).defer("data").first()


def draft_of(user: User, period: Period, asked: QueryDict, *, at: datetime, today: date) -> tuple[PlanState, Options]:
    """The position that is frozen, or would be now, and the options of a draft of its paper. Raises Refused."""
    form = form_for(period.plan, user.name, asked)
    for errors in form.errors.values():
        raise Refused(str(errors[0]))
    settings, plan = form.settings, period.plan
    on = min(period.position_on, today)
    snapshot = snapshots.frozen_of(period)
    try:
        state = frozen(snapshot) if snapshot else as_at(plan, on=on)
        before = read_before(snapshot or Snapshot(period=period, on=on, known=at))
    except (Altered, NotThereYet) as error:
        raise Refused(str(error)) from error
    shown = snapshot or Snapshot(period=period, on=on, known=at)
    listed = listed_of(user, plan, settings, on=today)
    options = options_of(
        plan, shown, settings, state=state, number=next_number(plan), before=before, draft=True, listed=listed
    )
    return state, options.unrestricted if asked.get("version") == RESTRICTED else options


def _versions(order: PaperOrder, period: Period) -> tuple[PlanState, list[Options]]:
    """The position, and the options of each version that is to be looked at: before a paper is issued, of both."""
    asked = QueryDict(order.asked)
    state, options = draft_of(order.owner, period, asked, at=order.asked_at, today=order.today)
    both = options.public and asked.get("do") == "issue"
    return state, [options, options.unrestricted] if both else [options]


def _keep_beside(order: PaperOrder, others: Iterable[bytes]) -> None:
    """Keep the restricted version, where there is one, as a preview of its own."""
    asked = QueryDict(order.asked, mutable=True)
    asked["version"] = RESTRICTED
    kept = {name: getattr(order, name) for name in ("owner", "plan", "today", "actions", "name", "asked_at")}
    for data in others:
        made = {"status": Status.READY, "data": data, "pages": pages_of(data)}
        PaperOrder(asked=asked.urlencode(), **made, **kept).save(force_insert=True)


@task()
def print_preview(pk: int) -> str:
    """Print a preview that waits for it; returns its status then. A second time it does nothing."""
    waiting = PaperOrder.objects.unfinished().filter(pk=pk)
    order = waiting.defer("data").select_related("plan", "owner").first()
    if order is None:
        return "not waiting"
    try:
        period = order.plan.periods.select_related("plan").get(pk=QueryDict(order.asked)["period"])
        printed: list[bytes] = []
        state, versions = _versions(order, period)

        def told(share: int) -> None:
            waiting.update(share=(100 * len(printed) + share) // len(versions))

        for options in versions:
            printed.append(print_in_child(state, options, "pdf", is_wanted=waiting.exists, told=told))
    except Stopped:
        return str(Status.STOPPED)
    except (Denied, Refused) as refusal:
        waiting.update(status=Status.FAILED, failure=str(refusal))
        return str(Status.FAILED)
    except NotPrinted:
        log.exception("A preview of “%s” could not be made.", order.plan)
        waiting.update(status=Status.FAILED, failure=NOT_MADE)
        return str(Status.FAILED)
    with transaction.atomic():
        _keep_beside(order, printed[1:])
        waiting.update(status=Status.READY, data=printed[0], pages=pages_of(printed[0]))
    return str(Status.READY)


when_given_up(print_preview, give_up)
