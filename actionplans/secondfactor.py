"""The second factor: who has to have one, and how allauth keeps its secret."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from plans.models import Organisation, User

log = logging.getLogger("actionplans.signin")

LANDING = "landing"
"""Where the session keeps to where somebody was going who has to set up a second factor on the way."""


def organisation_of(request) -> Organisation:
    """The council's row, asked for once in a request: its policy before the page, its name on it."""
    if not hasattr(request, "organisation"):
        request.organisation = Organisation.objects.here()
    return request.organisation


def must_have(user, policy: str = "") -> bool:
    """Whether the policy (the present one, if none is given) asks a second factor of this person."""
    policy = policy or Organisation.objects.here().policy
    return User.objects.needing_second_factor(policy).filter(pk=user.pk).exists()


def has(user) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def must_set_up(request) -> bool:
    """Whether this session may do nothing else first. One that was opened by the council's own sign-in may: that
    service asks for its own second factor."""
    policy = organisation_of(request).policy
    if policy == "nobody" or not must_have(request.user, policy) or has(request.user):
        return False
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    return "socialaccount" not in methods


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are encrypted with the site's key, so that a copy of the database alone opens no account."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code does not fit. Codes change every half minute: enter the one that is shown now. "
        "If that one does not fit either, the clock of your phone may be wrong: set its time to automatic.",
        "cannot_delete_authenticator": "Your role needs 2-step verification, so you can’t turn it off.",
        "cannot_generate_recovery_codes": "Set up 2-step verification first; its recovery codes come with it.",
    }

    def can_delete_authenticator(self, authenticator) -> bool:
        return not must_have(authenticator.user)

    def build_totp_svg(self, url: str) -> str:
        """Without the XML declaration: it stands inside a page."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret of another site's key becomes one that nobody knows: then no code fits."""
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.error("a second factor was encrypted with another SECRET_KEY; its owner can't sign in with it")
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _fernet() -> Fernet:
    key = hashlib.sha256(b"second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
