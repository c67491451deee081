"""Inviting somebody: the letter's link opens the account once, in time, and only the newest."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audits.verification import faults
from plans import models as m
from plans.operations import people as verbs
from plans.operations.errors import Refused
from plans.permissions.parts import roles
from plans.permissions.permission import Denied
from tests import factories

pytestmark = pytest.mark.django_db

TYPED = {"password1": "three-words-and-9", "password2": "three-words-and-9"}
WHO = {"name": "Nia Newcomer", "email": "Nia.Newcomer@northmere.example", "job_title": "Partner lead"}


@pytest.fixture
def administrator():
    return factories.person("Abe Administrator", is_administrator=True)


@pytest.fixture
def post(client, administrator, django_capture_on_commit_callbacks):
    """Send a form as the administrator; letters go out."""
    client.force_login(administrator)

    def send(page, *args, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(page, args=args), fields)

    return send


def link() -> str:
    return re.search(r"http://testserver(\S+)", mail.outbox[-1].body)[1]


def test_somebody_invited_chooses_a_password_and_is_in(post, administrator):
    plan = factories.plan()
    factories.mail_arrives(by=administrator)
    response = post("invite", **WHO, plan=plan.pk, role="viewer")
    newcomer = m.User.objects.get(email="nia.newcomer@northmere.example")
    assert response.url == reverse("person", args=[newcomer.pk])
    [letter] = mail.outbox
    assert letter.to == ["nia.newcomer@northmere.example"]
    assert "Abe Administrator" in letter.subject
    assert f"You have a part in “{plan.title}”." in letter.body
    there = Client()
    assert there.get("/plans/").status_code == 302
    form = there.get(link(), follow=True)
    assert "Welcome, Nia Newcomer" in form.text
    weak = there.post(reverse("accept_invitation"), {"password1": "short", "password2": "short"})
    assert (weak.status_code, "too short" in weak.text) == (422, True)
    differ = there.post(reverse("accept_invitation"), {**TYPED, "password2": "other"})
    assert "The two passwords differ" in differ.text
    assert there.post(reverse("accept_invitation"), TYPED).status_code == 302
    assert there.get(reverse("plan", args=[plan.slug])).status_code == 200
    used = Client().get(link())
    assert (used.status_code, "accepted already" in used.text) == (410, True)
    assert newcomer.invitations.get().status == "accepted"
    assert list(faults()) == []


def test_a_name_with_a_line_break_is_invited_under_one_line(post):
    assert post("invite", **{**WHO, "name": "Nia\x0bNewcomer"}).status_code == 302
    assert m.User.objects.get(email="nia.newcomer@northmere.example").name == "Nia Newcomer"
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "error", [OSError("away"), ValueError("a header with a line break"), RuntimeError("no reason")]
)
@pytest.mark.django_db(transaction=True)
def test_whatever_keeps_a_letter_from_going_the_account_stands_and_the_page_says_so(
    administrator, client, monkeypatch, error
):
    client.force_login(administrator)

    def broken(*args, **kwargs):
        raise error

    monkeypatch.setattr(mail, "send_mail", broken)
    response = client.post(reverse("invite"), WHO)
    newcomer = m.User.objects.get(email="nia.newcomer@northmere.example")
    assert response.url == reverse("invitation_link", args=[newcomer.pk])
    told = client.get(response.url).text
    assert "is open, but no e-mail went to nia.newcomer@northmere.example" in told
    assert "/account/invitation/" in told
    assert "No e-mail went" in client.get(reverse("person", args=[newcomer.pk])).text


def test_sent_again_only_the_newest_link_works(post):
    post("invite", **WHO)
    first = link()
    newcomer = m.User.objects.get(name="Nia Newcomer")
    post("invitation", newcomer.pk, do="send")
    assert len(mail.outbox) == 2
    old = Client().get(first)
    assert (old.status_code, "A newer e-mail" in old.text) == (410, True)
    assert Client().get(link()).status_code == 302


def test_withdrawn_it_no_longer_works_and_the_account_is_closed(post):
    post("invite", **WHO)
    newcomer = m.User.objects.get(name="Nia Newcomer")
    open_form = Client()
    open_form.get(link())
    post("invitation", newcomer.pk, do="withdraw")
    gone = open_form.post(reverse("accept_invitation"), TYPED)
    assert (gone.status_code, "withdrawn" in gone.text) == (410, True)
    newcomer.refresh_from_db()
    assert (newcomer.is_active, newcomer.has_usable_password()) == (False, False)


def test_it_expires(post):
    post("invite", **WHO)
    token = link().rstrip("/").rsplit("/", 1)[1]
    invitation, newest = verbs.invitation_of(token)
    verbs.check_acceptable(invitation, newest, at=timezone.now() + timedelta(days=6, hours=23))
    with pytest.raises(Refused, match=r"has expired\. Ask Abe Administrator"):
        verbs.accept_invitation(token=token, password="three-words-and-9", at=timezone.now() + timedelta(days=8))


@pytest.mark.parametrize("change", [lambda t: t[:-2], lambda t: "x" + t, lambda t: t.upper(), lambda t: "WzEsMV0:" + t])
def test_a_link_that_was_not_signed_by_us_opens_nothing(post, change):
    post("invite", **WHO)
    token = link().rstrip("/").rsplit("/", 1)[1]
    assert Client().get(reverse("open_invitation", args=[change(token)])).status_code == 410
    assert Client().get(reverse("accept_invitation")).status_code == 410


def test_another_address_ends_the_link_that_went_to_the_old_one(post, administrator):
    post("invite", **WHO)
    newcomer = m.User.objects.get(name="Nia Newcomer")
    details = {"name": newcomer.name, "job_title": "", "is_administrator": False}
    verbs.amend_person(by=administrator, user=newcomer, email="nia@elsewhere.example", **details)
    assert Client().get(link()).status_code == 410


def test_what_is_typed_wrong_is_named_and_kept(post):
    factories.person("Ada Lead", email="ada@northmere.example")
    wrong = post("invite", name="Another Ada", email="ADA@northmere.example", role="viewer")
    assert wrong.status_code == 422
    assert "Ada Lead has an account with this address already. Give them a role in the plan instead." in wrong.text
    assert "Choose the plan that the role is in" in wrong.text
    assert "Another Ada" in wrong.text
    assert post("invite", name="", email="no address").status_code == 422
    assert m.Invitation.objects.count() == 0


def test_an_officer_invites_to_their_own_plan_alone_and_never_an_administrator(client):
    plan, other = factories.plan(), factories.plan("Road Safety Plan")
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    client.force_login(officer)
    url = reverse("invite")
    assert client.post(url, {**WHO, "plan": other.pk, "role": "viewer"}).status_code == 422
    assert client.post(url, WHO).status_code == 422
    typed = {**WHO, "plan": plan.pk, "role": "contributor", "is_administrator": "on"}
    factories.mail_arrives(by=factories.person("Abe Administrator", is_administrator=True))
    assert client.post(url, {**typed, "starts_plans": "on"}).url == reverse("plan_people", args=[plan.slug])
    newcomer = m.User.objects.get(name="Nia Newcomer")
    assert not newcomer.starts_plans
    assert not newcomer.is_administrator
    assert roles(newcomer, plan) == {"contributor"}
    with pytest.raises(Denied):
        verbs.invite(by=officer, name="X", email="x@northmere.example", root="", is_administrator=True, plan=plan)


def test_somebody_who_has_come_is_not_invited_again(post):
    user = factories.person("Ada Lead", password="a-long-word-9")
    told = post("invitation", user.pk, do="send")
    assert told.status_code == 302
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_can_not_be_sent_leaves_the_account_and_says_so(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client.force_login(factories.person("Abe Administrator", is_administrator=True))
    told = client.post(reverse("invite"), WHO, follow=True)
    assert "127.0.0.1, port 1 refuses connections. Look at the port in EMAIL_URL." in told.text
    invited = m.Invitation.objects.get()
    assert (invited.status, invited.handed_over_at) == ("open", None)
    page = client.get(reverse("person", args=[invited.user_id])).text
    assert "Send the invitation again" in page


NO_SERVER = "actionplans.letterbox.NoServer"
THE_LINK = re.compile(r"http://testserver(/account/invitation/[^<\s]+)")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("backend", [NO_SERVER, "django.core.mail.backends.locmem.EmailBackend"])
def test_where_nobody_knows_that_mail_arrives_the_link_is_shown_once_and_works(client, settings, caplog, backend):
    settings.EMAIL_BACKEND = backend
    administrator = factories.person("Abe Administrator", is_administrator=True)
    client.force_login(administrator)
    shown = client.post(reverse("invite"), WHO, follow=True)
    invited = m.Invitation.objects.get()
    assert ("an e-mail went to" in shown.text.lower(), "e-mail went to" in shown.text) == (False, backend == NO_SERVER)
    assert "no-store" in shown["Cache-Control"]
    link = THE_LINK.search(shown.text)[1]
    again = client.get(reverse("invitation_link", args=[invited.user_id]))
    assert (THE_LINK.search(again.text), "Make a new link" in again.text) == (None, True)
    other = Client()
    other.force_login(factories.person("Otto Administrator", is_administrator=True))
    assert THE_LINK.search(other.get(reverse("invitation_link", args=[invited.user_id])).text) is None
    newer = client.post(reverse("invitation", args=[invited.user_id]), {"do": "link"}, follow=True)
    assert Client().get(link).status_code == 410
    newest = THE_LINK.search(newer.text)[1]
    assert Client().get(newest).status_code == 302
    token = newest.rstrip("/").rsplit("/", 1)[1]
    assert token not in caplog.text
    assert token not in str(dict(client.session))


@pytest.mark.django_db(transaction=True)
def test_an_officer_is_shown_the_link_of_whom_they_have_just_invited_and_no_others(client, settings):
    settings.EMAIL_BACKEND = NO_SERVER
    plan = factories.plan()
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    shown = client.post(reverse("invite"), {**WHO, "plan": plan.pk, "role": "viewer"}, follow=True)
    assert THE_LINK.search(shown.text)
    assert reverse("plan_people", args=[plan.slug]) in shown.text
    assert client.get(shown.redirect_chain[-1][0]).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_an_officer_makes_a_new_link_for_whom_they_invited_and_for_nobody_with_more_rights(client, settings):
    settings.EMAIL_BACKEND = NO_SERVER
    plan, other = factories.plan(), factories.plan("Road Safety Plan")
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    client.post(reverse("invite"), {**WHO, "plan": plan.pk, "role": "viewer"})
    newcomer = m.User.objects.get(name="Nia Newcomer")
    people = client.get(reverse("plan_people", args=[plan.slug])).text
    assert ("Invited, not yet come" in people, reverse("invitation", args=[newcomer.pk]) in people) == (True, True)
    again = client.post(reverse("invitation", args=[newcomer.pk]), {"do": "link"}, follow=True)
    assert THE_LINK.search(again.text)
    assert client.post(reverse("invitation", args=[newcomer.pk]), {"do": "withdraw"}).status_code == 403
    verbs.grant_role(user=newcomer, plan=other, role="viewer")
    assert client.post(reverse("invitation", args=[newcomer.pk]), {"do": "link"}).status_code == 403


def accept(link) -> str:
    """Choose a password by an invitation's link; where that leads."""
    there = Client()
    there.get(link, follow=True)
    return there.post(reverse("accept_invitation"), TYPED).url


