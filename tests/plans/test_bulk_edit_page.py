"""Selecting on the list, saying what changes, reading what becomes of each, doing it, undoing it."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from plans import models as m
from plans.operations.bulk import MOST_AT_ONCE, orders
from plans.operations.editing import change_action, values_of
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "Another plan does this now."


@pytest.fixture
def plan():
    return factories.plan(actions=4)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer(plan):
    return browser(factories.person("Olive Officer", plan=plan, role="officer"))


def start(client, query="", **sent):
    return client.post(reverse("start_bulk_edit") + query, sent, follow=True)


def test_some_are_selected_looked_through_withdrawn_and_brought_back(plan, officer):
    one, two, *_rest = factories.actions_of(plan)
    page = officer.get(reverse("actions"))
    assert page.content.decode().count('name="pick"') == 4 and b'name="all"' in page.content
    shown = start(officer, pick=[one.pk, two.pk], what="withdraw", reason=WHY)
    words = shown.content.decode()
    assert "Change 2 actions" in words and "Withdraw 2 actions</button>" in words and WHY in words
    assert not m.Action.objects.filter(withdrawn=True).exists()
    here = shown.redirect_chain[-1][0]
    done = officer.post(here, {"do": "yes"}, follow=True).content.decode()
    assert "2 actions changed" in done and m.Action.objects.filter(withdrawn=True).count() == 2
    act = m.ChangeSet.objects.get(verb="change_many")
    undo = reverse("take_back", args=[plan.slug, act.pk])
    assert undo in done and undo in officer.get(reverse("log", args=[plan.slug])).content.decode()
    asked = officer.get(undo).content.decode()
    assert "Undo what was changed together" in asked and "Withdraw from the plan: 2 actions" in asked
    officer.post(undo, {"reason": "The wrong two."})
    after = officer.get(here).content.decode()
    assert "It was undone since" in after and undo not in after
    assert not m.Action.objects.filter(withdrawn=True).exists()
    assert "took back what was changed together" in officer.get(reverse("log", args=[plan.slug])).content.decode()


def test_what_was_selected_is_gone_on_with_after_signing_in_again(plan, officer):
    """The session ends while actions are ticked: the list comes back as it was narrowed, with what was selected."""
    one, two, *_rest = factories.actions_of(plan)
    out = Client().post(
        f"{reverse('start_bulk_edit')}?plan={plan.slug}", {"pick": [one.pk, two.pk], "what": "withdraw"}
    )
    assert f"/actions/?plan={plan.slug}" in unescape(out.content.decode())
    session = officer.session
    session["held"] = {"path": reverse("actions"), "fields": f"pick={one.pk}&pick={two.pk}&what=withdraw&reason=Twice"}
    session.save()
    page = officer.get(reverse("actions"), {"plan": plan.slug}).content.decode()
    assert "What you had selected and typed is kept" in page and "as you typed it" not in page
    shown = start(
        officer, pick=re.findall(r'type="hidden" name="pick" value="(\d+)"', page), what="withdraw", reason=WHY
    )
    assert "Change 2 actions" in shown.content.decode()


DATE = {"what": "date", "reason": WHY, "to_latest_day": "1", "to_latest_month": "3", "to_latest_year": "2029"}


def test_undoing_is_offered_to_whoever_may_and_an_officer_takes_back_what_they_only_asked_for(plan, officer):
    manager = browser(factories.person("Moira Moss", plan=plan, role="manager"))
    one, two, *_rest = factories.actions_of(plan)
    for client, action in ((officer, one), (manager, two)):
        here = start(client, pick=[action.pk], **DATE).redirect_chain[-1][0]
        assert "Undo it" in client.post(here, {"do": "yes"}, follow=True).content.decode()
    asked, agreed = m.ChangeSet.objects.filter(verb="change_many").order_by("pk")
    undo = [reverse("take_back", args=[plan.slug, act.pk]) for act in (asked, agreed)]
    assert officer.get(undo[1]).status_code == 403
    assert officer.post(undo[0], {"reason": "The wrong one."}).status_code == 302
    assert not m.Extension.objects.filter(status="requested").exists()
    m.BulkEdit.objects.update(owner=m.User.objects.get(name="Olive Officer"))
    here = reverse("bulk_edit", args=[m.BulkEdit.objects.order_by("pk").last().pk])
    assert "Undo it" not in officer.get(here).content.decode(), "a manager’s dates are a manager’s to take back"


@pytest.mark.parametrize(
    ("what", "verb", "role"),
    [("related", "Change", "officer"), ("withdraw", "Withdraw", "officer"), ("close", "Close", "manager")],
)
def test_the_button_says_in_words_what_it_does(plan, what, verb, role):
    client = browser(factories.person("Moira Moss", plan=plan, role=role))
    [one, *_rest] = factories.actions_of(plan)
    words = start(client, pick=[one.pk], what=what, reason=WHY, related="Workforce plan", kind="superseded")
    assert f"{verb} 1 action</button>" in words.content.decode()


def test_all_of_a_filter_are_taken_across_its_pages(officer, plan, monkeypatch):
    factories.plan("Another Plan", actions=3)
    monkeypatch.setattr("plans.views.actions.ROWS", 2)
    overdue = m.Standing.objects.filter(plan=plan, due__lt="2027-01-01").count()
    start(officer, f"?plan={plan.slug}", all="yes", what="withdraw", reason=WHY)
    assert 2 < len(m.BulkEdit.objects.get().actions) == overdue


def test_what_is_missing_is_said_and_nothing_typed_is_lost(officer, plan):
    one = factories.actions_of(plan)[0]
    assert "Select the actions that you want" in start(officer, what="withdraw", reason=WHY).content.decode()
    shown = start(officer, pick=one.pk, what="lead", name="Head of Early Hlep", reason=WHY)
    words = shown.content.decode()
    assert "Did you mean “Head of Early Help”?" in words and WHY in words
    here = shown.redirect_chain[-1][0]
    answer = officer.post(here, {"what": "date", "to_latest_day": "31", "to_latest_month": "2", "reason": "Soon"})
    assert answer.status_code == 422 and "the year is missing" in answer.content.decode()
    sent = {"what": "date", "to_latest_day": "3", "to_latest_month": "2", "to_latest_year": "2031", "reason": "Soon"}
    assert "once a manager has agreed" in officer.post(here, sent, follow=True).content.decode()


def test_what_was_done_since_is_a_conflict(officer, plan):
    one = factories.actions_of(plan)[0]
    here = start(officer, pick=one.pk, what="withdraw", reason=WHY).redirect_chain[-1][0]
    factories.move(one.timescales.get(), to=factories.TODAY)
    answer = officer.post(here, {"do": "yes"})
    assert answer.status_code == 409 and "looked through again" in answer.content.decode()
    assert officer.post(here, {"do": "yes"}).status_code == 302


def test_many_are_looked_through_and_changed_by_a_worker(
    officer, plan, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(orders, "MOST_AT_ONCE", 3)
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        shown = start(officer, all="yes", what="withdraw", reason=WHY)
    words = shown.content.decode()
    assert "0 of 4 actions looked through" in words and "data-progress" in words and shown["Refresh"] == "2"
    here = shown.redirect_chain[-1][0]
    assert officer.get(here + "progress/").json() == {"status": "looking", "works": True, "read": 0, "all": 4}
    for work in waiting:
        work()
    assert "Withdraw 4 actions</button>" in officer.get(here).content.decode()
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        assert "changed at once" in officer.post(here, {"do": "yes"}, follow=True).content.decode()
    for work in waiting:
        work()
    assert "4 actions changed" in officer.get(here).content.decode() and MOST_AT_ONCE > 3


def test_who_may_change_nothing_selects_nothing(plan):
    lead = factories.person("Lena Lead", plan=plan, role="contributor", posts=[factories.lead()])
    page = browser(lead).get(reverse("actions")).content.decode()
    assert factories.actions_of(plan)[0].text in page
    assert 'name="pick"' not in page and "See what changes" not in page


def test_what_was_done_in_several_plans_is_undone_in_one_step_or_not_at_all(plan):
    other = factories.plan("Fostering Plan", actions=2)
    person = factories.person("Olive Officer", plan=plan, role="officer")
    factories.grant_role(user=person, plan=other, role="officer")
    officer, first, second = browser(person), factories.actions_of(plan)[0], factories.actions_of(other)[0]
    shown = start(officer, pick=[first.pk, second.pk], what="related", related="Workforce Strategy", reason=WHY)
    here = shown.redirect_chain[-1][0]
    done = officer.post(here, {"do": "yes"}, follow=True).text
    assert "one act in the audit log of each of the 2 plans" in done
    assert officer.post(here, {"do": "undo", "reason": ""}).status_code == 422
    change_action(
        by=person,
        action=second,
        **{**values_of(m.Action.objects.get(pk=second.pk)), "outcome": "New"},
        why="It is new.",
    )
    refused = officer.post(here, {"do": "undo", "reason": "The wrong list."})
    assert refused.status_code == 422
    assert "Fostering Plan: Something was done since" in refused.text
    assert m.Action.objects.get(pk=first.pk).related_plans == ["Workforce Strategy"]
    again = start(officer, pick=[first.pk, second.pk], what="related", related="Budget Plan", reason=WHY)
    here = again.redirect_chain[-1][0]
    officer.post(here, {"do": "yes"})
    undone = officer.post(here, {"do": "undo", "reason": "The wrong list."}, follow=True).text
    assert "Undone: everything is as it was before" in undone
    assert "<h1>2 actions changed, then undone</h1>" in undone
    assert "Undo all of it" not in undone
    for action in (first, second):
        assert m.Action.objects.get(pk=action.pk).related_plans == ["Workforce Strategy"]
