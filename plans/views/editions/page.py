"""A later edition of a plan's document: its differences, and what is to be done about each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from plans import models as m
from plans.forms.editions import APPLY, EditionForm
from plans.importing import DATE, UnderstoodPlan, compare
from plans.operations.editions import Applied, apply_edition, imported_before
from plans.permissions.plans import can_agree_dates, can_import
from plans.queries import plan_state
from plans.views.editions.layout import lay_out
from plans.views.sent import refusals, sent
from plans.wording import number_of
from plans.worklists import deciders

NOBODY_DECIDES = " A date that moves waits for nobody yet: the plan has no manager who could decide on it."


def edition(
    request,
    *,
    plan: m.Plan,
    document: UnderstoodPlan,
    data: bytes,
    name: str,
    workbench: str = "",
    again: str = "",
    when_applied: Callable[[Applied], None] | None = None,
) -> HttpResponse:
    """The page for a document (as understood, with the file's bytes and name) whose target holds actions already.

    POST with the button `apply` applies what is ticked and leads to the plan (302), or says what to mend (422);
    other buttons only tick or show (200). `workbench` is the address where the reading is put right; `again` why a
    document that is in the plan already is compared with it; `when_applied` is told, for a draft that is done with.
    Raises Denied.
    """
    can_import.check(request.user, plan)
    state = plan_state(plan)
    form = EditionForm(sent(request), edition=compare(state, document))
    if request.method == "POST" and form.do[0] == APPLY:
        if form.is_valid() and (done := _apply(request, form, plan, document, data, name, again)):
            if when_applied:
                when_applied(done)
            messages.success(request, _said(done, agrees=_agrees(request.user, plan), plan=plan, by=request.user))
            return redirect("plan", slug=plan.slug)
        return _page(request, form, plan, name, document, data, workbench, again, status=422)
    return _page(request, form, plan, name, document, data, workbench, again)


def edition_context(form: EditionForm, *, plan: m.Plan, user, name: str, document: UnderstoodPlan, data: bytes) -> dict:
    """What `plans/editions/page.html` and its part `edition_form.html` need, whichever view shows them."""
    return {
        "plan": plan,
        "name": name,
        "dated": document.dated,
        "form": form,
        "page": lay_out(form),
        "before": imported_before(plan, hashlib.sha256(data).hexdigest()),
        "agrees_dates": _agrees(user, plan),
    }


def _agrees(user, plan: m.Plan) -> bool:
    """Whether a date moves as soon as this person applies it."""
    return can_agree_dates.allows(user, plan) or plan.status == m.Plan.Status.DRAFT


def _page(request, form, plan, name, document, data, workbench, again, *, status=200):
    context = edition_context(form, plan=plan, user=request.user, name=name, document=document, data=data)
    return render(
        request,
        "plans/editions/page.html",
        context | {"workbench": workbench, **({"before": None} if again else {})},
        status=status,
    )


def _apply(request, form: EditionForm, plan, document, data, name, again) -> Applied | None:
    """What was applied, or None when the form now says why nothing was."""
    if not (form.accepted or form.withdraw):
        form.add_error("apply", "Tick at least one change, or leave this document and come back to it.")
        return None
    with refusals(form):
        return apply_edition(
            by=request.user,
            plan=plan,
            document=document,
            data=data,
            name=name,
            accepted=form.accepted,
            withdraw=form.withdraw,
            seen=form.cleaned_data["seen"],
            again=again,
        )
    return None


def _said(done: Applied, *, agrees: bool, plan: m.Plan, by: m.User) -> str:
    applied, left = sum(done.applied.values()), sum(done.left.values())
    rest = f" {number_of(left, 'difference')} left as the plan has it." if left == 1 else ""
    if left > 1:
        rest = f" {number_of(left, 'difference')} left as the plan has them."
    waits = " A date that moves waits for a manager’s decision." if deciders(plan, but=by) else NOBODY_DECIDES
    asked = "" if agrees or DATE not in done.applied else waits
    return f"{number_of(applied, 'change')} applied.{rest}{asked} The file is kept with the plan’s audit log."
