"""Closing an action that will not be done as written, and opening a finished one again."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audits.views.decision import sit
from audits.views.recheck import unfinished_ratings
from plans import stages
from plans.forms.decisions import CloseForm, OpenAgainForm
from plans.models import Action
from plans.operations.decisions.completion import close_action, reopen_action
from plans.origins import action_address
from plans.permissions.actions import can_close, can_reopen
from plans.views.sent import sent

KINDS = {
    stages.SUPERSEDED: ("Superseded", "Another action or another plan now does this. Say which."),
    stages.NO_LONGER_APPLICABLE: ("No longer applicable", "What it was for has gone. Say what changed."),
    stages.RISK_ACCEPTED: (
        "Risk accepted",
        "It is not done, and the council bears what follows. Say who agreed to that.",
    ),
}
"""From each way to close to its name and what it means."""


def close(request, pk):
    """The page; POST closes the action (302), or says what to mend (422) or what is new (409)."""
    action = _find(request, pk)
    can_close.check(request.user, action)
    if request.method != "POST" and action.stage in stages.FINISHED:
        messages.info(request, f"{action.known_as} is {stages.STAGES[action.stage].lower()} already.")
        return redirect(action_address(request, pk))
    form = CloseForm(sent(request))

    def write() -> str:
        close_action(by=request.user, action=action, **form.cleaned_data)
        return f"{action.known_as} is closed: {stages.STAGES[form.cleaned_data['kind']].lower()}."

    return _answer(request, action, form, write, "audits/close.html", lambda action: {"kinds": KINDS})


def reopen(request, pk):
    """The page; POST opens the action again (302), or says what to mend (422) or what is new (409)."""
    action = _find(request, pk)
    can_reopen.check(request.user, action)
    if request.method != "POST" and action.stage not in stages.FINISHED:
        messages.info(request, f"{action.known_as} is open.")
        return redirect(action_address(request, pk))
    form = OpenAgainForm(sent(request), ratings=unfinished_ratings(action))

    def write() -> str:
        reopen_action(by=request.user, action=action, **form.cleaned_data)
        return f"{action.known_as} is open again, and stands on its lead’s list."

    return _answer(
        request, action, form, write, "audits/reopen.html", lambda action: _about_reopening(action, form.ratings)
    )


def _about_reopening(action: Action, ratings: list) -> dict:
    last = action.updates.filter(corrected_by=None).select_related("rag").order_by("position_on", "recorded_at").last()
    decision = action.decisions.order_by("recorded_at", "pk").last()
    return {"decision": decision, "ratings": ratings, "last": last}


def _find(request, pk) -> Action:
    visible = Action.objects.visible_to(request.user).with_position()
    return get_object_or_404(visible.with_plan("scheme"), pk=pk)


def _answer(request, action, form, write, template, about):
    """The page, or what follows when `write` has written what was typed; it returns what to say of it."""
    sitting = sit(request, action, form, write)
    if sitting.done:
        messages.success(request, sitting.done)
        return redirect(action_address(request, action.pk))
    action = _find(request, action.pk)
    context = {
        "action": action,
        "section": action.recommendation.section,
        "plan": action.plan,
        **about(action),
        **sitting.context(action),
    }
    return render(request, template, context, status=sitting.status)
