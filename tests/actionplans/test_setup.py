"""What a council sets up: the list and its states, the test of the mail, the policy of signing in."""

import smtplib
import socket

import pytest
from django.core import mail
from django.urls import reverse

from audits.verification import faults
from plans import mailserver
from plans import models as m
from plans.operations.people import grant_role
from tests import factories

pytestmark = pytest.mark.django_db

NO_SERVER = "actionplans.letterbox.NoServer"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def administrator():
    return factories.person("Abe Administrator", is_administrator=True)


@pytest.fixture
def do(client, administrator):
    """Do something on the page as the administrator; the page that follows, in words."""
    client.force_login(administrator)

    def send(what, **fields):
        return client.post(reverse("setup"), {"do": what, **fields}, follow=True).text

    return send


def council():
    return m.Organisation.objects.here()


def test_an_administrator_begins_here_until_all_is_done(client, administrator, do):
    def begins_at():
        return client.get(reverse("home")).url

    assert begins_at() == reverse("setup")
    empty = client.get(reverse("setup")).text
    assert "0 of 6 are done" in empty
    client.post(reverse("setup_council"), {"name": "Northmere Council"})
    assert "Mail arrives" in (do("send"), do("came"))[1]
    client.post(reverse("setup_second_factor"), {"policy": "nobody"})
    do("agree")
    plan = factories.plan()
    assert "has no officer" in client.get(reverse("setup")).text
    for name, role in (("Olive Officer", "officer"), ("Moira Manager", "manager")):
        assert begins_at() == reverse("setup")
        factories.person(name, plan=plan, role=role)
    assert "6 of 6 are done" in client.get(reverse("setup")).text
    assert begins_at() == reverse("people")
    assert reverse("setup") in client.get(reverse("people")).text
    assert list(faults()) == []


def test_it_can_be_put_off_and_comes_back_when_the_mail_server_is_another(client, do, settings):
    do("send")
    do("came")
    assert "no longer where you begin" in do("put_off")
    assert client.get(reverse("home")).url == reverse("people")
    settings.DEFAULT_FROM_EMAIL = "plans@elsewhere.example"
    assert client.get(reverse("home")).url == reverse("setup")
    assert "another than the one that was tested" in client.get(reverse("setup")).text


def test_nobody_is_told_that_mail_goes_before_a_test_was_seen(do):
    assert "We handed the test for abe.administrator@northmere.example to locmem" in do("send")
    [letter] = mail.outbox
    assert letter.to == ["abe.administrator@northmere.example"]
    assert "http://testserver" + reverse("setup") in letter.body
    assert mailserver.state_now() == mailserver.UNPROVEN
    assert "nothing has come" in do("not_come")
    assert mailserver.state_now() == mailserver.UNPROVEN
    assert "Send one first" in do("came")
    do("send")
    do("came")
    assert mailserver.state_now() == mailserver.PROVEN
    do("send")
    assert mailserver.state_now() == mailserver.UNPROVEN


def test_without_a_server_it_is_said_who_sets_one(do, client, settings):
    settings.EMAIL_BACKEND = NO_SERVER
    page = client.get(reverse("setup")).text
    assert ("No mail server is set up" in page, "Send a test" in page) == (True, False)
    assert "was not sent. No mail server is set up" in do("send")
    assert council().mail_came_at is None


REFUSED = smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"5.1.1 no such mailbox")})
ERRORS = (
    (socket.gaierror(-2, "unknown"), "is not known by that name"),
    (TimeoutError("timed out"), "did not answer in time"),
    (ConnectionRefusedError(111, "refused"), "refuses connections"),
    (smtplib.SMTPAuthenticationError(535, b"5.7.8 Bad credentials"), "did not accept the user name and password"),
    (REFUSED, "does not take mail for that address. It said: “550 5.1.1 no such mailbox”"),
    (smtplib.SMTPSenderRefused(553, b"not yours", "x@localhost"), "does not take mail from the sender"),
    (smtplib.SMTPServerDisconnected("closed"), "broke off"),
    (smtplib.SMTPDataError(554, b"spam"), "did not take the mail. It said: “554 spam”"),
    (OSError("no route"), "can’t be reached"),
)


@pytest.mark.parametrize("error, words", ERRORS, ids=lambda value: type(value).__name__)
def test_what_the_server_answers_is_told_in_words(do, settings, monkeypatch, error, words):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "mail.northmere.example", 587

    def fails(*args, **kwargs):
        raise error

    monkeypatch.setattr(mail, "send_mail", fails)
    told = do("send")
    assert "The test was not sent. mail.northmere.example, port 587 " in told
    assert words in told
    assert "Say whether it has come" not in told


@pytest.mark.parametrize("policy, asked", [("nobody", False), ("administrators", True), ("everyone", True)])
def test_who_must_use_a_second_step_is_said_here(client, administrator, policy, asked):
    client.force_login(administrator)
    assert client.post(reverse("setup_second_factor"), {"policy": policy}).status_code == 302
    then = client.get(reverse("people"))
    assert (then.status_code == 302 and then.url == reverse("mfa_activate_totp")) is asked
    assert council().policy == policy


def test_what_the_server_was_told_of_the_second_step_goes_before(client, administrator, settings):
    settings.SECOND_FACTOR_POLICY = "nobody"
    client.force_login(administrator)
    told = client.post(reverse("setup_second_factor"), {"policy": "everyone"}, follow=True).text
    assert "set on the server, by REQUIRE_SECOND_FACTOR" in told
    assert council().second_factor == ""


def test_what_is_typed_wrong_is_said(client, administrator):
    client.force_login(administrator)
    nameless = client.post(reverse("setup_council"), {"name": " "})
    assert (nameless.status_code, "Enter the council’s name" in nameless.text) == (422, True)
    undecided = client.post(reverse("setup_second_factor"), {})
    assert (undecided.status_code, "Choose who has to use" in undecided.text) == (422, True)


def test_the_scheme_is_there_to_be_looked_at_before_a_plan_is(do):
    assert not m.RagScheme.objects.exists()
    assert "Complete, and verified by somebody else" in do("look")
    do("look")
    assert m.RagScheme.objects.count() == 1


def test_an_administrator_with_a_role_begins_here_too_and_nobody_else_does(client, administrator, do):
    plan = factories.plan()
    grant_role(user=administrator, plan=plan, role="officer")
    assert client.get(reverse("home")).url == reverse("setup")
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    assert client.get(reverse("home")).url == reverse("plans")
