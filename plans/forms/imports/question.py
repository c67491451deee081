"""The answer to a question that an import left open, as the sort of value that the question takes."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from plans.characters import one_line
from plans.forms.imports.days import typed_day, typed_timescale
from plans.forms.page import AsTyped, NumberField, PageForm
from plans.forms.text import Passage, Text
from plans.models import OpenQuestion, Rag
from plans.operations.imports.answers import DAY, LEAD, RATING, TEXT, WHEN, takes
from plans.operations.imports.questions import Answer, answer_question, answer_questions, answer_rating
from plans.wording import clip, day

NOT_RATED = "-"
"""The choice that the document shows no rating at all; it is no code of any scheme."""
SAID, LOOKED = "said", "looked"
SETTLED = {
    "as_read": "Right as it stands",
    "by_hand": "Put right where the plan is edited",
    "told": "Answered by word of mouth",
    LOOKED: "Looked at",
}
"""The answers that change nothing."""
NEED = {
    DAY: "Enter the day, such as 27 March 2027.",
    WHEN: "Type what it means, such as 30 June 2027.",
    LEAD: "Enter who it is.",
    RATING: "Choose which rating it is, or that it is none.",
}


class AskedForm(PageForm):
    """Which of a plan's questions is answered, or which `decision` of several; and how where nothing of the plan
    changes by it (`SETTLED`, or `SAID` in words of their own). `at`: not empty where it is said on its action's
    page."""

    question = NumberField()
    decision = AsTyped()
    at = AsTyped()
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

    @property
    def answers(self) -> list[Answer]:
        """What was read."""
        label = dict(self.offered).get(self.words, self.words) if self.takes == RATING else self.words
        return [Answer(self.question, self.given, label)]

    def keep(self, by) -> OpenQuestion:
        """Answers the question. Raises Denied, Refused and Different."""
        seen = self.cleaned_data["seen"]
        if self.takes == RATING:
            return answer_rating(by=by, question=self.question, rating=self.given, seen=seen)
        return answer_question(by=by, question=self.question, value=self.given, words=self.words, seen=seen)


class DecisionAnswersForm(forms.Form):
    """What was typed of several questions of one decision; a box that is left empty says nothing. `answers` are then
    what the operations take; what is wrong with a box stands in `wrong` by its question's id."""

    seen = Text(required=False, max_length=40)

    def __init__(self, data, *, questions: Iterable[OpenQuestion], offered):
        super().__init__(data)
        self.questions, self.offered = tuple(questions), offered
        self.answers: list[Answer] = []
        self.wrong: dict[int, str] = {}

    def typed(self, question: OpenQuestion) -> str:
        return self.data.get(f"value-{question.pk}", "")

    def clean(self):
        for question in self.questions:
            if not self.typed(question).strip():
                continue
            form = AnswerForm({"value": self.typed(question)}, question=question, offered=self.offered)
            if form.is_valid():
                self.answers += form.answers
            else:
                self.wrong[question.pk] = " ".join(str(error) for errors in form.errors.values() for error in errors)
        if self.wrong:
            raise forms.ValidationError(list(self.wrong.values()))
        if not self.answers:
            raise forms.ValidationError("Type or choose an answer to at least one of these.")
        return self.cleaned_data

    def keep(self, by) -> None:
        """Answers them as one act. Raises Denied, Refused and Different."""
        answer_questions(by=by, answers=self.answers, seen=self.cleaned_data["seen"])
