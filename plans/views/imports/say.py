"""What a person says on the workbench: answers, what a column or a row is, the frame, and taking something back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from plans.forms.address import in_address
from plans.forms.imports.answer import AnswerForm
from plans.forms.imports.decision import LOOK, DecisionForm
from plans.forms.imports.whole import ColumnsForm, CutForm, FrameForm, RulingForm, SayingForm, row_at
from plans.importing import (
    ALONE,
    ASIDE,
    BAND,
    HEADINGS,
    JOIN,
    NOTE,
    PRINTED,
    ROW,
    SAYABLE,
    LeadsSaid,
    QuestionSettled,
    Ruled,
    StepsApart,
)
from plans.models import ImportDraft
from plans.operations.errors import Refused
from plans.operations.imports.draft import standing
from plans.operations.imports.edits import amend_draft, take_back
from plans.operations.imports.previews import preview
from plans.permissions.plans import can_work_on_draft
from plans.views.imports.draft import draft_of, workbench
from plans.views.imports.page import BenchAddress
from plans.views.imports.places import WorkbenchAddresses
from plans.views.sent import refusals_told, sent
from plans.wording import number_of

RULED = {
    ROW: "is a row of the plan",
    ALONE: "is a row of its own",
    JOIN: "goes on with the row above",
    BAND: "titles a section",
    HEADINGS: "holds the column headings",
    NOTE: "is a note",
    ASIDE: "is left out",
    PRINTED: "stands as it is printed",
}


def import_say(request, pk):
    """Takes one of the workbench's forms by its `do` (302 back to the place), or shows what to mend (422)."""
    draft = draft_of(request, pk)
    can_work_on_draft.check(request.user, draft)
    if draft.status != ImportDraft.Status.READY:
        return redirect("import", pk=draft.pk)
    do = {
        "answer": _answer,
        "decide": _decide,
        "ratings": _ratings,
        "rule": _rule,
        "cut": _cut,
        "unjoin": _unjoin,
        "unmove": _unmove,
        "uncarry": _uncarry,
        "columns": _columns,
        "frame": _frame,
        "apart": _apart,
        "back": _back,
    }
    form = SayingForm(sent(request))
    form.full_clean()
    take = do.get(form.cleaned_data["do"])
    if take is None:
        raise Http404
    with refusals_told(request, messages.ERROR):
        return take(request, draft, form.cleaned_data)
    return _there(request, draft)


def _answer(request, draft, said):
    stands = standing(draft)
    asked = next((found for found in stands.asked if found.key == said["question"]), None)
    if asked is None:
        messages.info(request, "That question is not asked any more.")
        return _there(request, draft)
    form = AnswerForm(sent(request), asked=asked, standing=stands)
    if not form.is_valid():
        return workbench(request, draft, failed=form, status=422)
    _amend(request, draft, form.edits, form.words)
    return _on_to_the_next(draft, stands, asked)


def _decide(request, draft, said):
    stands = standing(draft)
    decision = next((found for found in stands.decisions if found.key == said["question"] and found.is_open), None)
    if decision is None:
        messages.info(request, "That question is not asked any more.")
        return _there(request, draft)
    form = DecisionForm(sent(request), decision=decision, standing=stands)
    if not form.is_valid():
        return workbench(request, draft, form=form, status=422)
    if form.cleaned_data["choice"] == LOOK:
        return workbench(request, draft, form=form, looked=preview(draft, stands, form.edits))
    _amend(request, draft, form.edits, form.words)
    following = next((found for found in standing(_fresh(draft)).decisions if found.is_open), None)
    return _there(request, draft, f"d-{following.key}" if following else "questions")


def _ratings(request, draft, _said):
    """Every proposed rating is right, as one thing said."""
    asked = [found for found in standing(draft).unanswered if found.question.field == "rag"]
    if not asked:
        raise Refused("No rating is asked about any more.")
    words = f"All proposed ratings are right: {number_of(len(asked), 'question')} answered"
    _amend(request, draft, [QuestionSettled(found.key) for found in asked], words)
    messages.success(request, "The proposed ratings are confirmed. Under “things you said” this can be taken back.")
    return _there(request, draft)


