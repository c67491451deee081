"""The end of an import: a plan, nothing, or reading it once more."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from plans.forms.imports.whole import FinishForm
from plans.importing import NotAPlan
from plans.models import ImportDraft
from plans.operations.errors import Refused
from plans.operations.imports.commit import check_again, commit_draft, commit_later, make_edition
from plans.operations.imports.documents import KnownDocument, plan_of
from plans.operations.imports.draft import standing
from plans.operations.imports.edits import discard_draft
from plans.operations.imports.upload import read_again
from plans.permissions.plans import can_work_on_draft
from plans.views.imports.draft import draft_of, to_plan, workbench
from plans.views.sent import refusals_told, sent

MOST_AT_ONCE = 300
"""Actions that are written while somebody waits; more take longer than a second, and a worker writes them."""


def import_finish(request, pk):
    """Does what `do` says: commit, discard or again; of a document that is a plan already: edition, or second."""
    draft = draft_of(request, pk)
    can_work_on_draft.check(request.user, draft)
    form = FinishForm(sent(request))
    form.full_clean()
    do = DOES.get(form.cleaned_data["do"])
    if do is None:
        raise Http404
    with refusals_told(request, messages.ERROR, also=(NotAPlan,)):
        try:
            return do(request, draft, form.cleaned_data)
        except KnownDocument:
            return redirect(f"{reverse('import', args=[draft.pk])}#known")
    return redirect("import", pk=draft.pk)


def _commit(request, draft, said, *, again=""):
    """A form that is sent twice is answered with the plan that was made, or on the page that waits for it."""
    seen = said["seen"]
    waits = draft.status == ImportDraft.Status.COMMITTING
    if draft.status == ImportDraft.Status.READY and len(standing(draft).plan.actions) > MOST_AT_ONCE:
        commit_later(by=request.user, draft=draft, seen=seen, again=again)
        waits = True
    if waits:
        return redirect(f"{reverse('import', args=[draft.pk])}?waited=1")
    return to_plan(request, commit_draft(by=request.user, draft=draft, seen=seen, again=again))


def _second(request, draft, said):
    """A second plan of one document, for a reason."""
    if not any(char.isalnum() for char in said["again"]):
        return workbench(request, draft, unsaid=True, status=422)
    return _commit(request, draft, said, again=said["again"])


def _edition(request, draft, _said):
    plan = plan_of(draft.sha256)
    if plan is None:
        raise Refused(f"“{draft.name}” is in no plan any more. Look at it again.")
    make_edition(by=request.user, draft=draft, plan=plan, at=timezone.now())
    return redirect("import_edition", pk=draft.pk)


def _discard(request, draft, _said):
    discard_draft(by=request.user, draft=draft, at=timezone.now())
    messages.success(request, f"The import of “{draft.name}” was discarded. No plan was changed.")
    return redirect("imports")


def _again(request, draft, _said):
    once_more = check_again if draft.status == ImportDraft.Status.COMMITTING else read_again
    once_more(by=request.user, draft=draft, at=timezone.now())
    return redirect("import", pk=draft.pk)


DOES = {"commit": _commit, "second": _second, "edition": _edition, "discard": _discard, "again": _again}
