"""Updates of many actions in one save, as in a sheet: a row an action, each row an update of its own.

What is wrong with a row stands at its cells, and hinders no other: the rest is submitted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from plans import permissions, worklists
from plans.clock import today
from plans.filters import links
from plans.filters.listing import Listing
from plans.forms.dates import BOXES
from plans.forms.grid import CELLS, TypedRow, as_form, day_of, typed_rows
from plans.models import Action, Plan, standing
from plans.operations.editing import give_first_date
from plans.operations.errors import Changed, Refused, Stored
from plans.operations.progress.drafts import Elsewhere, drop_draft, keep_draft
from plans.operations.progress.updates import submit_progress
from plans.permissions import Denied
from plans.views.my_actions import ActionLine, lines_of
from plans.views.progress.page import form_for
from plans.wording import listed, number_of, short_day

ROWS = 50
"""Rows on a page: as many as are sent at once."""

Errors = dict[str, list[str]]
WHOLE = "whole"
PLACES = (*CELLS, WHOLE)
"""Where something can be wrong with a row."""


@dataclass(slots=True)
class GridRow:
    """One row as it is shown: what stands in its cells, and what is wrong with each, or with the whole."""

    line: ActionLine
    cells: dict[str, str]
    takes_date: bool
    errors: Errors


@dataclass(slots=True)
class _Sent:
    """What became of the rows that were sent: what they are called whose update stands, whose date, and what is to be
    mended of the others."""

    saved: list[str] = field(default_factory=list)
    dated: list[str] = field(default_factory=list)
    errors: dict[int, Errors] = field(default_factory=dict)


def my_grid(request):
    """One's own actions that take updates: those that owe one first, then the earliest due."""
    on = today()
    mine = worklists.standings_of(request.user, on=on).filter(stage__in=standing.WORKED_ON)
    since = Plan.objects.visible_to(request.user).owed_since(on=on)
    owed = set(mine.filter(standing.owes_update(since)).values_list("pk", flat=True))
    ids = list(mine.order_by(F("due").asc(nulls_last=True), *standing.PRINTED).values_list("pk", flat=True))
    return _answer(request, sorted(ids, key=lambda pk: pk not in owed), back=reverse("my_actions"), of_list=False)


def list_grid(request):
    """The actions of a filtered list that this person runs or manages and that take updates, in its order."""
    listing = Listing(request.user, request.GET, on=today())
    plans = request.user.plans_as(permissions.OFFICER, permissions.MANAGER)
    rows = listing.standings.filter(stage__in=standing.WORKED_ON, plan__among=plans)
    back = reverse("actions") + links.query(listing.address)
    return _answer(request, list(rows.values_list("pk", flat=True)), back=back, of_list=True)


def _answer(request, ids: list[int], *, back: str, of_list: bool):
    """The page; POST keeps drafts or submits (302), or shows what is to be mended of some rows (422)."""
    page = Paginator(ids, ROWS).get_page(request.GET.get("page"))
    sent, typed = _Sent(), {}
    if request.method == "POST":
        typed = {pk: row for pk, row in typed_rows(request.POST).items() if pk in set(ids)}
        if request.POST.get("then") == "draft":
            return _keep(request, typed.values(), back)
        sent = _submit(request, typed.values())
        if not sent.errors:
            messages.success(request, _told(sent))
            return redirect(back)
    left = {pk: row for pk, row in typed.items() if pk in sent.errors}
    rows = _rows(request, [*left, *(pk for pk in page if pk not in left)], left, sent, of_list)
    context = {
        "rows": rows,
        "page": page,
        "back": back,
        "of_list": of_list,
        "told": _told(sent) if sent.saved or sent.dated else "",
        "problems": [(row, name, words) for row in rows for name, each in row.errors.items() for words in each],
        "for_all": request.POST.get("for_all", ""),
        "why": request.POST.get("why", ""),
        "on": today(),
        "takes_dates": any(row.takes_date for row in rows),
    }
    return render(request, "plans/progress/grid.html", context, status=422 if sent.errors else 200)


def _rows(request, ids: list[int], left: dict[int, TypedRow], sent: _Sent, of_list: bool) -> list[GridRow]:
    since = Plan.objects.visible_to(request.user).owed_since(on=today())
    edits: dict[int, bool] = {}
    found = []
    for line in lines_of(request.user, ids, since, today()):
        plan = line.action.plan
        if plan.pk not in edits:
            edits[plan.pk] = of_list and permissions.can_edit_plan(request.user, plan)
        pk = line.action.pk
        cells = _cells(line, left.get(pk))
        errors = {place: sent.errors.get(pk, {}).get(place, []) for place in PLACES}
        found.append(GridRow(line, cells, edits[plan.pk] and line.stands.undated, errors))
    return found


