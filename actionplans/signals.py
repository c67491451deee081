"""What allauth tells of, taken into the trail: how somebody signs in was changed, and somebody invited has come."""

from __future__ import annotations

from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import signals
from django.utils import timezone

from actionplans.middleware import begin
from plans.models import Invitation
from plans.operations.people import come, note_credential


def connect() -> None:
    """Called once, when the site is ready."""
    for signal in (password_changed, password_reset, password_set):
        signal.connect(_password, dispatch_uid="password_in_the_trail")
    authenticator_added.connect(_added, dispatch_uid="second_factor_in_the_trail")
    authenticator_removed.connect(_removed, dispatch_uid="second_factor_in_the_trail")
    authenticator_reset.connect(_codes, dispatch_uid="recovery_codes_in_the_trail")
    user_logged_in.connect(_come, dispatch_uid="invited_has_come")
    signals.user_logged_in.connect(_begin, dispatch_uid="a_session_begins")


def _password(sender, user, **kwargs):
    note_credential(by=user, user=user, what="password_changed")


def _added(sender, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.TOTP:
        note_credential(by=user, user=user, what="second_factor_on")


def _removed(sender, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.TOTP:
        note_credential(by=user, user=user, what="second_factor_off")


def _codes(sender, user, **kwargs):
    note_credential(by=user, user=user, what="recovery_codes_made")


def _begin(sender, request, user, **kwargs):
    begin(request, user, timezone.now())


def _come(sender, user, **kwargs):
    if user.invitations.filter(status=Invitation.Status.OPEN).exists():
        come(user=user)
