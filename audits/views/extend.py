"""Asking for a new date: the agreed one stands until somebody else has decided."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audits.views.decision import sit
from plans import worklists
from plans.forms.decisions import ExtensionForm
from plans.models import Action
from plans.operations.decisions.extensions import movable, request_extension
from plans.origins import action_address
from plans.permissions.actions import can_ask_extension
from plans.permissions.parts import MANAGER, roles
from plans.views.sent import sent_or_held
from plans.wording import listed

MOST_NAMED = 3
"""How many managers are named."""


def extend(request, pk):
    """The page; POST asks (302), or says what to mend (422) or what is new (409)."""
    action = get_object_or_404(
        Action.objects.visible_to(request.user).with_position().with_plan(),
        pk=pk,
    )
    can_ask_extension.check(request.user, action)
    timescales = movable(action)
    form = ExtensionForm(sent_or_held(request), timescales=timescales)
    sitting = sit(request, action, form, lambda: _ask(request.user, action, form))
    if sitting.done:
        messages.success(request, sitting.done)
        return redirect(action_address(request, pk))
    context = {
        "is_manager": MANAGER in roles(request.user, action.plan),
        "deciders": worklists.deciders(action.plan, but=request.user),
        "action": action,
        "section": action.recommendation.section,
        "plan": action.plan,
        "timescales": timescales if sitting.status == 200 else movable(action),
        **sitting.context(action),
    }
    return render(request, "audits/extend.html", context, status=sitting.status)


def _ask(by, action, form: ExtensionForm) -> str:
    """Write what was asked for; returns what to say of it. Raises Refused."""
    asked = form.cleaned_data
    request_extension(by=by, **asked | {"timescale": form.timescales[asked["timescale"]]})
    return _waits(action, by)


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
