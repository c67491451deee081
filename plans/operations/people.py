"""Giving people access, and saying who holds which post."""

from __future__ import annotations

from plans import permissions
from plans.models import Holding, Lead, LeadAlias, Membership, Organisation, User
from plans.trail import SYSTEM, change_set


def add_person(
    *,
    by=SYSTEM,
    email: str,
    name: str,
    job_title: str = "",
    password: str | None = None,
    is_administrator: bool = False,
    door: str = "command",
    at=None,
) -> User:
    """Make an account. Without a password nobody can sign in to it until one is set.

    Raises Denied, and django's ValidationError for an address that is no address or already known.
    """
    permissions.enforce(permissions.check_can_administer, by, None)
    user = User(
        email=User.objects.normalize_email(email),
        name=name,
        job_title=job_title,
        is_administrator=is_administrator,
    )
    user.set_password(password)
    user.full_clean()
    with change_set(by=by, verb="add_person", door=door, register=True, at=at) as act:
        act.save(user)
    return user


def set_organisation(*, by=SYSTEM, name: str, door: str = "command", at=None) -> Organisation:
    """Name the council that every page bears."""
    permissions.enforce(permissions.check_can_administer, by, None)
    organisation = Organisation.objects.first() or Organisation(id=1)
    organisation.name = name
    with change_set(by=by, verb="set_organisation", door=door, register=True, at=at) as act:
        act.save(organisation)
    return organisation


def grant_role(*, by=SYSTEM, user: User, plan, role: str, door: str = "command", at=None) -> Membership:
    """Give a person a role in a plan; it replaces the one they had there."""
    permissions.enforce(permissions.check_can_administer, by, None)
    membership = Membership.objects.filter(user=user, plan=plan).first() or Membership(user=user, plan=plan)
    membership.role = Membership.Role(role)
    membership.withdrawn = False
    with change_set(plan, by=by, verb="grant_role", door=door, at=at) as act:
        act.save(membership)
    return membership


def withdraw_role(*, by=SYSTEM, membership: Membership, why: str, door: str = "command", at=None) -> Membership:
    """End a person's role in a plan."""
    permissions.enforce(permissions.check_can_administer, by, None)
    membership.withdrawn = True
    with change_set(membership.plan, by=by, verb="withdraw_role", why=why, door=door, at=at) as act:
        act.save(membership)
    return membership


def appoint(
    *,
    by=SYSTEM,
    lead: Lead,
    user: User | None = None,
    name: str = "",
    from_on=None,
    door: str = "command",
    at=None,
) -> Holding:
    """Say who holds a post from a day on; whoever held it until then holds it to the day before.

    Raises ValueError where an earlier holder's time begins on that day or later.
    """
    permissions.enforce(permissions.check_can_administer, by, None)
    with change_set(by=by, verb="appoint", door=door, register=True, at=at) as act:
        for earlier in lead.holdings.filter(to_on=None):
            if from_on is None or (earlier.from_on and earlier.from_on >= from_on):
                raise ValueError(f"{earlier.name} already holds {lead}: give a later day for the successor.")
            earlier.to_on = from_on.fromordinal(from_on.toordinal() - 1)
            act.save(earlier)
        holding = Holding(lead=lead, user=user, name=name or user.name, from_on=from_on)
        act.save(holding)
    return holding


def name_lead(*, by=SYSTEM, name: str, kind: str = Lead.Kind.POST, aliases=(), door: str = "command", at=None) -> Lead:
    """Make a lead known under its name and the other names that documents give it."""
    permissions.enforce(permissions.check_can_administer, by, None)
    with change_set(by=by, verb="name_lead", door=door, register=True, at=at) as act:
        lead = Lead.objects.filter(name__iexact=name).first() or Lead(name=name)
        lead.kind = Lead.Kind(kind)
        act.save(lead)
        known = {alias.name.lower() for alias in lead.aliases.filter(plan=None)}
        for alias in aliases:
            if alias.lower() not in known:
                act.save(LeadAlias(lead=lead, name=alias))
    return lead
