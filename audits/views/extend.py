"""Asking for a new date: the agreed one stands until somebody else has decided."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audits.views.decision import sit
from plans import permissions, worklists
from plans.forms.decisions import ExtensionForm
from plans.models import Action
from plans.operations.decisions.extensions import movable, request_extension
from plans.operations.errors import Refused
from plans.origins import action_address
from plans.views import held
from plans.wording import listed

MOST_NAMED = 3
"""How many managers are named."""


def extend(request, pk):
    """The page; POST asks (302), or says what to mend (422) or what is new (409)."""
    action = get_object_or_404(
        Action.objects.visible_to(request.user).with_position().with_plan(),
        pk=pk,
    )
    permissions.check_can_ask_extension(request.user, action)
    timescales = movable(action)
    form = ExtensionForm(request.POST or held.take(request), timescales=timescales)
    sitting = sit(request, action, lambda seen: _ask(request, action, form, seen))
    if sitting.done:
        messages.success(request, sitting.done)
        return redirect(action_address(request, pk))
    context = {
        "is_manager": permissions.MANAGER in permissions.roles(request.user, action.plan),
        "deciders": worklists.deciders(action.plan, but=request.user),
        "action": action,
        "section": action.recommendation.section,
        "plan": action.plan,
        "form": form,
        "timescales": timescales if sitting.error is None else movable(action),
        **sitting.context(request, action),
    }
    return render(request, "audits/extend.html", context, status=sitting.status)


def _ask(request, action, form: ExtensionForm, seen: int | None) -> str:
    """Write what was asked for; returns what to say of it. Raises Refused, which the form then tells."""
    if not form.is_valid():
        raise Refused("What was typed can’t be read.")
    typed = form.cleaned_data
    timescale = form.timescales[typed["timescale"]]
    try:
        request_extension(
            by=request.user, timescale=timescale, to_latest=typed["to_latest"], reason=typed["reason"], seen=seen
        )
    except Refused as refused:
        form.add_error(refused.field, str(refused))
        raise
    return _waits(action, request.user)


def _waits(action: Action, asker) -> str:
    """For whom the request waits: where there is nobody, that is said."""
    names = worklists.deciders(action.plan, but=asker)
    if not names:
        return (
            "Your request is kept, and waits for nobody yet: nobody else manages the plan. Ask "
            "its officer to name one. The agreed date stands until then."
        )
    many = len(names) > MOST_NAMED
    return f"Your request waits for {'a manager' if many else listed(names)}. The agreed date stands until then."
