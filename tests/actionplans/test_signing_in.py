"""The second factor, sessions and their ends, and passwords by mail, through the real client."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans.middleware import BEGAN, SEEN
from audits.people import history
from plans import models as m
from plans.operations import people as verbs
from plans.operations.people.accounts import reset_second_factor
from tests import factories
from tests.actionplans.totp import code

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-word-9"


def sign_in(client, user, **more):
    typed = {"login": user.email, "password": PASSWORD, **more}
    return client.post(reverse("account_login"), typed)


def set_up(client, callbacks) -> str:
    """Set a second factor up in this browser; returns its secret."""
    url = reverse("mfa_activate_totp")
    secret = "".join(re.findall(r"<span>([A-Z2-7]{1,4})</span>", client.get(url).text))
    with callbacks(execute=True):
        assert client.post(url, {"code": code(secret)}).url == reverse("mfa_view_recovery_codes")
    return secret


@pytest.fixture
def callbacks(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_a_second_factor_is_set_up_asked_for_and_stands_in_the_trail_without_its_secret(client, lead, callbacks):
    sign_in(client, lead)
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "That code does not fit" in wrong.text
    secret = set_up(client, callbacks)
    assert [entry.done for entry in history(lead)][:1] == ["turned on 2-step verification"]
    stored = Authenticator.objects.get(user=lead, type="totp").data
    assert secret not in str(stored)
    assert secret not in str(list(m.ChangeSet.objects.values_list("details", flat=True)))
    other = Client()
    asked = sign_in(other, lead, next="/my-actions/")
    assert asked.url == reverse("mfa_authenticate")
    assert other.get("/my-actions/").status_code == 302
    assert "That code does not fit" in other.post(asked.url, {"code": "000000"}).text
    assert other.post(asked.url, {"code": code(secret, timezone.now().timestamp() + 30)}).url == "/my-actions/"
    assert other.get("/my-actions/").status_code == 200


def test_a_recovery_code_opens_once(client, lead, callbacks):
    sign_in(client, lead)
    set_up(client, callbacks)
    codes = re.findall(r"<code>(\d+)</code>", client.get(reverse("mfa_view_recovery_codes")).text)
    assert len(codes) == 10
    for expected in (302, 200):
        other = Client()
        sign_in(other, lead)
        assert other.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected


def test_after_a_change_of_the_sites_key_no_code_fits_and_nothing_breaks(client, lead, callbacks, settings):
    sign_in(client, lead)
    secret = set_up(client, callbacks)
    settings.SECRET_KEY = "another key altogether"
    other = Client()
    sign_in(other, lead)
    for typed in (code(secret), code("A" * 32)):
        assert "That code does not fit" in other.post(reverse("mfa_authenticate"), {"code": typed}).text


def test_a_lost_second_factor_is_taken_away_by_an_administrator_and_its_sessions_end(client, lead, callbacks):
    sign_in(client, lead)
    set_up(client, callbacks)
    administrator = factories.person("Abe Administrator", is_administrator=True)
    reset_second_factor(by=administrator, user=lead)
    assert not Authenticator.objects.filter(user=lead).exists()
    assert client.get("/my-actions/").status_code == 302
    assert sign_in(Client(), lead).url == "/"


@pytest.mark.parametrize(
    "policy, administrator, role, asked",
    [
        ("nobody", True, "officer", False),
        ("administrators", True, None, True),
        ("administrators", False, "officer", False),
        ("officers", True, None, True),
        ("officers", False, "officer", True),
        ("officers", False, "manager", False),
        ("everyone", False, "viewer", True),
    ],
)
def test_the_policy_says_who_sets_one_up_before_anything_else(
    client, plan, settings, policy, administrator, role, asked
):
    settings.SECOND_FACTOR_POLICY = policy
    user = factories.person("Pat", plan=plan, role=role, is_administrator=administrator, password=PASSWORD)
    sign_in(client, user)
    response = client.get("/plans/")
    assert (response.status_code == 302) is asked
    if asked:
        assert response.url == reverse("mfa_activate_totp")
        assert "Your role needs 2-step verification" in client.get(response.url).text
        assert client.get("/help/").status_code == 200


def test_who_must_have_a_second_factor_goes_on_after_setting_it_up_and_cannot_turn_it_off(
    client, plan, action, lead, settings, callbacks
):
    settings.SECOND_FACTOR_POLICY = "nobody"
    sign_in(client, lead)
    url = reverse("update", args=[action.pk])
    client.get(url)
    settings.SECOND_FACTOR_POLICY = "everyone"
    assert client.post(url, {"rag": "green", "narrative": "Half-written."}).url == reverse("mfa_activate_totp")
    set_up(client, callbacks)
    assert client.get(reverse("mfa_index")).url == url
    assert "Half-written." in client.get(url).text
    refused = client.post(reverse("mfa_deactivate_totp"))
    assert "you can’t turn it off" in refused.text
    assert Authenticator.objects.filter(user=lead, type="totp").exists()


def age(client, **by):
    """Put the session's beginning and last request back in time."""
    session = client.session
    for name, how_long in by.items():
        session[name] = timezone.now().timestamp() - how_long.total_seconds()
    session.save()


