"""What an import left open on a plan, to be answered by its officers."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import leadnames, permissions
from plans.forms.text import Text
from plans.models import OpenQuestion, Plan, Rag
from plans.operations.errors import Refused
from plans.operations.questions import answer_question, answer_rating
from plans.operations.schemes import ratings_offered

NOT_RATED = "-"
"""The choice that the document shows no rating at all; it is no code of any scheme."""


class AnswerForm(forms.Form):
    """An answer in words."""

    question = forms.ModelChoiceField(queryset=OpenQuestion.objects.none())
    answer = Text(
        max_length=2000,
        error_messages={"required": "Say in a few words what the answer is, such as “It is right as printed”."},
    )

    def keep(self, by) -> str:
        """Answers the question; what a person is told. Raises Denied, Refused."""
        answer_question(by=by, **self.cleaned_data)
        return "The answer is kept with the question."


class RatingForm(forms.Form):
    """Which of the plan's ratings is shown."""

    question = forms.ModelChoiceField(queryset=OpenQuestion.objects.none())
    rating = forms.ChoiceField(
        error_messages={
            "required": "Choose which rating it is, or that it is none.",
            "invalid_choice": "Choose one of this plan’s own ratings, or that it is none.",
        }
    )

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rating"].choices = offered

    def keep(self, by) -> str:
        """Answers the question and rates what shows it alike; what a person is told. Raises Denied, Refused."""
        question, code = self.cleaned_data["question"], self.cleaned_data["rating"]
        rating = None if code == NOT_RATED else Rag.objects.get(scheme=question.plan.scheme, code=code)
        return f"{answer_rating(by=by, question=question, rating=rating).answer}."


def questions(request, slug):
    """The page; POST answers one question (302) or says what to mend (422). Readers of the plan may look."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    asked = plan.open_questions.select_related("action__recommendation__section__plan").order_by("order")
    rows = list(asked)
    may_rate = any(row.alike for row in rows) and permissions.can_edit_plan(request.user, plan)
    offered = [*ratings_offered(plan.scheme), (NOT_RATED, "No rating: leave it not rated")] if may_rate else []
    form = None
    if request.method == "POST":
        permissions.check_can_manage_plan(request.user, plan)
        form = RatingForm(request.POST, offered=offered) if "rating" in request.POST else AnswerForm(request.POST)
        form.fields["question"].queryset = asked
        if form.is_valid():
            try:
                messages.success(request, form.keep(request.user))
                return redirect("questions", slug=plan.slug)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    context = {
        "plan": plan,
        "unanswered": [(row, _proposed(row, offered)) for row in rows if not row.answered_on],
        "answered": [row for row in rows if row.answered_on],
        "offered": offered,
        "form": form,
        "errors": [error for errors in form.errors.values() for error in errors] if form else [],
        "failed": request.POST.get("question", ""),
        "may_answer": permissions.can_manage_plan(request.user, plan),
        "may_rate": may_rate,
    }
    return render(request, "plans/questions.html", context, status=422 if form else 200)


def _proposed(question: OpenQuestion, offered) -> str:
    """The code of the rating that the document proposes, "" where it is none of the plan's."""
    known = {leadnames.key(name): code for code, label in offered for name in (code, label)}
    return known.get(leadnames.key(question.proposed), "") if question.proposed else ""