def test_an_officer_sends_it_again_from_the_people_of_their_plan(client, django_capture_on_commit_callbacks):
    plan = factories.plan()
    factories.mail_arrives(by=factories.person("Abe Administrator", is_administrator=True))
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    client.post(reverse("invite"), {**WHO, "plan": plan.pk, "role": "viewer"})
    newcomer = m.User.objects.get(name="Nia Newcomer")
    people = reverse("plan_people", args=[plan.slug])
    assert "Send again" in client.get(people).text
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(reverse("invitation", args=[newcomer.pk]), {"do": "send"})
    assert (sent.url, [letter.to for letter in mail.outbox]) == (people, [[newcomer.email]])


def test_an_invitation_lands_on_what_it_is_for(post):
    """Somebody's own actions, the plan in which they have a part, or where people of their rights begin."""
    plan = factories.plan()
    post("invite", **WHO, plan=plan.pk, role="contributor")
    assert accept(link()) == reverse("plan", args=[plan.slug])
    post("invite", name="Pat Partner", email="pat@partner.example", plan=plan.pk, role="contributor")
    verbs.appoint(lead=factories.lead(), user=m.User.objects.get(name="Pat Partner"))
    assert accept(link()) == reverse("my_actions")
    post("invite", name="Olive Officer", email="olive@northmere.example", starts_plans="on")
    assert accept(link()) == reverse("home")


