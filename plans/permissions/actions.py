"""What is said and decided of an action."""

from __future__ import annotations

from plans.clock import today
from plans.models import Action, Extension, Plan, ProgressUpdate
from plans.permissions.parts import CONTRIBUTOR, MANAGER, OFFICER, leads_it, roles
from plans.permissions.permission import Denied, Permission


def check_open(action: Action) -> None:
    """Nothing is said or decided of a closed plan, or of an action that was withdrawn from it."""
    if action.plan.status == Plan.Status.CLOSED:
        raise Denied("This plan is closed, so nothing more can be said or decided of its actions.")
    if not action.is_current:
        raise Denied("This action has been withdrawn from the plan, so nothing more is said or decided of it.")


@Permission
def can_update_progress(user, action: Action) -> None:
    """Contributors of what a post of theirs is assigned to; managers and officers of everything in their plans."""
    check_open(action)
    held = roles(user, action.plan)
    if held & {OFFICER, MANAGER}:
        return
    if CONTRIBUTOR not in held:
        raise Denied("You can read this plan but not update it. Ask its officer to make you a contributor.")
    if not leads_it(user, action, today()):
        raise Denied(
            "You can update the actions that a post of yours leads or supports, and this is not one of them. "
            "If it should be yours, ask the plan’s officer to assign it to you."
        )


@Permission
def can_record_for_others(user, plan: Plan) -> None:
    """Officers and managers write down what a lead told them."""
    if not roles(user, plan) & {OFFICER, MANAGER}:
        raise Denied("Only the plan’s officers and managers record what somebody else has said.")


@Permission
def can_verify(user, claim: ProgressUpdate) -> None:
    """A manager or officer of the plan who neither said nor recorded the claim, or another that waits with it."""
    claims = (claim, *claim.action.standing_claims())
    if any(user.pk in (each.said_by_id, each.recorded_by_id) for each in claims):
        raise Denied("You can’t verify a claim that you made or recorded yourself. Somebody else has to look at it.")
    if not roles(user, claim.action.plan) & {OFFICER, MANAGER}:
        raise Denied("Claims are verified by a manager or officer of the plan.")
    check_open(claim.action)


@Permission
def can_withdraw_claim(user, claim: ProgressUpdate) -> None:
    """Whoever may claim: that it is not complete after all is as much theirs to say."""
    can_update_progress.check(user, claim.action)


@Permission
def can_close(user, action: Action) -> None:
    if MANAGER not in roles(user, action.plan):
        raise Denied("Closing an action without its being done needs a manager of the plan.")
    check_open(action)


@Permission
def can_reopen(user, action: Action) -> None:
    if MANAGER not in roles(user, action.plan):
        raise Denied("Opening a finished action again needs a manager of the plan.")
    check_open(action)


@Permission
def can_recheck(user, action: Action) -> None:
    """A manager or officer of the plan who neither said nor recorded any of the claims that led to its being
    verified."""
    if not roles(user, action.plan) & {OFFICER, MANAGER}:
        raise Denied("Whether something has lasted is re-checked by a manager or officer of the plan.")
    if any(user.pk in (each.said_by_id, each.recorded_by_id) for each in action.verified_claims()):
        raise Denied("You claimed that this is complete, so somebody else has to re-check whether it has lasted.")
    check_open(action)


@Permission
def can_ask_extension(user, action: Action) -> None:
    can_update_progress.check(user, action)


@Permission
def can_decide_extension(user, extension: Extension) -> None:
    if MANAGER not in roles(user, extension.action.plan):
        raise Denied("A new date is decided by a manager of the plan.")
    if extension.asked_by_id == user.pk:
        raise Denied("You asked for this date yourself, so somebody else has to decide on it.")
    check_open(extension.action)
