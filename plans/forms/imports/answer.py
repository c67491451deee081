"""The answer to a question, as the edits that it stands for."""

from __future__ import annotations

from django import forms

from plans.characters import one_line
from plans.columns import EXTRA
from plans.forms.imports.days import typed_day, typed_timescale
from plans.forms.text import Passage, Text
from plans.importing import (
    BAND,
    SAYABLE,
    THEME,
    ActionSaid,
    AskedQuestion,
    ColumnMeans,
    Edit,
    Framed,
    LeadsSaid,
    NameMeans,
    Question,
    QuestionSettled,
    RatingMeans,
    RecommendationSaid,
    Ruled,
    SectionTitled,
    StepsSaid,
    UnderstoodAction,
    UnderstoodPlan,
    WordsMean,
    actions_placed,
    leads_printed,
)
from plans.operations.imports.draft import Standing
from plans.wording import day, timescale_words

AS_READ, VALUE, NEAR, TITLES_SECTION = "as_read", "value", "near", "band"

ASKS_FOR = {
    "leads": "lead",
    "timescales": "when",
    "rag": "rating",
    "columns": "meaning",
    "steps": "steps",
    "dated": "day",
    "anchor": "day",
    "title": "text",
    "subtitle": "text",
    "section": "text",
    "ref": "text",
    "text": "words",
    "progress": "words",
    "evidence": "words",
    "outcome": "words",
}
"""From what a question is about to the kind of box that answers it; any other is answered in its row."""


OF_A_COLUMN = ("does this?", "is this the rating?", "are these the sections?")
"""With these ends a question whether a column holds what it is asked about."""


def asks_for(question: Question) -> str:
    """The kind of box that answers a question, "" for one that is answered in its row."""
    return "meaning" if question.because.endswith(OF_A_COLUMN) else ASKS_FOR.get(question.field, "")


class AnswerForm(forms.Form):
    """`choice` is to leave things as read, one of the near leads ("near:0"), that the line titles a section, or what
    stands in `value`."""

    choice = Text()
    value = Passage(required=False, max_length=4000)

    def __init__(self, data, *, asked: AskedQuestion, standing: Standing):
        super().__init__(data, auto_id=f"q-{asked.key}-%s")
        self.asked, self.standing = asked, standing
        self.words = ""

    def clean(self):
        choice, value = self.cleaned_data.get("choice", ""), self.cleaned_data.get("value", "").strip()
        settled = QuestionSettled(self.asked.key)
        question = self.asked.question
        if asks_for(question) != "words":
            value = one_line(value)
        if choice == AS_READ:
            self.words = f"Left as read: {_short(question.text) or question.field}"
            self.edits = (settled,)
        elif choice.startswith(f"{NEAR}:"):
            self.edits = (self._near(choice), settled)
        elif choice == TITLES_SECTION and (line := line_of_band(self.asked, self.standing)):
            self.words = f"It titles a section: {_short(question.text)}"
            self.edits = (Ruled(line, BAND), settled)
        elif choice == VALUE:
            self.edits = (*self._said(value), settled)
        else:
            raise forms.ValidationError("Choose one of the answers.")
        return self.cleaned_data

    def _near(self, choice: str) -> Edit:
        try:
            name = self.asked.near[int(choice.partition(":")[2])]
        except (ValueError, IndexError) as error:
            raise forms.ValidationError("That lead is not offered any more. Choose again.") from error
        self.words = f"“{_short(self.asked.question.text)}” is {name}"
        return NameMeans(self.asked.question.text, name)

    def _said(self, value: str) -> tuple[Edit, ...]:
        kind = asks_for(self.asked.question)
        if not kind:
            raise forms.ValidationError("This is answered in its row. Open the row, or leave it as it was read.")
        if not value and kind not in ("rating", "steps"):
            self.add_error("value", "Type the answer, or choose “Leave as read”.")
            return ()
        try:
            said = getattr(self, f"_{kind}")(value)
        except forms.ValidationError as error:
            self.add_error("value", error)
            return ()
        self.words = self.words or f"“{_short(self.asked.question.text)}” is {_short(value) or 'empty'}"
        return said

    def _lead(self, value: str) -> tuple[Edit, ...]:
        text = self.asked.question.text
        printed = {lead.name for action in self.standing.base.actions for lead in leads_printed(action)}
        if text in printed or self.asked.action is None:
            return (NameMeans(text, value[:300]),)
        return (LeadsSaid(self.asked.action, None, ((value[:300], "lead", ""),)),)

    def _when(self, value: str) -> tuple[Edit, ...]:
        text = self.asked.question.text
        return (WordsMean(typed_timescale(value, printed=text, dated=self.standing.plan.dated)),)

    def _rating(self, value: str) -> tuple[Edit, ...]:
        action = next((found for found in self.standing.base.actions if found.key == self.asked.action), None)
        sign = action.rag_sign if action and action.rag_sign else self.asked.question.text
        self.words = f"“{_short(sign)}” is {value or 'not rated'}"
        return (RatingMeans(sign, value),)

    def _meaning(self, value: str) -> tuple[Edit, ...]:
        if value not in SAYABLE:
            raise forms.ValidationError("Choose what the column holds.")
        self.words = f"The column “{_short(self.asked.question.text)}” is {SAYABLE[value]}"
        return (ColumnMeans(self.asked.question.text, value),)

    def _steps(self, _value: str) -> tuple[Edit, ...]:
        self.words = f"One thing, not several: {_short(self.asked.question.text)}"
        return (StepsSaid(self.asked.action or "", "", ()),)

    def _day(self, value: str) -> tuple[Edit, ...]:
        field = self.asked.question.field
        day = typed_day(value, "the day")
        self.words = f"The {'document’s date' if field == 'dated' else 'first day'} is {value}"
        return (Framed(field, day.isoformat() if day else ""),)

    def _text(self, value: str) -> tuple[Edit, ...]:
        field = self.asked.question.field
        if field == "section":
            return (SectionTitled(self.asked.question.line or 0, value[:300]),)
        if field != "ref":
            return (Framed(field, value[:300]),)
        placed = next((p for p in actions_placed(self.standing.base) if p.action.key == self.asked.action), None)
        if placed and placed.action.ref and placed.action.ref == self.asked.question.text:
            return (ActionSaid(placed.action.key, "ref", value[:60]),)
        return (RecommendationSaid(placed.recommendation.line, "ref", value[:60]),) if placed else ()

    def _words(self, value: str) -> tuple[Edit, ...]:
        return (ActionSaid(self.asked.action or "", self.asked.question.field, value),)


