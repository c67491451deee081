"""Writing down who is reminded, before the mail goes; and what each person wants to be told."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from plans.models import CalendarAddress, Plan, Reminder, ReminderChoice, ReminderRound, User
from plans.operations.errors import Refused
from plans.operations.words import said
from plans.permissions.parts import speaks_in
from plans.permissions.people import can_administer
from plans.permissions.reminders import can_choose_reminders, can_remind
from plans.trail import SYSTEM, change_set

MESSAGE_LIMIT = 1000
"""Characters of an officer's own words in a reminder."""

AGAIN_AFTER = timedelta(hours=1)
"""How long after a reminder about a plan the next one to the same person may follow: a form that is sent twice
reminds once."""


WORKING_WEEK = range(5)
"""The weekdays on which a weekly mail may come: timers run from Monday to Friday."""


def queue_digests(
    *, by=SYSTEM, tells: Mapping[User, Iterable[str]], on: date, door: str = "command", at=None
) -> list[Reminder]:
    """Write down that each of these people is to get the digest of that day, with the marks of what it tells, as one
    act on the register; returns the new rows. Who has one of that day already gets none. Raises Denied for a person
    who is no administrator."""
    can_administer.enforce(by, None)
    with change_set(
        by=by, verb="queue_digests", door=door, register=True, details={"on": on.isoformat()}, at=at
    ) as act:
        told = set(Reminder.objects.filter(plan=None, on=on).values_list("user_id", flat=True))
        rows = [
            Reminder(user=user, user_name=user.name, on=on, asked_at=act.moment, tells=sorted(marks))
            for user, marks in tells.items()
            if user.pk not in told
        ]
        act.add_all(rows)
        ReminderRound.objects.get_or_create(on=on)
    return rows


def remind(
    *, by, plan: Plan, users: Iterable[User], message: str = "", door: str = "web", at=None
) -> tuple[list[Reminder], list[User]]:
    """Write down that these people are to be reminded of what they owe in the plan, with words of the officer's own.

    Returns the new rows, and the people who were reminded of this plan less than `AGAIN_AFTER` before. Raises
    Denied; Refused for words that are too long, and for somebody without an open account and a part in the plan.
    """
    can_remind.enforce(by, plan)
    message = said(message, limit=MESSAGE_LIMIT, field="message")
    users = list(users)
    with change_set(plan, by=by, verb="remind", why=message, door=door, at=at) as act:
        for user in users:
            if not speaks_in(user, plan):
                raise Refused(f"{user.name} can’t be reminded: they have no part in this plan beyond reading it.")
        recent = Reminder.objects.filter(plan=plan, asked_at__gt=act.moment - AGAIN_AFTER)
        told = set(recent.values_list("user_id", flat=True))
        rows = [
            Reminder(
                user=user,
                user_name=user.name,
                plan=plan,
                on=act.today,
                message=message,
                asked_by_id=act.record.actor_id,
                asked_by_name=act.record.actor_name,
                asked_at=act.moment,
            )
            for user in users
            if user.pk not in told
        ]
        act.add_all(rows)
    return rows, [user for user in users if user.pk in told]


def choose_reminders(
    *,
    by: User,
    user: User,
    without: Iterable[str],
    weekly_on: int | None,
    verb: str = "choose_reminders",
    door: str = "web",
    at=None,
) -> ReminderChoice:
    """Switch off these parts of one's own reminders, and all others on; `weekly_on` is the weekday (Monday is 0) of
    the one mail a week, None for a mail on each day on which something waits. Raises Denied for somebody else's;
    Refused for a part that can't be switched off, and for a day on which no mail comes."""
    can_choose_reminders.enforce(by, user)
    without = sorted(set(without))
    if unknown := set(without) - ReminderChoice.OPTIONAL.keys():
        raise Refused(f"These can’t be switched off: {', '.join(sorted(unknown))}.")
    if weekly_on is not None and weekly_on not in WORKING_WEEK:
        raise Refused("Choose a day from Monday to Friday.", "weekly_on")
    with change_set(by=by, verb=verb, door=door, register=True, at=at) as act:
        choice = ReminderChoice.objects.filter(user=user).first() or ReminderChoice(user=user)
        choice.without, choice.weekly_on = without, weekly_on
        act.save(choice)
    return choice


def stop_reminders(*, by: User, user: User, door: str = "web", at=None) -> ReminderChoice:
    """Switch off all of one's own reminders that may be switched off, as by the link in a mail. The day of the weekly
    mail stays. Raises Denied for somebody else's."""
    kept = ReminderChoice.objects.filter(user=user).first() or ReminderChoice()
    return choose_reminders(
        by=by,
        user=user,
        without=ReminderChoice.OPTIONAL,
        weekly_on=kept.weekly_on,
        verb="stop_reminders",
        door=door,
        at=at,
    )


def make_calendar_address(*, by: User, user: User, door: str = "web", at=None) -> str:
    """Make the secret of a new calendar address and withdraw the one before it. Returns the secret, which is not
    kept: only its digest is. Raises Denied for somebody else's."""
    can_choose_reminders.enforce(by, user)
    secret = secrets.token_urlsafe(32)
    with change_set(by=by, verb="make_calendar_address", door=door, register=True, at=at) as act:
        _withdraw(act, user)
        act.save(CalendarAddress(user=user, digest=calendar_digest(secret), made_at=act.moment))
    return secret


def withdraw_calendar_address(*, by: User, user: User, door: str = "web", at=None) -> None:
    """Make the calendar's address answer nobody any more. Raises Denied for somebody else's."""
    can_choose_reminders.enforce(by, user)
    with change_set(by=by, verb="withdraw_calendar_address", door=door, register=True, at=at) as act:
        _withdraw(act, user)


def calendar_digest(secret: str) -> str:
    """What is kept of a calendar address: the secret has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _withdraw(act, user: User) -> None:
    for address in CalendarAddress.objects.filter(user=user, withdrawn=False):
        address.withdrawn = True
        act.save(address)
