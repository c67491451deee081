"""Giving people access in the browser; and that a change holds from the very next request."""

import logging
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from plans import models as m
from plans.clock import today
from plans.operations import people as verbs
from plans.permissions.permission import Denied
from plans.permissions.plans import can_import, can_open_plan
from plans.trail import SYSTEM, change_set
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return factories.person("Abe Administrator", is_administrator=True)


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def admin_client(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def page(name, *args):
    return reverse(name, args=args)


def test_people_are_found_by_their_words_and_by_what_waits(admin_client, administrator, lead, settings):
    factories.person("Otto Outsider", job_title="Planner")
    everybody = admin_client.get(page("people")).text
    assert "Ada Lead" in everybody
    found = admin_client.get(page("people"), {"q": "planner otto"}).text
    assert ("Otto Outsider" in found, "Ada Lead" in found) == (True, False)
    without = admin_client.get(page("people"), {"show": "without-role"}).text
    assert ("Otto Outsider" in without, "Ada Lead" in without) == (True, False)
    assert "To set up 2-step verification" not in everybody
    settings.SECOND_FACTOR_POLICY = "everyone"
    administrator.authenticator_set.create(type="totp", data={})
    owing = admin_client.get(page("people"), {"show": "second-factor"}).text
    assert ("Ada Lead</b>" in owing, "Abe Administrator</b>" in owing) == (True, False)


def test_an_administrator_without_a_plan_is_not_without_a_role(admin_client, administrator):
    row = (
        admin_client.get(page("people"), {"q": administrator.name}).text.partition("<tbody")[2].partition("</tbody")[0]
    )
    assert ("<b>Administrator</b>" in row, "None" in row.partition('data-label="Posts"')[0]) == (True, False)


def test_who_has_no_plan_yet_is_told_whom_to_ask(client):
    client.force_login(factories.person("Nia Newcomer"))
    told = client.get("/", follow=True).text
    assert ("There is no plan here yet" in told, "0 plans" in told) == (True, False)
    factories.person("Abe Administrator", is_administrator=True)
    factories.plan()
    told = client.get("/", follow=True).text
    assert "The officer of the plan that you need gives you one" in told
    assert "Abe Administrator" in told


def test_somebody_who_may_start_plans_is_led_to_start_one(client):
    """Nobody is told to ask for a part in a plan of which there is none: the right is what an administrator gives."""
    somebody = factories.person("Olive Newcomer", starts_plans=True)
    client.force_login(somebody)
    told = client.get("/", follow=True).text
    assert (page("imports") in told, page("start_plan") in told) == (True, True)
    assert client.get(page("imports")).status_code == 200
    assert client.get(page("schemes")).status_code == 200
    started = client.post(page("start_plan"), {"title": "Leisure Plan"})
    assert started.status_code == 302
    made = m.Plan.objects.get(title="Leisure Plan")
    assert made.memberships.get(user=somebody).role == "officer"


def test_the_right_to_start_plans_is_given_and_taken_on_the_persons_page(admin_client):
    somebody = factories.person("Olive Newcomer")
    assert can_open_plan.allows(somebody, None) is False
    typed = {"name": somebody.name, "email": somebody.email, "job_title": ""}
    admin_client.post(page("amend_person", somebody.pk), {**typed, "starts_plans": "on"})
    somebody.refresh_from_db()
    assert can_open_plan.allows(somebody, None) is True
    assert can_import.allows(somebody, None) is True
    told = admin_client.get(page("person", somebody.pk)).text
    assert ("May start plans" in told, "they may start one" in told) == (True, True)
    admin_client.post(page("amend_person", somebody.pk), typed)
    somebody.refresh_from_db()
    with pytest.raises(Denied, match="a right that an administrator gives"):
        can_open_plan.check(somebody, None)


def test_of_many_plans_of_one_role_a_few_are_named_and_the_others_counted(admin_client, plan, lead):
    for number in range(1, 6):
        factories.grant_role(user=lead, plan=factories.plan(f"Kite Plan {number}", actions=1), role="manager")
    row = admin_client.get(reverse("people"), {"q": lead.name}).text.partition("<tbody")[2].partition("</tbody>")[0]
    told = " ".join(re.sub(r"<[^>]+>", " ", row).split())
    assert f"Contributor of {plan.title} Manager of Kite Plan 1; Kite Plan 2; Kite Plan 3 and 2 more plans" in told
    assert row.count(f'href="{reverse("person", args=[lead.pk])}"') == 2


def test_nobody_found_is_said_with_the_way_back(admin_client):
    assert "Nobody here has “zzz”" in admin_client.get(page("people"), {"q": "zzz"}).text


def test_a_role_is_given_changed_and_ended_by_the_plans_officer(client, plan, officer):
    somebody = factories.person("Sam Somebody")
    client.force_login(officer)
    chosen = client.get(page("plan_people", plan.slug), {"person": somebody.pk})
    assert chosen.url == page("plan_role", plan.slug, somebody.pk)
    assert client.post(chosen.url, {"role": "viewer"}).status_code == 302
    assert client.post(chosen.url, {"role": "contributor"}).status_code == 302
    assert plan.memberships.get(user=somebody).role == "contributor"
    silent = client.post(chosen.url, {"role": "none", "why": ""})
    assert (silent.status_code, "Say why the role ends" in silent.text) == (422, True)
    assert client.post(chosen.url, {"role": "none", "why": "Moved on."}, follow=True).status_code == 200
    assert plan.memberships.get(user=somebody).withdrawn
    unchosen = client.post(chosen.url, {})
    assert (unchosen.status_code, "Choose a role" in unchosen.text) == (422, True)
    assert client.get(page("plan_role", plan.slug, officer.pk)).status_code == 403


def test_who_somebody_is_is_changed_and_the_last_administrator_stays(admin_client, administrator, lead):
    url = page("amend_person", lead.pk)
    right = {"name": "Ada Leader", "email": "ada.leader@northmere.example", "job_title": "Head"}
    assert admin_client.post(url, right).status_code == 302
    lead.refresh_from_db()
    assert (lead.name, lead.email) == ("Ada Leader", "ada.leader@northmere.example")
    taken = admin_client.post(url, {**right, "email": administrator.email.upper()})
    assert (taken.status_code, "has an account with this address already" in taken.text) == (422, True)
    own = {"name": "Abe", "email": administrator.email}
    last = admin_client.post(page("amend_person", administrator.pk), own)
    assert (last.status_code, "only administrator" in last.text) == (422, True)


def test_a_post_is_handed_over_in_one_form_and_its_page_tells_who_held_it_when(client, plan, lead, officer):
    post, successor = factories.lead(), factories.person("Sunil Successor")
    client.force_login(officer)
    url = page("hand_over", post.pk)
    bare = client.post(url, {})
    assert "Choose who takes over" in bare.text
    assert "Enter the day from which they hold it" in bare.text
    year = today().year + 1
    typed = {"to": successor.pk, "from_on_day": "1", "from_on_month": "12", "from_on_year": str(year)}
    told = client.post(url, typed, follow=True).text
    assert f"Sunil Successor will hold Head of Early Help from 1 December {year}" in told
    assert "a contributor of Early Help Improvement Plan" in told
    assert f"30 November {year}" in told
    assert "Do the thing numbered 1" in told
    again = client.post(url, typed)
    assert (again.status_code, "already holds" in again.text) == (422, True)


def test_all_that_a_leaver_holds_goes_in_one_step_and_the_account_is_closed(admin_client, plan, lead):
    second = verbs.name_lead(name="Head of Play")
    verbs.appoint(lead=second, user=lead)
    closing = admin_client.get(page("deactivate", lead.pk)).text
    assert "Head of Early Help</a>: 3 unfinished actions" in closing
    assert "Head of Play</a>: 0 unfinished actions" in closing
    successor = factories.person("Sunil Successor")
    typed = {"to": successor.pk, "from_on_day": "1", "from_on_month": "1", "from_on_year": "2026"}
    acts = m.ChangeSet.objects.count()
    assert admin_client.post(page("hand_over_person", lead.pk), typed).status_code == 302
    assert m.ChangeSet.objects.count() == acts + 1
    assert successor.holdings.count() == 2
    assert "Hand over their posts" not in admin_client.get(page("person", lead.pk)).text
    assert "Hand over their posts" in admin_client.get(page("person", successor.pk)).text
    silent = admin_client.post(page("deactivate", lead.pk), {"why": ""})
    assert (silent.status_code, "Say why" in silent.text) == (422, True)
    long = admin_client.post(page("deactivate", lead.pk), {"why": "x" * 2001})
    assert (long.status_code, "Shorten this to 2,000 characters or fewer." in long.text) == (422, True)
    told = admin_client.post(page("deactivate", lead.pk), {"why": "Left the council."}, follow=True).text
    assert "Account closed" in told
    assert "Left the council." in told
    assert admin_client.post(page("reactivate", lead.pk), follow=True).text.count("Account closed") == 0


def test_a_post_that_leads_nothing_one_may_see_is_not_there(client, plan, lead):
    outsider = factories.person("Otto Outsider")
    client.force_login(outsider)
    assert client.get(page("post", factories.lead().pk)).status_code == 404


def signed_in(user) -> Client:
    """A browser in which this person is signed in, by the form."""
    client = Client()
    typed = {"login": user.email, "password": "a-long-word-9"}
    assert client.post(page("account_login"), typed).status_code == 302
    return client


def test_closing_an_account_ends_its_sessions_and_the_next_request_is_asked_to_sign_in(plan, action, lead):
    there = signed_in(lead)
    assert there.get(page("update", action.pk)).status_code == 200
    assert (Session.objects.count(), lead.usersession_set.count()) == (1, 1)
    verbs.deactivate(user=lead, why="Left.")
    assert (Session.objects.count(), lead.usersession_set.count()) == (0, 0)
    assert there.get(page("update", action.pk)).status_code == 302
    written = there.post(page("update", action.pk), {"rag": "green", "narrative": "All done.", "seen": ""})
    assert (written.status_code, action.updates.count()) == (401, 0)


def test_a_session_that_was_opened_before_its_account_was_closed_by_other_means_is_refused_too(action, lead, client):
    client.force_login(lead)
    lead.usersession_set.all().delete()
    verbs.deactivate(user=lead, why="Left.")
    assert client.get(page("update", action.pk)).status_code == 302


@pytest.mark.parametrize(
    "change, status",
    [
        (lambda plan, lead: verbs.grant_role(user=lead, plan=plan, role="viewer"), 403),
        (lambda plan, lead: verbs.withdraw_role(membership=plan.memberships.get(user=lead), why="Left."), 404),
        (
            lambda plan, lead: verbs.hand_over(
                leads=[factories.lead()],
                to=factories.person("Sunil Successor"),
                from_on=factories.TODAY,
            ),
            403,
        ),
    ],
    ids=["made a viewer", "role ended", "post handed over"],
)
def test_a_change_in_mid_session_holds_from_the_next_request(client, plan, action, lead, change, status):
    client.force_login(lead)
    url = page("update", action.pk)
    assert client.get(url).status_code == 200
    change(plan, lead)
    assert client.get(url).status_code == status
    assert client.post(url, {"rag": "green", "narrative": "Done.", "seen": ""}).status_code == status
    assert action.updates.count() == 0


def test_an_administrator_who_loses_the_flag_loses_the_pages(admin_client, administrator):
    factories.person("Bea Administrator", is_administrator=True)
    assert admin_client.get(page("people")).status_code == 200
    details = {"email": administrator.email, "name": administrator.name, "job_title": ""}
    verbs.amend_person(user=administrator, is_administrator=False, **details)
    assert admin_client.get(page("people")).status_code == 403


def test_sessions_are_seen_and_ended_by_the_administrator(admin_client, lead):
    here, there = signed_in(lead), signed_in(lead)
    assert admin_client.get(page("person", lead.pk)).text.count("Network address") == 3
    first = lead.usersession_set.order_by("pk").first()
    admin_client.post(page("end_session", lead.pk, first.pk))
    assert here.get(page("my_actions")).status_code == 302
    assert there.get(page("my_actions")).status_code == 200
    admin_client.post(page("end_sessions", lead.pk))
    assert there.get(page("my_actions")).status_code == 302
    told = admin_client.get(page("person", lead.pk)).text
    assert ("ended a session" in told, "ended all sessions" in told) == (True, True)


def test_every_denial_stands_in_the_log_by_numbers_alone(client, plan, action, lead, caplog):
    outsider = factories.person("Otto Outsider")
    client.force_login(outsider)
    with caplog.at_level(logging.WARNING, "actionplans.denied"):
        client.get(page("people"))
        client.get(page("plan", plan.slug))
    told = [r.getMessage() for r in caplog.records if r.name == "actionplans.denied"]
    assert told == [
        f"GET people denied to user {outsider.pk} ",
        f"GET plan not there for user {outsider.pk} {{'slug': '{plan.slug}'}}",
    ]
    caplog.clear()
    with pytest.raises(Denied):
        verbs.grant_role(by=outsider, user=lead, plan=plan, role="officer")
    [record] = [r for r in caplog.records if r.name == "actionplans.denied"]
    assert "Otto" not in record.getMessage()
    assert f"denied to user {outsider.pk} on plans.membership" in record.getMessage()


def test_the_actions_of_a_lead_come_in_pages(client, plan, officer, monkeypatch):
    monkeypatch.setattr("plans.views.posts.posts.A_PAGE", 1)
    client.force_login(officer)
    led = m.Action.objects.led_by(factories.lead()).in_printed_order()
    assert len(led) > 1
    for at, action in enumerate(led[:2], 1):
        found = client.get(page("post", factories.lead().pk), {"page": at})
        assert list(found.context["page"]) == [action]
        assert f"{len(led)} actions" in found.text


def test_who_holds_a_post_now_stands_before_all_who_held_it(admin_client, plan):
    post = factories.lead()
    with change_set(by=SYSTEM, verb="test", door="command", register=True) as act:
        act.add_all(
            m.Holding(lead=post, name=f"Past {n}", from_on=today() - timedelta(n + 2), to_on=today() - timedelta(n + 1))
            for n in range(60)
        )
        act.add(m.Holding(lead=post, name="Ada Now"))
    shown = admin_client.get(page("post", post.pk)).context["holders"]
    assert [holding.name for holding in shown][:2] == ["Ada Now", "Past 0"]
