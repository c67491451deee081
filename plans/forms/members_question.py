"""What members ask of an action: the question, its answer, and why one is withdrawn."""

from __future__ import annotations

from django import forms

from plans import tree
from plans.forms.dates import DateField
from plans.forms.page import PageForm
from plans.forms.text import Passage, Text
from plans.models import Action, Assignment, Lead, MembersQuestion

WORDS = 4000


class QuestionForm(PageForm):
    """Reads a question that was asked of `action`: answered by one of the plan's leads, at first the action's own."""

    meeting = Text(max_length=200, error_messages={"required": "Say at which meeting it was asked."})
    asked_on = DateField(what="the day of the meeting", required=True)
    minute = Text(max_length=60, required=False)
    text = Passage(max_length=WORDS, error_messages={"required": "Give the question as the minutes have it."})
    lead = forms.ModelChoiceField(
        Lead.objects.none(),
        empty_label="Choose who answers",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose who answers it."),
    )
    due_on = DateField(what="the day by which it is answered", required=True)

    def __init__(self, data=None, *, action: Action, **kwargs):
        first = action.assignments.filter(withdrawn=False).order_by("order", "pk").first()
        initial = {"meeting": action.plan.committee, "lead": first and first.lead_id}
        super().__init__(data, initial=initial, **kwargs)
        named = Assignment.objects.filter(withdrawn=False, **{tree.ACTION_PLAN: action.plan}).values("lead")
        who = self.fields["lead"]
        assert isinstance(who, forms.ModelChoiceField)  # noqa: S101
        who.queryset = Lead.objects.filter(pk__in=named, merged_into=None).order_by("name")


class MembersAnswerForm(PageForm):
    """Reads the answer that members are given."""

    answer = Passage(max_length=WORDS, error_messages={"required": "Write the answer that members are given."})

    def __init__(self, data=None, *, question: MembersQuestion, **kwargs):
        super().__init__(data, initial={"answer": question.answer}, **kwargs)


class WithdrawQuestionForm(PageForm):
    """Reads why a question is withdrawn."""

    reason = Passage(max_length=2000, error_messages={"required": "Say why the question is withdrawn."})
