"""What an import left open on a plan, to be answered by its officers."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import permissions
from plans.models import OpenQuestion, Plan
from plans.operations.errors import Refused
from plans.operations.questions import answer_question


class AnswerForm(forms.Form):
    question = forms.ModelChoiceField(queryset=OpenQuestion.objects.none())
    answer = forms.CharField(
        max_length=2000,
        error_messages={"required": "Say in a few words what the answer is, such as “It is right as printed”."},
    )


def questions(request, slug):
    """The page; POST answers one question (302) or says what to mend (422). Readers of the plan may look."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    asked = plan.open_questions.select_related("action__recommendation__section__plan").order_by("order")
    form = AnswerForm(request.POST if request.method == "POST" else None)
    form.fields["question"].queryset = asked
    if request.method == "POST":
        permissions.check_can_manage_plan(request.user, plan)
        if form.is_valid():
            try:
                answer_question(by=request.user, **form.cleaned_data)
            except Refused as refused:
                form.add_error("answer", str(refused))
            else:
                messages.success(request, "The answer is kept with the question.")
                return redirect("questions", slug=plan.slug)
    rows = list(asked)
    context = {
        "plan": plan,
        "unanswered": [row for row in rows if not row.answered_on],
        "answered": [row for row in rows if row.answered_on],
        "form": form,
        "failed": request.POST.get("question", "") if form.errors else "",
        "may_answer": permissions.can_manage_plan(request.user, plan),
    }
    return render(request, "plans/questions.html", context, status=422 if form.errors else 200)
