"""What an import left open on a plan, to be answered by its officers: an answer is shown with all that it changes, and
then changes it; what is answered elsewhere says where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import tree
from plans.forms.address import PagedAddress, in_address, typed_in_address
from plans.forms.imports.question import LOOKED, SAID, SETTLED, AnswerForm, AskedForm, DecisionAnswersForm
from plans.models import Lead, OpenQuestion, Plan
from plans.operations.errors import Refused
from plans.operations.imports.answers import LEAD, stamp, takes
from plans.operations.imports.left_open import OpenDecision, open_decisions
from plans.operations.imports.questions import Different, effects_of_all, settle_question, settle_questions
from plans.origins import action_address, with_origin
from plans.permissions.plans import can_edit_plan, can_manage_plan
from plans.views.imports.left_open import DecisionOnPage, decisions_on_page, offered_of
from plans.views.list_files import Columns, list_file
from plans.views.sent import Refusal, refusals, sent
from plans.wording import clip, number_of

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
    """The page. POST settles questions or answers them (302), shows what an answer changes (200, or 409 where that is
    something else by now), or says what to mend (422). Readers of the plan may look."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("scheme"), slug=slug)
    found = plan.open_questions.select_related("plan__scheme", tree.ACTION_PLAN).order_by(OPEN_FIRST, "order")
    if request.method != "POST":
        return list_file(request, f"questions-{slug}", COLUMNS, _in_their_order(found)) or _page(request, plan)
    can_manage_plan.check(request.user, plan)
    asked, refusal = AskedForm(sent(request)), Refusal()
    asked.full_clean()
    failed = _sent_of(found, asked, sent(request) or QueryDict())
    if not failed:
        messages.warning(request, "Somebody has answered these already: the answers stand below.")
        return _back(request, plan)
    with refusals(refusal):
        if asked.cleaned_data["settle"] == SAID:
            return _say(request, failed[0], asked.cleaned_data)
        if asked.cleaned_data["settle"] in SETTLED:
            return _settle(request, plan, failed, asked.cleaned_data)
        return _answer(request, plan, failed, is_one=not asked.cleaned_data["decision"])
    return _page(request, plan, failed=failed, wrong={failed[0].pk: str(refusal.error)})


def _in_their_order(found) -> Iterator[OpenQuestion]:
    """As the page shows them."""
    questions = list(found)
    yield from (question for decision in open_decisions(questions) for question in decision.questions)
    yield from (question for question in questions if question.answered_on)


def _sent_of(found, asked: AskedForm, typed: QueryDict) -> list[OpenQuestion]:
    """The questions that a form is of, those first that somebody has answered meanwhile; none where nothing is left of
    a decision. A question of another plan is a 404."""
    key = asked.cleaned_data["decision"]
    if not key:
        return [get_object_or_404(found, pk=asked.cleaned_data["question"])]
    still = (each.questions for each in open_decisions(found) if each.key == key)
    closed = (each for each in found if each.answered_on and typed.get(f"value-{each.pk}", "").strip())
    return [*closed, *next(still, ())]


def _say(request, question, said: dict):
    settle_question(by=request.user, question=question, answer=said["answer"])
    messages.success(request, "The answer is kept, and the question is closed.")
    return _after(request, question, said)


def _after(request, question, said: dict):
    """To where it was said: the page of its action, or this one."""
    if said["at"] and question.action_id:
        return redirect(action_address(request, question.action_id))
    return _back(request, question.plan)


def _settle(request, plan, asked: list[OpenQuestion], said: dict):
    words = SETTLED[said["settle"]]
    settle_questions(by=request.user, plan=plan, questions=asked, answer=words)
    closed = number_of(len(asked), "mark" if said["settle"] == LOOKED else "question")
    messages.success(request, f"{words}: {closed} closed, and nothing of the plan is changed.")
    return _after(request, asked[0], said)


def _answer(request, plan, asked: list[OpenQuestion], *, is_one: bool):
    """Show what the answers change, or change it once that was seen."""
    can_edit_plan.check(request.user, plan)
    if not any(takes(question) for question in asked):
        raise Refused("This question is not answered here. Put it right where the plan is edited.", "answer")
    form: AnswerForm | DecisionAnswersForm
    if is_one:
        form = AnswerForm(sent(request), question=asked[0], offered=offered_of(plan))
    else:
        form = DecisionAnswersForm(sent(request), questions=filter(takes, asked), offered=offered_of(plan))
    if not form.is_valid():
        return _page(request, plan, failed=asked, wrong=_wrong(form, asked))
    answers = form.answers
    closed = next((each.question for each in answers if each.question.answered_on), None)
    if closed:
        about = f"“{clip(closed.text, 60)}”" if closed.text and not is_one else "this"
        raise Refused(f"{closed.answered_by_name} has answered {about} already: {closed.answer}")
    if not form.cleaned_data["seen"]:
        return _look(request, plan, answers, effects_of_all(answers))
    try:
        done = form.keep(request.user)
    except Different as different:
        return _look(request, plan, answers, different.effects, is_stale=True)
    told = done.answer if done else f"{number_of(len(answers), 'question')} answered"
    messages.success(request, f"{told}. The audit log holds what stood there before.")
    return _back(request, plan)


