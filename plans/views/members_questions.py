"""What members asked of an action: recording it, answering it, withdrawing what was recorded by mistake."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import tree
from plans.clock import today
from plans.forms.members_question import MembersAnswerForm, QuestionForm, WithdrawQuestionForm
from plans.models import Action, MembersQuestion
from plans.operations.members_questions import (
    answer_members_question,
    record_members_question,
    withdraw_members_question,
)
from plans.origins import action_address
from plans.permissions.members_questions import (
    can_answer_members_question,
    can_record_members_question,
    can_withdraw_members_question,
)
from plans.views.looks import Look
from plans.views.sent import refusals, sent, sent_by, sent_or_held
from plans.wording import day


def ask(request, pk):
    """The page; POST records a question (302), or says what to mend (422)."""
    visible = Action.objects.visible_to(request.user).with_position()
    action = get_object_or_404(visible.with_plan("scheme"), pk=pk)
    can_record_members_question.check(request.user, action)
    form = QuestionForm(sent_or_held(request), action=action)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            asked = record_members_question(by=request.user, action=action, **form.cleaned_data)
            messages.success(request, f"{asked.lead} is asked to answer it by {day(asked.due_on)}.")
            return redirect(action_address(request, pk))
    context = {"action": action, "section": action.recommendation.section, "plan": action.plan, "form": form}
    return render(request, "plans/members_questions/ask.html", context, status=form.http_status)


def question(request, pk):
    """The question and its answer; POST answers it, or with `do` withdraws it (302); 422 says what to mend, 409 what
    is new since the page was opened."""
    visible = MembersQuestion.objects.filter(action__in=Action.objects.visible_to(request.user))
    found = get_object_or_404(visible.select_related(tree.ACTION_PLAN, "lead"), pk=pk)
    withdrawing = WithdrawQuestionForm(sent_by(request, do="withdraw"))
    answering = MembersAnswerForm(None if withdrawing.is_bound else sent_or_held(request), question=found)
    form, look = withdrawing if withdrawing.is_bound else answering, Look(request, found)
    if request.method == "POST":
        _check(request.user, found, form)
        if form.is_valid():
            with refusals(form, look):
                messages.success(request, _done(request.user, found, form, look.asked))
                return redirect(action_address(request, found.action_id))
    found.refresh_from_db()
    context = {
        "question": found,
        "action": found.action,
        "section": found.action.recommendation.section,
        "plan": found.action.plan,
        "on": today(),
        "form": form,
        "answering": answering,
        "withdrawing": withdrawing,
        "can_answer": not found.withdrawn and can_answer_members_question.allows(request.user, found),
        "can_withdraw": not found.withdrawn and can_withdraw_members_question.allows(request.user, found),
        **look.context(form, {"answer": "The answer"}),
    }
    status = look.status(sent(request) is not None)
    return render(request, "plans/members_questions/question.html", context, status=status)


def _check(user, found: MembersQuestion, form) -> None:
    """Who may not do it is told that, whatever they typed. Raises Denied."""
    if isinstance(form, WithdrawQuestionForm):
        can_withdraw_members_question.check(user, found)
    else:
        can_answer_members_question.check(user, found)


def _done(user, found: MembersQuestion, form, seen: int | None) -> str:
    """What is said when it is done. Raises Refused."""
    change = {"by": user, "question": found, "seen": seen, **form.cleaned_data}
    if isinstance(form, WithdrawQuestionForm):
        withdraw_members_question(**change)
        return "The question is withdrawn."
    answer_members_question(**change)
    return "The answer is kept, and goes into the next paper."
