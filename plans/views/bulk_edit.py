"""Changing many actions at once: selected on the list, looked through, done in one act."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from plans.clock import today
from plans.filters import links
from plans.filters.listing import Listing
from plans.forms.address import PagedAddress, in_address, whole_address
from plans.forms.bulk_edit import BulkEditForm, SelectionForm
from plans.forms.page import ReasonForm
from plans.models import Action, BulkEdit, Lead, Plan, Section
from plans.operations.bulk import (
    CHANGES,
    BulkRow,
    acts_of,
    carry_out,
    choose_actions,
    look_through,
    offered_to,
    rows_of,
    undo,
)
from plans.operations.retraction import permission_needed
from plans.queries import acts_taken_back
from plans.views.sent import Refusal, refusals, refusals_told, sent, sent_by
from plans.wording import number_of
from plans.workforce import somebody_works

ROWS = 100
"""Rows on a page of what becomes of each."""

SECONDS_BETWEEN_LOOKS = 2
Status = BulkEdit.Status
AT_WORK = (Status.LOOKING, Status.WRITING)


def start_bulk_edit(request):
    """Take up what was selected on the list, or all that it shows; on to its page, or back to the list with what to
    mend."""
    listing = Listing(request.user, whole_address(request), on=today())
    came_from = reverse("actions") + links.query(listing.address)
    with refusals_told(request, messages.ERROR):
        edit = choose_actions(
            by=request.user, actions=_selected(request, listing), came_from=came_from, at=timezone.now()
        )
        form = BulkEditForm(sent(request), offered=offered_to(request.user))
        if form.is_valid():
            _look(request, edit, form)
        else:
            edit.typed = form.words
            edit.save(update_fields=["typed"])
        return redirect("bulk_edit", edit.pk)
    return redirect(came_from)


def bulk_edit(request, pk):
    """What becomes of each of the selected actions. POST says anew what changes, or does it: 302, 422 with what to
    mend, 409 where something was done since."""
    edit = _own(request, pk)
    undoing = ReasonForm(sent_by(request, do="undo"))
    if undoing.is_bound:
        return _undone(request, edit, undoing)
    data, refusal = sent(request), Refusal()
    does = data is not None and "do" in data
    form = _form(request, edit, None if does else data)
    if does:
        with refusals(refusal):
            carry_out(by=request.user, edit=edit)
            return redirect("bulk_edit", pk)
    elif data is not None and form.is_valid():
        _look(request, edit, form)
        return redirect("bulk_edit", pk)
    edit.refresh_from_db()
    status = refusal.http_status if refusal.error else form.http_status
    response = render(request, "plans/bulk_edit.html", _context(request, edit, form, refusal.error), status=status)
    if edit.status in AT_WORK:
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _undone(request, edit: BulkEdit, undoing: ReasonForm):
    """Take back all that it did (302), or say what to mend (422)."""
    if undoing.is_valid():
        with refusals(undoing):
            undo(by=request.user, edit=edit, **undoing.cleaned_data)
            messages.success(request, "Undone: everything is as it was before, in each of the plans.")
            return redirect("bulk_edit", edit.pk)
    context = _context(request, edit, _form(request, edit, None), None) | {"undoing": undoing}
    return render(request, "plans/bulk_edit.html", context, status=undoing.http_status)


def bulk_edit_progress(request, pk):
    """How far a worker is: {"status", "works", "read", "all"}, how many are looked through."""
    edit = _own(request, pk)
    done = {"read": min(edit.looked, len(edit.actions)), "all": len(edit.actions)}
    told = done if edit.status == Status.LOOKING else {}
    return JsonResponse({"status": edit.status, "works": somebody_works(), **told})


def _own(request, pk) -> BulkEdit:
    """404 for another person's and for one whose day is over."""
    return get_object_or_404(BulkEdit.objects.kept(timezone.now()).filter(owner=request.user), pk=pk)


def _selected(request, listing: Listing) -> list[int]:
    form = SelectionForm(sent(request))
    form.full_clean()
    if form.is_of_all and not listing.problems:
        return list(listing.standings.values_list("pk", flat=True))
    return form.cleaned_data["pick"]


def _look(request, edit: BulkEdit, form: BulkEditForm) -> None:
    change = form.change(edit.actions)
    look_through(by=request.user, edit=edit, change=change, typed=form.words, at=timezone.now())


def _form(request, edit: BulkEdit, data: QueryDict | None) -> BulkEditForm:
    """With what was sent, else with what was typed last; unread where nothing was."""
    return BulkEditForm((QueryDict(edit.typed) if data is None else data) or None, offered=offered_to(request.user))


def _context(request, edit: BulkEdit, form: BulkEditForm, error: Exception | None) -> dict:
    rows = rows_of(edit) if edit.status in (Status.LOOKED, Status.DONE) else []
    changing = [row for row in rows if row.changes]
    hindered = [row for row in rows if row.hindrance]
    pages = Paginator([*hindered, *(row for row in rows if not row.hindrance)], ROWS)
    page = pages.get_page(in_address(request, PagedAddress)["page"])
    actions = Action.objects.visible_to(request.user).filter(pk__among=edit.actions).with_plan()
    shown = actions.in_bulk([row.action for row in page] or edit.actions[:ROWS])
    plans = Plan.objects.filter(sections__recommendations__actions__in=edit.actions).distinct()
    return {
        "edit": edit,
        "number": len(edit.actions),
        "form": form,
        "error": error,
        "page": page,
        "lines": [(shown[row.action], row) for row in page if row.action in shown],
        "chosen": [shown[pk] for pk in edit.actions if pk in shown],
        "changing": len(changing),
        "hindered": len(hindered),
        "same": len(rows) - len(changing) - len(hindered),
        "what": CHANGES[edit.change["what"]].words if edit.change else "",
        "works": somebody_works(),
        "leads": Lead.objects.current().order_by("name").values_list("name", flat=True),
        "sections": _titles(plans),
        **_acts(request.user, edit),
        "do": _do(edit, changing),
    }


def _titles(plans) -> list[str]:
    found = Section.objects.filter(plan__in=plans, withdrawn=False).exclude(title="").order_by("order", "pk")
    return list(dict.fromkeys(found.values_list("title", flat=True)))


def _acts(user, edit: BulkEdit) -> dict:
    """Each act that did it, with its plan, and whether this person may take it back; and whether they may take back
    all of several at once."""
    acts = [(act, plan, permission_needed(act).allows(user, plan)) for act, plan in acts_of(edit)]
    undone = acts_taken_back()
    left = [may for act, _plan, may in acts if act.pk not in undone]
    return {
        "acts": acts,
        "undone": undone,
        "undone_all": bool(acts) and not left,
        "undoes_all": len(left) > 1 and all(left),
        "undoing": ReasonForm(),
    }


def _do(edit: BulkEdit, changing: list[BulkRow]) -> str:
    """What the button says that it does."""
    verb = {"withdraw": "Withdraw", "close": "Close"}.get(edit.change.get("what", ""), "Change")
    return f"{verb} {number_of(len(changing), 'action')}"
