"""Answering what an import left open."""

from __future__ import annotations

from plans import models as m
from plans.operations.errors import Refused
from plans.operations.imports.answers import LEAD, Effect, effects_of, stamp, takes
from plans.operations.imports.answers.effect import counted
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


SHEET = "sheet"
"""The field of a question that somebody asked back in a sheet."""


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
    """Close a question that needs no change: it is right as it stands, or has been put right where the plan is edited;
    `answer` says which, in words. Raises Denied; Refused for one that is answered already, and without words."""
    can_manage_plan.enforce(by, question.plan)
    need = "Say in a few words what the answer is, such as “It is right as printed”."
    answer = said(answer, limit=REASON_LIMIT, field="answer", need=need)
    with change_set(question.plan, by=by, verb="answer_question", door=door, at=at) as act:
        _close(act, question, answer)
    return question


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
    if question.answered_on:
        raise Refused(f"{question.answered_by_name} has answered this already: {question.answer}", "answer")


def _close(act: Act, question: m.OpenQuestion, answer: str) -> None:
    _check_open(question)
    question.answer = answer
    question.answered_on, question.answered_by_name = act.today, act.record.actor_name
    act.save(question)
