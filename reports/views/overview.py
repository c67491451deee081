"""The overview: what is off track and why, and one click to the actions behind any figure."""

from __future__ import annotations

from django.shortcuts import render

from plans.clock import today
from plans.forms.address import OneOf, PagedAddress, in_address
from plans.forms.text import Text
from reports.overview import NoSuchPlan
from reports.overview import overview as figures
from reports.overview.travel import moved, trend


class OverviewAddress(PagedAddress):
    plan = Text(max_length=80, required=False)
    show = OneOf({"leads": "All leads"})


def overview(request):
    """The figures of every live plan that the person may see, or with `plan` of one, as they stand today.

    A plan that can't be shown is said on top, with status 400, and all of them are shown."""
    on, asked, problem = today(), in_address(request, OverviewAddress), ""
    try:
        shown = figures(request.user, on=on, slug=asked["plan"], page=asked["page"], all_leads=asked["show"] == "leads")
    except NoSuchPlan:
        problem = f"“{asked['plan']}” is not a live plan that you can see. This is the overview of all that are."
        shown = figures(request.user, on=on)
    context = {"overview": shown, "on": on, "problem": problem}
    context["moved"] = moved(request.user, list(shown.page.object_list))
    context["trend"] = trend(request.user, shown.plan, next(iter(shown.by_plan), None)) if shown.plan else ((), ())
    return render(request, "reports/overview.html", context, status=400 if problem else 200)
