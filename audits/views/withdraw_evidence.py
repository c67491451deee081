"""Taking evidence back, with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audits.views.decision import sit
from plans import tree
from plans.forms.decisions import DecisionForm
from plans.models import Action, Evidence
from plans.operations.evidence import withdraw_evidence
from plans.origins import action_address
from plans.permissions.evidence import can_withdraw_evidence
from plans.views.sent import sent


def withdraw(request, pk):
    """The page; POST withdraws with a reason (302), or says what to mend (422) or what is new (409)."""
    found = _find(request, pk)
    can_withdraw_evidence.check(request.user, found)
    if request.method != "POST" and found.withdrawn:
        messages.info(request, f"“{found.title}” has been withdrawn already.")
        return redirect(action_address(request, found.action_id))
    form = DecisionForm(sent(request))

    def write() -> str:
        withdraw_evidence(by=request.user, evidence=found, **form.cleaned_data)
        return f"“{found.title}” is withdrawn. Its place in the timeline says why."

    sitting = sit(request, found.action, form, write)
    if sitting.done:
        messages.success(request, sitting.done)
        return redirect(action_address(request, found.action_id))
    found = _find(request, pk)
    context = {
        "evidence": found,
        "waits": not found.withdrawn,
        "action": found.action,
        "section": found.action.recommendation.section,
        "plan": found.action.plan,
        **sitting.context(found.action),
    }
    return render(request, "audits/withdraw_evidence.html", context, status=sitting.status)


def _find(request, pk) -> Evidence:
    visible = Evidence.objects.filter(action__in=Action.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related(tree.ACTION_PLAN), pk=pk)
