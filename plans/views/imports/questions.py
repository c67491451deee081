"""What an import left open on a plan, to be answered by its officers: an answer is shown with all that it changes, and
then changes it; what is answered elsewhere says where."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import leadnames, tree
from plans.forms.address import PagedAddress, in_address, typed_in_address
from plans.forms.imports.question import NOT_RATED, SAID, SETTLED, AnswerForm, AskedForm
from plans.models import Lead, OpenQuestion, Plan
from plans.operations.errors import Refused
from plans.operations.imports.answers import ELSEWHERE, LEAD, OTHERWISE, RATING, effects_of, stamp, takes
from plans.operations.imports.questions import Different, settle_question
from plans.operations.schemes import ratings_offered
from plans.permissions.plans import can_edit_plan, can_manage_plan
from plans.views.list_files import Columns, in_batches, list_file
from plans.views.sent import Refusal, refusals, sent


@dataclass(slots=True)
class QuestionOnPage:
    """A question as its page shows it: what it takes, where else it is dealt with, and what was typed and refused."""

    question: OpenQuestion
    takes: str
    proposed: str
    edit: str
    why_elsewhere: str
    value: str = ""
    error: str = ""


A_PAGE = 50

COLUMNS: Columns = {
    "About": lambda question: question.action.known_as if question.action else "",
    "Question": lambda question: " ".join(filter(None, [question.text and f"“{question.text}”", question.because])),
    "Answer": lambda question: question.answer,
    "By": lambda question: question.answered_by_name,
    "On": lambda question: question.answered_on,
}
"""The questions as a file, the open ones first."""
OPEN_FIRST = Case(When(answered_on=None, then=0), default=1)


def questions(request, slug):
    """The page. POST settles a question or answers it (302), shows what an answer changes (200, or 409 where that is
    something else by now), or says what to mend (422). Readers of the plan may look."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("scheme"), slug=slug)
    if request.method != "POST":
        found = plan.open_questions.select_related(tree.ACTION_PLAN).order_by(OPEN_FIRST, "order")
        return list_file(request, f"questions-{slug}", COLUMNS, in_batches(found)) or _page(request, plan)
    can_manage_plan.check(request.user, plan)
    asked, refusal = AskedForm(sent(request)), Refusal()
    asked.full_clean()
    found = plan.open_questions.select_related("plan__scheme", tree.ACTION_PLAN)
    question = get_object_or_404(found, pk=asked.cleaned_data["question"])
    with refusals(refusal):
        if asked.cleaned_data["settle"] == SAID:
            return _say(request, question, asked.cleaned_data["answer"])
        return _answer(request, plan, question, asked.cleaned_data["settle"])
    return _page(request, plan, failed=question, error=str(refusal.error))


def _say(request, question, words: str):
    settle_question(by=request.user, question=question, answer=words)
    messages.success(request, "The answer is kept, and the question is closed.")
    return redirect("action", question.action_id) if question.action_id else _back(request, question.plan)


def _answer(request, plan, question, how: str):
    if how in SETTLED:
        settle_question(by=request.user, question=question, answer=SETTLED[how])
        messages.success(request, f"{SETTLED[how]}: the question is closed, and nothing of the plan is changed.")
        return _back(request, plan)
    can_edit_plan.check(request.user, plan)
    if not takes(question):
        raise Refused("This question is not answered here. Put it right where the plan is edited.", "answer")
    form = AnswerForm(sent(request), question=question, offered=_offered(plan))
    if not form.is_valid():
        [error, *_more] = [str(error) for errors in form.errors.values() for error in errors]
        return _page(request, plan, failed=question, error=error)
    if question.answered_on:
        raise Refused(f"{question.answered_by_name} has answered this already: {question.answer}")
    if not form.cleaned_data["seen"]:
        return _look(request, plan, form, effects_of(question, form.given))
    try:
        done = form.keep(request.user)
    except Different as different:
        return _look(request, plan, form, different.effects, is_stale=True)
    messages.success(request, f"{done.answer}. The audit log holds what stood there before.")
    return _back(request, plan)


