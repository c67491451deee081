"""Taking back an import, a later edition or a change of many actions: first what it will undo and what hinders, then,
with a reason, done."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audits.undo_preview import undoing
from audits.words import done
from plans.forms.page import ReasonForm
from plans.models import ChangeSet, Plan
from plans.operations.retraction import TAKABLE, permission_needed, take_back_act, why_not
from plans.permissions.schemes import can_keep_schemes
from plans.views.sent import refusals, sent


def take_back(request, slug, pk):
    """GET: what it will undo. POST: it is undone (302), or what is to be mended first (422)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    acts = ChangeSet.objects.filter(links__chain__key=plan.chain_key, verb__in=TAKABLE)
    act = get_object_or_404(acts, pk=pk)
    permission_needed(act).check(request.user, plan)
    form = ReasonForm(sent(request))
    if form.is_valid():
        with refusals(form):
            take_back_act(by=request.user, plan=plan, act=act, **form.cleaned_data)
            return _taken(request, plan, act)
    found = undoing(act, plan)
    context = {
        "plan": plan,
        "act": act,
        "did": done(act),
        "undoing": found,
        "can_keep_schemes": can_keep_schemes.allows(request.user, None),
        "hindrances": [(done(each.act), each) for each in found.hindrances],
        "refusal": why_not(act, plan),
        "error": form.error,
        "reason": form.typed.get("reason", ""),
    }
    return render(request, "audits/take_back.html", context, status=form.http_status)


def _taken(request, plan, act):
    """On to the plan or, where it went with its import, to its log."""
    plan.refresh_from_db()
    name = act.details.get("file", "")
    if name:
        messages.success(request, f"What “{name}” brought in was taken back. It can be imported again.")
    else:
        messages.success(request, f"What was changed together is as it was before ({act.details['about']}).")
    return redirect("log" if plan.withdrawn else "plan", slug=plan.slug)
