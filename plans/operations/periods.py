"""Changing a reporting period: its days, closing it early, opening it again, withdrawing it. `seen` is the newest act
on it when the page was opened."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

from plans.models import Period
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.plans import can_manage_plan
from plans.trail import change_set


def check_days(*, position_on: date, due_on: date | None, meeting_on: date | None) -> None:
    """Raises Refused where the days don't follow one another: figures of a day are collected after it, and go to a
    meeting after that."""
    if due_on and due_on < position_on:
        raise Refused("Updates can’t be due before the day that they are about. Choose a later day.", "due_on")
    if meeting_on and meeting_on < (due_on or position_on):
        before = "updates are due" if due_on else "the figures are of"
        raise Refused(f"The meeting can’t be before the day that {before}. Choose a later day.", "meeting_on")


def change_period(
    *,
    by,
    period: Period,
    name: str,
    position_on: date,
    due_on: date | None = None,
    meeting_on: date | None = None,
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Period:
    """Give a period another name or other days. Raises Denied; Refused for days that don't follow one another and
    for a period that was withdrawn; Stale; django's ValidationError for the name or day of another one."""
    can_manage_plan.enforce(by, period.plan)
    check_days(position_on=position_on, due_on=due_on, meeting_on=meeting_on)
    with _changing(period, seen, by=by, verb="change_period", door=door, at=at) as act:
        period.name, period.position_on, period.due_on, period.meeting_on = name, position_on, due_on, meeting_on
        period.full_clean()
        act.save(period)
    return period


def close_period(*, by, period: Period, seen: int | None = None, door: str = "web", at=None) -> Period:
    """End the collecting of a period from today on: nobody owes it an update any more. Raises Denied; Refused for
    one that is over or withdrawn."""
    can_manage_plan.enforce(by, period.plan)
    with _changing(period, seen, by=by, verb="close_period", door=door, at=at) as act:
        if period.closed_on or period.closes_on < act.today:
            raise Refused(f"“{period.name}” is closed already.")
        period.closed_on = act.today
        act.save(period)
    return period


def reopen_period(*, by, period: Period, seen: int | None = None, door: str = "web", at=None) -> Period:
    """Collect a period again that was closed early. Raises Denied; Refused where it was not, or its updates were
    due before today."""
    can_manage_plan.enforce(by, period.plan)
    with _changing(period, seen, by=by, verb="reopen_period", door=door, at=at) as act:
        if not period.closed_on:
            raise Refused(f"“{period.name}” has not been closed early.")
        if period.closes_on < act.today:
            raise Refused(f"The day on which updates of “{period.name}” were due has passed. Change that day first.")
        period.closed_on = None
        act.save(period)
    return period


def withdraw_period(*, by, period: Period, reason: str, seen: int | None = None, door: str = "web", at=None) -> Period:
    """Take a period out that should not have been opened; what was frozen of it stays. Raises Denied; Refused
    without a reason and for one that was withdrawn."""
    can_manage_plan.enforce(by, period.plan)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="Say why the period is withdrawn.")
    with _changing(period, seen, by=by, verb="withdraw_period", why=reason, door=door, at=at) as act:
        period.withdrawn, period.withdrawn_reason = True, reason
        act.save(period)
    return period


@contextmanager
def _changing(period: Period, seen: int | None, **act):
    """A change set in which the period is as it is now. Raises Refused for one that was withdrawn meanwhile, Stale for
    one that was changed since it was seen."""
    with change_set(period.plan, **act) as opened:
        period.refresh_from_db()
        if period.withdrawn:
            raise Refused(f"“{period.name}” has been withdrawn, so it can’t be changed.")
        check_seen(period, seen)
        yield opened
