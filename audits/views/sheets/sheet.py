"""One sheet: what came home of it, decided cell by cell, and what became of that."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from audits.forms.sheets import MergeForm
from audits.models import SheetOut, SheetReturn
from audits.operations.sheets.application import BEING_APPLIED, KINDS, merge_of, taken_back, waits_to_be_merged
from audits.operations.sheets.choices import new_beforehand, tally
from audits.operations.sheets.home import discard, keep_choices, look_again
from audits.operations.sheets.orders import apply_merge, stop_merge
from audits.operations.sheets.out import call_back
from audits.sheets.file_merge import Merge
from audits.sheets.pages import became, new_shown, rows_shown, rows_telling
from audits.sheets.rows import MergedRow, NewRow
from audits.sheets.sides import plans_of
from audits.views.sheets.register import attached, page_of
from plans import clock
from plans.forms.address import Number, PagedAddress, in_address
from plans.forms.page import ReasonForm
from plans.models import ChangeSet
from plans.operations.retraction import effects_of, hindrances, take_back_act
from plans.permissions.sheets import can_send_sheets
from plans.sheets.cell_merge import Outcome
from plans.views.sent import refusals, refusals_told, sent, sent_by, sent_or_held
from plans.wording import listed
from plans.workforce import somebody_works

ON_A_PAGE = 25
"""Rows of a merge: each may ask of eight cells."""

SECONDS_BETWEEN_LOOKS = 2
FIRST = ":100"
"""How many rows are listed of those of which nothing is asked."""


def sheet(request, pk):
    """What came home: GET shows it beside what was sent and what is here; POST applies it (302; a worker does where it
    has many rows), keeps the choices or takes the file away; 409 where something was said here meanwhile, 422 what to
    mend. One that is not home says so, one that was merged what became of it."""
    found = _sheet(request, pk)
    returned = _file(request, found)
    if returned is None:
        return _not_home(request, found)
    if not waits_to_be_merged(returned):
        return _applied(request, found, returned)
    if returned.ordered:
        return _applying(request, found, returned)
    merge = merge_of(returned, request.user)
    reason = f"{found.chosen} came home" if found.is_file else f"{found.whom}’s sheet"
    initial = {"reason": reason, "said_by": found.whom, "position_on": returned.position_on or clock.today()}
    form = MergeForm(sent_or_held(request), merge=merge, kept=returned.choices, initial=initial)
    done = _decided(request, found, returned, form) if request.method == "POST" else None
    return done or _merge(request, found, returned, merge, form)


class FileAddress(PagedAddress):
    """Of the files that came home, one."""

    file = Number()


def _sheet(request, pk) -> SheetOut:
    return get_object_or_404(SheetOut.objects.visible_to(request.user), pk=pk)


def _file(request, found: SheetOut) -> SheetReturn | None:
    """The file that the address names; else the newest that waits to be merged, or the newest. None: none came home."""
    returns = list(found.returns.select_related("act", "came_by").defer("data"))
    if asked := in_address(request, FileAddress)["file"]:
        named = [each for each in returns if each.pk == asked]
        if not named:
            raise Http404
        return named[0]
    return next(filter(waits_to_be_merged, returns), returns[0] if returns else None)


def _others(returned: SheetReturn) -> list[tuple[SheetReturn, bool]]:
    """The other files that came home of the same sheet, the newest first; whether each waits to be merged."""
    others = returned.sheet.returns.exclude(pk=returned.pk).defer("data", "read")
    return [(each, waits_to_be_merged(each)) for each in others]


def _beside(returned: SheetReturn) -> dict:
    """What is merged by acts of its own: other files of the same sheet, and the same file’s rows of other sheets."""
    others = _others(returned)
    alike = SheetReturn.objects.filter(sha256=returned.sha256).exclude(sheet=returned.sheet_id)
    sheets = sorted({str(each.sheet) for each in alike.select_related("sheet").defer("data", "read")})
    merged_before = any(not waits for _each, waits in others)
    return {
        "others": others,
        "same_file": listed(sheets),
        "same_file_many": len(sheets) > 1,
        "merged_before": merged_before,
    }


def _page(request) -> int:
    return in_address(request, FileAddress)["page"] or 1


def _decided(request, found: SheetOut, returned: SheetReturn, form: MergeForm):
    """Do what was asked for; None where the form has to be mended first."""
    if sent_by(request, do="discard") is not None:
        return _discarded(request, found, returned)
    if not form.is_valid():
        return None
    typed = form.cleaned_data
    keeps = sent_by(request, do="keep") is not None
    if keeps or typed["page"]:
        keep_choices(by=request.user, returned=returned, choices=form.to_keep, position_on=typed["position_on"])
        if keeps:
            messages.success(request, "Your choices are kept. Nothing has been changed yet.")
        return redirect(f"{page_of(returned)}&page={typed['page'] or _page(request)}")
    said = {name: typed[name] for name in ("reason", "said_by", "position_on", "seen")}
    with refusals(form):
        apply_merge(by=request.user, returned=returned, merge=form.merge, choices=form.choices, **said)
        return redirect(page_of(returned))
    return None


def _applying(request, found: SheetOut, returned: SheetReturn):
    """That a worker applies it; POST stops it (302), and does nothing else (409)."""
    if sent_by(request, do="stop") is not None:
        with refusals_told(request):
            stop_merge(by=request.user, returned=returned)
            messages.success(request, "Stopped. Nothing has been applied, and your choices are kept.")
        return redirect(page_of(returned))
    context = {"sheet": found, "returned": returned, "works": somebody_works()}
    context["refused"] = BEING_APPLIED if request.method == "POST" else ""
    response = render(request, "audits/sheets/applying.html", context, status=409 if context["refused"] else 200)
    if not context["refused"]:
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _discarded(request, found: SheetOut, returned: SheetReturn):
    with refusals_told(request):
        discard(by=request.user, returned=returned)
        left = "" if found.returns.exists() else f" {found} is not home."
        messages.success(request, f"“{returned.name}” was taken away.{left}")
    return redirect("sheets")


def _merge(request, found: SheetOut, returned: SheetReturn, merge: Merge, form: MergeForm):
    choices = form.choices
    page = Paginator([*rows_telling(merge), *merge.new], ON_A_PAGE).get_page(_page(request))
    rows = [each for each in page if isinstance(each, MergedRow)]
    context = {
        "sheet": found,
        "returned": returned,
        "merge": merge,
        "form": form,
        "stamp": merge.stamp,
        "page": page,
        "rows": rows_shown(merge, choices, rows),
        "tally": tally(merge, choices),
        "here": len(merge.cells(Outcome.HERE)),
        "new": [
            new_shown(new, choices.get(f"new-{new.number}") or new_beforehand(new))
            for new in page
            if isinstance(new, NewRow)
        ],
        "first": FIRST,
        "out": found.rows.count(),
        "on": clock.today(),
        **_beside(returned),
    }
    return render(request, "audits/sheets/merge.html", context, status=form.http_status)


def _not_home(request, found: SheetOut):
    form = ReasonForm(sent_by(request, do="call_back"))
    if form.is_valid():
        with refusals(form):
            call_back(by=request.user, sheet=found, **form.cleaned_data)
            messages.success(request, f"{found} is called back: nobody is reminded of it.")
            return redirect("sheets")
    context = {
        "sheet": found,
        "refused": form.error,
        "rows": found.rows.count(),
        "plans": plans_of(found),
        "on": clock.today(),
    }
    return render(request, "audits/sheets/not_home.html", context, status=form.http_status)


def _applied(request, found: SheetOut, returned: SheetReturn, form: ReasonForm | None = None):
    if sent_by(request, do="again") is not None:
        return redirect(page_of(look_again(by=request.user, returned=returned, at=clock.now())))
    act = cast(ChangeSet, returned.act)
    plans = plans_of(found)
    effects = effects_of(act)
    context = {
        "sheet": found,
        "returned": returned,
        "act": act,
        "plan": plans[0],
        "became": became(returned, KINDS),
        "waits": became(returned),
        "cells": sum(len(each["fields"]) for each in returned.applied),
        "in_rows": len({each["action"] for each in returned.applied}),
        "hindrances": [each for plan in plans for each in hindrances(act, plan, effects)],
        "left": [each for each in merge_of(returned).rows if each.telling],
        "others": _others(returned),
        "can_undo": all(can_send_sheets.allows(request.user, plan) for plan in plans),
        "error": form.error if form else None,
        "reason": form.typed.get("reason", "") if form else "",
    }
    return render(request, "audits/sheets/applied.html", context, status=form.http_status if form else 200)


def sheet_undo(request, pk):
    """Undo the act by which the sheet was merged (302), or say why it can't be (422)."""
    found = _sheet(request, pk)
    merged = found.returns.select_related("act").defer("data").exclude(act=None)
    if asked := in_address(request, FileAddress)["file"]:
        merged = merged.filter(pk=asked)
    returned = next((each for each in merged if not taken_back(each)), None)
    if returned is None:
        raise Http404
    form = ReasonForm(sent(request))
    if form.is_valid():
        with refusals(form):
            take_back_act(
                by=request.user, plan=plans_of(found)[0], act=cast(ChangeSet, returned.act), **form.cleaned_data
            )
            said = f"Undone: everything is as it was before {found} was merged. The file still waits here."
            messages.success(request, said)
            return redirect(page_of(returned))
    return _applied(request, found, returned, form)


def sheet_return_file(request, pk):
    """The file as it came home, as a download."""
    returned = _file(request, _sheet(request, pk))
    if returned is None:
        raise Http404
    return attached(bytes(returned.data), returned.name, "application/octet-stream")
