"""What members ask of an action."""

from __future__ import annotations

from plans.clock import today
from plans.models import Action, Holding, MembersQuestion
from plans.permissions.actions import check_open
from plans.permissions.parts import CONTRIBUTOR, MANAGER, OFFICER, leads_it, roles
from plans.permissions.permission import Denied, Permission


@Permission
def can_record_members_question(user, action: Action) -> None:
    """Officers and managers, who sit in the meeting or read its minutes."""
    if not roles(user, action.plan) & {OFFICER, MANAGER}:
        raise Denied("What members asked is recorded by the plan’s officers and managers.")
    check_open(action)


@Permission
def can_answer_members_question(user, question: MembersQuestion) -> None:
    """Whoever is to answer it, or leads the action; officers and managers for them."""
    action = question.action
    check_open(action)
    held = roles(user, action.plan)
    if held & {OFFICER, MANAGER}:
        return
    is_asked = Holding.objects.filter(user=user, lead=question.lead_id).on(today()).exists()
    if CONTRIBUTOR not in held or not (is_asked or leads_it(user, action, today())):
        raise Denied(f"This question is answered by {question.lead}, or by a lead of the action.")


@Permission
def can_withdraw_members_question(user, question: MembersQuestion) -> None:
    can_record_members_question.check(user, question.action)
