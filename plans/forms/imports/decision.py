"""The answer to a decision: one for all of its questions, or what each of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from django import forms

from plans.columns import ACTION
from plans.forms.imports.answer import AS_READ, VALUE, AnswerForm, asks_for, line_of_band, proposed
from plans.forms.imports.days import typed_day
from plans.forms.text import Text
from plans.importing import (
    ASIDE,
    BAND,
    HEADINGS,
    JOIN,
    ROW,
    SAYABLE,
    AskedQuestion,
    ColumnMeans,
    Decision,
    Edit,
    Framed,
    NameMeans,
    Question,
    QuestionSettled,
    Ruled,
)
from plans.operations.imports.draft import Standing
from plans.wording import clip, number_of
from plans.wording import day as words_of_day

MOST_SAMPLES = 3
"""Cells of a column that are shown where it is asked what it holds."""
OTHER, LOOK = "other", "look"
KEPT = "a heading that is not known; kept"
"""With this begins a question of which the least hangs: it comes after the others."""
COUNTS_FROM = "From which day does"
"""With this begins a question that the day from which the plan counts answers."""


NO_ROWS = ("does it title those below it?", "no action is printed in this row")
"""With these words it is asked of a row that may be none."""
YES = {"rest of the row above; is it one?": JOIN, "does it title those below it?": BAND, "printed on each page?": ASIDE}
"""What is ruled of the rows of a question where the answer is yes."""


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What else all questions of a decision may come to, in the words of its button, and the edits that say so."""

    words: str
    edits: tuple[Edit, ...]


def other_reading(decision: Decision, standing: Standing) -> OtherReading | None:
    """The reading that may as well be, where there is one for all open questions of a decision."""
    asked = [one for one in decision.asked if not one.answered]
    if not asked:
        return None
    found = (find(asked, standing) for find in (_ruled_otherwise, _of_another_day, _titles, _the_same, _other_column))
    return next(filter(None, found), None)


def _ruled_otherwise(asked: list[AskedQuestion], standing: Standing) -> OtherReading | None:
    """What else the lines may be."""
    ruled = [Ruled(line, ruling) for one in asked for line, ruling in _instead(one.question, standing)]
    if not ruled:
        return None
    return OtherReading(_other_words(asked[0].question.because, {edit.ruling for edit in ruled}), tuple(ruled))


def _of_another_day(asked: list[AskedQuestion], _standing: Standing) -> OtherReading | None:
    """The other day that the document prints as its own."""
    found = re.search(r"prints (\d{1,2} \w+ \d{4}) as well", asked[0].question.because) if len(asked) == 1 else None
    day = typed_day(found[1], "the day") if found else None
    return OtherReading(f"It is of {words_of_day(day)}", (Framed("dated", day.isoformat()),)) if day else None


def _titles(asked: list[AskedQuestion], standing: Standing) -> OtherReading | None:
    """That the lines title sections."""
    bands = [line_of_band(one, standing) for one in asked]
    if not all(bands):
        return None
    words = "They title sections" if len(bands) > 1 else "It is the title of a section"
    return OtherReading(words, tuple(Ruled(line, BAND) for line in bands if line))


def _the_same(asked: list[AskedQuestion], _standing: Standing) -> OtherReading | None:
    """That each is the lead whose name is nearest."""
    if not all(one.near for one in asked):
        return None
    words = "They are the same" if len(asked) > 1 else f"It is {asked[0].near[0]}"
    return OtherReading(words, tuple(NameMeans(one.question.text, one.near[0]) for one in asked))


def aside_reading(decision: Decision, standing: Standing) -> OtherReading | None:
    """That the rows of which it is asked what they are be left out."""
    asked = [one.question for one in decision.asked if not one.answered]
    if not asked or not all(any(words in question.because for words in NO_ROWS) for question in asked):
        return None
    lines = {action.row: action.line for action in standing.base.actions}
    edits = tuple(Ruled(lines[row], ASIDE) for one in asked for row in one.rows or (one.row,) if row in lines)
    return OtherReading("Leave it out" if len(edits) == 1 else "Leave them out", edits) if edits else None


def _instead(question: Question, standing: Standing) -> list[tuple[int, str]]:
    """What would be ruled of which line: as the question says, or of the rows that it is of."""
    ruling = next((ruling for words, ruling in YES.items() if words in question.because), None)
    if question.instead or ruling is None:
        return list(question.instead)
    lines = {action.row: action.line for action in standing.base.actions}
    return [(lines[row], ruling) for row in question.rows if row in lines]


def _other_words(because: str, rulings: set[str]) -> str:
    """What lines are by the other reading."""
    if "may hold them" in because:
        return "The other row holds the headings"
    words = {
        ROW: "They are rows of the plan",
        HEADINGS: "They are rows of the plan",
        BAND: "They title sections",
        JOIN: "They go on with the row above",
        ASIDE: "Leave them out",
    }
    return words.get(next(iter(rulings)), "They are notes") if len(rulings) == 1 else "Read it the other way"


