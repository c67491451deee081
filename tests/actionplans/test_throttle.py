"""Somebody who guesses waits; the owner of the account does not, and is told."""

import re
import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from actionplans import throttle
from actionplans.models import SignInPlace
from tests import factories
from tests.actionplans.test_signing_in import PASSWORD, sign_in

pytestmark = pytest.mark.django_db

STRANGER, HOME = "203.0.113.9", "81.2.69.160"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def lead():
    return factories.person("Ada Lead", plan=factories.plan(), role="contributor", password=PASSWORD)


def at(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def guess(lead, address: str, times: int = 1):
    for n in range(times):
        answer = sign_in(at(address), lead, password=f"guess-{n}")
    return answer


def test_a_stranger_waits_and_the_right_person_elsewhere_does_not(lead, caplog):
    assert "don’t go together" in guess(lead, STRANGER, 5).text
    told = sign_in(at(STRANGER), lead)
    assert (told.status_code, "Wait 1 minute" in told.text) == (422, True)
    assert "have a code sent to you" in told.text
    [record] = [each for each in caplog.records if each.getMessage() == "sign-in throttled"]
    assert record.facts["account"] == lead.pk
    assert sign_in(at(HOME), lead).status_code == 302


def test_each_pause_is_twice_the_one_before_up_to_an_hour(monkeypatch):
    now, waited = [1_000_000.0], []
    monkeypatch.setattr(throttle.time, "time", lambda: now[0])
    for _ in range(12):
        while pause := throttle.take("ada@northmere.example", STRANGER, is_known=True):
            waited.append(pause.seconds)
            now[0] += pause.seconds
    assert waited == [60, 120, 240, 480, 960, 1920, 3600]


def test_after_the_right_password_nothing_is_counted_any_more(lead):
    guess(lead, HOME, 4)
    assert sign_in(at(HOME), lead).status_code == 302
    assert "don’t go together" in guess(lead, HOME, 4).text


def test_many_addresses_together_wait_but_not_one_from_which_its_owner_came(lead):
    assert sign_in(at(HOME), lead).status_code == 302
    for n in range(10):
        guess(lead, f"198.51.100.{n}", 5)
    assert "Too many wrong tries" in sign_in(at("198.51.100.77"), lead).text
    assert sign_in(at(HOME), lead).status_code == 302


def test_an_account_that_is_none_waits_alike(lead):
    lead.email = "nobody@northmere.example"
    guess(lead, STRANGER, 5)
    assert "Wait 1 minute" in guess(lead, STRANGER).text


def test_who_is_kept_waiting_gets_in_by_a_code_that_is_sent_to_them(lead):
    guess(lead, HOME, 6)
    client = at(HOME)
    asked = client.post(reverse("account_request_login_code"), {"email": lead.email})
    assert asked.url == reverse("account_confirm_login_code")
    assert lead.email in client.get(asked.url).text
    [letter] = mail.outbox
    found = re.search(r"^([A-Z]{4}-[A-Z]{4})$", letter.body, re.MULTILINE)[1]
    wrong = client.post(asked.url, {"code": "BBBB-BBBB"})
    assert (wrong.status_code, "That code does not fit" in wrong.text) == (422, True)
    assert client.post(asked.url, {"code": found.lower()}).status_code == 302
    assert client.get("/plans/").status_code == 200
    assert sign_in(at(HOME), lead).status_code == 302


def test_a_code_is_sent_for_no_account_that_is_none_and_the_pages_are_the_same(lead):
    client = at(HOME)
    asked = client.post(reverse("account_request_login_code"), {"email": "nobody@northmere.example"})
    assert asked.url == reverse("account_confirm_login_code")
    page = client.get(asked.url)
    assert (page.status_code, mail.outbox) == (200, [])
    assert client.post(asked.url, {"code": "BBBB-BBBB"}).status_code == 422


def test_three_wrong_codes_end_a_code_and_its_owner_can_still_ask_elsewhere(lead):
    for _ in range(5):
        client = at(STRANGER)
        asked = client.post(reverse("account_request_login_code"), {"email": lead.email})
        for _ in range(3):
            last = client.post(asked.url, {"code": "BBBB-BBBB"})
        assert last.url == reverse("account_request_login_code")
    refused = at(STRANGER).post(reverse("account_request_login_code"), {"email": lead.email})
    assert (refused.status_code, "Several codes were sent" in refused.text) == (422, True)
    assert at(HOME).post(reverse("account_request_login_code"), {"email": lead.email}).status_code == 302


def test_a_code_by_mail_is_no_way_round_the_second_factor(lead, django_capture_on_commit_callbacks):
    from tests.actionplans.test_signing_in import set_up

    first = at(HOME)
    sign_in(first, lead)
    set_up(first, django_capture_on_commit_callbacks)
    mail.outbox.clear()
    client = at(HOME)
    asked = client.post(reverse("account_request_login_code"), {"email": lead.email})
    found = re.search(r"^([A-Z]{4}-[A-Z]{4})$", mail.outbox[0].body, re.MULTILINE)[1]
    assert client.post(asked.url, {"code": found}).url == reverse("mfa_authenticate")
    assert client.get("/plans/").status_code == 302


def test_the_owner_is_told_of_failed_attempts_once_and_sees_them_in_their_account(lead):
    client = at(HOME)
    sign_in(client, lead)
    client.post(reverse("account_logout"))
    guess(lead, STRANGER, 5)
    guess(lead, "198.51.100.3", 2)
    sign_in(client, lead)
    words = "7 failed attempts to sign in to your account since you last signed in, from 198.51.100.3 and 203.0.113.9"
    assert words in client.get("/plans/").text
    assert words not in client.get("/plans/").text
    assert words in client.get(reverse("account")).text
    again = at(HOME)
    sign_in(again, lead)
    assert "failed attempt" not in again.get("/plans/").text


def test_places_are_forgotten_after_a_while(lead, settings):
    from datetime import timedelta

    from django.utils import timezone

    sign_in(at("198.51.100.3"), lead)
    SignInPlace.objects.update(came_at=timezone.now() - timedelta(days=91))
    sign_in(at(HOME), lead)
    assert list(SignInPlace.objects.values_list("address", flat=True)) == [HOME]


def test_tries_at_once_are_counted_before_they_are_looked_at():
    began = time.time()
    taken = [throttle.take("ada@northmere.example", STRANGER, is_known=True) for _ in range(6)]
    assert taken[:5] == [None] * 5
    assert taken[5] is not None
    assert taken[5].seconds <= throttle.FIRST_PAUSE + time.time() - began


def test_where_nothing_can_be_counted_that_is_said_and_not_that_somebody_tried_too_often(lead, monkeypatch):
    """The cache in the database gives up in silence on a full disk."""
    monkeypatch.setattr(type(cache._connections[cache._alias]), "add", lambda *args, **kwargs: False)
    monkeypatch.setattr(type(cache._connections[cache._alias]), "set", lambda *args, **kwargs: None)
    answer = sign_in(at(HOME), lead)
    assert answer.status_code == 507
    assert "Too many tries" not in answer.text
    assert "no room left" in answer.text
    assert PASSWORD not in answer.text
