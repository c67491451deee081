"""Handing out evidence to those who may see its plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from plans import permissions
from plans.models import Action, Evidence
from plans.operations.errors import Refused
from plans.operations.evidence import withdraw_evidence
from plans.redactions import evidence_taken
from plans.views.handing_out import handed_out

SHOWN_IN_PLACE = {"application/pdf", "image/png", "image/jpeg", "text/plain"}


def evidence(request, pk):
    """The file, as a download or, for what a browser shows safely, in place. 404 for what may not be seen, and for
    what was withdrawn unless the person manages the plan, and for what a redaction took."""
    found = _find(request, pk)
    if found.withdrawn and not permissions.can_see_withdrawn(request.user, found.action.plan):
        raise Http404
    if found.withdrawn and found.pk in evidence_taken(found.action.plan):
        raise Http404
    kind = found.content_type
    return handed_out(request, found.sha256, found.file_name, kind=kind, in_place=kind in SHOWN_IN_PLACE)


def withdraw(request, pk):
    """The page; POST withdraws with a reason (302), or says what to mend (422)."""
    found = _find(request, pk)
    permissions.check_can_withdraw_evidence(request.user, found)
    if found.withdrawn:
        messages.info(request, f"“{found.title}” has been withdrawn already.")
        return redirect("action", pk=found.action_id)
    error = None
    if request.method == "POST":
        try:
            withdraw_evidence(by=request.user, evidence=found, reason=request.POST.get("reason", ""))
        except Refused as refused:
            error = refused
        else:
            messages.success(request, f"“{found.title}” is withdrawn. Its place in the timeline says why.")
            return redirect("action", pk=found.action_id)
    context = {
        "evidence": found,
        "action": found.action,
        "section": found.action.recommendation.section,
        "plan": found.action.plan,
        "error": error,
        "typed": request.POST,
    }
    return render(request, "plans/withdraw_evidence.html", context, status=422 if error else 200)


def _find(request, pk) -> Evidence:
    visible = Evidence.objects.filter(action__in=Action.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related("action__recommendation__section__plan"), pk=pk)
