"""Answering what an import left open."""

from __future__ import annotations

from plans import models as m
from plans import permissions
from plans.operations.errors import Refused
from plans.trail import change_set


def answer_question(*, by, question: m.OpenQuestion, answer: str, door: str = "web", at=None) -> m.OpenQuestion:
    """Close a question with the words of its answer; the plan itself is changed where it is edited. Raises Denied;
    Refused for one that is answered already, and for an answer without words."""
    permissions.enforce(permissions.check_can_manage_plan, by, question.plan)
    if not answer.strip():
        raise Refused("Say in a few words what the answer is, such as “It is right as printed”.", "answer")
    with change_set(question.plan, by=by, verb="answer_question", door=door, at=at) as act:
        question.refresh_from_db()
        if question.answered_on:
            raise Refused(f"{question.answered_by_name} has answered this already: {question.answer}", "answer")
        question.answer = answer.strip()
        question.answered_on, question.answered_by_name = act.today, act.record.actor_name
        act.save(question)
    return question
