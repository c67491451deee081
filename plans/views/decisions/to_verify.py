"""Claims of completion that wait for somebody else's look."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import render

from plans import tree, worklists
from plans.clock import today
from plans.forms.address import PagedAddress, in_address
from plans.models import ProgressUpdate
from plans.views.list_files import Columns, in_batches, list_file

A_PAGE = 50

CLAIMS: Columns = {
    "Ref": lambda claim: claim.action.known_as,
    "Plan": lambda claim: claim.action.plan.title,
    "Action": lambda claim: claim.action.headline,
    "Claimed": lambda claim: claim.position_on,
    "RAG": lambda claim: claim.rating.label if claim.rating else "Not rated",
    "Said by": lambda claim: claim.said_by_name,
    "Words": lambda claim: claim.narrative or "No narrative given",
}
RECHECKS: Columns = {
    "Ref": lambda decision: decision.action.known_as,
    "Plan": lambda decision: decision.action.plan.title,
    "Action": lambda decision: decision.action.headline,
    "Re-check": lambda decision: decision.recheck_on,
    "Verified by": lambda decision: decision.by_name,
    "Verified on": lambda decision: decision.on,
    "Reason": lambda decision: decision.reason,
}
"""The two lists as files."""


def to_verify(request):
    """The claims that this person may verify, oldest first, and the first of what they are to look at again."""
    waiting = worklists.to_verify(request.user)
    asked = in_address(request, PagedAddress)
    on = today()
    again = worklists.to_recheck(request.user, on=on)
    claims = waiting.select_related("rag", tree.ACTION_PLAN)
    file = list_file(request, "to-verify", CLAIMS, in_batches(claims))
    file = file or list_file(request, "to-look-at-again", RECHECKS, in_batches(again), of="rechecks")
    if file:
        return file
    page = Paginator(list(waiting.values_list("pk", flat=True)), A_PAGE).get_page(asked["page"])
    found = ProgressUpdate.objects.filter(pk__in=list(page)).select_related("rag", tree.ACTION_PLAN)
    page.object_list = found.order_by("position_on", "id")
    rechecks = Paginator(again, A_PAGE).page(1)
    return render(
        request,
        "plans/decisions/to_verify.html",
        {"page": page, "rechecks": rechecks, "on": on},
    )
