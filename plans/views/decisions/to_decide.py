"""Requests to move an agreed date that wait for somebody's decision."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import render

from plans import tree, worklists
from plans.forms.address import PagedAddress, in_address
from plans.views.list_files import Columns, in_batches, list_file

A_PAGE = 50

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
    requests = worklists.to_decide(request.user).select_related(f"timescale__{tree.ACTION_PLAN}", "timescale__step")
    asked = in_address(request, PagedAddress)
    file = list_file(request, "to-decide", COLUMNS, in_batches(requests))
    if file:
        return file
    page = Paginator(requests, A_PAGE).get_page(asked["page"])
    return render(request, "plans/decisions/to_decide.html", {"page": page})