def proposed(asked: AskedQuestion, standing: Standing, actions: dict) -> str:
    """What stands in the box before anybody types: how the words were read."""
    question, plan = asked.question, standing.plan
    action = actions.get(asked.action or "")
    if asks_for(question) == "meaning":
        return next((c.meaning for c in plan.columns if c.heading == question.text), _theme(question.text, plan))
    if question.field == "timescales" and action:
        return _proposed_timescale(question.text, action)
    if question.field in ("rag", "text", "progress", "evidence", "outcome") and action:
        return getattr(action, question.field) or ""
    if question.field in ("dated", "anchor"):
        return day(getattr(plan, question.field))
    if question.field == "title":
        return plan.title
    named = question.field in ("leads", "section") or (question.field == "ref" and not _lacks_number(question))
    return question.text if named else ""


def _lacks_number(question: Question) -> bool:
    """Whether the words of a question about a reference are those of what has none."""
    return question.because.startswith("printed without a number")


def _proposed_timescale(text: str, action: UnderstoodAction) -> str:
    """The last of the action's timescales that the text prints, in words; "" for one without a last day."""
    squashed = " ".join(text.split())
    timescales = (*action.timescales, *(timescale for step in action.steps for timescale in step.timescales))
    found = [t for t in timescales if " ".join(t.text.split()) in squashed]
    return timescale_words(found[-1]) if found and found[-1].latest else ""


def _theme(heading: str, plan: UnderstoodPlan) -> str:
    return THEME if heading in plan.themes else EXTRA


def line_of_band(asked: AskedQuestion, standing: Standing) -> int | None:
    """The line that may title a section, where a question is why a recommendation has no number or no action; else
    None."""
    if asked.question.field == "recommendation":
        return asked.question.line
    if asked.question.field != "ref" or not _lacks_number(asked.question):
        return None
    placed = next((found for found in actions_placed(standing.base) if found.action.key == asked.action), None)
    return placed.recommendation.line if placed else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59].rstrip() + "…"
