"""Claims of completion that wait for somebody else's look."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import render

from plans import tree, worklists
from plans.clock import today

A_PAGE = 50


def to_verify(request):
    """The claims that this person may verify, oldest first, and the first of what they are to look at again."""
    claims = worklists.to_verify(request.user).select_related("rag", tree.ACTION_PLAN)
    page = Paginator(claims, A_PAGE).get_page(request.GET.get("page"))
    on = today()
    rechecks = Paginator(worklists.to_recheck(request.user, on=on), A_PAGE).page(1)
    return render(request, "plans/decisions/to_verify.html", {"page": page, "rechecks": rechecks, "on": on})
