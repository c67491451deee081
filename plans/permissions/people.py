"""Accounts, roles, invitations and posts."""

from __future__ import annotations

from plans import tree
from plans.models import Assignment, Lead, Membership, Plan, User
from plans.permissions.parts import OFFICER, roles
from plans.permissions.permission import Denied, Permission


@Permission
def can_administer(user, _obj=None) -> None:
    if not (user.is_active and user.is_administrator):
        raise Denied("Only an administrator gives people access.")


@Permission
def can_give_roles(user, plan: Plan) -> None:
    """The plan's officers, and administrators."""
    if not roles(user, plan) & {OFFICER, "administrator"}:
        raise Denied("Roles in a plan are given by its officers and by administrators.")


@Permission
def can_invite(user, plan: Plan | None) -> None:
    """An administrator anybody; a plan's officer somebody to that plan."""
    if plan is None:
        can_administer.check(user)
    else:
        can_give_roles.check(user, plan)


@Permission
def can_invite_again(user, person: User) -> None:
    """An administrator anybody; an officer somebody who was invited to plans of theirs and has no other right: the
    link opens the account to whoever has it."""
    runs = Membership.objects.filter(user=user, role=OFFICER, withdrawn=False).values("plan")
    held = person.memberships.filter(withdrawn=False)
    is_theirs = held.exists() and not held.exclude(plan__in=runs).exists()
    is_plain = not (person.is_administrator or person.starts_plans)
    if not user.is_active or not (user.is_administrator or (is_plain and is_theirs)):
        raise Denied(
            "Somebody is invited again by an administrator, or an officer of the plan in which they have a part."
        )


@Permission
def can_change_role(user, membership: Membership) -> None:
    """As `can_give_roles`; but an officer does not give themself another part in their own plan."""
    can_give_roles.check(user, membership.plan)
    if membership.user_id == user.pk and not user.is_administrator:
        raise Denied("You can’t change your own role. Ask another officer of the plan, or an administrator.")


@Permission
def can_see_posts(user, _obj=None) -> None:
    """The list of all posts: administrators, and officers of any plan."""
    runs = Membership.objects.filter(user=user, role=OFFICER, withdrawn=False)
    if not (user.is_active and (user.is_administrator or runs.exists())):
        raise Denied("The list of posts is for officers and administrators.")


@Permission
def can_appoint(user, lead: Lead) -> None:
    """Administrators, and the officers of a plan in which the post has a part. Being appointed gives no access: that
    is what roles are for."""
    if not user.is_active:
        raise Denied("This account is closed.")
    if user.is_administrator:
        return
    runs = Membership.objects.filter(user=user, role=OFFICER, withdrawn=False).values("plan")
    in_them = Assignment.objects.filter(lead=lead, withdrawn=False, **{f"{tree.ACTION_PLAN}__in": runs})
    if not in_them.exists():
        raise Denied("Who holds a post is said by an administrator, or an officer of a plan in which it leads.")


@Permission
def can_amend_lead(user, lead: Lead) -> None:
    """What a lead is called, and what it is: administrators, and an officer where every plan that names it is theirs,
    since the name is read in all of them."""
    if not user.is_active:
        raise Denied("This account is closed.")
    if user.is_administrator:
        return
    runs = set(Membership.objects.filter(user=user, role=OFFICER, withdrawn=False).values_list("plan", flat=True))
    named_in = set(Plan.objects.naming(lead).values_list("pk", flat=True))
    if not named_in & runs:
        raise Denied("Leads are kept by administrators, and by the officers of the plans that name them.")
    if named_in - runs:
        raise Denied(
            f"“{lead}” stands in plans that you don’t run as well, and its name is read there too. "
            "Ask an administrator."
        )


@Permission
def can_deactivate(user, person: User) -> None:
    can_administer.check(user)
    if person == user:
        raise Denied("You can’t close your own account. Ask another administrator.")


@Permission
def can_end_sessions(user, person: User) -> None:
    """One's own, and an administrator anybody's."""
    if person != user:
        can_administer.check(user)
