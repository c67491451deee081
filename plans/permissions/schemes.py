"""RAG schemes: what the organisation's colours mean, and which of them a plan has."""

from __future__ import annotations

from plans.models import Plan, RagScheme
from plans.permissions.permission import Denied, Permission
from plans.permissions.plans import can_edit_plan, can_open_plan


@Permission
def can_keep_schemes(user, _scheme: RagScheme | None = None) -> None:
    """Whoever may start a plan: a plan that is there keeps its version until its own officers move it on."""
    if not can_open_plan.allows(user, None):
        raise Denied("RAG schemes are kept by administrators, and by those who may start plans.")


@Permission
def can_prefer_scheme(user, _scheme: RagScheme | None = None) -> None:
    """Which scheme new plans begin with is said for the whole organisation."""
    if not (user.is_active and user.is_administrator):
        raise Denied("Only an administrator says with which scheme new plans begin.")


@Permission
def can_change_plan_scheme(user, plan: Plan) -> None:
    can_edit_plan.check(user, plan)
