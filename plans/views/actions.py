"""The actions list: every action that a person may see, filtered and sorted by its address."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plans.clock import today
from plans.filters import links
from plans.filters.listing import Listing
from plans.filters.panel import Panel
from plans.views.action_lines import lines
from plans.views.actions_csv import file_name, list_as_csv

ROWS = 50
"""Rows on a page."""


@require_safe
def actions(request):
    """The page. What can't be used of an address is left out and said on top, with status 400; the rest stands."""
    on = today()
    listing = Listing(request.user, request.GET, on=on)
    panel = Panel(listing)
    opened = request.GET.get("panel") == "open" or bool(listing.problems)
    paginator = Paginator(listing.standings.values_list("pk", flat=True), ROWS)
    paginator.count = count = listing.facets.left()  # counted already, so the database need not count again
    page, unknown_page = _page(paginator, request.GET.get("page"))
    problems = [*listing.problems, *unknown_page]
    context = {
        "on": on,
        "listing": listing,
        "asked": listing.address,
        "query": links.query(listing.address),
        "problems": problems,
        "page": page,
        "lines": list(lines(listing, page.object_list)),
        "count": count,
        "notable": [
            (listing.facets.left(also={("when", value)}), words)
            for value, words in (("overdue", "overdue"), ("owes", "owe an update"), ("forecast", "forecast late"))
        ],
        "views": list(links.views(listing)),
        "chips": list(links.chips(listing, panel)),
        "columns": list(links.columns(listing)),
        "opened": opened,
        "headings": list(panel.headings()) if opened else [],
        "words": request.GET.get("words", ""),
    }
    return render(request, "plans/actions.html", context, status=400 if problems else 200)


@require_safe
def actions_csv(request):
    """Every row of the list, not one page of it. An address of which something can't be used goes to the page,
    which says so: a file that is silently of other actions would be believed."""
    listing = Listing(request.user, request.GET, on=today())
    if listing.problems:
        return redirect(f"{reverse('actions')}?{request.GET.urlencode()}")
    headers = {"Content-Disposition": f'attachment; filename="{file_name(listing)}"'}
    return StreamingHttpResponse(list_as_csv(listing), content_type="text/csv; charset=utf-8", headers=headers)


def _page(paginator: Paginator, asked: str | None):
    """The page that is asked for, and a sentence in a list where there is none of that number."""
    if not asked:
        return paginator.page(1), []
    last = paginator.num_pages
    number = int(asked) if asked.isdecimal() and len(asked) <= 9 else 0
    if 1 <= number <= last:
        return paginator.page(number), []
    shown = last if number > last else 1
    there_is = "there is only one page" if last == 1 else f"the pages go from 1 to {last}"
    return paginator.page(shown), [f"There is no page “{asked[:60]}”: {there_is}. This is page {shown}."]
