"""Asking for a new date: the agreed one stands until somebody else has decided."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import permissions, worklists
from plans.forms.extension import ExtensionForm
from plans.models import Action
from plans.operations.errors import Refused
from plans.operations.extensions import request_extension
from plans.views import held
from plans.wording import listed


def extend(request, pk):
    """The page; POST asks (302), or says what to mend (422)."""
    action = get_object_or_404(
        Action.objects.visible_to(request.user).with_position().select_related("recommendation__section__plan"),
        pk=pk,
    )
    permissions.check_can_ask_extension(request.user, action)
    dated = action.timescales.current().filter(met_on=None, step__met_on=None).exclude(latest=None)
    timescales = list(dated.select_related("step").order_by("latest", "pk"))
    form = ExtensionForm(request.POST or held.take(request), timescales=timescales)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            request_extension(
                by=request.user,
                timescale=form.timescales[typed["timescale"]],
                to_latest=typed["to_latest"],
                reason=typed["reason"],
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _waits(action, request.user))
            return redirect("action", pk=action.pk)
    context = {
        "is_manager": permissions.MANAGER in permissions.roles(request.user, action.plan),
        "deciders": worklists.deciders(action.plan, but=request.user),
        "action": action,
        "section": action.recommendation.section,
        "plan": action.plan,
        "form": form,
        "timescales": timescales,
    }
    return render(request, "plans/extend.html", context, status=422 if request.method == "POST" else 200)


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


MOST_NAMED = 3
"""How many managers are named."""
