"""One request to move an agreed date."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits.views.decision import sit
from plans import tree
from plans.clock import today
from plans.forms.decisions import NewDateForm
from plans.models import Action, Extension
from plans.operations.decisions.extensions import decide_extension
from plans.origins import action_address, way_back
from plans.permissions.actions import can_decide_extension
from plans.views.sent import sent
from plans.wording import day, slipping


def decide(request, pk):
    """One request; POST agrees or refuses it."""
    extension = _find(request, pk)
    action = extension.timescale.action
    can_decide_extension.check(request.user, extension)
    form = NewDateForm(sent(request))
    sitting = sit(request, action, form, lambda: _decide(request.user, extension, **form.cleaned_data))
    if sitting.done:
        messages.success(request, sitting.done)
        return redirect(way_back(request, reverse("to_decide")))
    extension = _find(request, pk)
    if request.method != "POST" and extension.status != Extension.Status.REQUESTED:
        decided = f"{extension.get_status_display()} by {extension.decided_by_name}, {day(extension.decided_on)}."
        messages.info(request, f"This request has been decided already: {decided}")
        return redirect(action_address(request, extension.timescale.action_id))
    action = extension.timescale.action
    context = {
        "extension": extension,
        "waits": extension.status == Extension.Status.REQUESTED,
        "action": action,
        "section": action.recommendation.section,
        "plan": action.plan,
        "earlier": list(
            Extension.objects.filter(timescale=extension.timescale).exclude(pk=extension.pk).order_by("asked_on")
        ),
        "last": action.updates.filter(corrected_by=None).select_related("rag").order_by("position_on", "pk").last(),
        "moves": slipping((extension.to_latest - extension.from_latest).days) if extension.from_latest else "",
        "on": today(),
        **sitting.context(action),
    }
    return render(request, "audits/decide.html", context, status=sitting.status)


def _find(request, pk) -> Extension:
    visible = Extension.objects.filter(timescale__action__in=Action.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related(f"timescale__{tree.ACTION_PLAN}"), pk=pk)


def _decide(by, extension: Extension, *, decision: str, reason: str, seen: int | None) -> str:
    """Write what was decided; returns what to say of it. Raises Refused."""
    agreed = decision == "agree"
    decide_extension(by=by, extension=extension, agreed=agreed, reason=reason, seen=seen)
    said = "The new date for {} is agreed." if agreed else "The request for {} is refused."
    return said.format(extension.action.known_as)
