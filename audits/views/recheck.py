"""Looking again whether what was verified has lasted."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audits.views.decision import sit
from plans import stages
from plans.forms.decisions import RecheckForm
from plans.models import Action
from plans.operations.decisions.completion import embed, fail_recheck
from plans.origins import action_address
from plans.permissions.actions import can_recheck
from plans.views.sent import sent

OPEN_TO_IT = (stages.VERIFIED, stages.EMBEDDED)


def recheck(request, pk):
    """One verified action with its evidence; POST says that it has lasted, or opens it again."""
    action = _find(request, pk)
    can_recheck.check(request.user, action)
    form = RecheckForm(sent(request), ratings=unfinished_ratings(action))
    sitting = sit(request, action, form, lambda: _decide(request.user, action, **form.cleaned_data))
    if sitting.done:
        messages.success(request, sitting.done)
        return redirect(action_address(request, pk))
    action = _find(request, pk)
    if request.method != "POST" and action.stage not in OPEN_TO_IT:
        messages.info(request, "Only what is verified is re-checked.")
        return redirect(action_address(request, pk))
    verified = action.decisions.filter(kind=stages.VERIFY).select_related("claim__rag").order_by("recorded_at").last()
    context = {
        "action": action,
        "waits": action.stage in OPEN_TO_IT,
        "recommendation": action.recommendation,
        "section": action.recommendation.section,
        "plan": action.plan,
        "verified": verified,
        "ratings": form.ratings,
        "assignments": list(action.assignments.filter(withdrawn=False, step=None).select_related("lead")),
        "evidence": list(action.evidence.filter(withdrawn=False)),
        **sitting.context(action),
    }
    return render(request, "audits/recheck.html", context, status=sitting.status)


def _find(request, pk) -> Action:
    visible = Action.objects.visible_to(request.user).with_position()
    return get_object_or_404(visible.with_plan("scheme"), pk=pk)


def unfinished_ratings(action) -> list:
    """The ratings of the plan's scheme for what is not finished, the best first."""
    return list(action.plan.scheme.ratings.filter(means_finished=False).order_by("-rank"))


def _decide(by, action, *, decision: str, rag, **typed) -> str:
    """Write what was decided; returns what to say of it. Raises Refused."""
    name = action.known_as or "The action"
    if decision == "lasted":
        embed(by=by, action=action, **typed)
        return f"{name} is embedded: it has lasted."
    fail_recheck(by=by, action=action, rag=rag, **typed)
    return f"{name} is open again, and stands on its lead’s list."
