"""Answering what an import left open."""

from __future__ import annotations

from plans import models as m
from plans import permissions
from plans.operations.errors import Refused
from plans.operations.import_writing.progress import rated_anew, stage_after
from plans.trail import Act, change_set
from plans.wording import number_of


def answer_question(*, by, question: m.OpenQuestion, answer: str, door: str = "web", at=None) -> m.OpenQuestion:
    """Close a question with the words of its answer; the plan itself is changed where it is edited. Raises Denied;
    Refused for one that is answered already, and for an answer without words."""
    permissions.enforce(permissions.check_can_manage_plan, by, question.plan)
    if not answer.strip():
        raise Refused("Say in a few words what the answer is, such as “It is right as printed”.", "answer")
    with change_set(question.plan, by=by, verb="answer_question", door=door, at=at) as act:
        _close(act, question, answer.strip())
    return question


def answer_rating(*, by, question: m.OpenQuestion, rating: m.Rag | None, door: str = "web", at=None) -> m.OpenQuestion:
    """Close a question about a rating by saying which one it is (None: none at all), and rate every action that shows
    it alike: what the document said of it is said anew under that rating, true of the document's own day. One that
    means finished is a claim, which waits to be verified. What people have said or decided of an action since stands.

    Raises Denied; Refused for a question that is answered already or asks for no rating, and for a rating of another
    scheme.
    """
    plan = question.plan
    permissions.enforce(permissions.check_can_edit_plan, by, plan)
    if not question.alike:
        raise Refused("This question asks for no rating. Answer it in words.", "answer")
    if rating and rating.scheme_id != plan.scheme_id:
        raise Refused("Choose one of this plan’s own ratings.", "rating")
    with change_set(plan, by=by, verb="answer_rating", door=door, at=at) as act:
        _close(act, question, rating.label if rating else "Left not rated")
        if rating:
            rated, left = _rate(act, question, rating)
            question.answer = f"{rating.label}: {number_of(rated, 'action')} rated"
            if left:
                question.answer += f", {left} left as people have said since"
            act.save(question)
    return question


def _close(act: Act, question: m.OpenQuestion, answer: str) -> None:
    question.refresh_from_db()
    if question.answered_on:
        raise Refused(f"{question.answered_by_name} has answered this already: {question.answer}", "answer")
    question.answer = answer
    question.answered_on, question.answered_by_name = act.today, act.record.actor_name
    act.save(question)


def _rate(act: Act, question: m.OpenQuestion, rating: m.Rag) -> tuple[int, int]:
    """Rates the actions that nobody has spoken of since; how many, and how many others there are."""
    actions = m.Action.objects.of_plan(question.plan).filter(pk__in=question.alike)
    untouched = [action for action in actions.prefetch_related("updates", "decisions") if _is_untouched(action)]
    for action in untouched:
        printed = max(action.updates.all(), key=lambda update: update.pk, default=None)
        update = rated_anew(act, action, rating, printed, question.position_on or act.today)
        action.stage = stage_after(action.stage, update)
        act.save(update)
        act.save(action)
    return len(untouched), len(actions) - len(untouched)


def _is_untouched(action: m.Action) -> bool:
    return not action.decisions.all() and all(update.by_document for update in action.updates.all())
