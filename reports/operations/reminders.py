"""Sending reminders: each is written down, then handed to the queue, then tried until it is sent or too late.

A mail may go twice in one case only: the process dies after the mail server has taken it and before the row says so,
which is the time of one statement. Asking the other way round, marking first, would lose the mail there instead; a
reminder that comes twice, under one Message-ID, does less harm than one that never comes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import Q
from django_tasks import task

from plans import clock
from plans.models import Plan, Reminder, User
from plans.operations import delivery, reminders
from plans.permissions.reminders import can_remind
from plans.trail import SYSTEM, after_commit
from reports.reminders import weekly
from reports.reminders.digest import Digest, digest
from reports.reminders.letters import letter

log = logging.getLogger("actionplans.reminders")


@dataclass(frozen=True, slots=True)
class Round:
    """What a day's round comes to: who is told what, the rows that are new, and the older ones tried once more."""

    told: tuple[Digest, ...]
    new: tuple[Reminder, ...] = ()
    again: tuple[Reminder, ...] = ()


def everybody_told(*, on: date) -> tuple[Digest, ...]:
    """The digest of everybody for whom something waits on that day; of those who want one mail a week, on their day
    or where something can't wait for it."""
    people = User.objects.filter(is_active=True, memberships__withdrawn=False).distinct().order_by("name", "pk")
    return tuple(told for user in people if (told := digest(user, on=on)) and _goes(told))


def _goes(told: Digest) -> bool:
    if told.before is None:
        return True
    return weekly.cannot_wait(told, known=weekly.known_from_the_last(told.user, on=told.on))


def send_digests(*, by=SYSTEM, on: date, now: datetime, door: str = "command") -> Round:
    """Write down and hand over the day's digest of everybody who has none of that day yet, and try again what could
    not be sent before. What is written stands before the first mail goes, so this is never called inside a
    transaction. Raises Denied for a person who is no administrator."""
    told = everybody_told(on=on)
    new = reminders.queue_digests(by=by, tells={one.user: one.tells for one in told}, on=on, door=door)
    _drop_of_earlier_days(on)
    stuck = Reminder.objects.filter(sent_at=None, dropped="").filter(Q(next_try=None) | Q(next_try__lte=now))
    again = list(stuck.exclude(pk__in=[row.pk for row in new]).order_by("pk"))
    for reminder in (*new, *again):
        _start(reminder)
    return Round(told, tuple(new), tuple(again))


def _drop_of_earlier_days(on: date) -> None:
    """A digest that never went need not go any more: the one of this day says what still holds of it."""
    for reminder in Reminder.objects.filter(plan=None, on__lt=on, sent_at=None, dropped=""):
        delivery.drop(reminder, why="The digest of a later day took its place.", failure=reminder.failure)


def remind(*, by, plan: Plan, users: Iterable[User], message: str = "", door: str = "web") -> tuple[list, list]:
    """Remind these people of what they owe in the plan; `plans.operations.reminders.remind`, and hands it over."""
    new, told_before = reminders.remind(by=by, plan=plan, users=users, message=message, door=door)
    hand_over(new)
    return new, told_before


def try_again(*, by, plan: Plan, now: datetime) -> int:
    """Try at once the reminders to people of the plan that could not be sent; how many. Raises Denied."""
    can_remind.enforce(by, plan)
    waiting = Reminder.objects.filter(sent_at=None, dropped="").exclude(failure="")
    of_plan = Q(plan=plan) | Q(plan=None, user__memberships__plan=plan, user__memberships__withdrawn=False)
    failed = list(waiting.filter(of_plan).distinct())
    for reminder in failed:
        delivery.hurry(reminder, now=now)
    hand_over(failed)
    return len(failed)


def hand_over(waiting: Iterable[Reminder]) -> None:
    """Start a try of each, once what was written stands."""
    for reminder in waiting:
        after_commit("Handing over a reminder", partial(_start, reminder))


def _start(reminder: Reminder) -> None:
    attempt = delivery.start_try(reminder, now=clock.now())
    if attempt is not None:
        deliver.enqueue(reminder.pk, attempt)


@task()
def deliver(pk: int, attempt: int) -> str:
    """One try to send a reminder; what came of it. Does nothing when it was sent, or another try was started."""
    reminder = Reminder.objects.select_related("user", "plan", "asked_by").get(pk=pk)
    if not delivery.resume_try(reminder, attempt=attempt, now=clock.now()):
        return "left to another try"
    try:
        mail = letter(reminder)
        if mail is not None:
            mail.send()
    except BaseException as error:
        _failed(reminder, attempt, error)
        if not isinstance(error, OSError | ValueError):
            raise
        return "failed"
    if mail is None:
        delivery.drop(reminder, why=Reminder.NOTHING_LEFT)
        return "nothing to say"
    delivery.mark_sent(reminder, now=clock.now())
    return "sent"


def _failed(reminder: Reminder, attempt: int, error: BaseException) -> None:
    """Keep why, log it, and queue the next try where the queue can wait."""
    why = f"{type(error).__name__}: {error}"
    log.error("Reminder %s could not be sent (try %s): %s", reminder.pk, attempt, why)
    then = delivery.mark_failed(reminder, attempt=attempt, why=why, now=clock.now())
    if then and deliver.get_backend().supports_defer:
        try_later.using(run_after=then).enqueue(reminder.pk)


@task()
def try_later(pk: int) -> None:
    """The next try of a reminder that could not be sent, unless somebody was quicker."""
    _start(Reminder.objects.get(pk=pk))
