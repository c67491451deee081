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

from plans import worklists
from plans.clock import today
from plans.filters import links
from plans.filters.listing import Listing
from plans.forms.address import PagedAddress, in_address, note_unusable, whole_address
from plans.forms.dates import BOXES
from plans.forms.grid import CELLS, GridForm, TypedRow, as_form, day_of, is_no_day
from plans.models import Action, Plan, standing
from plans.operations.editing import give_first_date
from plans.operations.errors import Changed, Refused, Stored
from plans.operations.freshness import read_seen
from plans.operations.progress.drafts import Elsewhere, drop_draft, keep_draft
from plans.operations.progress.updates import submit_progress
from plans.permissions.parts import MANAGER, OFFICER
from plans.permissions.permission import Denied
from plans.permissions.plans import can_edit_plan
from plans.views.progress.page import form_for
from plans.views.sent import refusals, refusals_told, sent_or_held
from plans.views.work_lines import ActionLine, lines_of
from plans.wording import listed, number_of, short_day

ROWS = 50
"""Rows on a page: as many as are sent at once."""

NO_DAY = "This is no day. Write one such as 31 March 2027."
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
class _Became:
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
    ids.sort(key=lambda pk: pk not in owed)
    return _answer(request, ids, mine, back=reverse("my_actions"), of_list=False)


def list_grid(request):
    """The actions of a filtered list that this person runs or manages and that take updates, in its order."""
    listing = Listing(request.user, whole_address(request), on=today())
    note_unusable(request, {each: each for each in listing.problems})
    plans = request.user.plans_as(OFFICER, MANAGER)
    rows = listing.standings.filter(stage__in=standing.WORKED_ON, plan__among=plans)
    back = reverse("actions") + links.query(listing.address)
    takes = listing.scope.standings.filter(stage__in=standing.WORKED_ON, plan__among=plans)
    return _answer(request, list(rows.values_list("pk", flat=True)), takes, back=back, of_list=True)


def _answer(request, ids: list[int], takes, *, back: str, of_list: bool):
    """The page; POST keeps drafts or submits (302), or shows what is to be mended of some rows (422). Of what is sent
    counts each row that still `takes` an update, though a date that it got may have moved it out of the list; the
    others are told."""
    page = Paginator(ids, ROWS).get_page(in_address(request, PagedAddress)["page"])
    grid, became = GridForm(sent_or_held(request)), _Became()
    if request.method == "POST" and grid.is_valid():
        there = set(takes.filter(pk__in=list(grid.rows)).values_list("pk", flat=True))
        typed = {pk: row for pk, row in grid.rows.items() if pk in there}
        _tell_left(request, [row for pk, row in grid.rows.items() if pk not in there and row.says_something])
        if grid.cleaned_data["then"] == "draft":
            return _keep(request, typed.values(), back)
        became = _submit(request, typed.values(), grid)
        if not became.errors:
            messages.success(request, _told(became))
            return redirect(back)
    left = _left(request, grid, ids, became)
    rows = _rows(request, [*left, *(pk for pk in page if pk not in left)], left, became, of_list)
    context = {
        "rows": rows,
        "page": page,
        "back": back,
        "of_list": of_list,
        "told": _told(became) if became.saved or became.dated else "",
        "problems": [(row, name, words) for row in rows for name, each in row.errors.items() for words in each],
        "for_all": grid.typed.get("for_all", ""),
        "why": grid.typed.get("why", ""),
        "on": today(),
        "takes_dates": any(row.takes_date for row in rows),
    }
    return render(request, "plans/progress/grid.html", context, status=422 if became.errors else 200)


def _tell_left(request, rows: list[TypedRow]) -> None:
    """Say of rows that take no update any more what was typed there, so that it can be said elsewhere."""
    actions = Action.objects.visible_to(request.user).with_plan().in_bulk([row.pk for row in rows])
    for row in rows:
        if row.pk in actions:
            words = f" What was typed there: “{row.narrative.strip()}”" if row.narrative.strip() else ""
            messages.warning(request, f"{actions[row.pk].known_as} takes no update any more.{words}")


def _left(request, grid: GridForm, ids: list[int], became: _Became) -> dict[int, TypedRow]:
    """What is to be mended of what was sent; or what was typed before the session ended, which nobody has sent."""
    if request.method == "POST":
        return {pk: row for pk, row in grid.rows.items() if pk in became.errors}
    takes = set(ids)
    found = {pk: row for pk, row in grid.rows.items() if pk in takes and (row.says_something or row.due.strip())}
    if found:
        messages.warning(request, "You were signed out before this was submitted. What you typed stands first below.")
    return found


