"""Requests to move an agreed date."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import permissions, worklists
from plans.clock import today
from plans.models import Action, Extension
from plans.operations.errors import Refused
from plans.operations.extensions import decide_extension
from plans.wording import day, slipping


def to_decide(request):
    """The requests that this person may decide, oldest first."""
    requests = worklists.to_decide(request.user).select_related(
        "timescale__action__recommendation__section__plan", "timescale__step"
    )
    return render(request, "plans/to_decide.html", {"requests": list(requests)})


def decide(request, pk):
    """One request; POST agrees or refuses it."""
    extension = get_object_or_404(
        Extension.objects.filter(timescale__action__in=Action.objects.visible_to(request.user)).select_related(
            "timescale__action__recommendation__section__plan"
        ),
        pk=pk,
    )
    permissions.check_can_decide_extension(request.user, extension)
    if request.method == "GET" and extension.status != Extension.Status.REQUESTED:
        decided = f"{extension.get_status_display()} by {extension.decided_by_name}, {day(extension.decided_on)}."
        messages.info(request, f"This request has been decided already: {decided}")
        return redirect("action", pk=extension.timescale.action_id)
    error = None
    if request.method == "POST":
        decision = request.POST.get("decision", "")
        try:
            if decision not in ("agree", "refuse"):
                raise Refused("Choose whether you agree to the new date.", "decision")
            decide_extension(
                by=request.user,
                extension=extension,
                agreed=decision == "agree",
                reason=request.POST.get("reason", ""),
            )
        except Refused as refused:
            error = refused
        else:
            said = "The new date for {} is agreed." if decision == "agree" else "The request for {} is refused."
            messages.success(request, said.format(extension.timescale.action.known_as))
            return redirect("to_decide")
    action = extension.timescale.action
    context = {
        "extension": extension,
        "action": action,
        "section": action.recommendation.section,
        "plan": action.plan,
        "earlier": list(
            Extension.objects.filter(timescale=extension.timescale).exclude(pk=extension.pk).order_by("asked_on")
        ),
        "last": action.updates.filter(corrected_by=None).select_related("rag").order_by("position_on", "pk").last(),
        "moves": slipping((extension.to_latest - extension.from_latest).days) if extension.from_latest else "",
        "on": today(),
        "error": error,
        "typed": request.POST,
    }
    return render(request, "plans/decide.html", context, status=422 if error else 200)
