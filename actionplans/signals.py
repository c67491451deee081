"""What allauth tells of, taken into the trail: how somebody signs in was changed, and somebody invited has come; into
the log: who signed in, tried to, and left; and into what the owner of an account is told of strangers."""

from __future__ import annotations

import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import (
    authentication_step_completed,
    login_code_rejected,
    password_changed,
    password_reset,
    password_set,
    user_logged_in,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib import messages
from django.contrib.auth import signals
from django.utils import timezone

from actionplans import places, secondfactor, throttle
from actionplans.accounts import account_of, named
from actionplans.middleware import begin
from plans.events import note
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
    user_logged_in.connect(_signed_in, dispatch_uid="signed_in_in_the_log")
    signals.user_login_failed.connect(_failed, dispatch_uid="failed_in_the_log")
    signals.user_logged_out.connect(_signed_out, dispatch_uid="signed_out_in_the_log")
    authentication_step_completed.connect(_step, dispatch_uid="step_in_the_log")
    authentication_failed.connect(_wrong_code, dispatch_uid="wrong_code_in_the_log")
    login_code_rejected.connect(_wrong_letter, dispatch_uid="wrong_code_by_mail_in_the_log")
    password_reset.connect(_reset, dispatch_uid="tries_are_forgotten")


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


def _signed_in(sender, request, user, **kwargs):
    """Only now is somebody in: after the second factor, where one is asked for."""
    records = get_authentication_records(request, user)
    address = get_adapter().get_client_ip(request)
    by = "+".join(dict.fromkeys(record["method"] for record in records)) or "invitation"
    note("sign-in", "succeeded", account=user.pk, login=user.email, by=by)
    told = places.note_came(user, address, at=timezone.now())
    throttle.forget(user.email.lower(), address)
    if told:
        request.session[TOLD] = told
        messages.warning(request, f"{told} {IF_NOT_YOU}")


TOLD = "failed_attempts"
"""Where the session keeps what was said of failed attempts, for one's own account."""
IF_NOT_YOU = "If that was not you, see that your password is used nowhere else, and tell an administrator."


def _step(sender, request, method, user, **kwargs):
    """Somebody has said again who they are; or a password was right, and a code is asked for before they are in."""
    if kwargs.get("reauthenticated"):
        note("sign-in again", "succeeded", account=user.pk, by=method)
    elif method != "mfa" and secondfactor.has(user):
        note("sign-in", "half done", account=user.pk, login=user.email, by=method)


def _failed(sender, credentials, request=None, **kwargs):
    """A password that does not fit, or an account that is none or is closed: the page says the same of all."""
    email = credentials.get("email") or credentials.get("username") or ""
    note("sign-in", "failed", level=logging.WARNING, **named(email), by="password")
    _tell_later(request, account_of(email))


def _wrong_code(sender, request, user, reauthentication=False, **kwargs):
    event = "sign-in again" if reauthentication else "sign-in"
    note(event, "failed", level=logging.WARNING, account=user.pk, login=user.email, by="mfa")
    _tell_later(request, user)


def _wrong_letter(sender, request, user, **kwargs):
    note("sign-in", "failed", level=logging.WARNING, account=user.pk, login=user.email, by="code")
    _tell_later(request, user)


def _tell_later(request, user):
    if user is not None and request is not None:
        places.note_failed(user, get_adapter().get_client_ip(request), at=timezone.now())


def _signed_out(sender, request, user, **kwargs):
    if user is not None:
        note("sign-out", account=user.pk)


def _reset(sender, request, user, **kwargs):
    throttle.forget(user.email.lower(), get_adapter().get_client_ip(request))