def _rows(request, ids: list[int], left: dict[int, TypedRow], became: _Became, of_list: bool) -> list[GridRow]:
    since = Plan.objects.visible_to(request.user).owed_since(on=today())
    edits: dict[int, bool] = {}
    found = []
    for pk, line in lines_of(request.user, ids, since, today()).items():
        plan = line.action.plan
        if plan.pk not in edits:
            edits[plan.pk] = of_list and can_edit_plan.allows(request.user, plan)
        cells = _cells(line, left.get(pk))
        errors = {place: became.errors.get(pk, {}).get(place, []) for place in PLACES}
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


def _submit(request, rows: Iterable[TypedRow], grid: GridForm) -> _Became:
    """Each row that says something, as an act of its own."""
    became = _Became()
    wanted = [row for row in rows if row.says_something or row.due.strip()]
    actions = Action.objects.visible_to(request.user).with_position().with_plan("scheme")
    found = actions.in_bulk([row.pk for row in wanted])
    for row in wanted:
        action, wrong = found[row.pk], _Wrong()
        name = action.known_as or action.headline
        if row.due.strip() and _date(request, action, row, grid.cleaned_data["why"], wrong):
            became.dated.append(name)
        if row.says_something and _update(request, action, row, grid.cleaned_data["for_all"], wrong):
            became.saved.append(name)
        if wrong.errors:
            became.errors[row.pk] = wrong.errors
    return became


class _Wrong:
    """What is wrong with one row, by the cell that it is about."""

    def __init__(self) -> None:
        self.errors: Errors = {}

    def add(self, place: str | None, *words: str) -> None:
        self.errors.setdefault(place if place in PLACES else WHOLE, []).extend(words)

    def refuse(self, error: Refused | forms.ValidationError) -> None:
        if isinstance(error, Refused):
            self.add(error.field, str(error))
        else:
            self.add("due", *error.messages)


def _update(request, action: Action, row: TypedRow, words: str, wrong: _Wrong) -> bool:
    """Submit what stands in the row, by the rules of the update page; whether it stands."""
    if is_no_day(row.forecast):
        wrong.add("forecast", NO_DAY)
        return False
    form = form_for(request, action, data=as_form(row, words), files={})
    if not form.is_valid():
        for name, errors in form.errors.items():
            wrong.add(name, *(str(each) for each in errors))
        return False
    with refusals(wrong, also=(Denied,)):
        try:
            seen = form.cleaned_data["seen"]
            submit_progress(by=request.user, action=action, word=form.word(), seen=seen, check_seen=True)
        except Stored:
            pass  # it came twice, and stands
        except Changed as changed:
            wrong.add(WHOLE, _quicker(changed.latest))
            return False
        drop_draft(by=request.user, action=action)
        return True
    return False


def _quicker(latest) -> str:
    rated = latest.rag.label if latest.rag else "Not rated"
    said = f"{latest.said_by_name} has said since: {rated}. “{latest.narrative}”"
    return f"{said} Submit again if yours is to stand after it."


def _date(request, action: Action, row: TypedRow, why: str, wrong: _Wrong) -> bool:
    """Give the action its first date; whether it has it."""
    told = _Wrong()
    with refusals(told, also=(Denied,)):
        give_first_date(by=request.user, action=action, latest=day_of(row.due, what="the date"), why=why)
        return True
    wrong.add("due", *(words for each in told.errors.values() for words in each))
    return False


def _keep(request, rows: Iterable[TypedRow], back: str):
    """What is written in each row as a draft, which the update page goes on from too."""
    wanted = [row for row in rows if row.says_something]
    found = Action.objects.visible_to(request.user).with_plan().in_bulk([row.pk for row in wanted])
    kept = 0
    for row in wanted:
        typed = as_form(row)
        seen = read_seen(typed.pop("seen")[0])
        with refusals_told(request, also=(Elsewhere, Denied)):
            keep_draft(
                by=request.user,
                action=found[row.pk],
                typed=typed.urlencode(),
                mark=row.mark,
                seen=seen,
                at=timezone.now(),
            )
            kept += 1
    messages.success(request, f"{number_of(kept, 'draft is', 'drafts are')} kept. Nobody else sees them.")
    return redirect(back)


def _told(became: _Became) -> str:
    said = []
    if became.saved:
        said.append(f"{number_of(len(became.saved), 'update is', 'updates are')} submitted: {listed(became.saved)}.")
    if became.dated:
        said.append(f"{number_of(len(became.dated), 'action has', 'actions have')} a date now: {listed(became.dated)}.")
    return " ".join(said) or "Nothing was typed, so nothing is submitted."
