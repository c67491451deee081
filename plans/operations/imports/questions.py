"""Answering what an import left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plans import models as m
from plans.operations.errors import Refused
from plans.operations.imports.answers import LEAD, RATING, Effect, effects_of, stamp, takes
from plans.operations.imports.answers.effect import counted
from plans.operations.imports.left_open import SHEET
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.plans import can_edit_plan, can_manage_plan
from plans.permissions.sheets import can_send_sheets
from plans.trail import Act, change_set
from plans.wording import clip, number_of


class Different(Exception):
    """The answer would change something else than what was shown. `effects` are what it would change now."""

    def __init__(self, effects: list[Effect]):
        super().__init__("The plan has changed since this was shown.")
        self.effects = effects


def ask_back(*, by, action: m.Action, words: str, because: str, door: str = "web", at=None) -> m.OpenQuestion:
    """Keep what somebody asked back about an action as an open question of its plan. Raises Denied and Refused."""
    plan = action.plan
    can_send_sheets.enforce(by, plan)
    words = said(words, limit=REASON_LIMIT, field="question", need="There are no words in this question.")
    with change_set(plan, by=by, verb="ask_back", door=door, at=at) as act:
        order = plan.open_questions.count()
        question = m.OpenQuestion(plan=plan, action=action, order=order, field=SHEET, text=words, because=because)
        act.save(question)
    return question


def settle_question(*, by, question: m.OpenQuestion, answer: str, door: str = "web", at=None) -> m.OpenQuestion:
    """Close a question as `settle_questions` does."""
    settle_questions(by=by, plan=question.plan, questions=[question], answer=answer, door=door, at=at)
    return question


def settle_questions(
    *, by, plan: m.Plan, questions: Iterable[m.OpenQuestion], answer: str, door: str = "web", at=None
) -> None:
    """Close questions or marks that need no change, as one act: they are right as they stand, were looked at, or have
    been put right where the plan is edited; `answer` says which, in words. Raises Denied; Refused where one is answered
    already, and without words."""
    can_manage_plan.enforce(by, plan)
    need = "Say in a few words what the answer is, such as “It is right as it stands”."
    answer = said(answer, limit=REASON_LIMIT, field="answer", need=need)
    with change_set(plan, by=by, verb="answer_question", door=door, at=at) as act:
        questions = list(questions)
        stand = plan.open_questions.in_bulk([question.pk for question in questions])
        for question in questions:
            _check_unanswered(stand[question.pk])
            question.answer = answer
            question.answered_on, question.answered_by_name = act.today, act.record.actor_name
        act.save_all(questions)


def answer_question(
    *, by, question: m.OpenQuestion, value, words: str, seen: str | None = None, door: str = "web", at=None
) -> m.OpenQuestion:
    """Answer a question with a value of the sort that it takes (`plans.operations.imports.answers`): everything that
    follows is changed as one act, and the question is closed with the answer in `words`. `seen` is the stamp of the
    effects that were shown, None where nobody looked at them.

    Raises Denied; Refused for a question that is answered already or elsewhere, and for an answer that changes
    nothing; Different where something else would be changed than what was shown.
    """
    can_edit_plan.enforce(by, question.plan)
    if not takes(question):
        raise Refused("This question is not answered here. Put it right where the plan is edited.", "answer")
    why = f"Answer to a question of the import: {clip(words, 200)}"
    names, details = takes(question) == LEAD, _about(question, words)
    with change_set(
        question.plan, by=by, verb="answer_question", why=why, register=names, details=details, door=door, at=at
    ) as act:
        _check_open(question)
        effects = effects_of(question, value)
        if seen is not None and seen != stamp(effects):
            raise Different(effects)
        if not effects:
            raise Refused("Nothing in the plan stands under these words any more, so this would change nothing.")
        _write(act, effects)
        _close(act, question, f"{words}: {counted(effects)}")
    return question


def answer_rating(
    *, by, question: m.OpenQuestion, rating: m.Rag | None, seen: str | None = None, door: str = "web", at=None
) -> m.OpenQuestion:
    """Close a question about a rating by saying which one it is (None: none at all), and rate every action that shows
    it alike: what the document said of it is said anew under that rating, true of the document's own day. One that
    means finished is a claim, which waits to be verified. What people have said or decided of an action since stands.

    Raises Denied; Refused for a question that is answered already or asks for no rating, and for a rating of another
    scheme; Different where something else would be changed than what was shown.
    """
    plan = question.plan
    can_edit_plan.enforce(by, plan)
    if not question.alike:
        raise Refused("This question asks for no rating. Answer it in words.", "answer")
    if rating and rating.scheme_id != plan.scheme_id:
        raise Refused("Choose one of this plan’s own ratings.", "rating")
    details = _about(question, rating.label if rating else "")
    with change_set(plan, by=by, verb="answer_rating", details=details, door=door, at=at) as act:
        _check_open(question)
        effects = effects_of(question, rating)
        if seen is not None and seen != stamp(effects):
            raise Different(effects)
        _write(act, effects)
        _close(act, question, _rated(rating, effects))
    return question


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to a question: a value of the sort that it takes (of a rating None: none at all), and the same
    in words."""

    question: m.OpenQuestion
    value: Any
    words: str

    @property
    def told(self) -> str:
        """The question with its answer, in few words."""
        return f"{clip(self.question.text, 30)}: {self.words}" if self.question.text else self.words


