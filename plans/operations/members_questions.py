"""What members ask of an action: recording it with who answers by when, answering it, withdrawing what was recorded
by mistake. `seen` is the newest act on the question when the page was opened."""

from __future__ import annotations

from datetime import date

from plans.models import Action, Lead, MembersQuestion, User
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.members_questions import (
    can_answer_members_question,
    can_record_members_question,
    can_withdraw_members_question,
)
from plans.trail import change_set

WORDS_LIMIT = 4000


def record_members_question(
    *,
    by: User,
    action: Action,
    text: str,
    meeting: str,
    asked_on: date,
    lead: Lead,
    due_on: date,
    minute: str = "",
    door: str = "web",
    at=None,
) -> MembersQuestion:
    """Record what members asked. Raises Denied; Refused without words or a meeting, for a meeting to come, and for an
    answer that is due before it was asked."""
    can_record_members_question.enforce(by, action)
    question = MembersQuestion(
        action=action,
        text=said(text, limit=WORDS_LIMIT, field="text", need="Give the question as the minutes have it."),
        meeting=said(meeting, limit=200, field="meeting", need="Say at which meeting it was asked."),
        minute=said(minute, limit=60, field="minute"),
        asked_on=asked_on,
        lead=lead,
        due_on=due_on,
        recorded_by_name=by.name,
    )
    with change_set(action.plan, by=by, verb="record_members_question", door=door, at=at) as act:
        if asked_on > act.today:
            raise Refused("A question is recorded once it was asked: the meeting is still to come.", "asked_on")
        if due_on < asked_on:
            raise Refused("The answer can’t be due before the question was asked.", "due_on")
        question.recorded_at = act.moment
        act.save(question)
    return question


def answer_members_question(
    *, by: User, question: MembersQuestion, answer: str, seen: int | None = None, door: str = "web", at=None
) -> MembersQuestion:
    """Answer it, or amend the answer that was given: what stood before stays in the timeline. Raises Denied; Refused
    without words and for a question that was withdrawn; Stale."""
    can_answer_members_question.enforce(by, question)
    answer = said(answer, limit=WORDS_LIMIT, field="answer", need="Write the answer that members are given.")
    with change_set(question.action.plan, by=by, verb="answer_members_question", door=door, at=at) as act:
        _refresh(question, seen)
        question.answer, question.answered_on, question.answered_by_name = answer, act.today, by.name
        act.save(question)
    return question


def withdraw_members_question(
    *, by: User, question: MembersQuestion, reason: str, seen: int | None = None, door: str = "web", at=None
) -> MembersQuestion:
    """Take a question away that was recorded by mistake. Raises Denied; Refused without a reason; Stale."""
    can_withdraw_members_question.enforce(by, question)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="Say why the question is withdrawn.")
    with change_set(question.action.plan, by=by, verb="withdraw_members_question", why=reason, door=door, at=at) as act:
        _refresh(question, seen)
        question.withdrawn, question.withdrawn_reason = True, reason
        act.save(question)
    return question


def _refresh(question: MembersQuestion, seen: int | None) -> None:
    """The question as it is now. Raises Refused for one that is withdrawn; Stale."""
    question.refresh_from_db()
    check_seen(question, seen)
    if question.withdrawn:
        raise Refused(f"This question has been withdrawn: {question.withdrawn_reason}")
