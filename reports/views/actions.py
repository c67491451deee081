"""The actions list: as it stands today, or with `as_at` as at the end of another day."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from plans.clock import today
from plans.filters import links
from plans.forms.address import whole_address
from plans.views import actions as of_today
from reports.listing.day import NAME, AskedDay, asked
from reports.listing.listing import PastListing
from reports.listing.positions import MOST, TooMany, positions


def actions(request):
    """Today's list reads what is kept of each action; another day's is derived from the record."""
    wanted = asked(whole_address(request), today=today())
    if wanted.on is None:
        return of_today.actions(request, wanted.rest, wanted.problems)
    try:
        listing = _past(request.user, wanted, wanted.on)
    except TooMany as many:
        return _choice(request, wanted.rest, wanted.on, many)
    there = listing.there
    past = of_today.Past(
        unfiltered=f"?{NAME}={listing.on.isoformat()}",
        today=links.query(listing.address_today),
        learnt=[(position.plan, position.learnt) for position in there.found if position.learnt],
        not_there=there.not_there,
    )
    return of_today.list_page(request, listing, listing.lines, problems=wanted.problems, past=past)


def actions_csv(request):
    """The same as CSV."""
    return _file(request, of_today.actions_csv, of_today.list_file)


def actions_xlsx(request):
    """The same as a workbook."""
    return _file(request, of_today.actions_xlsx, of_today.list_workbook)


def _file(request, file_of_today, file_of):
    wanted = asked(whole_address(request), today=today())
    if wanted.problems:
        return redirect(f"{reverse('actions')}?{whole_address(request).urlencode()}")
    if wanted.on is None:
        return file_of_today(request, wanted.rest)
    try:
        listing = _past(request.user, wanted, wanted.on)
    except TooMany:
        return redirect(f"{reverse('actions')}?{whole_address(request).urlencode()}")
    return file_of(request, listing, listing.lines)


def _past(user, wanted: AskedDay, on: date) -> PastListing:
    there = positions(user, wanted.rest.getlist("plan"), on=on)
    return PastListing(user, wanted.rest, there=there)


def _choice(request, rest: QueryDict, on: date, many: TooMany):
    """The plans of which one is to be chosen, each a link to its list of that day."""
    ways = []
    for plan in many.plans:
        address = rest.copy()
        address["plan"], address[NAME] = plan.slug, on.isoformat()
        ways.append((plan, links.query(address)))
    context = {"on": on, "ways": ways, "most": MOST, "today_query": links.query(rest)}
    return render(request, "reports/actions_choice.html", context)
