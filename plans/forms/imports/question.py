"""The answer to a question that an import left open, as the sort of value that the question takes."""

from __future__ import annotations

from django import forms

from plans.characters import one_line
from plans.forms.imports.days import typed_day, typed_timescale
from plans.forms.page import AsTyped, NumberField, PageForm
from plans.forms.text import Passage, Text
from plans.models import OpenQuestion, Rag
from plans.operations.imports.answers import DAY, LEAD, RATING, TEXT, WHEN, takes
from plans.operations.imports.questions import answer_question, answer_rating
from plans.wording import clip, day

NOT_RATED = "-"
"""The choice that the document shows no rating at all; it is no code of any scheme."""
SAID = "said"
SETTLED = {"as_read": "Right as it stands", "by_hand": "Put right where the plan is edited"}
"""The answers that change nothing."""
NEED = {
    DAY: "Enter the day, such as 27 March 2027.",
    WHEN: "Type what it means, such as 30 June 2027.",
    LEAD: "Enter who it is.",
    RATING: "Choose which rating it is, or that it is none.",
}


class AskedForm(PageForm):
    """Which of a plan's questions is answered, and how where nothing of the plan changes by it (`SETTLED`, or `SAID`
    in words of their own)."""

    question = NumberField()
    settle = AsTyped()
    answer = AsTyped()


class AnswerForm(forms.Form):
    """`value` is read by what the question takes; `given` is then what the operations take, `words` what the record
    says. `offered` are the plan's ratings."""

    value = Passage(required=False, max_length=10_000)
    seen = Text(required=False, max_length=40)

    def __init__(self, data, *, question: OpenQuestion, offered):
        super().__init__(data)
        self.question, self.offered, self.takes = question, offered, takes(question)
        self.given, self.words = None, ""

    def clean_value(self):
        value = self.cleaned_data["value"].strip()
        if not value:
            raise forms.ValidationError(NEED.get(self.takes, "Type what it should say, or say that it is right."))
        self.words = value if self.takes == RATING else f"“{clip(' '.join(value.split()), 200)}”"
        read = {DAY: self._day, WHEN: self._when, LEAD: self._name, TEXT: self._name, RATING: self._rating}
        self.given = read[self.takes](value) if self.takes in read else value
        return value

    def _day(self, value: str):
        on = typed_day(value, "the day")
        self.words = day(on)
        return on

    def _when(self, value: str):
        return typed_timescale(value, printed=self.question.text, dated=self.question.plan.dated).value()

    def _name(self, value: str) -> str:
        if len(value) > 300:
            raise forms.ValidationError("Shorten this to 300 characters or fewer.")
        return one_line(value)

    def _rating(self, code: str):
        if code not in dict(self.offered):
            raise forms.ValidationError("Choose one of this plan’s own ratings, or that it is none.")
        return None if code == NOT_RATED else Rag.objects.get(scheme=self.question.plan.scheme, code=code)

    def keep(self, by) -> OpenQuestion:
        """Answers the question. Raises Denied, Refused and Different."""
        seen = self.cleaned_data["seen"]
        if self.takes == RATING:
            return answer_rating(by=by, question=self.question, rating=self.given, seen=seen)
        return answer_question(by=by, question=self.question, value=self.given, words=self.words, seen=seen)
