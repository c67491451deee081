"""RAG schemes: what the organisation's colours mean, and which of them a plan has."""

from __future__ import annotations

from plans.models import Plan, RagScheme
from plans.permissions.pairs import Denied, pair
from plans.permissions.plans import can_open_plan, check_can_edit_plan


def check_can_keep_schemes(user, _scheme: RagScheme | None = None) -> None:
    """Whoever may start a plan: a plan that is there keeps its version until its own officers move it on."""
    if not can_open_plan(user, None):
        raise Denied("RAG schemes are kept by administrators, and by those who may start plans.")


def check_can_prefer_scheme(user, _scheme: RagScheme | None = None) -> None:
    """Which scheme new plans begin with is said for the whole organisation."""
    if not (user.is_active and user.is_administrator):
        raise Denied("Only an administrator says with which scheme new plans begin.")


def check_can_change_plan_scheme(user, plan: Plan) -> None:
    check_can_edit_plan(user, plan)


can_keep_schemes = pair(check_can_keep_schemes)
can_prefer_scheme = pair(check_can_prefer_scheme)
can_change_plan_scheme = pair(check_can_change_plan_scheme)
