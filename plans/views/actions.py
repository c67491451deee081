"""The actions list: every action that a person may see, filtered and sorted by its address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from plans.clock import today
from plans.filters import links
from plans.filters.listing import Listing
from plans.filters.panel import Panel
from plans.forms.address import AddressForm, OneOf, in_address, note_unusable, typed_in_address, unusable, whole_address
from plans.forms.bulk_edit import words_of_closing
from plans.forms.dates import BOXES
from plans.models import Lead, Plan, Section
from plans.operations.bulk import offered_to
from plans.permissions.sheets import can_keep_sheets
from plans.views.action_lines import Line, lines
from plans.views.actions_csv import file_name, list_as_csv, list_as_workbook
from plans.views.file_words import words_for
from plans.views.sent import sent_or_held

ROWS = 50
"""Rows on a page."""
MOST_ROWS = 20_000
"""Rows of a workbook that is made while somebody waits."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Lines = Callable[[Iterable[int]], Iterable[Line]]
"""From the numbers of actions to their lines, in that order."""


class PanelAddress(AddressForm):
    panel = OneOf(["open"])


@dataclass(frozen=True, slots=True)
class Past:
    """What the list says of itself as at another day: the address of that day alone and that of today's list, of which
    plans a document told later (with its words), and which were not there."""

    unfiltered: str
    today: str
    learnt: Sequence[tuple[Plan, str]]
    not_there: Sequence[Plan]


def actions(request, address=None, problems=()):
    """The list as it stands today, of this address (None: the request's own)."""
    listing = Listing(request.user, whole_address(request) if address is None else address, on=today())
    return list_page(request, listing, partial(lines, listing), problems=problems)


def list_page(request, listing: Listing, lines: Lines, *, problems=(), past: Past | None = None):
    """The page of a listing. What can't be used of an address is left out and said on top, with status 400; the
    rest stands."""
    panel = Panel(listing)
    problems = [*problems, *listing.problems]
    opened = in_address(request, PanelAddress)["panel"] == "open" or bool(problems or unusable(request))
    paginator = Paginator(listing.ids, ROWS)
    paginator.count = count = listing.facets.left()  # counted already, so the database need not count again
    page, unknown_page = _page(paginator, typed_in_address(request, "page"))
    note_unusable(request, {each: each for each in (*problems, *unknown_page)})
    context = {
        "on": listing.on,
        "listing": listing,
        "asked": listing.address,
        "query": links.query(listing.address),
        "can_send": past is None and can_keep_sheets.allows(request.user, None),
        "past": past,
        "unfiltered": past.unfiltered if past else "",
        "day_boxes": _boxes(request, listing.on if past else None),
        "page": page,
        "lines": list(lines(page.object_list)),
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
        "words": typed_in_address(request, "words"),
        **_bulk(request.user, listing, past),
        "kept": _kept(request),
    }
    return render(request, "plans/actions.html", context)


def _kept(request) -> list[tuple[str, str]]:
    """What was selected, and typed beside it, before the session ended."""
    fields = sent_or_held(request)
    return [(name, value) for name, values in fields.lists() for value in values] if fields else []


def actions_csv(request, address=None):
    """The list as it stands today, as a file."""
    listing = Listing(request.user, whole_address(request) if address is None else address, on=today())
    return list_file(request, listing, partial(lines, listing, words=True))


def actions_xlsx(request, address=None):
    """The same as a workbook."""
    listing = Listing(request.user, whole_address(request) if address is None else address, on=today())
    return list_workbook(request, listing, partial(lines, listing, words=True))


def list_workbook(request, listing: Listing, lines: Lines):
    """Every row of the list as a workbook, as `list_file` gives it; of a list too long for one, the page says so."""
    if listing.problems:
        return redirect(f"{reverse('actions')}?{whole_address(request).urlencode()}")
    if listing.facets.left() > MOST_ROWS:
        messages.warning(
            request, f"A workbook holds up to {MOST_ROWS:,} actions of a list. Filter it, or take it away as CSV."
        )
        return redirect(f"{reverse('actions')}?{whole_address(request).urlencode()}")
    headers = {"Content-Disposition": f'attachment; filename="{file_name(listing, "xlsx")}"'}
    return HttpResponse(
        list_as_workbook(listing, lines, words_for(request.user, listing.scope.plans)),
        content_type=WORKBOOK,
        headers=headers,
    )


def list_file(request, listing: Listing, lines: Lines):
    """Every row of the list, not one page of it. An address of which something can't be used goes to the page,
    which says so: a file that is silently of other actions would be believed."""
    if listing.problems:
        return redirect(f"{reverse('actions')}?{whole_address(request).urlencode()}")
    headers = {"Content-Disposition": f'attachment; filename="{file_name(listing)}"'}
    body = list_as_csv(listing, lines, words_for(request.user, listing.scope.plans))
    return StreamingHttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)


def _boxes(request, on: date | None):
    """Where another day is asked for: each box with its label, its width and what stands in it."""
    for box, width in zip(BOXES, (2, 2, 4), strict=True):
        yield box, box.capitalize(), width, getattr(on, box) if on else typed_in_address(request, f"as_at_{box}")


def _bulk(user, listing: Listing, past: Past | None) -> dict:
    """What the bar below the list offers to those who may change many actions at once; nothing to others, and of
    another day."""
    offered = [] if past else offered_to(user)
    if not offered:
        return {"offered": []}
    edits = "lead" in dict(offered)
    names = Lead.objects.current().order_by("name").values_list("name", flat=True)
    return {
        "offered": offered,
        "closings": words_of_closing(),
        "leads": names if edits else [],
        "sections": _titles(listing) if edits else [],
    }


def _titles(listing: Listing) -> list[str]:
    """The titles of the sections of the plan, where the list is of one."""
    if listing.several_plans:
        return []
    asked = listing.filters.data.getlist("plan")
    plans = [plan.pk for plan in listing.scope.plans if not asked or plan.slug in asked]
    found = Section.objects.filter(plan__in=plans, withdrawn=False).exclude(title="").order_by("order", "pk")
    return list(found.values_list("title", flat=True))


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
