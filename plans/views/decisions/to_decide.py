"""Requests to move an agreed date that wait for somebody's decision."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import render

from plans import tree, worklists
from plans.forms.address import PagedAddress, in_address
from plans.models import Extension
from plans.views.list_files import Columns, in_batches, list_file

A_PAGE = 50

SHOWN = (f"timescale__{tree.ACTION_PLAN}", "timescale__step")
"""What is read with each that stands on the page."""

COLUMNS: Columns = {
    "Ref": lambda extension: extension.action.known_as,
    "Plan": lambda extension: extension.action.plan.title,
    "Action": lambda extension: extension.action.headline,
    "From": lambda extension: extension.from_latest or "No date",
    "To": lambda extension: extension.to_latest,
    "Asked by": lambda extension: extension.asked_by_name,
    "Asked on": lambda extension: extension.asked_on,
    "Reason": lambda extension: extension.reason,
}


def to_decide(request):
    """The requests that this person may decide, oldest first."""
    requests = worklists.to_decide(request.user).select_related(*SHOWN)
    asked = in_address(request, PagedAddress)
    file = list_file(request, "to-decide", COLUMNS, in_batches(requests))
    if file:
        return file
    page = Paginator(list(worklists.to_decide(request.user).values_list("pk", flat=True)), A_PAGE).get_page(
        asked["page"]
    )
    page.object_list = Extension.objects.filter(pk__in=list(page)).select_related(*SHOWN).order_by("asked_on", "id")
    return render(request, "plans/decisions/to_decide.html", {"page": page})
