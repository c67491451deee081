"""Looking again whether what was verified has lasted."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audits.views.decision import sit
from plans import permissions, stages
from plans.forms.decisions import RecheckForm
from plans.models import Action
from plans.operations.decisions.completion import embed, fail_recheck
from plans.operations.errors import Refused
from plans.origins import action_address

OPEN_TO_IT = (stages.VERIFIED, stages.EMBEDDED)


def recheck(request, pk):
    """One verified action with its evidence; POST says that it has lasted, or opens it again."""
    action = _find(request, pk)
    permissions.check_can_recheck(request.user, action)
    form = RecheckForm(request.POST)
    sitting = sit(request, action, lambda seen: _decide(request, action, form, seen))
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
        "form": form,
        "verified": verified,
        "ratings": unfinished_ratings(action),
        "assignments": list(action.assignments.filter(withdrawn=False, step=None).select_related("lead")),
        "evidence": list(action.evidence.filter(withdrawn=False)),
        **sitting.context(request, action),
    }
    return render(request, "audits/recheck.html", context, status=sitting.status)


def _find(request, pk) -> Action:
    visible = Action.objects.visible_to(request.user).with_position()
    return get_object_or_404(visible.with_plan("scheme"), pk=pk)


def unfinished_ratings(action) -> list:
    """The ratings of the plan's scheme for what is not finished, the best first."""
    return list(action.plan.scheme.ratings.filter(means_finished=False).order_by("-rank"))


def chosen_rating(request, action):
    """The rating that was chosen on the page, or None."""
    return next((each for each in unfinished_ratings(action) if each.code == request.POST.get("rag")), None)


def _decide(request, action, form, seen: int | None) -> str:
    """Write what was decided; returns what to say of it. Raises Refused."""
    name = action.known_as or "The action"
    on, reason = form.day(), request.POST.get("reason", "")
    match request.POST.get("decision"):
        case "lasted":
            embed(by=request.user, action=action, on=on, reason=reason, seen=seen)
            return f"{name} is embedded: it has lasted."
        case "failed":
            rag = chosen_rating(request, action)
            fail_recheck(by=request.user, action=action, on=on, reason=reason, rag=rag, seen=seen)
            return f"{name} is open again, and stands on its lead’s list."
    raise Refused("Choose whether it has lasted.", "decision")