def _cells(line: ActionLine, row: TypedRow | None) -> dict[str, str]:
    """What stands in the cells: what was sent and is to be mended, a draft, or nothing but the forecast as it is."""
    before = short_day(line.forecast) if line.forecast and line.forecast >= today() else ""
    fresh = {
        **dict.fromkeys(CELLS, ""),
        "before": before,
        "seen": str(line.newest or ""),
        "mark": line.draft.mark if line.draft else "",
    }
    if row:
        sent = {"rag": row.rag, "narrative": row.narrative, "forecast": row.forecast, "due": row.due}
        return {**fresh, **sent}
    if line.draft:
        typed = QueryDict(line.draft.typed)
        forecast = " ".join(filter(None, (typed.get(f"forecast_{box}", "") for box in BOXES)))
        return {**fresh, "rag": typed.get("rag", ""), "narrative": typed.get("narrative", ""), "forecast": forecast}
    return {**fresh, "forecast": before}


def _submit(request, rows: Iterable[TypedRow]) -> _Sent:
    """Each row that says something, as an act of its own."""
    sent = _Sent()
    words, why = request.POST.get("for_all", "").strip(), request.POST.get("why", "")
    wanted = [row for row in rows if row.says_something or row.due.strip()]
    actions = Action.objects.visible_to(request.user).with_position().with_plan("scheme")
    found = actions.in_bulk([row.pk for row in wanted])
    for row in wanted:
        action = found[row.pk]
        name = action.known_as or action.headline
        if row.due.strip() and not (wrong := _date(request, action, row, why)):
            sent.dated.append(name)
        elif row.due.strip():
            sent.errors[row.pk] = wrong
        if not row.says_something:
            continue
        if wrong := _update(request, action, row, words):
            sent.errors[row.pk] = {**sent.errors.get(row.pk, {}), **wrong}
        else:
            sent.saved.append(name)
    return sent


def _update(request, action: Action, row: TypedRow, words: str) -> Errors:
    """Submit what stands in the row, by the rules of the update page; what is wrong with it, if anything."""
    form = form_for(request, action, data=as_form(row, words), files={})
    if not form.is_valid():
        return {_place(name): [str(each) for each in words] for name, words in form.errors.items()}
    try:
        seen = form.cleaned_data["seen"]
        submit_progress(by=request.user, action=action, word=form.word(), seen=seen, check_seen=True)
    except Stored:
        pass  # it came twice, and stands
    except Changed as changed:
        latest = changed.latest
        rated = latest.rag.label if latest.rag else "Not rated"
        said = f"{latest.said_by_name} has said since: {rated}. “{latest.narrative}”"
        return {WHOLE: [f"{said} Submit again if yours is to stand after it."]}
    except Denied as denied:
        return {WHOLE: [str(denied)]}
    except Refused as refused:
        return {_place(refused.field): [str(refused)]}
    drop_draft(by=request.user, action=action)
    return {}


def _place(name: str | None) -> str:
    return name if name in PLACES else WHOLE


def _date(request, action: Action, row: TypedRow, why: str) -> Errors:
    """Give the action its first date; what is wrong with that, if anything."""
    try:
        latest = day_of(row.due, what="the date")
        give_first_date(by=request.user, action=action, latest=latest, why=why)
    except forms.ValidationError as error:
        return {"due": error.messages}
    except (Denied, Refused) as refused:
        return {"due": [str(refused)]}
    return {}


def _keep(request, rows: Iterable[TypedRow], back: str):
    """What is written in each row as a draft, which the update page goes on from too."""
    wanted = [row for row in rows if row.says_something]
    found = Action.objects.visible_to(request.user).with_plan().in_bulk([row.pk for row in wanted])
    kept = 0
    for row in wanted:
        typed, mark = as_form(row), request.POST.get(f"mark-{row.pk}", "")
        seen = typed.pop("seen")[0]
        try:
            keep_draft(
                by=request.user,
                action=found[row.pk],
                typed=typed.urlencode(),
                mark=mark,
                seen=int(seen) if seen.isascii() and seen.isdecimal() else None,
                at=timezone.now(),
            )
            kept += 1
        except (Elsewhere, Refused, Denied) as refused:
            messages.warning(request, f"{found[row.pk].known_as}: {refused}")
    messages.success(request, f"{number_of(kept, 'draft is', 'drafts are')} kept. Nobody else sees them.")
    return redirect(back)


def _told(sent: _Sent) -> str:
    said = []
    if sent.saved:
        said.append(f"{number_of(len(sent.saved), 'update is', 'updates are')} submitted: {listed(sent.saved)}.")
    if sent.dated:
        said.append(f"{number_of(len(sent.dated), 'action has', 'actions have')} a date now: {listed(sent.dated)}.")
    return " ".join(said) or "Nothing was typed, so nothing is submitted."
