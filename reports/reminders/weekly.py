"""One mail a week: on which day it comes, and what does not wait for it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from plans.models import Reminder, ReminderRound, User
from plans.timescales import add_working_days, is_working_day


def day_of(weekday: int, *, on: date) -> date:
    """The last day up to `on` whose mail is the week's: that weekday (Monday is 0), or the working day after it
    where it is a bank holiday."""
    weeks = (on - timedelta(days=(on.weekday() - weekday) % 7 + 7 * back) for back in (0, 1))
    moved = (day if is_working_day(day) else add_working_days(day, 1) for day in weeks)
    return next(day for day in moved if day <= on)


def comes(user: User, weekday: int, *, on: date) -> bool:
    """Whether that day's mail is the week's: the first that is sent on its day or after it. Where the day was missed,
    or its mail could not be sent, that is the next."""
    since = Q(on__gte=day_of(weekday, on=on), on__lt=on)
    if not ReminderRound.objects.filter(since).exists():
        return True
    mine = Reminder.objects.filter(since, user=user, plan=None)
    came = Q(sent_at__isnull=False) | Q(dropped=Reminder.NOTHING_LEFT)
    return mine.exists() and not mine.filter(came).exists()


def last_before(weekday: int | None, *, on: date) -> date:
    """The day of the mail before that day's: last week's for somebody who wants one a week, else that of the last
    round, or the day before where there was none."""
    if weekday is not None:
        return day_of(weekday, on=day_of(weekday, on=on) - timedelta(days=1))
    last = ReminderRound.objects.filter(on__lt=on).order_by("on").last()
    return last.on if last else on - timedelta(days=1)


def cannot_wait(told, *, known: set[str]) -> bool:
    """Whether a digest between two weekly mails goes all the same: it tells of something that can't be left out and
    is not `known` from the last, or an update that a report needs is due that day or by the next working day."""
    last_call = add_working_days(told.on, 1)
    return not told.tells <= known or any(period.closes_on <= last_call for period in told.deadlines)


def known_from_the_last(user: User, *, on: date) -> set[str]:
    """What the last digest before that day that was sent told the person of what can't be left out."""
    sent = Reminder.objects.filter(user=user, plan=None, on__lt=on).exclude(sent_at=None)
    last = sent.order_by("on").last()
    return set(last.tells) if last else set()