def effects_of_all(answers: Iterable[Answer]) -> list[Effect]:
    """What several answers would change."""
    return [effect for answer in answers for effect in effects_of(answer.question, answer.value)]


def answer_questions(*, by, answers: Iterable[Answer], seen: str, door: str = "web", at=None) -> None:
    """Answer several questions of one plan as one act, each as it would be answered alone. `seen` is the stamp of the
    effects of all of them that were shown.

    Raises Denied; Refused where one is answered already and where nothing would change; Different where something else
    would be changed than what was shown.
    """
    answers = list(answers)
    plan = answers[0].question.plan
    can_edit_plan.enforce(by, plan)
    told = "; ".join(answer.told for answer in answers)
    details = {"question": answers[0].question.pk, "printed": "", "answer": clip(told, 60)}
    why = f"Answers to questions of the import: {clip(told, 200)}"
    names = any(takes(answer.question) == LEAD for answer in answers)
    with change_set(
        plan, by=by, verb="answer_question", why=why, register=names, details=details, door=door, at=at
    ) as act:
        for answer in answers:
            _check_open(answer.question)
        effects = effects_of_all(answers)
        if seen != stamp(effects):
            raise Different(effects)
        if not effects and not any(answer.value is None for answer in answers):
            raise Refused("Nothing in the plan stands under these words any more, so this would change nothing.")
        for answer in answers:
            _write_one(act, answer)


def _write_one(act: Act, answer: Answer) -> None:
    """One of several answers, on what those before it have changed; one that they have answered too stays so."""
    question = answer.question
    question.refresh_from_db()
    if question.answered_on:
        return
    effects = effects_of(question, answer.value)
    _write(act, effects)
    is_rating = takes(question) == RATING
    _close(act, question, _rated(answer.value, effects) if is_rating else f"{answer.words}: {counted(effects)}")


def _rated(rating: m.Rag | None, effects: list[Effect]) -> str:
    """What an answer about a rating has done."""
    if rating is None:
        return "Left not rated"
    left = sum(bool(each.left) for each in effects)
    done = number_of(len(effects) - left, "action")
    did = f"{done} claimed complete, waiting to be verified" if rating.means_finished else f"{done} rated"
    return f"{rating.label}: {did}{f', {left} left as people have said since' if left else ''}"


def _about(question: m.OpenQuestion, answer: str) -> dict:
    """What was asked, with the printed words, and the answer: what a timeline says of what is said anew."""
    return {"question": question.pk, "printed": clip(question.text, 60), "answer": clip(answer, 60)}


def _write(act: Act, effects: list[Effect]) -> None:
    for effect in effects:
        if effect.write and not effect.left:
            effect.write(act)


def _check_open(question: m.OpenQuestion) -> None:
    """Read anew within the act. Raises Refused for one that somebody has answered."""
    question.refresh_from_db()
    _check_unanswered(question)


def _check_unanswered(question: m.OpenQuestion) -> None:
    if question.answered_on:
        raise Refused(f"{question.answered_by_name} has answered this already: {question.answer}", "answer")


def _close(act: Act, question: m.OpenQuestion, answer: str) -> None:
    _check_open(question)
    question.answer = answer
    question.answered_on, question.answered_by_name = act.today, act.record.actor_name
    act.save(question)
