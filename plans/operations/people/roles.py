"""Roles in a plan: given, changed and ended by the plan's officers and by administrators."""

from __future__ import annotations

from plans.models import Membership, Plan, User
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.people import can_change_role
from plans.trail import SYSTEM, change_set


def grant_role(
    *, by=SYSTEM, user: User, plan: Plan, role: str, seen: int | None = None, door: str = "command", at=None
) -> Membership:
    """Give a person a role in a plan; it replaces the one they had there. Raises Denied; Refused for somebody whose
    account is closed; Stale; ValueError for a role that is none."""
    with change_set(plan, by=by, verb="grant_role", door=door, register=True, at=at) as act:
        membership = Membership.objects.filter(user=user, plan=plan).first()
        if membership:
            check_seen(membership, seen)
        return give(act, by=by, user=user, plan=plan, role=role)


def give(act, *, by, user: User, plan: Plan, role: str) -> Membership:
    """The same inside an act that does more."""
    membership = Membership.objects.filter(user=user, plan=plan).first() or Membership(user=user, plan=plan)
    can_change_role.enforce(by, membership)
    if not user.is_active:
        raise Refused(f"The account of {user} is closed. Reactivate it before you give a role.", "role")
    act.told = {"person": user.pk, "plan": plan.slug, "role": role}
    membership.role = Membership.Role(role)
    membership.withdrawn = False
    act.save(membership)
    return membership


def withdraw_role(
    *, by=SYSTEM, membership: Membership, why: str, seen: int | None = None, door: str = "command", at=None
) -> Membership:
    """End a person's role in a plan. Raises Denied; Refused without a reason; Stale."""
    can_change_role.enforce(by, membership)
    why = said(why, limit=REASON_LIMIT, field="why", need="Say why the role ends.")
    with change_set(membership.plan, by=by, verb="withdraw_role", why=why, door=door, register=True, at=at) as act:
        membership.refresh_from_db()
        check_seen(membership, seen)
        act.told = {"person": membership.user_id, "plan": membership.plan.slug, "role": membership.role}
        membership.withdrawn = True
        act.save(membership)
    return membership