def _wrong(form, asked: list[OpenQuestion]) -> dict[int, str]:
    """What is to be mended, by the question that it is about; of a whole decision at its first."""
    errors = [str(error) for errors in form.errors.values() for error in errors]
    return getattr(form, "wrong", None) or {asked[0].pk: errors[0]}


def _back(request, plan):
    """To the page of them that was open, which still knows of the list that led to it."""
    address = with_origin(request, reverse("questions", args=[plan.slug]))
    if typed_in_address(request, "page"):
        address += f"{'&' if '?' in address else '?'}page={in_address(request, PagedAddress)['page']}"
    return redirect(address)


def _look(request, plan, answers, effects, *, is_stale: bool = False):
    """What the answers change, before they are applied."""
    asked = AskedForm(sent(request))
    asked.full_clean()
    typed = sent(request) or QueryDict()
    context = {
        "plan": plan,
        "answers": answers,
        "question": answers[0].question,
        "decision": asked.cleaned_data["decision"],
        "boxes": [(name, value) for name, value in typed.items() if name.startswith("value")],
        "effects": effects,
        "changes": sum(not effect.left for effect in effects),
        "leaves_unrated": any(answer.value is None for answer in answers),
        "stamp": stamp(effects),
        "is_stale": is_stale,
    }
    return render(request, "plans/imports/answer.html", context, status=409 if is_stale else 200)


def _page(request, plan, *, failed: Sequence[OpenQuestion] = (), wrong: dict[int, str] | None = None):
    """The page, at the entry of what was refused, with what is `wrong` by the question's id."""
    may_edit, wrong = can_edit_plan.allows(request.user, plan), wrong or {}
    found = list(plan.open_questions.select_related(tree.ACTION_PLAN).order_by(OPEN_FIRST, "order"))
    entries = [*open_decisions(found), *(each for each in found if each.answered_on)]
    page = Paginator(entries, A_PAGE).get_page(_number(request, entries, {question.pk for question in failed}))
    shown = [entry for entry in page if isinstance(entry, OpenDecision)]
    offered = offered_of(plan)
    decisions = decisions_on_page(plan, shown, offered, sent(request) or QueryDict(), wrong)
    context = {
        "plan": plan,
        "page": page,
        **_in_parts(decisions),
        "is_any_open": any(not each.answered_on for each in found),
        "answered": [entry for entry in page if isinstance(entry, OpenQuestion)],
        "count": len(found),
        "offered": offered,
        "errors": [(_anchor(failed[0], pk), words) for pk, words in wrong.items()],
        "may_answer": may_edit or can_manage_plan.allows(request.user, plan),
        "may_edit": may_edit,
        "leads": _leads(decisions) if may_edit else [],
    }
    return render(request, "plans/imports/questions.html", context, status=422 if failed else 200)


def _in_parts(decisions: list[DecisionOnPage]) -> dict[str, list[DecisionOnPage]]:
    """The open ones by where the page shows them."""
    parts: dict[str, list[DecisionOnPage]] = {"from_sheets": [], "decisions": [], "marked": []}
    for each in decisions:
        of_sheet, mark = each.decision.is_from_sheet, each.decision.is_mark
        parts["from_sheets" if of_sheet else "marked" if mark else "decisions"].append(each)
    return parts


def _number(request, entries: list, refused: set[int]) -> int:
    """The page asked for, or that on which something was refused."""
    places = (n for n, entry in enumerate(entries) if refused & {question.pk for question in _questions_of(entry)})
    place = next(places, None)
    return in_address(request, PagedAddress)["page"] if place is None else place // A_PAGE + 1


def _anchor(first: OpenQuestion, pk: int) -> str:
    return "answered" if first.answered_on else f"question-{pk}"


def _leads(decisions: list[DecisionOnPage]):
    """The names that are offered where it is asked who somebody is."""
    asks_who = any(each.takes == LEAD for decision in decisions for each in decision.asked)
    return Lead.objects.current().order_by("name") if asks_who else []


def _questions_of(entry: OpenDecision | OpenQuestion) -> tuple[OpenQuestion, ...]:
    return entry.questions if isinstance(entry, OpenDecision) else (entry,)
