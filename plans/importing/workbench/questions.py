"""The questions of a reading, each under a key that holds, and which of them are answered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plans.importing.understanding.ratings import UNCONFIRMED
from plans.importing.understood_plan import Question, UnderstoodAction, UnderstoodPlan
from plans.importing.workbench.apply_edit import counting
from plans.importing.workbench.edits import Edit, Framed, QuestionSettled
from plans.importing.workbench.nearness import near_names

_SAID_BEFORE = ((" is proposed as ", " is read as "), ("; proposed as ", "; read as "), (f"; {UNCONFIRMED}", ""))
"""Words that questions are asked in, and those of before: answers that were given to these still hold."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question, the key of the action that it is about (None: the whole plan), and leads of the organisation that
    may be meant. `key` is the same as long as the question is."""

    key: str
    question: Question
    action: str | None
    answered: bool
    near: tuple[str, ...] = ()


def ask_all(base: UnderstoodPlan, edits: Iterable[Edit], known_leads: Iterable[str]) -> tuple[AskedQuestion, ...]:
    """Every question of a base reading, those of the whole plan first, then by row, with those that arise because a
    name is nearly that of a lead whom the organisation has. The day from which the plan counts, once it is said,
    answers every question that asks for it."""
    edits = tuple(edits)
    settled = {edit.question for edit in edits if isinstance(edit, QuestionSettled)}
    settled |= {question_key(question) for question in _answered_by_the_anchor(base, edits)}
    actions = {action.row: action.key for action in base.actions}
    asked = [_asked(question, actions, settled) for question in base.questions]
    doubtful = {question.text for question in base.questions if question.field == "leads"}
    for found in near_names(base, known_leads):
        if found.name in doubtful:
            continue
        question = Question(found.row, "leads", found.name, found.because, found.line)
        asked.append(_asked(question, actions, settled, found.near))
    return tuple(sorted(asked, key=lambda found: found.question.row or 0))


def _answered_by_the_anchor(base: UnderstoodPlan, edits: tuple[Edit, ...]) -> list[Question]:
    said = [edit.value for edit in edits if isinstance(edit, Framed) and edit.field == "anchor"]
    if not said or not said[-1]:
        return []
    anchor = date.fromisoformat(said[-1])
    return [
        question
        for question in base.questions
        if question.field == "anchor"
        or (question.field == "timescales" and counting(question.text, dated=base.dated, anchor=anchor))
    ]


def doubtful_ratings(plan: UnderstoodPlan) -> dict[str, int]:
    """What shows a rating and is still asked about (`UnderstoodAction.rag_sign`), to the row at which it is asked."""
    signs = {action.row: action.rag_sign for action in plan.actions}
    asked = ((signs.get(question.row or 0), question.row) for question in plan.questions if question.field == "rag")
    return {sign: row for sign, row in asked if sign and row}


def unconfirmed_ratings(plan: UnderstoodPlan) -> int:
    """How many actions show a rating that is none until its question is answered."""
    doubtful = doubtful_ratings(plan)
    return sum(bool(action.rag) and action.rag_sign in doubtful for action in plan.actions)


def shown_alike(plan: UnderstoodPlan, question: Question) -> tuple[UnderstoodAction, ...]:
    """The actions that a question about a rating is of: all whose rating is shown alike. None for any other."""
    if question.field != "rag":
        return ()
    sign = next((action.rag_sign for action in plan.actions if action.row == question.row), None)
    return tuple(action for action in plan.actions if sign and action.rag_sign == sign)


def without_doubtful_ratings(plan: UnderstoodPlan) -> UnderstoodPlan:
    """The plan without the ratings that its questions still ask about, wherever they are shown alike: a colour or a
    letter is a proposal until a person has said what it means, and not rated is never taken for a rating."""
    doubtful = doubtful_ratings(plan)
    if not doubtful:
        return plan

    def sure(action: UnderstoodAction) -> UnderstoodAction:
        return replace(action, rag=None) if action.rag_sign in doubtful else action

    sections = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(found, actions=tuple(sure(action) for action in found.actions))
                for found in section.recommendations
            ),
        )
        for section in plan.sections
    )
    return replace(plan, sections=sections)


def _asked(question: Question, actions: dict[int, str], settled: set[str], near: tuple[str, ...] = ()) -> AskedQuestion:
    key = question_key(question)
    return AskedQuestion(key, question, actions.get(question.row or 0), key in settled, near)


def question_key(question: Question) -> str:
    """What names a question: its field, the words that it is about, and why it is asked. What is asked of many rows
    alike is one question, whichever row comes first."""
    because = question.because
    for words, before in _SAID_BEFORE:
        because = because.replace(words, before)
    text = "\x1f".join((question.field, question.text, because))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
