"""Two editors of one thing: what is not saved stays as a draft, and one's own change is one's own."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from audits.operations.redaction import redact
from plans import models as m
from plans.operations import editing
from plans.operations.plans import set_up_plan
from plans.wording import day
from tests import factories

pytestmark = pytest.mark.django_db

MINE = {"text": "Mine, more careful still", "why": "It was unclear."}


@pytest.fixture
def url(plan, action):
    return reverse("edit_thing", args=[plan.slug, "action", action.pk])


def until() -> str:
    return day((timezone.localtime() + timedelta(days=14)).date())


def opened(page) -> str:
    return re.search(r'name="opened" value="(\w+)"', page)[1]


@pytest.fixture
def conflict(client, plan, action, officer, url):
    """The page of a conflict with somebody else's change."""
    was = opened(client.get(url).text)
    other = factories.person("Otto Other", plan=plan, role="officer")
    editing.change_action(by=other, action=action, text="Theirs, carefully put", why="Asked by the board.")
    response = client.post(url, {**MINE, "opened": was})
    assert response.status_code == 409
    return response.text


@pytest.mark.parametrize("choice", ["theirs", "later"])
def test_what_is_set_aside_can_be_gone_on_with(client, action, url, conflict, choice):
    assert f"kept as a draft until {until()}, even if you close this page" in conflict
    sent = {**MINE, "opened": opened(conflict), "conflict": "yes", "keep": choice}
    assert f"kept as a draft until {until()}" in client.post(url, sent, follow=True).text
    action.refresh_from_db()
    assert action.text == "Theirs, carefully put"
    fresh = client.get(url).text
    assert "You set other words of this page aside" in fresh
    assert "Mine, more careful still" not in fresh
    again = client.get(f"{url}?draft=1").text
    assert "What you had set aside stands here again" in again
    assert "Mine, more careful still" in again
    assert client.post(url, {**MINE, "opened": opened(again)}).status_code == 302
    action.refresh_from_db()
    assert action.text == MINE["text"]
    assert not m.EditDraft.objects.exists()


def test_nobody_else_sees_it_and_it_can_be_thrown_away(client, plan, url, conflict):
    client.force_login(factories.person("Una Officer", plan=plan, role="officer"))
    assert "set other words" not in client.get(url).text
    client.force_login(m.User.objects.get(name="Olive Officer"))
    assert "thrown away" in client.post(url, {"discard": "yes"}, follow=True).text
    assert not m.EditDraft.objects.exists()


def test_it_goes_after_its_days_and_with_what_is_redacted(client, plan, url, conflict):
    administrator = factories.person("Abe Administrator", is_administrator=True)
    assert m.EditDraft.objects.exists()
    redact(by=administrator, plan=plan, words="more careful still", why="a name")
    assert not m.EditDraft.objects.exists()
    m.EditDraft.objects.create(
        writer=administrator, plan=plan, path="/a/", typed="a=b", saved_at=timezone.now() - timedelta(days=15)
    )
    call_command("clear_drafts", verbosity=0)
    assert not m.EditDraft.objects.exists()


def test_the_plans_own_details_are_set_aside_too(client, plan, officer):
    url = reverse("edit_frame", args=[plan.slug])
    page = client.get(url).text
    sent = {"title": "My title", "status": "live", "scheme": plan.scheme_id, "cadence_days": 28, "why": "Because."}
    other = factories.person("Otto Other", plan=plan, role="officer")
    set_up_plan(by=other, plan=m.Plan.objects.get(pk=plan.pk), title="Their title", why="Because.")
    response = client.post(url, {**sent, "opened": opened(page)})
    assert response.status_code == 409, response.text
    client.post(url, {**sent, "opened": opened(response.text), "conflict": "yes", "keep": "later"})
    assert "My title" in client.get(f"{url}?draft=1").text


def test_ones_own_change_is_not_somebody_elses(client, officer, url, action):
    was = opened(client.get(url).text)
    client.post(url, {"text": "Mine", "why": "It was unclear.", "opened": was})
    response = client.post(url, {**MINE, "opened": was})
    assert response.status_code == 409
    assert "You have changed this already" in response.text
    assert "Somebody else" not in response.text
    assert "Olive Officer saved" not in response.text


def test_who_may_not_any_more_gets_the_words_back(client, plan, officer, url):
    m.Plan.objects.filter(pk=plan.pk).update(status="closed")
    m.Membership.objects.filter(user=officer).update(role="viewer")
    response = client.post(url, {**MINE, "opened": ""})
    assert response.status_code == 403
    assert "Mine, more careful still</textarea>" in response.text
