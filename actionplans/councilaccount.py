"""Signing in by the council's own service (OpenID Connect): a door for those who have an account, never a way to
get one."""

from __future__ import annotations

import logging

from allauth.account.internal.decorators import login_not_required
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, QueryDict
from django.shortcuts import render
from requests import RequestException

from plans.models import User

PROVIDER = "council"
log = logging.getLogger("actionplans.denied")


def name_of_service() -> str:
    """What the council calls its sign-in; empty when none is set up."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return apps[0]["name"] if apps else ""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Lets in whom an account was opened for: known by the service's own number of them, or the first time by an
    address that the service says is verified."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        if sociallogin.is_existing:
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        user = next((user for email in verified for user in User.objects.filter(email__iexact=email)), None)
        if user is None:
            reason = "unknown" if verified else "unverified"
            log.warning("sign-in by the council's service refused: %s address", reason)
            raise ImmediateHttpResponse(_refused(request, reason))
        sociallogin.user = sociallogin.account.user = user
        sociallogin.account.save()

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        cause = type(getattr(exception, "__cause__", None) or exception).__name__
        log.warning("sign-in by the council's service failed: %s %s", error, cause)
        reason = "cancelled" if error == "cancelled" else "failed"
        raise ImmediateHttpResponse(_refused(request, reason))


class VerifyingAdapter(OpenIDConnectOAuth2Adapter):
    """Checks the identity token's signature even though it came over a connection of our own."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict:
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )


@login_not_required
def sign_in(request):
    """Off to the service. Of the address's parameters only where to go on is used: this is for signing in, not for
    linking accounts or asking for more."""
    asked = QueryDict(mutable=True)
    if "next" in request.GET:
        asked["next"] = request.GET["next"]
    request.GET = asked
    return _view(OAuth2LoginView, request)


@login_not_required
def come_back(request, provider_id):
    """Back from it, with its answer."""
    return _view(OAuth2CallbackView, request)


def _view(kind, request):
    if not name_of_service():
        raise Http404("no service is set up")
    try:
        return kind.adapter_view(VerifyingAdapter(request, PROVIDER))(request)
    except (RequestException, KeyError, ValueError) as error:
        log.warning("the council's sign-in service can't be used: %s", type(error).__name__)
        return _refused(request, "failed")


def _refused(request, reason: str):
    context = {"reason": reason, "service": name_of_service()}
    return render(request, "socialaccount/refused.html", context, status=403)
