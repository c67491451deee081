"""The end of an import: a plan, nothing, or reading it once more."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from plans import permissions
from plans.importing import NotAPlan
from plans.operations.drafts.amending import discard_draft
from plans.operations.drafts.committing import commit_draft
from plans.operations.drafts.opening import read_again
from plans.operations.errors import Refused
from plans.views.imports.draft import draft_of
from plans.wording import number_of


def import_finish(request, pk):
    """Does what `do` says: commit, discard or again."""
    draft = draft_of(request, pk)
    permissions.check_can_work_on_draft(request.user, draft)
    do = {"commit": _commit, "discard": _discard, "again": _again}.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        return do(request, draft)
    except (Refused, NotAPlan) as refused:
        messages.error(request, str(refused))
        return redirect("import", pk=draft.pk)


def _commit(request, draft):
    plan = commit_draft(by=request.user, draft=draft, seen=request.POST.get("seen", ""))
    left = plan.open_questions.filter(answered_on=None).count()
    asks = f" {number_of(left, 'question')} stayed open: see the plan’s page." if left else ""
    messages.success(request, f"“{plan}” is imported.{asks}")
    return redirect("plan", slug=plan.slug)


def _discard(request, draft):
    discard_draft(by=request.user, draft=draft, at=timezone.now())
    messages.success(request, f"The import of “{draft.name}” was discarded. No plan was changed.")
    return redirect("imports")


def _again(request, draft):
    read_again(by=request.user, draft=draft, at=timezone.now())
    return redirect("import", pk=draft.pk)
