"""A draft whose plan holds actions already: what is new, changed, moved and gone, and what of it is applied."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from plans.models import Action, ImportDraft, Plan
from plans.operations.files import read_of
from plans.operations.imports.commit import finish_draft
from plans.operations.imports.draft import standing
from plans.permissions.plans import can_work_on_draft
from plans.views.editions.page import edition
from plans.views.imports.draft import draft_of
from plans.views.sent import refusals_told

REFUSED = 422


def import_edition(request, pk):
    """The page of the differences; POST applies what is ticked. A draft that is no edition is on its workbench."""
    draft = draft_of(request, pk)
    can_work_on_draft.check(request.user, draft)
    into = draft.into
    if draft.status != ImportDraft.Status.READY or not into or not Action.objects.of_plan(into).exists():
        return redirect("import", pk=draft.pk)
    with refusals_told(request, messages.ERROR):
        return _compared(request, draft, into, read_of(draft.name, draft.sha256))
    return redirect("imports")


def _compared(request, draft: ImportDraft, into: Plan, data: bytes):
    shown = edition(
        request,
        plan=into,
        document=standing(draft).to_commit(),
        data=data,
        name=draft.name,
        workbench=reverse("import", args=[draft.pk]),
        again=draft.again,
        when_applied=lambda _applied: finish_draft(by=request.user, draft=draft),
    )
    done = ImportDraft.objects.filter(pk=draft.pk, status=ImportDraft.Status.COMMITTED)
    if shown.status_code == REFUSED and done.exists():
        return redirect("plan", slug=into.slug)  # the form was sent twice, and the other was quicker
    return shown
