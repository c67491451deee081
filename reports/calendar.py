"""A lead's dates as a calendar: what is due, and when reports close and meet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from plans import columns, refs
from plans import worklists as lists
from plans.assembly import LONDON
from plans.models import Chain, Membership, Period, Plan, User
from plans.queries import published_words
from plans.trail import REGISTER
from reports.calendarfile import Event, calendar_file
from reports.reminders.addresses import absolute, host
from reports.reminders.digest import named_as

BEHIND = timedelta(days=60)
"""How far back the calendar keeps a report's days."""


def standing_of(user: User, *, on: date) -> tuple[str, datetime]:
    """What a person's calendar of a day rests on, as a digest: who it is of, the day, on which posts may change hands,
    and the heads of the plans that they see and of the register, one of which every act moves. And when it may have
    changed last: with the last of these acts, or as the day began."""
    keys = [plan.chain_key for plan in Plan.objects.visible_to(user).only("pk")]
    chains = list(Chain.objects.filter(key__in=[*keys, REGISTER]).order_by("key"))
    heads = [(chain.key, chain.head) for chain in chains]
    last = max((chain.last_moment for chain in chains if chain.last_moment), default=None)
    midnight = datetime.combine(on, datetime.min.time(), LONDON)
    rests_on = f"{user.pk} {on} {host()} {heads}"
    return hashlib.sha256(rests_on.encode()).hexdigest(), max(last, midnight) if last else midnight


def calendar(user: User, *, on: date, stamp: datetime) -> bytes:
    """The calendar of a person on a day. `stamp` is the moment that its events bear as theirs; the same arguments
    and rows give the same bytes."""
    events = (*_due(user, on), *_periods(user, on))
    return calendar_file("Action Plans", events, host=host(), stamp=stamp)


ABOVE = "action__recommendation__printed_ref"
NAMED = ("plan__code", ABOVE, *(f"action__{name}" for name in ("printed_ref", "order", "row", "text", "lead_in")))
"""What an action is named by."""


def _due(user: User, on: date) -> Iterator[Event]:
    of_live = lists.standings_of(user, on=on).filter(open=True, due__isnull=False, plan__status=Plan.Status.LIVE)
    address = absolute("update", 0)  # of which only the number differs: thousands are not looked up one by one
    before, after = address.rsplit("/0/", 1)
    rows = of_live.order_by("due", "pk").values_list("pk", "due", "plan__title", *NAMED)
    words = published_words(Plan.objects.visible_to(user).values("pk"))
    for pk, due, title, code, above, own, order, row, text, lead_in in rows:
        ref = refs.known_as(code, refs.action_ref(above, own, order + 1), row)
        url = f"{before}/{pk}/{after}"
        head = words.text(refs.headline(text, lead_in), pk, columns.ACTION)
        yield Event(f"action-{pk}", due, f"Due: {named_as(ref, head)}", f"{title}\n{url}", url)


def _periods(user: User, on: date) -> Iterator[Event]:
    plans = Membership.objects.filter(user=user, withdrawn=False, plan__status="live").exclude(role="viewer")
    periods = Period.objects.current().filter(
        plan__in=plans.values("plan"), closed_on=None, position_on__gte=on - BEHIND
    )
    for period in periods.select_related("plan").order_by("position_on", "pk"):
        plan = period.plan
        url = absolute("plan", plan.slug)
        closes = f"Updates due: {period.name}"
        yield Event(f"updates-{period.pk}", period.closes_on, closes, f"{plan.title}\n{url}", url)
        if period.meeting_on:
            where = plan.committee or plan.title
            yield Event(f"meeting-{period.pk}", period.meeting_on, f"Meeting: {period.name}", f"{where}\n{url}", url)
