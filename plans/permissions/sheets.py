"""Sheets: sending rows of a plan out, and recording what comes home."""

from __future__ import annotations

from plans.models import Plan
from plans.permissions.parts import MANAGER, OFFICER, roles
from plans.permissions.permission import Denied, Permission


@Permission
def can_send_sheets(user, plan: Plan) -> None:
    """Officers and managers, who record what others say; of a closed plan nothing is said any more."""
    if not roles(user, plan) & {OFFICER, MANAGER}:
        raise Denied("Sheets are sent out and merged by the plan’s officers and managers.")
    if plan.status == Plan.Status.CLOSED:
        raise Denied("This plan is closed, so nothing more is said of its actions.")


@Permission
def can_keep_sheets(user, _obj=None) -> None:
    """Officers and managers of any plan: the page shows the sheets of theirs."""
    if not (user.is_active and user.plans_as(OFFICER, MANAGER)):
        raise Denied("Sheets are sent out and merged by officers and managers of a plan, and you are neither.")
