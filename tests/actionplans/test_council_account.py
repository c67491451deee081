"""Signing in by the council's own service, against a real provider on a port of this machine."""

import re
import urllib.request

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from actionplans import environment
from plans import models as m
from plans.operations import people as verbs
from tests import factories
from tests.actionplans.provider import CLIENT_ID, CLIENT_SECRET, serving

pytestmark = pytest.mark.django_db

ADA = {"sub": "ada-1", "email": "ada.lead@northmere.example", "email_verified": True, "name": "Ada Lead"}


@pytest.fixture(scope="module")
def one_provider():
    with serving() as provider:
        yield provider


@pytest.fixture
def provider(one_provider, settings, monkeypatch):
    one_provider.person, one_provider.tamper = dict(ADA), {}
    one_provider.forge = one_provider.refuse = one_provider.down = False
    monkeypatch.setenv("OIDC_NAME", "Northmere sign-in")
    monkeypatch.setenv("OIDC_CLIENT_ID", CLIENT_ID)
    monkeypatch.setenv("OIDC_CLIENT_SECRET", CLIENT_SECRET)
    monkeypatch.setenv("OIDC_SERVER_URL", one_provider.url)
    settings.SOCIALACCOUNT_PROVIDERS = environment.openid()
    return one_provider


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def through(client, next_url=""):
    """Walk to the provider and back, as a browser does; returns the answer to the way back."""
    away = client.get(reverse("council_login"), {"process": "connect", **({"next": next_url} if next_url else {})})
    assert away.status_code == 302, away.text
    try:
        urllib.request.build_opener(_Stay).open(away.url)
    except urllib.error.HTTPError as answer:
        back = answer.headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def test_it_is_not_there_until_it_is_configured(client):
    assert client.get(reverse("council_login")).status_code == 404
    assert "Sign in with" not in client.get(reverse("account_login")).text


def test_somebody_with_an_account_is_let_in_by_a_verified_address_and_afterwards_by_number(client, provider):
    user = factories.person("Ada Lead")
    assert "Sign in with Northmere sign-in" in client.get(reverse("account_login")).text
    assert through(client, "/plans/").url == "/plans/"
    assert client.get("/account/").status_code == 200
    provider.person = {**ADA, "email": "ada.married@northmere.example"}
    assert through(Client()).status_code == 302
    assert SocialAccount.objects.get().user == user
    assert mail.outbox == [], "coming by it is no change to the account that a letter tells of"


def test_somebody_invited_comes_by_it_and_the_invitation_is_accepted(client, provider):
    invitation = verbs.invite(name="Ada Lead", email=ADA["email"], root="http://testserver")
    assert through(client).status_code == 302
    invitation.refresh_from_db()
    assert invitation.status == "accepted"
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    "person, words",
    [
        ({**ADA, "email": "stranger@northmere.example", "sub": "s"}, "no account here has your e-mail address"),
        ({**ADA, "email_verified": False}, "does not say that your e-mail address is verified"),
        ({key: value for key, value in ADA.items() if key != "email_verified"}, "does not say"),
        ({"sub": "ada-1"}, "does not say"),
    ],
)
def test_nobody_gets_an_account_by_it(client, provider, person, words):
    factories.person("Ada Lead")
    provider.person = person
    refused = through(client)
    assert (refused.status_code, words in refused.text) == (403, True)
    assert client.get("/account/").status_code == 302
    assert (m.User.objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_addresses_of_a_domain_that_is_vouched_for_need_no_word_of_the_provider(
    client, provider, monkeypatch, settings
):
    monkeypatch.setenv("OIDC_VERIFIED_DOMAINS", "northmere.example")
    settings.SOCIALACCOUNT_PROVIDERS = environment.openid()
    factories.person("Ada Lead")
    provider.person = {"sub": "ada-1", "email": ADA["email"]}
    assert through(client).status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_closed_account_stays_closed(client, provider):
    user = factories.person("Ada Lead")
    through(Client())
    verbs.deactivate(user=user, why="Left.")
    response = through(client)
    assert response.url == reverse("account_inactive")
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        {"forge": True},
        {"tamper": {"aud": "another-client"}},
        {"tamper": {"iss": "https://elsewhere.example"}},
        {"tamper": {"exp": 1}},
        {"tamper": {"iat": 4_000_000_000}},
    ],
    ids=["signed by another", "for another", "by another issuer", "expired", "of a clock that is ahead"],
)
def test_an_identity_that_is_not_the_providers_word_is_refused(client, provider, change):
    factories.person("Ada Lead")
    for name, value in change.items():
        setattr(provider, name, value)
    refused = through(client)
    assert (refused.status_code, "could not be used" in refused.text) == (403, True)
    assert client.get("/account/").status_code == 302


def test_whoever_leaves_the_provider_or_finds_it_down_is_told_so(client, provider):
    provider.refuse = True
    assert "before you had signed in there" in through(client).text
    provider.down = True
    down = client.get(reverse("council_login"))
    assert (down.status_code, "could not be reached" in down.text) == (403, True)


def test_an_answer_that_nobody_asked_for_is_refused(client, provider):
    factories.person("Ada Lead")
    assert client.get(reverse("openid_connect_callback"), {"code": "code-0", "state": "x"}).status_code == 403
    assert client.get("/account/").status_code == 302


def test_it_is_for_signing_in_and_links_no_accounts(client, provider):
    somebody = factories.person("Sam Somebody")
    client.force_login(somebody)
    away = client.get(reverse("council_login"), {"process": "connect", "scope": "everything"})
    assert "everything" not in away.url
    assert through(client).status_code == 403
    assert not SocialAccount.objects.exists()


def test_the_services_own_second_factor_counts(client, provider, settings):
    settings.SECOND_FACTOR_POLICY = "everyone"
    factories.person("Ada Lead")
    through(client)
    assert client.get("/plans/").status_code == 200


@pytest.mark.parametrize("missing", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_SERVER_URL"])
def test_half_a_configuration_is_named(monkeypatch, missing):
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_SERVER_URL"):
        monkeypatch.setenv(name, "" if name == missing else "x")
    with pytest.raises(ImproperlyConfigured, match=re.escape(missing)):
        environment.openid()


def test_what_was_typed_when_the_session_ended_is_kept_over_the_council_sign_in(client, provider):
    plan = factories.plan()
    factories.person("Ada Lead", plan=plan, role="manager")
    url = reverse("update", args=[factories.actions_of(plan)[0].pk])
    told = client.post(url, {"rag": "amber", "narrative": "Two of three teams trained."})
    assert (told.status_code, "Sign in with Northmere sign-in" in told.text) == (401, True)
    assert through(client, url).url == url
    assert "Two of three teams trained." in client.get(url).text