@pytest.mark.parametrize(
    "by, status",
    [
        ({SEEN: timedelta(minutes=59)}, 200),
        ({SEEN: timedelta(minutes=61)}, 302),
        ({SEEN: timedelta(minutes=1), BEGAN: timedelta(hours=11, minutes=59)}, 200),
        ({SEEN: timedelta(minutes=1), BEGAN: timedelta(hours=12, minutes=1)}, 302),
    ],
)
def test_a_session_ends_when_it_is_idle_and_when_it_is_old(client, lead, by, status):
    client.force_login(lead)
    client.get("/my-actions/")
    age(client, **by)
    assert client.get("/my-actions/").status_code == status


@pytest.mark.parametrize(
    "end",
    [
        lambda client: age(client, seen=timedelta(hours=2)),
        lambda client: client.session.delete(),
    ],
    ids=["left alone", "ended elsewhere"],
)
def test_who_is_asked_to_sign_in_again_is_told_why_once(client, lead, end):
    client.force_login(lead)
    client.get("/my-actions/")
    end(client)
    assert "You have been signed out" in client.get("/my-actions/", follow=True).text
    assert "You have been signed out" not in client.get("/my-actions/", follow=True).text


def test_who_comes_for_the_first_time_or_signed_out_is_told_nothing_of_it(client, lead):
    def page():
        shown = client.get("/my-actions/", follow=True)
        return shown.status_code, 'name="login"' in shown.text, "You have been signed out" in shown.text

    assert page() == (200, True, False)
    client.force_login(lead)
    client.post(reverse("account_logout"))
    assert page() == (200, True, False)


def test_an_update_that_was_half_written_when_the_session_ended_stands_in_its_form_again(client, action, lead):
    url = reverse("update", args=[action.pk])
    client.force_login(lead)
    client.get(url)
    age(client, seen=timedelta(hours=2))
    told = client.post(url, {"rag": "amber", "narrative": "Two of three teams trained.", "seen": ""})
    assert (told.status_code, action.updates.count()) == (401, 0)
    assert "your words are kept" in told.text
    held = re.search(r'name="held" value="([^"]+)"', told.text)[1].replace("&amp;", "&")
    back = sign_in(client, lead, next=url, held=held)
    assert back.url == url
    assert "Two of three teams trained." in client.get(url).text


def test_the_words_are_kept_over_a_code_too(client, action, lead, callbacks):
    sign_in(client, lead)
    secret = set_up(client, callbacks)
    url = reverse("update", args=[action.pk])
    other = Client()
    sign_in(other, lead, next=url, held="rag=amber&narrative=Two+of+three.")
    other.post(reverse("mfa_authenticate"), {"code": code(secret, timezone.now().timestamp() + 30)})
    assert "Two of three." in other.get(url).text


def test_last_seen_is_kept_and_not_written_on_each_request(client, lead):
    client.force_login(lead)
    client.get("/my-actions/")
    lead.refresh_from_db()
    first = lead.last_seen_at
    assert first is not None
    client.get("/my-actions/")
    lead.refresh_from_db()
    assert lead.last_seen_at == first


def test_one_ends_ones_own_sessions_and_nobody_elses(lead):
    here, there, other = Client(), Client(), Client()
    stranger = factories.person("Sam Stranger", password=PASSWORD)
    for client, user in ((here, lead), (there, lead), (other, stranger)):
        sign_in(client, user)
    assert here.get(reverse("usersessions_list")).text.count("This one") == 1
    theirs = stranger.usersession_set.get()
    assert here.post(reverse("end_own_session", args=[theirs.pk])).status_code == 404
    assert other.get("/plans/").status_code == 200
    assert here.get("/my-actions/").status_code == 200
    third = Client()
    sign_in(third, lead)
    assert here.post(reverse("usersessions_list")).status_code == 302
    assert third.get("/my-actions/").status_code == 302
    assert history(lead)[0].done == "ended all sessions"
    sign_in(there, lead)
    mine = lead.usersession_set.order_by("pk").last()
    assert here.post(reverse("end_own_session", args=[mine.pk])).status_code == 302
    assert there.get("/my-actions/").status_code == 302
    assert here.get("/my-actions/").status_code == 200


