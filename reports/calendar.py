"""A lead's dates as a calendar (iCalendar, RFC 5545): what is due, and when reports close and meet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db.models import Max
from icalendar import Calendar, Event

from plans import worklists as lists
from plans.assembly import LONDON
from plans.models import Chain, Membership, Period, Plan, User
from plans.models.action_queries import PLAN
from plans.trail import REGISTER
from reports.reminders.addresses import absolute, host
from reports.reminders.digest import named

BEHIND = timedelta(days=60)
"""How far back the calendar keeps a report's days."""


def last_change(user: User, *, on: date) -> datetime:
    """When the calendar may have changed last: the last act on a plan that they see or on the register, or the
    beginning of the day, on which posts may change hands."""
    keys = [plan.chain_key for plan in Plan.objects.visible_to(user).only("pk")]
    last = Chain.objects.filter(key__in=[*keys, REGISTER]).aggregate(last=Max("last_moment"))["last"]
    midnight = datetime.combine(on, datetime.min.time(), LONDON)
    return max(last, midnight) if last else midnight


def calendar(user: User, *, on: date, stamp: datetime) -> bytes:
    """The calendar of a person on a day. `stamp` is the moment that its events bear as theirs; the same arguments
    and rows give the same bytes."""
    out = Calendar()
    out.add("prodid", "-//Action Plans//EN")
    out.add("version", "2.0")
    out.add("x-wr-calname", "Action Plans")
    out.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for uid, day, words, more, url in (*_due(user, on), *_periods(user, on)):
        event = Event()
        event.add("uid", f"{uid}@{host()}")
        event.add("dtstamp", stamp.astimezone(UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", words)
        event.add("description", f"{more}\n{url}")
        event.add("url", url)
        event.add("transp", "TRANSPARENT")
        out.add_component(event)
    return out.to_ical()


def _due(user: User, on: date):
    actions = lists.my_actions(user, on=on).unfinished().exclude(due=None).filter(**{f"{PLAN}__status": "live"})
    for action in actions.select_related(PLAN).order_by("due", "pk"):
        yield (
            f"action-{action.pk}",
            action.due,
            f"Due: {named(action)}",
            action.plan.title,
            absolute("update", action.pk),
        )


def _periods(user: User, on: date):
    plans = Membership.objects.filter(user=user, withdrawn=False, plan__status="live").exclude(role="viewer")
    periods = Period.objects.current().filter(
        plan__in=plans.values("plan"), closed_on=None, position_on__gte=on - BEHIND
    )
    for period in periods.select_related("plan").order_by("position_on", "pk"):
        plan = period.plan
        url = absolute("plan", plan.slug)
        yield f"updates-{period.pk}", period.closes_on, f"Updates due: {period.name}", plan.title, url
        if period.meeting_on:
            where = plan.committee or plan.title
            yield f"meeting-{period.pk}", period.meeting_on, f"Meeting: {period.name}", where, url
