"""What is exempt from publication."""

from __future__ import annotations

from plans.models import Action, Exemption, Plan
from plans.permissions.actions import can_update_progress
from plans.permissions.parts import OFFICER, roles
from plans.permissions.permission import Denied, Permission


@Permission
def can_mark_exempt(user, action: Action) -> None:
    """What a paper leaves out is the officers' to answer for; in a closed plan it stays as it was."""
    if action.plan.status == Plan.Status.CLOSED:
        raise Denied("This plan is closed, so what its papers leave out stays as it is.")
    if not roles(user, action.plan) & {OFFICER, "administrator"}:
        raise Denied("What the public version leaves out is decided by the plan’s officers.")


@Permission
def can_ask_exempt(user, action: Action) -> None:
    """Officers; and whoever may say something of the action may have it read before it is published."""
    if not can_mark_exempt.allows(user, action):
        can_update_progress.check(user, action)


@Permission
def can_read_exemption(user, exemption: Exemption) -> None:
    can_mark_exempt.check(user, exemption.action)