def test_a_password_is_changed_and_every_other_session_asked_for_the_new_one(client, lead):
    other = Client()
    sign_in(client, lead)
    sign_in(other, lead)
    typed = {"oldpassword": PASSWORD, "password1": "another-long-word-9", "password2": "another-long-word-9"}
    wrong = client.post(reverse("account_change_password"), {**typed, "oldpassword": "no"})
    assert "not your present password" in wrong.text
    assert client.post(reverse("account_change_password"), typed).status_code == 302
    assert client.get("/my-actions/").status_code == 200
    assert other.get("/my-actions/").status_code == 302
    assert history(lead)[0].done == "set a new password"
    [letter] = mail.outbox
    assert (letter.subject, letter.to) == ("Your password was changed", [lead.email])
    assert "If it was not, tell an administrator" in letter.body


@pytest.mark.parametrize(
    "page, subject",
    [
        ("mfa_deactivate_totp", "2-step verification was turned off"),
        ("mfa_generate_recovery_codes", "New recovery codes were made"),
    ],
)
def test_a_change_to_the_second_factor_is_told_by_letter(client, lead, callbacks, page, subject):
    sign_in(client, lead)
    secret = set_up(client, callbacks)
    assert [letter.subject for letter in mail.outbox] == ["2-step verification was turned on"]
    with callbacks(execute=True):
        client.post(reverse(page))
    letter = mail.outbox[-1]
    assert (letter.subject, letter.to) == (subject, [lead.email])
    assert secret not in "".join(each.body for each in mail.outbox)


def test_a_mail_server_that_is_down_does_not_keep_a_password_from_being_changed(client, lead, settings, caplog):
    sign_in(client, lead)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    typed = {"oldpassword": PASSWORD, "password1": "another-long-word-9", "password2": "another-long-word-9"}
    assert client.post(reverse("account_change_password"), typed).status_code == 302
    lead.refresh_from_db()
    assert lead.check_password("another-long-word-9")
    assert "password_changed was not sent" in caplog.text


def test_a_forgotten_password_is_set_anew_by_mail_and_an_unknown_address_looks_the_same(client, lead):
    url = reverse("account_reset_password")
    unknown = client.post(url, {"email": "nobody@northmere.example"})
    known = client.post(url, {"email": lead.email})
    assert (unknown.url, known.url) == (reverse("account_reset_password_done"),) * 2
    [letter] = mail.outbox
    link = re.search(r"http://testserver(\S+)", letter.body)[1]
    form = client.get(link, follow=True)
    typed = {"password1": "another-long-word-9", "password2": "another-long-word-9"}
    done = client.post(form.request["PATH_INFO"], typed, follow=True)
    assert "Your password is set" in done.text
    assert "This link no longer works" in client.get(link, follow=True).text
    lead.refresh_from_db()
    assert lead.check_password("another-long-word-9")
    [told] = mail.outbox[1:]
    assert told.subject == "Your password was changed"
    assert told.body.startswith(f"Dear {lead.name},")
    assert f"your account {lead.email}, by a link" in told.body


def test_a_mail_server_that_is_down_is_no_error_of_the_page(client, lead, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = client.post(reverse("account_reset_password"), {"email": lead.email})
    assert response.status_code == 302
    assert "was not sent" in caplog.text


def test_nobody_signs_in_to_a_closed_account(client, lead):
    verbs.deactivate(user=lead, why="Left.")
    response = sign_in(client, lead)
    assert response.status_code in (302, 422)
    assert client.get("/my-actions/").status_code == 302


def test_without_a_mail_server_no_page_of_signing_in_says_that_a_mail_was_sent(client, settings):
    settings.EMAIL_BACKEND = "actionplans.letterbox.NoServer"
    for name in ("account_reset_password", "account_request_login_code"):
        assert "can’t send e-mail at present" in client.get(reverse(name)).text
    done = client.post(reverse("account_reset_password"), {"email": "ada@northmere.example"}, follow=True).text
    assert ("No e-mail was sent" in done, "on its way" in done) == (True, False)
    assert "E-mail me a code" not in client.get(reverse("account_login")).text
