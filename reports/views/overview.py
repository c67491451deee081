"""The overview: what is off track and why, and one click to the actions behind any figure."""

from __future__ import annotations

from django.shortcuts import render

from plans.clock import today
from reports.overview import overview as figures


def overview(request):
    """The figures of every live plan that the person may see, as they stand today."""
    on = today()
    return render(request, "reports/overview.html", {"overview": figures(request.user, on=on), "on": on})
