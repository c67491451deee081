"""Requests to move an agreed date that wait for somebody's decision."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import render

from plans import tree, worklists
from plans.forms.address import PagedAddress, in_address

A_PAGE = 50


def to_decide(request):
    """The requests that this person may decide, oldest first."""
    requests = worklists.to_decide(request.user).select_related(f"timescale__{tree.ACTION_PLAN}", "timescale__step")
    page = Paginator(requests, A_PAGE).get_page(in_address(request, PagedAddress)["page"])
    return render(request, "plans/decisions/to_decide.html", {"page": page})
