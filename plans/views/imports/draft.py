"""One import: waiting for it, why it can't be read, or the workbench."""

from __future__ import annotations

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from plans import filemark
from plans.forms.address import in_address
from plans.importing import NotAPlan
from plans.models import ImportDraft, Plan
from plans.operations.imports.documents import acts_of, plan_of
from plans.operations.imports.draft import standing
from plans.operations.imports.left_open import still_open
from plans.permissions.plans import can_edit_plan
from plans.permissions.sheets import can_keep_sheets
from plans.views.imports.page import BenchAddress, context
from plans.views.imports.start import own_plans
from plans.wording import number_of
from plans.workforce import somebody_works

SECONDS_BETWEEN_LOOKS = 2
Status = ImportDraft.Status


def draft_of(request, pk) -> ImportDraft:
    """The draft, without what the file holds. 404 for what may not be seen, and for what was discarded."""
    drafts = ImportDraft.objects.visible_to(request.user).exclude(status=Status.DISCARDED)
    return get_object_or_404(drafts.defer("document").select_related("into__scheme", "plan"), pk=pk)


def import_draft(request, pk):
    """The page of an import, as far as it has come."""
    draft = draft_of(request, pk)
    if draft.status == Status.COMMITTED and draft.plan.withdrawn:
        return redirect("log", slug=draft.plan.slug)
    if draft.status == Status.COMMITTED:
        waited = in_address(request, BenchAddress)["waited"]
        return to_plan(request, draft.plan) if waited else redirect("plan", slug=draft.plan.slug)
    if draft.status in (Status.READING, Status.COMMITTING):
        context = {"draft": draft, "nobody_works": not somebody_works()}
        response = render(request, "plans/imports/reading.html", context)
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response
    if draft.status == Status.REFUSED:
        return _refused(request, draft, draft.refusal)
    return workbench(request, draft)


def _refused(request, draft, refusal: str):
    """The page of a document that is not read, with the reason."""
    context = {"draft": draft, "refusal": refusal, **_own_file(request.user, draft)}
    return render(request, "plans/imports/refused.html", context)


def _own_file(user, draft) -> dict:
    """Of a file that the application made: what it says of itself, and its plan where this person may see that."""
    mark = filemark.find(draft.mark)
    plan = Plan.objects.visible_to(user).filter(slug=mark.plan).first() if mark and mark.plan else None
    return {
        "mark": mark,
        "own_plan": plan,
        "can_edit": plan is not None and can_edit_plan.allows(user, plan),
        "keeps_sheets": can_keep_sheets.allows(user),
    }


def workbench(request, draft, *, failed=None, form=None, looked=None, unsaid=False, status=200):
    """The workbench. `failed` is an answer that could not be taken, `form` another form with errors, or that of a
    decision of which `looked` is what its answer would do; `unsaid`: no reason was given for a second plan of one
    document."""
    try:
        stands = standing(draft)
    except NotAPlan as none_left:
        return _refused(request, draft, str(none_left))
    shown = context(draft, stands, in_address(request, BenchAddress), failed=failed, form=form, looked=looked)
    shown |= {"known": known(request.user, draft), "unsaid": unsaid, "namesake": None, "may_be_edition": False}
    if draft.into is None and not shown["known"]:
        alike = Plan.objects.visible_to(request.user).filter(title__iexact=stands.plan.title).first()
        shown |= {"namesake": alike, "may_be_edition": alike in own_plans(request.user) if alike else False}
    return render(request, "plans/imports/bench.html", shown, status=status)


def known(user, draft: ImportDraft) -> dict | None:
    """The plan that the draft's document is already, where the draft would make another of it: by which act, and
    whether this person may see it and bring a later edition into it."""
    plan = plan_of(draft.sha256)
    if plan is None or plan == draft.into:
        return None
    return {
        "plan": plan,
        "act": acts_of(draft.sha256).filter(links__chain__key=plan.chain_key).first(),
        "seen": Plan.objects.visible_to(user).filter(pk=plan.pk).exists(),
        "may_be_edition": plan in own_plans(user),
    }


def to_plan(request, plan):
    """On to the plan that an import has become, with what is still open."""
    left = still_open(plan).decisions
    asks = f" {number_of(left, 'question')} stayed open: see the plan’s page." if left else ""
    messages.success(request, f"“{plan}” is imported.{asks}")
    return redirect("plan", slug=plan.slug)


def import_progress(request, pk):
    """How far the reading is, and whether anything reads: {"status", "read", "all", "works"}."""
    draft = draft_of(request, pk)
    return JsonResponse(
        {"status": draft.status, "read": draft.rows_read, "all": draft.rows_in_all, "works": somebody_works()}
    )
