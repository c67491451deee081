"""Papers that take longer than people wait: asked for, made by a worker, kept for a day."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django_tasks import task
from django_tasks.base import Task

from audits.sources import Altered, NotThereYet
from plans.models import Action, PaperOrder, Plan, User
from plans.models.papers import PaperOrderQuerySet
from plans.operations.errors import Refused
from plans.permissions.permission import Denied
from plans.permissions.plans import can_export_appendix, can_see_restricted, can_stop_paper
from plans.trail import after_commit, note_stored
from plans.workforce import when_given_up
from reports.appendix.pdf.press import NotPrinted, Stopped, print_in_child
from reports.forms.appendix import AppendixForm
from reports.papers import file_name, paper_of

log = logging.getLogger("actionplans.papers")

MOST_AT_ONCE = 100
"""Actions whose paper is made while somebody waits for the page."""
Status = PaperOrder.Status

BUSY = "A paper is being made for you already. Stop it, or wait until it is ready."
NOT_MADE = (
    "Something went wrong while it was being made. Ask for it again; if that fails too, tell the people who run the "
    "service."
)


def takes_long(plan: Plan) -> bool:
    """Whether a paper of the plan is for a worker to make."""
    return Action.objects.of_plan(plan).count() > MOST_AT_ONCE


def order_paper(*, by: User, plan: Plan, asked: QueryDict, at: datetime, today: date) -> PaperOrder:
    """Have a worker make the paper that was asked for. Raises Denied; Refused where one is being made for this person
    already."""
    can_export_appendix.enforce(by, plan)
    return placed(PaperOrder(owner=by, plan=plan, asked=asked.urlencode(), today=today, asked_at=at), make_paper)


def placed(order: PaperOrder, work: Task) -> PaperOrder:
    """The order, kept and handed to a worker who does this with its number. Raises Refused where a paper is being made
    for its owner already."""
    order.actions = Action.objects.of_plan(order.plan).count()
    try:
        with transaction.atomic():
            PaperOrder.objects.expired(order.asked_at).filter(owner=order.owner).delete()
            order.save(force_insert=True)
            note_stored("paper_order")
            after_commit("Handing a paper to a worker", lambda: work.enqueue(order.pk))
    except IntegrityError as error:
        raise Refused(BUSY) from error
    return order


def stop_paper(*, by: User, order: PaperOrder) -> None:
    """Have it made no more; nothing happens to one that is ready. Raises Denied."""
    can_stop_paper.enforce(by, order)
    PaperOrder.objects.unfinished().filter(pk=order.pk).update(status=Status.STOPPED)


def clear_papers(*, at: datetime) -> int:
    """Take away the papers whose day is over; how many they were."""
    return PaperOrder.objects.expired(at).delete()[0]


@task()
def make_paper(pk: int) -> str:
    """Make the paper of an order that waits for it; returns the order's status then. Doing it twice does nothing more
    than once."""
    waiting = PaperOrder.objects.unfinished().filter(pk=pk)
    order = waiting.defer("data").select_related("plan", "owner").first()
    if order is None:
        return "not waiting"

    def made() -> dict:
        name, data = _made(order, waiting)
        return {"name": name, "data": data}

    return carried_out(order, waiting, made)


def carried_out(order: PaperOrder, waiting: PaperOrderQuerySet, make: Callable[[], dict]) -> str:
    """What an order's status is when `make` was called, which gives the fields that say what came of it. Why it failed
    is kept with the order, or in the log where nobody who ordered it could mend it."""
    try:
        fields = make()
    except Stopped:
        return str(Status.STOPPED)
    except (Denied, Refused, NotThereYet, Altered) as refusal:
        fields = {"status": Status.FAILED, "failure": str(refusal)}
    except NotPrinted:
        log.exception("Paper %s of “%s” could not be made.", order.pk, order.plan)
        fields = {"status": Status.FAILED, "failure": NOT_MADE}
    fields = {"status": Status.READY} | fields
    waiting.update(**fields)
    return str(fields["status"])


def give_up(pk: int) -> None:
    """Say of an order that no worker could carry out that it failed."""
    PaperOrder.objects.unfinished().filter(pk=pk).update(status=Status.FAILED, failure=NOT_MADE)


when_given_up(make_paper, give_up)


class _Told:
    """Notes how much of a paper is made, when that has changed."""

    def __init__(self, waiting) -> None:
        self._waiting, self._last = waiting, 0

    def __call__(self, share: int) -> None:
        if share != self._last:
            self._last = share
            self._waiting.update(share=share)


def _made(order: PaperOrder, waiting) -> tuple[str, bytes]:
    can_export_appendix.check(order.owner, order.plan)
    form = AppendixForm(QueryDict(order.asked), plan=order.plan, today=order.today)
    for errors in form.errors.values():
        raise Refused(str(errors[0]))
    if form.choice.restricted:
        can_see_restricted.check(order.owner, order.plan)
    paper = paper_of(order.plan, form.choice, today=order.today, by=order.owner)
    fmt = form.cleaned_data["format"]
    data = print_in_child(paper.state, paper.options, fmt, is_wanted=waiting.exists, told=_Told(waiting))
    return file_name(order.plan, paper.options, fmt), data
