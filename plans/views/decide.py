"""Requests to move an agreed date."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import permissions, worklists
from plans.models import Action, Extension
from plans.operations.errors import Refused
from plans.operations.extensions import decide_extension


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
            messages.success(request, "The new date is agreed." if decision == "agree" else "The request is refused.")
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
        "error": error,
        "typed": request.POST,
    }
    return render(request, "plans/decide.html", context, status=422 if error else 200)
