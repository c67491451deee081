"""Claims of completion that wait for somebody else's look."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import permissions, worklists
from plans.clock import today
from plans.forms.deciding import NextLookForm
from plans.models import Action, ProgressUpdate
from plans.operations.completion import return_claim, verify_completion
from plans.operations.errors import Refused
from plans.wording import day


def to_verify(request):
    """The claims that this person may verify, oldest first, and what they are to look at again."""
    claims = worklists.to_verify(request.user).select_related("rag", "action__recommendation__section__plan")
    on = today()
    rechecks = list(worklists.to_recheck(request.user, on=on))
    return render(request, "plans/to_verify.html", {"claims": list(claims), "rechecks": rechecks, "on": on})


def verify(request, pk):
    """One claim with its evidence; POST verifies it, or returns it with what is missing."""
    claim = get_object_or_404(
        ProgressUpdate.objects.filter(
            claims_completion=True, action__in=Action.objects.visible_to(request.user)
        ).select_related("rag", "action__recommendation__section__plan"),
        pk=pk,
    )
    permissions.check_can_verify(request.user, claim)
    decided = claim.decisions.order_by("recorded_at").last()
    if request.method == "GET" and decided:
        words = f"{decided.get_kind_display()} by {decided.by_name}, {day(decided.on)}."
        messages.info(request, f"This claim has been decided already: {words}")
        return redirect("action", pk=claim.action_id)
    error = None
    form = NextLookForm(request.POST)
    if request.method == "POST":
        try:
            said = _decide(request, claim, form)
        except Refused as refused:
            error = refused
        else:
            messages.success(request, said)
            return redirect("to_verify")
    context = {
        "claim": claim,
        "action": claim.action,
        "recommendation": claim.action.recommendation,
        "section": claim.action.recommendation.section,
        "plan": claim.action.plan,
        "assignments": list(claim.action.assignments.filter(withdrawn=False, step=None).select_related("lead")),
        "evidence": list(claim.action.evidence.filter(withdrawn=False)),
        "form": form,
        "error": error,
        "typed": request.POST,
    }
    return render(request, "plans/verify.html", context, status=422 if error else 200)


def _decide(request, claim, form) -> str:
    """Write what was decided; returns what to say of it. Raises Refused."""
    name, reason = claim.action.known_as, request.POST.get("reason", "")
    match request.POST.get("decision"):
        case "verify":
            verify_completion(by=request.user, claim=claim, reason=reason, recheck_on=form.day())
            return f"{name} is verified."
        case "return":
            return_claim(by=request.user, claim=claim, reason=reason)
            return f"The claim for {name} is returned to its lead."
    raise Refused("Choose whether it is done or what is missing.", "decision")
