"""What was brought as evidence."""

from __future__ import annotations

from plans import stages
from plans.models import Evidence, Plan
from plans.permissions.actions import can_update_progress
from plans.permissions.parts import MANAGER, OFFICER, roles
from plans.permissions.permission import Denied, Permission


@Permission
def can_withdraw_evidence(user, evidence: Evidence) -> None:
    """Whoever updates the action; once it is finished, the plan's managers and officers, since others relied on it."""
    can_update_progress.check(user, evidence.action)
    if evidence.action.stage in stages.FINISHED and not roles(user, evidence.action.plan) & {OFFICER, MANAGER}:
        raise Denied("This action is finished, and others relied on its evidence. Ask a manager to withdraw it.")


@Permission
def can_see_withdrawn(user, plan: Plan) -> None:
    """Those who manage the plan still open what was withdrawn from it."""
    if not roles(user, plan) & {OFFICER, MANAGER, "administrator"}:
        raise Denied("This was withdrawn. Only those who manage the plan can still open it.")
