"""The end of an import: a plan, nothing, or reading it once more."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from plans import permissions
from plans.importing import NotAPlan
from plans.models import ImportDraft
from plans.operations.drafts.amending import discard_draft
from plans.operations.drafts.committing import check_again, commit_draft, commit_later
from plans.operations.drafts.opening import read_again
from plans.operations.drafts.standing import standing
from plans.operations.errors import Refused
from plans.views.imports.draft import WAITED, draft_of, to_plan

MOST_AT_ONCE = 300
"""Actions that are written while somebody waits; more take longer than a second, and a worker writes them."""


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
    seen = request.POST.get("seen", "")
    if len(standing(draft).plan.actions) > MOST_AT_ONCE:
        commit_later(by=request.user, draft=draft, seen=seen)
        return redirect(f"{reverse('import', args=[draft.pk])}?{WAITED}=1")
    return to_plan(request, commit_draft(by=request.user, draft=draft, seen=seen))


def _discard(request, draft):
    discard_draft(by=request.user, draft=draft, at=timezone.now())
    messages.success(request, f"The import of “{draft.name}” was discarded. No plan was changed.")
    return redirect("imports")


def _again(request, draft):
    once_more = check_again if draft.status == ImportDraft.Status.COMMITTING else read_again
    once_more(by=request.user, draft=draft, at=timezone.now())
    return redirect("import", pk=draft.pk)
