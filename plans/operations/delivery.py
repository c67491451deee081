"""What becomes of a reminder after it was written down: tried, sent, failed, given up.

This is no act of a person, so it is no part of the trail. Each step is one statement that says what it expects to
find, so that two processes can't both take it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q

from plans.models import Reminder

LEASE = timedelta(minutes=10)
"""How long a try has the reminder to itself: longer than a mail server keeps anybody waiting."""

WAITS = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
"""After the first, the second and each later failure."""

KEEPS = {"digest": timedelta(days=1), "plan": timedelta(days=3)}
"""How long after it was asked for a reminder is still worth sending: the next day has a digest of its own."""


def start_try(reminder: Reminder, *, now: datetime) -> int | None:
    """Take a reminder that waits for a try; the number of the try, or None while another is under way or due."""
    free = _waiting(reminder).filter(Q(next_try=None) | Q(next_try__lte=now), attempt=reminder.attempt)
    if not free.update(attempt=F("attempt") + 1, next_try=now + LEASE):
        return None
    return reminder.attempt + 1


def hurry(reminder: Reminder, *, now: datetime) -> None:
    """Let the next try of a reminder that failed be due at once."""
    _waiting(reminder).exclude(failure="").filter(next_try__gt=now).update(next_try=now)


def resume_try(reminder: Reminder, *, attempt: int, now: datetime) -> bool:
    """Whether the try of that number is still the one to send it: not once it was sent, or a later try was started.
    The task of a worker that was killed comes here a second time, with the same number."""
    return bool(_waiting(reminder).filter(attempt=attempt).update(next_try=now + LEASE, failure=""))


def mark_sent(reminder: Reminder, *, now: datetime) -> None:
    _waiting(reminder).update(sent_at=now, failure="", next_try=None)


def mark_failed(reminder: Reminder, *, attempt: int, why: str, now: datetime) -> datetime | None:
    """Keep why it could not be sent; the moment of the next try, or None where it is given up."""
    then = now + WAITS[min(attempt, len(WAITS)) - 1]
    kept = KEEPS["plan" if reminder.plan_id else "digest"]
    if then > reminder.asked_at + kept:
        drop(reminder, why="It could not be sent in time.", failure=why)
        return None
    _waiting(reminder).filter(attempt=attempt).update(failure=why[:300], next_try=then)
    return then


def drop(reminder: Reminder, *, why: str, failure: str = "") -> None:
    """Give up a reminder that need not or can't be sent any more."""
    _waiting(reminder).update(dropped=why, failure=failure[:300], next_try=None)


def _waiting(reminder: Reminder):
    return Reminder.objects.filter(pk=reminder.pk, sent_at=None, dropped="")
