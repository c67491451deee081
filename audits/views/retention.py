"""A plan's rules and its end: what a claim has to bring, how long it is kept, exporting and purging it."""

from __future__ import annotations

import logging
import tempfile

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.belongings import belongings
from audits.operations.purge import purge_plan, why_not
from audits.plan_zip import export_plan
from plans.clock import today
from plans.forms.retention import EvidenceRuleForm, PurgeForm, RetentionForm
from plans.models import Plan
from plans.operations.plans import set_retention, set_up_plan
from plans.permissions.records import can_export_everything, can_purge
from plans.views.looks import Look
from plans.views.sent import refusals, sent, sent_by
from plans.views.stored_file import file_away

log = logging.getLogger("actionplans.evidence")

IN_MEMORY = 10 * 1024 * 1024
"""Bytes of an export, above which it is written to disk while it is made."""


def keeping(request, slug):
    """The page, for officers and administrators; POST sets the rule of evidence or how long the plan is kept."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    can_export_everything.check(request.user, plan)
    look = Look(request, plan)
    initial = {"retain_until": plan.retain_until, "hold": plan.hold, "hold_reason": plan.hold_reason}
    form = RetentionForm(sent_by(request, set="retention"), initial=initial)
    rule = EvidenceRuleForm(None if form.is_bound else sent(request))
    if form.is_valid():
        with refusals(form, look):
            set_retention(by=request.user, plan=plan, seen=look.asked, **form.cleaned_data)
            messages.success(request, "How long the plan is kept is set.")
            return redirect("keeping", slug=slug)
    elif rule.is_valid():
        with refusals(rule, look):
            set_up_plan(by=request.user, plan=plan, seen=look.asked, **rule.cleaned_data)
            messages.success(request, "The rule for evidence is set.")
            return redirect("keeping", slug=slug)
    if request.method == "POST":
        plan.refresh_from_db()
    wrong = form if form.is_bound else rule
    context = {
        "plan": plan,
        "form": form,
        "policies": Plan.EvidencePolicy.choices,
        "error": wrong.error,
        "can_purge": can_purge.allows(request.user, plan),
        "why_not": why_not(plan, on=today()),
        **look.context(form, KEPT if form.is_bound else {}),
    }
    return render(request, "audits/retention.html", context, status=wrong.http_status)


KEPT = {"retain_until": "Kept until", "hold": "On hold", "hold_reason": "Why it is held"}
"""What is told of how long it is kept, where somebody else set it meanwhile."""


def everything(request, slug):
    """The zip of everything about the plan; a page (503) where its files can't be read just now."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    can_export_everything.check(request.user, plan)
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 the response closes it
    try:
        export_plan(plan, out, on=today())
    except OSError:
        log.exception("%s could not be exported", plan.slug)
        return file_away(request, f"{plan.slug}.zip")
    out.seek(0)
    response = FileResponse(out, as_attachment=True, filename=f"{plan.slug}-{today().isoformat()}.zip")
    response["Cache-Control"] = "private, no-store"
    return response


def purge(request, slug):
    """What would go; POST, confirmed by the plan's own short name, takes it away (302)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    can_purge.check(request.user, plan)
    form = PurgeForm(sent(request), plan=plan)
    if form.is_valid():
        with refusals(form):
            purge_plan(by=request.user, plan=plan, why=form.cleaned_data["why"])
            messages.success(request, f"“{plan.title}” is purged. The register keeps that it was here.")
            return redirect("plans")
    context = {
        "plan": plan,
        "counts": belongings(plan).counts(),
        "why_not": why_not(plan, on=today()),
        "error": form.error,
        "typed": form.typed,
    }
    return render(request, "audits/purge.html", context, status=form.http_status)
