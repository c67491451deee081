"""One claim of completion: everything that was said since, verifying or returning it, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits.timeline import timeline
from audits.views.decision import sit
from audits.views.recheck import unfinished_ratings
from plans import stages, tree
from plans.clock import today
from plans.forms.decisions import OpenAgainForm, VerdictForm
from plans.models import Action, ProgressUpdate
from plans.operations.decisions.completion import (
    finished_rating,
    open_rating,
    return_claim,
    verify_completion,
    withdraw_claim,
)
from plans.origins import action_address, way_back, with_origin
from plans.permissions.actions import can_verify, can_withdraw_claim
from plans.views.sent import sent
from plans.wording import day


def verify(request, pk):
    """One claim with its evidence and what was said since; POST verifies it, or returns it with what is missing."""
    claim = _find(request, pk)
    can_verify.check(request.user, claim)
    form = VerdictForm(sent(request))
    sitting = sit(request, claim.action, form, lambda: _decide(request.user, claim, **form.cleaned_data))
    if sitting.done:
        messages.success(request, sitting.done)
        return redirect(way_back(request, reverse("to_verify")))
    return _page(request, claim, sitting, "audits/verify.html", {})


def withdraw(request, pk):
    """The same, for those who may claim; POST takes the claim back, with a reason and the rating as it stands."""
    claim = _find(request, pk)
    can_withdraw_claim.check(request.user, claim)
    form = OpenAgainForm(sent(request), ratings=unfinished_ratings(claim.action))

    def write() -> str:
        withdraw_claim(by=request.user, claim=claim, **form.cleaned_data)
        return f"The claim for {claim.action.known_as} is withdrawn. The action is in progress again."

    sitting = sit(request, claim.action, form, write)
    if sitting.done:
        messages.success(request, sitting.done)
        return redirect(action_address(request, claim.action_id))
    return _page(request, claim, sitting, "audits/withdraw_claim.html", {"ratings": form.ratings})


def _find(request, pk) -> ProgressUpdate:
    visible = Action.objects.visible_to(request.user)
    claims = ProgressUpdate.objects.filter(claims_completion=True, action__in=visible)
    return get_object_or_404(claims.select_related("rag", f"{tree.ACTION_PLAN}__scheme"), pk=pk)


def _decide(by, claim, *, decision: str, reason: str, recheck_on, seen: int | None) -> str:
    """Write what was decided; returns what to say of it. Raises Refused."""
    name = claim.action.known_as
    if decision == "verify":
        verify_completion(by=by, claim=claim, reason=reason, recheck_on=recheck_on, seen=seen)
        return f"{name} is verified."
    return_claim(by=by, claim=claim, reason=reason, seen=seen)
    return f"The claim for {name} is returned to its lead."


def _page(request, claim, sitting, template, more):
    """The page; to the action, or to the newer claim, when it is opened for one that waits no longer."""
    action = Action.objects.with_position().with_plan("scheme").get(pk=claim.action_id)
    claims = list(action.standing_claims().select_related("rag"))
    if request.method != "POST" and claim not in claims:
        messages.info(request, _why_not(claim, action))
        return redirect(action_address(request, action.pk))
    if request.method != "POST" and claim != claims[-1]:
        messages.info(request, f"{claims[-1].said_by_name} has claimed it again since: this is all of it.")
        return redirect(with_origin(request, reverse(request.resolver_match.view_name, args=[claims[-1].pk])))
    first = claims[0] if claim in claims else claim
    on = today()
    shared = sitting.context(action)
    new = {entry.act.pk for entry in shared["news"]}
    context = {
        "claim": first,
        "newest": claims[-1] if claims else claim,
        "waits": claim in claims,
        "action": action,
        "recommendation": action.recommendation,
        "section": action.recommendation.section,
        "plan": action.plan,
        "assignments": list(action.assignments.filter(withdrawn=False, step=None).select_related("lead")),
        "evidence": list(action.evidence.filter(withdrawn=False)),
        "since": [e for e in timeline(action) if e.act.moment > first.recorded_at and e.act.pk not in new],
        "last": _last(action),
        "finished_rating": finished_rating(claims[-1] if claim in claims else claim),
        "stays": open_rating(action),
        "on": on,
        "is_late": bool(action.due and action.due < on),
        **shared,
        **more,
    }
    return render(request, template, context, status=sitting.status)


def _last(action: Action) -> ProgressUpdate | None:
    """The update that speaks for the action now."""
    return action.updates.filter(corrected_by=None).select_related("rag").order_by("position_on", "recorded_at").last()


def _why_not(claim: ProgressUpdate, action: Action) -> str:
    decided = action.decisions.filter(recorded_at__gt=claim.recorded_at).order_by("recorded_at", "pk").first()
    if decided:
        how = f"{decided.get_kind_display()} by {decided.by_name}, {day(decided.on)}."
        return f"This claim has been decided already: {how}"
    return f"This claim no longer waits: the action is {stages.STAGES[action.stage].lower()}."
