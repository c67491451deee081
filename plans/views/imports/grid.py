"""Who, by when and how it is rated, of many rows of a document in one save."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from plans.forms.address import PagedAddress, in_address
from plans.forms.imports.grid import RowsForm
from plans.importing import actions_placed
from plans.models import ImportDraft, Lead
from plans.operations.imports.draft import standing
from plans.operations.imports.edits import amend_draft
from plans.operations.imports.parts.scheme import proposal
from plans.permissions.plans import can_work_on_draft
from plans.views.imports.draft import draft_of
from plans.views.sent import refusals_told, sent_or_held
from plans.wording import number_of

ROWS = 50
"""Rows on a page: as many as are sent at once."""


def import_grid(request, pk):
    """The page; POST keeps what was changed (302), and says what is to be mended of some cells (422)."""
    draft = draft_of(request, pk)
    can_work_on_draft.check(request.user, draft)
    if draft.status != ImportDraft.Status.READY:
        return redirect("import", pk=draft.pk)
    stands = standing(draft)
    ratings = [rating.label for rating in proposal(stands.plan, draft.into).ratings]
    page = Paginator(list(actions_placed(stands.plan)), ROWS).get_page(in_address(request, PagedAddress)["page"])
    form = RowsForm(sent_or_held(request), placed=page, ratings=ratings, dated=stands.plan.dated)
    told = ""
    if request.method == "POST":
        rows = {action.row: action.key for action in stands.base.actions}
        told = f"{number_of(len(form.edits), 'cell')} put right in the grid"
        with refusals_told(request, messages.ERROR):
            edits = (*form.edits, *form.settled(stands.asked, rows))
            amend_draft(by=request.user, draft=draft, edits=edits, words=told, at=timezone.now())
            if not form.problems:
                messages.success(request, f"{told}. Under “things you said” this can be taken back.")
                return redirect(reverse("import", args=[draft.pk]))
    context = {
        "draft": draft,
        "page": page,
        "form": form,
        "told": told if form.edits else "",
        "ratings": ratings,
        "leads": Lead.objects.current().order_by("name").values_list("name", flat=True),
    }
    return render(request, "plans/imports/grid.html", context, status=422 if form.problems else 200)