def _on_to_the_next(draft, before, asked):
    """To the open question that follows this one, wherever on the workbench it stands; to the top when none does."""
    stands = standing(_fresh(draft))
    open_now = {found.key: found for found in stands.unanswered}
    keys = [found.key for found in before.asked]
    place = keys.index(asked.key)
    following = next((open_now[key] for key in keys[place:] + keys[:place] if key in open_now), None)
    if following is None:
        return redirect(reverse("import", args=[draft.pk]) + "#questions")
    return redirect(WorkbenchAddresses(draft.pk, stands).of_question(following.key, following.action))


def _fresh(draft):
    return ImportDraft.objects.defer("document").get(pk=draft.pk)


def _to_line(draft, line: int):
    return redirect(WorkbenchAddresses(draft.pk, standing(_fresh(draft))).of_line(line))


def _rule(request, draft, said):
    form = RulingForm(sent(request), document=standing(draft).document)
    if not form.is_valid():
        raise Refused("That can’t be said of this row. Tick a line and choose one of the buttons.")
    lines, ruling = form.cleaned_data["line"], form.cleaned_data["ruling"]
    where = said["where"].strip()[:80] or f"Row {lines[0]}"
    where = where if len(lines) == 1 else f"Each of {len(lines)} lines"
    _amend(request, draft, form.edits, f"{where} {RULED[ruling]}")
    return _to_line(draft, lines[0])


def _cut(request, draft, said):
    row = row_at(standing(draft).document, said["number"])
    if row is None:
        raise Refused("That row is not there any more.")
    form = CutForm(sent(request), row=row, is_headings=False)
    if not form.is_valid():
        raise Refused("Say of each cell where the lower row begins.")
    _amend(request, draft, form.edits, f"{said['where'].strip()[:80]} is cut in two")
    return _to_line(draft, row.line)


def _unjoin(request, draft, said):
    action = _action(draft, said)
    edits = [Ruled(line, ALONE) for line in action.lines[1:]]
    return _undone(request, draft, action, edits, "what was joined to it stands alone")


def _unmove(request, draft, said):
    action = _action(draft, said)
    return _undone(request, draft, action, [Ruled(action.line, PRINTED)], RULED[PRINTED])


def _uncarry(request, draft, said):
    action = _action(draft, said)
    return _undone(request, draft, action, [LeadsSaid(action.key, None, ())], "nobody is carried down to it")


def _action(draft, said):
    """The action that a form is of. Raises Refused where it is gone."""
    action = next((found for found in standing(draft).plan.actions if found.key == said["key"]), None)
    if action is None:
        raise Refused("This action is not there any more.")
    return action


def _undone(request, draft, action, edits, words: str):
    """Undo a repair of an action, and show it."""
    _amend(request, draft, edits, f"Row {action.row}: {words}")
    return _to_line(draft, action.line)


def _columns(request, draft, _said):
    form = ColumnsForm(sent(request), plan=standing(draft).plan)
    if not form.is_valid():
        return workbench(request, draft, form=form, status=422)
    named = [f"“{edit.heading}” is {SAYABLE[edit.meaning]}" for edit in form.edits]
    _amend(request, draft, form.edits, "; ".join(named)[:500])
    return _there(request, draft, "columns")


def _frame(request, draft, _said):
    form = FrameForm(sent(request), plan=standing(draft).plan)
    if not form.is_valid():
        return workbench(request, draft, form=form, status=422)
    _amend(request, draft, form.edits, "About the plan: " + ", ".join(edit.field for edit in form.edits))
    return _there(request, draft, "frame")


def _apart(request, draft, said):
    action = _action(draft, said)
    if len(action.steps) < 2:
        raise Refused("This action has no steps any more that could stand alone.")
    _amend(request, draft, (StepsApart(action.key),), f"The {len(action.steps)} steps of row {action.row} are actions")
    return _to_line(draft, action.line)


def _back(request, draft, said):
    number = -1 if said["number"] is None else said["number"]
    words = take_back(by=request.user, draft=draft, number=number, at=timezone.now())
    messages.success(request, f"Taken back: {words}")
    return _there(request, draft, "said")


def _amend(request, draft, edits, words: str) -> None:
    amend_draft(by=request.user, draft=draft, edits=edits, words=words, at=timezone.now())


def _there(request, draft, anchor: str = ""):
    """Back to the place that the form was sent from."""
    asked = in_address(request, BenchAddress)
    params = {name: asked[name] for name in ("show", "page") if asked[name] != 1 and asked[name]}
    query = f"?{urlencode(params)}" if params else ""
    return redirect(reverse("import", args=[draft.pk]) + query + (f"#{anchor}" if anchor else ""))
