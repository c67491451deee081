"""Requests to move an agreed date that wait for somebody's decision."""

from __future__ import annotations

from django.shortcuts import render

from plans import worklists


def to_decide(request):
    """The requests that this person may decide, oldest first."""
    requests = worklists.to_decide(request.user).select_related(
        "timescale__action__recommendation__section__plan", "timescale__step"
    )
    return render(request, "plans/to_decide.html", {"requests": list(requests)})