def test_with_a_second_step_on_the_way_it_lands_there_afterwards(post, settings):
    settings.SECOND_FACTOR_POLICY = "everyone"
    plan = factories.plan()
    verbs.invite(name="Vera Viewer", email="vera@northmere.example", root="http://x", plan=plan, role="viewer")
    newest = verbs.link_of(m.Invitation.objects.get(), "")
    there = Client()
    there.get(newest, follow=True)
    there.post(reverse("accept_invitation"), TYPED)
    assert there.get(reverse("plan", args=[plan.slug])).url == reverse("mfa_activate_totp")
    assert there.get(reverse("mfa_index")).url == reverse("plan", args=[plan.slug])
    assert there.get(reverse("mfa_index")).url == reverse("account")


def test_whoever_is_led_to_a_second_step_goes_on_to_where_they_were_going(client, settings):
    settings.SECOND_FACTOR_POLICY = "everyone"
    client.force_login(factories.person("Abe Administrator", is_administrator=True))
    assert client.get(reverse("people"), {"q": "ruth"}).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_index")).url == reverse("people") + "?q=ruth"


def test_a_first_letter_speaks_of_no_earlier_one_and_no_part_is_asked_for_where_there_is_no_plan(client):
    administrator = factories.person("Abe Administrator", is_administrator=True)
    factories.mail_arrives(by=administrator)
    client.force_login(administrator)
    assert "What may they do in it?" not in client.get(reverse("invite")).text
    assert "Earlier links" not in client.post(reverse("invite"), WHO, follow=True).text
    newcomer = m.User.objects.get(name="Nia Newcomer")
    again = client.post(reverse("invitation", args=[newcomer.pk]), {"do": "send"}, follow=True)
    assert "Earlier links no longer work" in again.text


def test_a_link_that_is_handed_over_first_speaks_of_no_earlier_one(client):
    client.force_login(factories.person("Abe Administrator", is_administrator=True))
    shown = client.post(reverse("invite"), WHO, follow=True).text
    assert "It works once" in shown and "earlier links" not in shown.lower()
    newcomer = m.User.objects.get(name="Nia Newcomer")
    again = client.post(reverse("invitation", args=[newcomer.pk]), {"do": "link"}, follow=True).text
    assert "earlier links no longer do" in again
