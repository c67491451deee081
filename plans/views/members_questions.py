"""What members asked of an action: recording it, answering it, withdrawing what was recorded by mistake."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import permissions, tree
from plans.clock import today
from plans.forms.members_question import AnswerForm, QuestionForm, WithdrawQuestionForm
from plans.models import Action, MembersQuestion
from plans.operations.errors import Refused
from plans.operations.members_questions import (
    answer_members_question,
    record_members_question,
    withdraw_members_question,
)
from plans.origins import action_address
from plans.views import held
from plans.views.looks import Look
from plans.wording import day


def ask(request, pk):
    """The page; POST records a question (302), or says what to mend (422)."""
    visible = Action.objects.visible_to(request.user).with_position()
    action = get_object_or_404(visible.with_plan("scheme"), pk=pk)
    permissions.check_can_record_members_question(request.user, action)
    form = QuestionForm(request.POST if request.method == "POST" else held.take(request), action=action)
    if request.method == "POST" and form.is_valid():
        try:
            asked = record_members_question(by=request.user, action=action, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, f"{asked.lead} is asked to answer it by {day(asked.due_on)}.")
            return redirect(action_address(request, pk))
    context = {"action": action, "section": action.recommendation.section, "plan": action.plan, "form": form}
    return render(request, "plans/members_questions/ask.html", context, status=422 if request.method == "POST" else 200)


def question(request, pk):
    """The question and its answer; POST answers it, or with `do` withdraws it (302); 422 says what to mend, 409 what
    is new since the page was opened."""
    visible = MembersQuestion.objects.filter(action__in=Action.objects.visible_to(request.user))
    found = get_object_or_404(visible.select_related(tree.ACTION_PLAN, "lead"), pk=pk)
    withdraws = request.POST.get("do") == "withdraw"
    typed = request.POST if request.method == "POST" else held.take(request)
    answering = AnswerForm(None if withdraws else typed, question=found)
    withdrawing = WithdrawQuestionForm(typed if withdraws else None)
    form, look = withdrawing if withdraws else answering, Look(request, found)
    if request.method == "POST" and form.is_valid():
        change = {"by": request.user, "question": found, "seen": look.asked, **form.cleaned_data}
        try:
            (withdraw_members_question if withdraws else answer_members_question)(**change)
        except Refused as refused:
            look.note(refused)
            form.add_error(None, str(refused))
        else:
            done = "The question is withdrawn." if withdraws else "The answer is kept, and goes into the next paper."
            messages.success(request, done)
            return redirect(action_address(request, found.action_id))
    elif request.method == "POST":
        check = permissions.check_can_withdraw_members_question if withdraws else None
        (check or permissions.check_can_answer_members_question)(request.user, found)
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
        "can_answer": not found.withdrawn and permissions.can_answer_members_question(request.user, found),
        "can_withdraw": not found.withdrawn and permissions.can_withdraw_members_question(request.user, found),
        **look.context(form, {"answer": "The answer"}),
    }
    status = look.status(request.method == "POST")
    return render(request, "plans/members_questions/question.html", context, status=status)
