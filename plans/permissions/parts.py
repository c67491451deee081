"""Which part a person has in a plan."""

from __future__ import annotations

from plans.models import Action, Membership, Plan

OFFICER, MANAGER, CONTRIBUTOR, VIEWER = (role.value for role in Membership.Role)


def roles(user, plan: Plan) -> set[str]:
    """The role that this person holds in the plan, and "administrator"; empty for somebody deactivated."""
    if not user.is_active:
        return set()
    if user.keeps_parts:
        held = {user.parts[plan.pk]} if plan.pk in user.parts else set()
    else:
        held = set(user.memberships.filter(plan=plan, withdrawn=False).values_list("role", flat=True))
    return held | ({"administrator"} if user.is_administrator else set())


def speaks_in(user, plan: Plan) -> bool:
    """Whether this person has a part in the plan beyond reading it."""
    return bool(roles(user, plan) & {OFFICER, MANAGER, CONTRIBUTOR})


def leads_it(user, action: Action, on) -> bool:
    """A post that this person holds on that day is assigned to the action or one of its steps."""
    return Action.objects.filter(pk=action.pk).held_by(user, on=on).exists()
