"""Signing in and out: django-allauth with accounts that only an administrator or an officer opens."""

from __future__ import annotations

import logging
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from allauth.core import context
from allauth.core.context import request_context
from django.contrib import messages
from django.core.exceptions import ValidationError

from actionplans import addresses, held, places, throttle
from actionplans.councilaccount import name_of_service
from plans.events import note
from plans.mailserver import name
from plans.models import User

log = logging.getLogger("actionplans.mail")

JUST_NOW = 300
"""Seconds after signing in within which nobody is asked for their password again."""

TOLD = {
    "account/messages/password_changed.txt": "Your password is changed.",
    "account/messages/password_set.txt": "Your password is set.",
    "mfa/messages/totp_activated.txt": "2-step verification is on. You will be asked for a code when you sign in.",
    "mfa/messages/totp_deactivated.txt": "2-step verification is off.",
    "mfa/messages/recovery_codes_generated.txt": (
        "These are your recovery codes. If you had others before, those no longer work."
    ),
}
"""What is said after what; of anything else, such as signing in, nothing."""


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; nobody is told twice that they have signed in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This e-mail address and password don’t go together. Check both, and try again.",
        "too_many_login_attempts": "Too many wrong tries. Wait a minute, then try again.",
        "rate_limited": "Too many wrong tries. Wait a minute, then try again.",
        "enter_current_password": "This is not your present password. Enter the one you signed in with.",
        "incorrect_password": "This is not your password. Enter the one you sign in with.",
    }

    def is_open_for_signup(self, request):
        return False

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        if message_template in TOLD:
            messages.success(request, TOLD[message_template])

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who signed in a moment ago is not asked who they are again."""
        records = get_authentication_records(context.request, context.request.user)
        if any(time.time() - record["at"] < JUST_NOW for record in records):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_client_ip(self, request):
        """The one that stands in the log: by the proxies that the settings trust. A request that came by a socket of
        this machine has none."""
        return getattr(request, "client_address", "") or addresses.client_of(request) or "0.0.0.0"  # noqa: S104

    def pre_authenticate(self, request, **credentials):
        """Before a password is looked at. Raises ValidationError where this address has to wait."""
        super().pre_authenticate(request, **credentials)
        check_tries(request, credentials.get("email", ""))

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user is not None:
            email, address = credentials.get("email", "").lower(), self.get_client_ip(request)
            throttle.give_back(email, address, is_known=places.is_known(account_of(email), address))
        return user

    def set_password(self, user, password):
        """The password is no part of the tracked history, so it is written alone."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def send_mail(self, template_prefix, email, context):
        """A mail server that can't be reached is for the log: the page says the same whether or not there is an
        account, so it can't say this either."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            log.error("%s was not sent: %s", template_prefix, error)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """A letter about a change to an account goes to the address that its owner signs in with, and names them: who
        sets a password by a link is not signed in. It may go after the request is answered, when the change is
        committed."""
        whose = {"user": user, **(context or {})}
        with request_context(self.request):
            super().send_notification_mail(template_prefix, user, whose, email=email or user.email)


BY_MAIL = " If this is your account, you need not wait: have a code sent to you by e-mail."


def check_tries(request, email: str) -> None:
    """Count a try at the account of this e-mail address. Raises ValidationError with how long to wait, and the way in
    by mail, where there were too many from where the request comes."""
    address, account = AccountAdapter(request).get_client_ip(request), account_of(email)
    pause = throttle.take(email.lower(), address, is_known=places.is_known(account, address))
    if pause:
        note("sign-in", "throttled", level=logging.WARNING, **named(email), seconds=pause.seconds)
        raise ValidationError(
            f"Too many wrong tries from where you are. Wait {pause.words}, then try again.{BY_MAIL if name() else ''}",
            code="too_many_login_attempts",
        )


def account_of(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()


def named(email: str) -> dict:
    """The account that somebody means by what they typed, for the log. What is no e-mail address may be a password."""
    account = account_of(email)
    is_address = "@" in email and " " not in email.strip()
    return {
        "account": account.pk if account else "unknown",
        "login": email.strip()[:254] if is_address else "(no e-mail address)",
    }


class SignIn(LoginView):
    """The sign-in form; hands on what was typed before the session ended."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, held=self.request.POST.get(held.FIELD, ""), service=name_of_service())

    def form_valid(self, form):
        """Kept before a code is asked for, too: the session goes on when it has been given."""
        packed, path = self.request.POST.get(held.FIELD, ""), self.request.POST.get("next", "")
        response = super().form_valid(form)
        if packed and path:
            held.keep(self.request.session, path.partition("?")[0], packed)
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


def _with_status(view):
    """allauth's view, whose form that could not be taken has the status that says so."""

    class Worded(view):
        def form_invalid(self, form):
            response = super().form_invalid(form)
            if response.status_code == 200:
                response.status_code = 422
            return response

    return Worded


AskForCode, EnterCode = _with_status(RequestLoginCodeView), _with_status(ConfirmLoginCodeView)
"""The way in by mail, for somebody whose password is not at hand, or whom a stranger's tries keep waiting."""
