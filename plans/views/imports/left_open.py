"""What an import left open on a plan, and what came home in sheets, as their page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from plans import leadnames
from plans.forms.imports.question import NOT_RATED
from plans.models import Action, OpenQuestion
from plans.operations.imports.answers import ELSEWHERE, OTHERWISE, takes
from plans.operations.imports.left_open import OpenDecision, rows_of
from plans.operations.schemes import ratings_offered

MOST_ASKED = 30
"""Questions of one decision that are asked at once."""
MOST_ROWS = 12
"""Actions of a decision that are named."""


@dataclass(slots=True)
class QuestionOnPage:
    """A question as its page shows it: what it takes, where else it is dealt with, how many other actions hang on it,
    and what was typed and refused."""

    question: OpenQuestion
    takes: str
    proposed: str
    edit: str
    why_elsewhere: str
    more: int
    value: str = ""
    error: str = ""


@dataclass(slots=True)
class DecisionOnPage:
    """A decision, or a kind of mark, with those of its questions that are asked at once, how many follow when these are
    answered, and the first actions that hang on it."""

    decision: OpenDecision
    asked: list[QuestionOnPage]
    following: int
    rows: list[Action]

    @property
    def first(self) -> QuestionOnPage:
        return self.asked[0]

    @property
    def has_boxes(self) -> bool:
        return any(each.takes for each in self.asked)

    @property
    def more_rows(self) -> int:
        return len(self.decision.rows) - len(self.rows)


def decisions_on_page(
    plan, shown: list[OpenDecision], offered, typed: QueryDict, wrong: dict[int, str]
) -> list[DecisionOnPage]:
    """Decisions as the page shows them, with what was typed and what is wrong with it."""
    actions = Action.objects.with_plan().in_bulk({row for decision in shown for row in decision.rows[:MOST_ROWS]})
    found = []
    for decision in shown:
        asked = [_asked(plan, question, offered) for question in decision.questions[:MOST_ASKED]]
        for each in asked:
            each.value, each.error = _typed(each.question.pk, typed, wrong), wrong.get(each.question.pk, "")
        rows = [actions[row] for row in decision.rows[:MOST_ROWS] if row in actions]
        found.append(DecisionOnPage(decision, asked, len(decision.questions) - len(asked), rows))
    return found


def _typed(pk: int, typed: QueryDict, wrong: dict[int, str]) -> str:
    """What was typed of a question, alone or among others."""
    alone = typed.get("value", "") or typed.get("answer", "")
    return typed.get(f"value-{pk}", "") or (alone if pk in wrong else "")


def _asked(plan, question: OpenQuestion, offered) -> QuestionOnPage:
    kind = takes(question)
    why = "" if kind else ELSEWHERE.get(question.field, OTHERWISE)
    more = max(len(rows_of(question)) - 1, 0)
    return QuestionOnPage(question, kind, _proposed(question, offered), _edited_at(plan, question), why, more)


def _edited_at(plan, question: OpenQuestion) -> str:
    """The page where what the question is about is edited."""
    edit = reverse("edit_plan", args=[plan.slug])
    if question.field == "columns":
        column = plan.columns.filter(heading=question.text, withdrawn=False).first()
        return reverse("edit_thing", args=[plan.slug, "column", column.pk]) if column else f"{edit}#columns"
    if question.field == "rag" and not question.alike:
        return f"{reverse('actions')}?plan={plan.slug}&rag=none"
    if question.action:
        return reverse("edit_thing", args=[plan.slug, "action", question.action.pk])
    if question.field in ("anchor", "dated", "title", "subtitle"):
        return reverse("edit_frame", args=[plan.slug])
    return edit


def offered_of(plan) -> list[tuple[str, str]]:
    """The ratings that may be answered, with none at all."""
    return [*ratings_offered(plan.scheme), (NOT_RATED, "No rating: leave it not rated")]


def _proposed(question: OpenQuestion, offered) -> str:
    """The code of the rating that the document proposes, "" where it is none of the plan's."""
    known = {leadnames.key(name): code for code, label in offered for name in (code, label)}
    return known.get(leadnames.key(question.proposed), "") if question.proposed else ""
