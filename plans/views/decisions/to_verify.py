"""Claims of completion that wait for somebody else's look."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import render

from plans import tree, worklists
from plans.clock import today
from plans.forms.address import PagedAddress, in_address
from plans.models import ProgressUpdate

A_PAGE = 50


def to_verify(request):
    """The claims that this person may verify, oldest first, and the first of what they are to look at again."""
    waiting = worklists.to_verify(request.user)
    page = Paginator(waiting.values_list("pk", flat=True), A_PAGE).get_page(in_address(request, PagedAddress)["page"])
    claims = ProgressUpdate.objects.filter(pk__in=list(page)).select_related("rag", tree.ACTION_PLAN)
    page.object_list = claims.order_by("position_on", "id")
    on = today()
    rechecks = Paginator(worklists.to_recheck(request.user, on=on), A_PAGE).page(1)
    return render(
        request,
        "plans/decisions/to_verify.html",
        {"page": page, "rechecks": rechecks, "on": on},
    )