def _back(request, plan):
    """To the page of them that was open."""
    number = in_address(request, PagedAddress)["page"]
    return redirect(
        f"{reverse('questions', args=[plan.slug])}{f'?page={number}' if typed_in_address(request, 'page') else ''}"
    )


def _look(request, plan, form, effects, *, is_stale: bool = False):
    """What the answer changes, before it is applied."""
    context = {
        "plan": plan,
        "question": form.question,
        "form": form,
        "label": dict(form.offered).get(form.cleaned_data["value"], "") if form.takes == RATING else "",
        "effects": effects,
        "changes": sum(not effect.left for effect in effects),
        "leaves_unrated": form.takes == RATING and form.given is None,
        "stamp": stamp(effects),
        "is_stale": is_stale,
    }
    return render(request, "plans/imports/answer.html", context, status=409 if is_stale else 200)


def _page(request, plan, *, failed: OpenQuestion | None = None, error: str = ""):
    may_edit = can_edit_plan.allows(request.user, plan)
    found = plan.open_questions.select_related(tree.ACTION_PLAN).order_by(OPEN_FIRST, "order")
    pages = Paginator(found, A_PAGE)
    at = in_address(request, PagedAddress)["page"]
    if failed:
        at = list(found.values_list("pk", flat=True)).index(failed.pk) // A_PAGE + 1
    page = pages.get_page(at)
    rows = list(page)
    offered = _offered(plan) if any(row.alike for row in rows) else []
    asked = [_asked(plan, row, offered) for row in rows if not row.answered_on]
    typed = sent(request) or QueryDict()
    for each in asked:
        if failed and each.question.pk == failed.pk:
            each.value, each.error = typed.get("value", "") or typed.get("answer", ""), error
    asks_who = any(each.takes == LEAD for each in asked)
    context = {
        "plan": plan,
        "page": page,
        "asked": asked,
        "is_any_open": bool(asked) or plan.open_questions.filter(answered_on=None).exists(),
        "answered": [row for row in rows if row.answered_on],
        "offered": offered,
        "failed": failed,
        "error": error,
        "may_answer": may_edit or can_manage_plan.allows(request.user, plan),
        "may_edit": may_edit,
        "leads": Lead.objects.current().order_by("name") if may_edit and asks_who else [],
    }
    return render(request, "plans/imports/questions.html", context, status=422 if failed else 200)


def _asked(plan, question: OpenQuestion, offered) -> QuestionOnPage:
    kind = takes(question)
    why = "" if kind else ELSEWHERE.get(question.field, OTHERWISE)
    return QuestionOnPage(question, kind, _proposed(question, offered), _edited_at(plan, question), why)


def _edited_at(plan, question: OpenQuestion) -> str:
    """The page where what the question is about is edited."""
    edit = reverse("edit_plan", args=[plan.slug])
    if question.field == "columns":
        column = plan.columns.filter(heading=question.text, withdrawn=False).first()
        return reverse("edit_thing", args=[plan.slug, "column", column.pk]) if column else f"{edit}#columns"
    if question.field == "rag" and not question.alike:
        return f"{reverse('actions')}?plan={plan.slug}&rag=none"
    if question.action:
        return reverse("edit_thing", args=[plan.slug, "action", question.action.pk])
    if question.field in ("anchor", "dated", "title", "subtitle"):
        return reverse("edit_frame", args=[plan.slug])
    return edit


def _offered(plan):
    return [*ratings_offered(plan.scheme), (NOT_RATED, "No rating: leave it not rated")]


def _proposed(question: OpenQuestion, offered) -> str:
    """The code of the rating that the document proposes, "" where it is none of the plan's."""
    known = {leadnames.key(name): code for code, label in offered for name in (code, label)}
    return known.get(leadnames.key(question.proposed), "") if question.proposed else ""
