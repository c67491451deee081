"""Accounts: opened, amended, closed and opened again; never deleted."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from plans.models import Invitation, Organisation, User
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.people.sessions import drop_sessions
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.people import can_administer, can_deactivate, can_end_sessions
from plans.trail import SYSTEM, change_set

CREDENTIALS = ("password_changed", "second_factor_on", "second_factor_off", "recovery_codes_made")


def add_person(
    *,
    by=SYSTEM,
    email: str,
    name: str,
    job_title: str = "",
    password: str | None = None,
    is_administrator: bool = False,
    starts_plans: bool = False,
    door: str = "command",
    at=None,
) -> User:
    """Make an account. Without a password nobody can sign in to it until one is set.

    Raises Denied, and django's ValidationError for an address that is no address or already known.
    """
    can_administer.enforce(by, None)
    user = new_user(
        email=email, name=name, job_title=job_title, is_administrator=is_administrator, starts_plans=starts_plans
    )
    user.set_password(password)
    with change_set(by=by, verb="add_person", door=door, register=True, at=at) as act:
        act.save(user)
        act.told = {"person": user.pk, "login": user.email, **rights_of(user)}
    return user


def rights_of(user: User) -> dict:
    """What somebody may do beyond their roles, as the log tells it."""
    return {"administrator": user.is_administrator, "starts_plans": user.starts_plans}


def new_user(*, email: str, name: str, **fields) -> User:
    """A checked account that nobody can sign in to yet, not saved. Addresses are kept in small letters, as the
    sign-in looks for them. Raises django's ValidationError."""
    user = User(email=email.strip().lower(), name=name, **fields)
    user.set_unusable_password()
    user.full_clean()
    return user


def amend_person(
    *,
    by=SYSTEM,
    user: User,
    email: str,
    name: str,
    job_title: str,
    is_administrator: bool,
    starts_plans: bool | None = None,
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> User:
    """Say anew who somebody is, whether they administrate and may start plans (None: as before).
    Another address ends an invitation's link.

    Raises Denied; Refused where no administrator would be left; Stale; django's ValidationError for an address that is
    no address or somebody else's.
    """
    can_administer.enforce(by, None)
    with change_set(by=by, verb="amend_person", door=door, register=True, at=at) as act:
        user = User.objects.get(pk=user.pk)
        check_seen(user, seen)
        if user.is_administrator and not is_administrator:
            _keep_an_administrator(user)
        moved = email.strip().lower() != user.email
        user.email, user.name, user.job_title = email.strip().lower(), name, job_title
        user.is_administrator = is_administrator
        user.starts_plans = user.starts_plans if starts_plans is None else starts_plans
        act.told = {"person": user.pk, "login": user.email, **rights_of(user)}
        user.full_clean()
        act.save(user)
        for invitation in user.invitations.filter(status=Invitation.Status.OPEN) if moved else ():
            invitation.number += 1
            act.save(invitation)
    return user


def deactivate(*, by=SYSTEM, user: User, why: str, seen: int | None = None, door: str = "web", at=None) -> User:
    """Close an account: its sessions end, nobody can sign in to it, an invitation no longer works. What the person
    did, held and said stays. Raises Denied; Refused without a reason or for the last administrator; Stale."""
    can_deactivate.enforce(by, user)
    why = said(why, limit=REASON_LIMIT, field="why", need="Say why the account is closed.")
    with change_set(by=by, verb="deactivate", why=why, door=door, register=True, at=at) as act:
        user = User.objects.get(pk=user.pk)
        check_seen(user, seen)
        if user.is_administrator:
            _keep_an_administrator(user)
        user.is_active = False
        act.told = {"person": user.pk}
        act.save(user)
        for invitation in user.invitations.filter(status=Invitation.Status.OPEN):
            invitation.status = Invitation.Status.WITHDRAWN
            act.save(invitation)
        drop_sessions(user)
    return user


def reactivate(*, by=SYSTEM, user: User, door: str = "web", at=None) -> User:
    """Open a closed account again, with the roles that it had. Raises Denied."""
    can_administer.enforce(by, None)
    with change_set(by=by, verb="reactivate", door=door, register=True, at=at) as act:
        user = User.objects.get(pk=user.pk)
        user.is_active = True
        act.told = {"person": user.pk}
        act.save(user)
    return user


def note_credential(*, by: User, user: User, what: str, door: str = "web", at=None) -> None:
    """Record that somebody changed how they sign in. `what` is one of `CREDENTIALS`; the secret itself is no part of
    the trail. Raises Denied; ValueError for another word."""
    can_end_sessions.enforce(by, user)
    if what not in CREDENTIALS:
        raise ValueError(f"{what} is none of {', '.join(CREDENTIALS)}")
    with change_set(by=by, verb=what, door=door, register=True, details={"user": user.pk}, at=at) as act:
        act.stands, act.told = True, {"person": user.pk}


def reset_second_factor(*, by, user: User, door: str = "web", at=None) -> None:
    """Take away a second factor that its owner has lost, with its recovery codes; their sessions end. Raises Denied;
    Refused where there is none, and for one's own."""
    can_deactivate.enforce(by, user)
    with change_set(
        by=by, verb="second_factor_reset", door=door, register=True, details={"user": user.pk}, at=at
    ) as act:
        factors = Authenticator.objects.filter(user=user)
        if not factors.exists():
            raise Refused(f"{user} does not use 2-step verification.")
        factors.delete()
        drop_sessions(user)
        act.stands, act.told = True, {"person": user.pk}


def set_organisation(*, by=SYSTEM, name: str, door: str = "command", at=None) -> Organisation:
    """Name the council that every page bears."""
    can_administer.enforce(by, None)
    organisation = Organisation.objects.here()
    organisation.name = name
    with change_set(by=by, verb="set_organisation", door=door, register=True, at=at) as act:
        act.save(organisation)
    return organisation


def _keep_an_administrator(user: User) -> None:
    """Asked inside the act, under the register's lock: two who demote each other at once leave one."""
    if not User.objects.active().filter(is_administrator=True).exclude(pk=user.pk).exists():
        raise Refused(
            f"{user} is the only administrator. Make somebody else an administrator first.", "is_administrator"
        )