def _other_column(asked: list[AskedQuestion], _standing: Standing) -> OtherReading | None:
    """The meaning that nearly as much speaks for, of one column."""
    if len(asked) > 1:
        return None
    question = asked[0].question
    if "texts may be what will be done" in question.because:
        return OtherReading(f"“{clip(question.text, 40)}” says it", (ColumnMeans(question.text, ACTION),))
    before, _found, other = question.because.partition("may as well be “")
    meaning = next((name for name, words in SAYABLE.items() if other.startswith(f"{words}”")), None)
    if meaning is None or not before:
        return None
    return OtherReading(f"It is {SAYABLE[meaning]}", (ColumnMeans(question.text, meaning),))


OTHERS = {OTHER: other_reading, ASIDE: aside_reading}
"""What is chosen, and the reading that it stands for."""


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """One question of a decision as its form shows it: the kind of its box, what stands in it, what is wrong."""

    asked: AskedQuestion
    box: str
    value: str
    error: str = ""
    samples: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Of its box in the form."""
        return f"value-{self.asked.key}"


class DecisionForm(forms.Form):
    """`choice` is to leave all as read, the other reading, or what stands in the boxes (`LOOK`: only to see what that
    would change); of the boxes only what was changed is said. `counts_from` is the day from which all of them count."""

    choice = Text()
    counts_from = Text(required=False)

    def __init__(self, data, *, decision: Decision, standing: Standing):
        super().__init__(data, auto_id=f"d-{decision.key}-%s")
        self.decision, self.standing = decision, standing
        open_ones = [one for one in decision.asked if not one.answered]
        self.open = sorted(open_ones, key=lambda one: one.question.because.startswith(KEPT))
        actions = {action.key: action for action in standing.plan.actions}
        self.before = {one.key: proposed(one, standing, actions) for one in self.open}
        self.counts = any(one.question.because.startswith(COUNTS_FROM) for one in self.open)
        self.wrong: dict[str, str] = {}
        self.words = ""
        self.edits: tuple[Edit, ...] = ()

    def parts(self) -> list[AnswerBox]:
        """Its questions, with what was typed of them."""
        typed = (
            {one.key: self.data.get(f"value-{one.key}", self.before[one.key]) for one in self.open}
            if self.is_bound
            else self.before
        )
        return [
            AnswerBox(
                one,
                asks_for(one.question),
                typed[one.key],
                self.wrong.get(one.key, ""),
                self._samples(one) if asks_for(one.question) == "meaning" else (),
            )
            for one in self.open
        ]

    def _samples(self, asked: AskedQuestion) -> tuple[str, ...]:
        """The first different cells of the column that a question is of."""
        cells = (dict(action.printed).get(asked.question.text, "") for action in self.standing.plan.actions)
        return tuple(islice(dict.fromkeys(filter(None, cells)), MOST_SAMPLES))

    def clean(self):
        choice = self.cleaned_data.get("choice", "")
        settled = tuple(QuestionSettled(one.key) for one in self.open)
        asks = f"{self.decision.asks} {number_of(len(self.open), 'answer')}"
        if choice == AS_READ:
            self.edits, self.words = settled, f"{self.decision.asks} Right as read"
        elif choice in OTHERS and (other := OTHERS[choice](self.decision, self.standing)):
            self.edits, self.words = (*other.edits, *settled), f"{self.decision.asks} {other.words}"
        elif choice in (VALUE, LOOK):
            self.edits, self.words = (*self._said(), *settled), asks
        else:
            raise forms.ValidationError("Choose one of the answers.")
        return self.cleaned_data

    def clean_counts_from(self) -> str:
        """The day as an edit holds it."""
        typed = self.cleaned_data["counts_from"].strip()
        day = typed_day(typed, "the day") if typed else None
        return day.isoformat() if day else ""

    def _said(self) -> tuple[Edit, ...]:
        """What was typed otherwise than it was read, each as its own question takes it."""
        anchor = self.cleaned_data.get("counts_from", "")
        said: list[Edit] = [Framed("anchor", anchor)] if anchor else []
        for part in self.parts():
            if not part.box or part.value.split() == self.before[part.asked.key].split():
                continue
            form = AnswerForm({"choice": VALUE, "value": part.value}, asked=part.asked, standing=self.standing)
            if form.is_valid():
                said += [edit for edit in form.edits if not isinstance(edit, QuestionSettled)]
                continue
            self.wrong[part.asked.key] = " ".join(str(error) for errors in form.errors.values() for error in errors)
        if self.wrong:
            raise forms.ValidationError(list(self.wrong.values()))
        return tuple(said)
