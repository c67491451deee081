"""One row, with everything that was understood of it to be put right by hand."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from plans.forms.imports.row import RowForm
from plans.importing import actions_placed
from plans.models import ImportDraft, Lead
from plans.operations.imports.draft import standing
from plans.operations.imports.edits import amend_draft
from plans.operations.imports.parts.scheme import proposal
from plans.permissions.plans import can_work_on_draft
from plans.views.imports.draft import draft_of
from plans.views.imports.places import WorkbenchAddresses
from plans.views.sent import refusals, sent


def import_row(request, pk, key):
    """The page; POST keeps what was changed (302) or says what to mend (422)."""
    draft = draft_of(request, pk)
    can_work_on_draft.check(request.user, draft)
    if draft.status != ImportDraft.Status.READY:
        return redirect("import", pk=draft.pk)
    stands = standing(draft)
    placed = next((found for found in actions_placed(stands.plan) if found.action.key == key), None)
    if placed is None:
        raise Http404
    ratings = [rating.label for rating in proposal(stands.plan, draft.into).ratings]
    places = WorkbenchAddresses(draft.pk, stands)
    form = RowForm(sent(request), placed=placed, ratings=ratings, dated=stands.plan.dated)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            words = f"Row {placed.action.row} was put right by hand"
            amend_draft(by=request.user, draft=draft, edits=form.edits(), words=words, at=timezone.now())
            return redirect(places.of_line(placed.action.line))
    row = next(row for row in places.rows if placed in row.placed)
    context = {
        "draft": draft,
        "placed": placed,
        "row": row,
        "back": places.of_line(placed.action.line),
        "form": form,
        "leads": Lead.objects.current().order_by("name").values_list("name", flat=True),
    }
    return render(request, "plans/imports/row.html", context, status=422 if request.method == "POST" else 200)
