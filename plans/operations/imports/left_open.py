"""What an import left open on a plan, as the same decisions and marks that it was asked in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans import models as m
from plans.importing import AskedQuestion, Question, asked_alike, is_mark

SHEET = m.OpenQuestion.SHEET
FROM_A_SHEET = "From a sheet"


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """One thing to decide, or one kind of mark: its open questions in their order, and the ids of the actions that
    hang on it. `key` names it as long as it is open."""

    key: str
    asks: str
    questions: tuple[m.OpenQuestion, ...]
    is_mark: bool = False

    @property
    def is_from_sheet(self) -> bool:
        return self.questions[0].field == SHEET

    @property
    def is_of_many(self) -> bool:
        return len(self.questions) > 1

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(row for question in self.questions for row in rows_of(question)))


def rows_of(question: m.OpenQuestion) -> list[int]:
    """The ids of the actions that hang on a question."""
    return question.rows or question.alike or ([question.action_id] if question.action_id else [])


def open_decisions(questions: Iterable[m.OpenQuestion]) -> tuple[OpenDecision, ...]:
    """The decisions that all of a plan's questions come to, those first on which the most rows hang, then the marks.
    What is asked back in a sheet is alone and comes first; what is answered keeps the others in their decision."""
    found = list(questions)
    back = (each for each in found if each.field == SHEET and not each.answered_on)
    kinds = sorted(_kinds(found), key=lambda kind: (kind.is_mark, -len(kind.rows)))
    return (*(OpenDecision(f"s{each.pk}", FROM_A_SHEET, (each,)) for each in back), *kinds)


@dataclass(frozen=True, slots=True)
class StillOpen:
    """How many decisions of the import are open on a plan, the ids of the actions with a mark that nobody has looked
    at, and how much came home in sheets that nobody has answered."""

    decisions: int
    marked: frozenset[int]
    from_sheets: int


def still_open(plan: m.Plan) -> StillOpen:
    """What is open on a plan, in one query."""
    found = list(plan.open_questions.only("field", "text", "because", "answered_on", "action_id").order_by("order"))
    kinds = list(_kinds(found))
    back = sum(each.field == SHEET and not each.answered_on for each in found)
    marks = (each.action_id for kind in kinds if kind.is_mark for each in kind.questions)
    return StillOpen(sum(not kind.is_mark for kind in kinds), frozenset(filter(None, marks)), back)


def is_marked(question: m.OpenQuestion) -> bool:
    """Whether it merely says that its action might be looked at."""
    return is_mark(_asked(question).question)


def _kinds(questions: list[m.OpenQuestion]) -> Iterator[OpenDecision]:
    """The open decisions and kinds of marks that come of a document."""
    of = {str(question.pk): question for question in questions}
    asked = [_asked(question) for question in questions if question.field != SHEET]
    for is_of_marks in (False, True):
        for name, asks, alike in asked_alike(one for one in asked if is_mark(one.question) is is_of_marks):
            still = tuple(of[one.key] for one in alike if not one.answered)
            if still:
                yield OpenDecision(_named(name), asks, still, is_of_marks)


def _named(name: str) -> str:
    """A name as an address and a form can hold it."""
    return f"k{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def _asked(question: m.OpenQuestion) -> AskedQuestion:
    told = Question(None, question.field, question.text, question.because)
    return AskedQuestion(str(question.pk), told, None, bool(question.answered_on))
