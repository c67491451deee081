"""Inviting somebody: their account is opened, and a letter leads them to set a password, once and in time."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core import mail, signing
from django.template.loader import render_to_string
from django.urls import reverse

from plans import mailserver
from plans.models import Invitation, Organisation, Plan, User
from plans.operations.errors import Refused
from plans.operations.people.accounts import new_user, rights_of
from plans.operations.people.roles import give
from plans.permissions.people import can_administer, can_deactivate, can_invite, can_invite_again
from plans.trail import SYSTEM, after_commit, change_set
from plans.wording import listed

log = logging.getLogger("actionplans.mail")

SALT = "plans.invitation"


class NotSent(Refused):
    """The invitation stands, but its letter was not handed over. `user` is whom it was for."""

    def __init__(self, words: str, user: User):
        super().__init__(words)
        self.user = user


def invite(
    *,
    by=SYSTEM,
    email: str,
    name: str,
    root: str,
    job_title: str = "",
    is_administrator: bool = False,
    starts_plans: bool = False,
    plan: Plan | None = None,
    role: str = "",
    tells: bool = True,
    door: str = "web",
    at=None,
) -> Invitation:
    """Open an account for somebody, with a role in a plan if one is given, and send them the letter.

    `root` is the site's address, such as https://plans.example.gov.uk. An administrator invites anybody; a plan's
    officer somebody to that plan. Raises Denied; django's ValidationError for an address that is no address or
    already known; with `tells`, NotSent when the account stands but the mail could not be handed over, which the
    invitation's `failure` says otherwise.
    """
    can_invite.enforce(by, plan)
    if is_administrator or starts_plans:
        can_administer.enforce(by, None)
    user = new_user(
        email=email, name=name, job_title=job_title, is_administrator=is_administrator, starts_plans=starts_plans
    )
    plans = [plan] if plan else []
    with change_set(*plans, by=by, verb="invite", door=door, register=True, at=at) as act:
        act.save(user)
        if plan:
            give(act, by=by, user=user, plan=plan, role=role)
        invitation = Invitation(user=user)
        _letter(act, invitation, root, tells=tells)
        act.told |= {"person": user.pk, "login": user.email, **rights_of(user)}
    return invitation


def send_invitation(
    *, by=SYSTEM, user: User, root: str, by_hand: bool = False, door: str = "web", at=None
) -> Invitation:
    """Send the letter again, or anew to somebody whose invitation was withdrawn; earlier links stop working. `by_hand`:
    no letter goes, whoever asks passes the new link on (`link_of`).

    Raises Denied; Refused for somebody who has come already or whose account is closed; NotSent.
    """
    can_invite_again.enforce(by, user)
    with change_set(by=by, verb="send_invitation", door=door, register=True, at=at) as act:
        if not user.is_active:
            raise Refused(f"The account of {user} is closed. Reactivate it before you invite them again.")
        if user.has_usable_password() or user.invitations.filter(status=Invitation.Status.ACCEPTED).exists():
            raise Refused(f"{user} has come already. If they can’t sign in, “Forgotten your password?” helps them.")
        invitation = user.invitations.filter(status=Invitation.Status.OPEN).first() or Invitation(user=user)
        _letter(act, invitation, root, by_hand=by_hand)
        act.told = {"person": user.pk, "login": user.email}
    return invitation


def withdraw_invitation(*, by=SYSTEM, user: User, door: str = "web", at=None) -> None:
    """Take an open invitation back: its link no longer works, and the account that was opened for it is closed.

    Raises Denied; Refused where none is open.
    """
    can_deactivate.enforce(by, user)
    with change_set(by=by, verb="withdraw_invitation", door=door, register=True, at=at) as act:
        invitation = user.invitations.filter(status=Invitation.Status.OPEN).first()
        if invitation is None:
            raise Refused(f"No invitation to {user} is open.")
        invitation.status = Invitation.Status.WITHDRAWN
        act.save(invitation)
        user = User.objects.get(pk=user.pk)
        user.is_active = False
        act.told = {"person": user.pk}
        act.save(user)


def invitation_of(token: str) -> tuple[Invitation | None, bool]:
    """The invitation that a link belongs to, and whether it is the newest link; None for a link that is not ours."""
    try:
        pk, number = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None, False
    invitation = Invitation.objects.select_related("user").filter(pk=pk).first()
    return invitation, bool(invitation and invitation.number == number)


def check_acceptable(invitation: Invitation | None, is_newest: bool, *, at: datetime) -> Invitation:
    """The invitation, whose link opens its account. Raises Refused, with what to do instead, for one that no longer
    does."""
    if invitation is None:
        raise Refused("This link is not complete. Copy the whole of it from the e-mail, up to its last character.")
    if invitation.status == Invitation.Status.ACCEPTED:
        raise Refused("This invitation has been accepted already. Sign in with the password that was set then.")
    if invitation.status == Invitation.Status.WITHDRAWN or not invitation.user.is_active:
        raise Refused("This invitation has been withdrawn. Ask the person who invited you.")
    if not is_newest:
        raise Refused("A newer e-mail has been sent since. Use the link in the latest one.")
    if invitation.expires_at <= at:
        raise Refused(f"This invitation has expired. Ask {invitation.sent_by_name} to send it again.")
    return invitation


def accept_invitation(*, token: str, password: str, at: datetime, door: str = "web") -> User:
    """Set the invited person's password by the link they were sent; it works once.

    Raises Refused for a link that no longer works; django's ValidationError for a password that is too weak.
    """
    user = check_acceptable(*invitation_of(token), at=at).user
    with change_set(by=user, verb="accept_invitation", door=door, register=True, at=at) as act:
        act.told = {"person": user.pk}
        invitation = check_acceptable(*invitation_of(token), at=at)  # again under the lock: one link is used once
        invitation.status = Invitation.Status.ACCEPTED
        act.save(invitation)
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


def come(*, user: User, door: str = "web", at=None) -> None:
    """Somebody who was invited has signed in by another way: the council's own sign-in, or a password set by mail.
    Their invitation is accepted by that."""
    with change_set(by=user, verb="accept_invitation", door=door, register=True, at=at) as act:
        act.told = {"person": user.pk}
        for invitation in user.invitations.filter(status=Invitation.Status.OPEN):
            invitation.status = Invitation.Status.ACCEPTED
            act.save(invitation)


def _letter(act, invitation: Invitation, root: str, *, by_hand: bool = False, tells: bool = True) -> None:
    """Number the link anew, and send it when the act is kept."""
    invitation.number += 1
    invitation.sent_by_name = act.record.actor_name if act.record.actor_id else "an administrator"
    invitation.sent_at = act.moment
    invitation.expires_at = act.moment + timedelta(days=settings.INVITATION_DAYS)
    invitation.handed_over_at, invitation.failure = None, ""
    act.save(invitation)
    if not by_hand:
        after_commit("Sending an invitation", partial(_send, invitation, root), tells=NotSent if tells else ())


def _plans_of(user: User):
    return user.memberships.filter(withdrawn=False).order_by("plan__title").values_list("plan__title", flat=True)


def token_of(invitation: Invitation) -> str:
    """What the newest link of an invitation ends in."""
    return signing.Signer(salt=SALT).sign_object([invitation.pk, invitation.number])


def link_of(invitation: Invitation, root: str) -> str:
    """The newest link of an invitation: a secret, to be shown once and never logged."""
    return root.rstrip("/") + reverse("open_invitation", args=[token_of(invitation)])


def _send(invitation: Invitation, root: str) -> None:
    """Raises NotSent, whatever the reason: the account is open by now, and who invited has to know both."""
    row = Invitation.objects.filter(pk=invitation.pk)
    try:
        _post(invitation, root)
    except Exception as error:
        log.exception("invitation %s was not sent", invitation.pk)
        answer = mailserver.answer(error)
        row.update(failure=answer[:300])
        raise NotSent(
            f"The account of {invitation.user} is open, but no e-mail went to {invitation.user.email}. {answer}",
            invitation.user,
        ) from error
    row.update(handed_over_at=invitation.sent_at)


def _post(invitation: Invitation, root: str) -> None:
    organisation = Organisation.objects.first()
    context = {
        "invitation": invitation,
        "council": organisation.name if organisation else "",
        "plans": listed([f"“{title}”" for title in _plans_of(invitation.user)]),
        "link": link_of(invitation, root),
    }
    subject = render_to_string("mail/invitation_subject.txt", context).strip()
    words = render_to_string("mail/invitation.txt", context)
    mail.send_mail(subject, words, None, [invitation.user.email])
