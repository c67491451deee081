"""Reminding, and choosing what one is reminded of."""

from __future__ import annotations

from plans.models import Plan
from plans.permissions.parts import MANAGER, OFFICER, roles
from plans.permissions.permission import Denied, Permission


@Permission
def can_remind(user, plan: Plan) -> None:
    """Officers and managers of the plan; of a closed plan nothing is owed."""
    if not roles(user, plan) & {OFFICER, MANAGER}:
        raise Denied("Only the plan’s officers and managers remind people of what they owe.")
    if plan.status != Plan.Status.LIVE:
        raise Denied("Nobody is reminded of a plan that is not live: nothing is owed in it.")


@Permission
def can_choose_reminders(user, person) -> None:
    """Everybody their own."""
    if not user.is_active or user.pk != person.pk:
        raise Denied("What somebody is told is for them to choose.")
