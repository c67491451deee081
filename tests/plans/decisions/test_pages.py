"""Claims and dates: asked for by one person, decided by another, in the browser's own words."""

import pytest
from django.urls import reverse
from django.utils import timezone

from plans import models as m
from plans import stages
from plans.clock import today
from plans.operations.decisions.extensions import decide_extension
from plans.operations.progress.updates import Word, submit_progress
from tests import factories

pytestmark = pytest.mark.django_db


def asked(**fields):
    return {"to_latest_day": "1", "to_latest_month": "3", "to_latest_year": "2099", "reason": "Illness.", **fields}


def test_a_new_date_is_asked_for_by_one_and_decided_by_another(client, action, lead, manager):
    timescale = action.timescales.get()
    url = reverse("extend", args=[action.pk])
    client.force_login(lead)
    assert client.get(url).status_code == 200
    assert client.post(url, asked(timescale=timescale.pk)).status_code == 302
    request = m.Extension.objects.get()
    decide = reverse("decide", args=[request.pk])
    assert client.get(decide).status_code == 403
    client.force_login(manager)
    assert "Illness." in client.get(reverse("to_decide")).text
    undecided = client.post(decide, {"reason": "Not sure"})
    assert undecided.status_code == 422
    assert "Not sure" in undecided.text
    bare = client.post(decide, {"decision": "refuse", "reason": ""})
    assert (bare.status_code, "Say why" in bare.text) == (422, True)
    assert client.post(decide, {"decision": "agree", "reason": "Once."}).status_code == 302
    timescale.refresh_from_db()
    assert str(timescale.latest) == "2099-03-01"
    page = client.get(reverse("action", args=[action.pk])).text
    assert "Extension agreed" in page


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"to_latest_year": "2001"}, "later than the agreed one"),
        ({"to_latest_day": "31", "to_latest_month": "2"}, "has 28 days"),
        ({"reason": " "}, "Say why the date has to move"),
        ({"timescale": "999"}, "Choose which date has to move"),
    ],
)
def test_what_cant_stand_is_named_and_what_was_typed_is_kept(client, action, lead, wrong, words):
    client.force_login(lead)
    right = {"timescale": action.timescales.get().pk, "reason": "Three people left at once."}
    typed = asked(**{**right, **wrong})
    response = client.post(reverse("extend", args=[action.pk]), typed)
    assert response.status_code == 422
    assert words in response.text
    assert typed["reason"].strip() in response.text
    assert not m.Extension.objects.exists()


def test_a_claim_is_looked_at_and_verified_or_returned(client, action, lead, manager):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    claim = submit_progress(by=lead, action=action, word=word)
    url = reverse("verify", args=[claim.pk])
    client.force_login(manager)
    assert "All done." in client.get(reverse("to_verify")).text
    unsure = client.post(url, {"reason": "I looked at two files."})
    assert unsure.status_code == 422
    assert "I looked at two files." in unsure.text
    silent = client.post(url, {"decision": "return"})
    assert (silent.status_code, "what is missing" in silent.text) == (422, True)
    no_day = {"recheck_on_day": "41", "recheck_on_month": "3", "recheck_on_year": "2027"}
    assert client.post(url, {"decision": "verify"} | no_day).status_code == 422
    unread = client.post(url, {"decision": "return"} | no_day)  # the day is of a claim that holds
    assert (unread.status_code, "what is missing" in unread.text, "41" in unread.text) == (422, True, True)
    assert client.post(url, {"decision": "verify", "reason": "Ten files seen."}).status_code == 302
    action.refresh_from_db()
    assert action.stage == "verified"
    late = client.post(url, {"decision": "verify"})
    assert (late.status_code, "not possible while the action is “verified”" in late.text) == (422, True)
    assert "Moira Manager verified completion" in client.get(reverse("action", args=[action.pk])).text


@pytest.mark.parametrize("reason", ["a\0b", "x" * 3000])
def test_a_reason_that_no_database_should_hold_is_refused(client, action, lead, manager, reason):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    claim = submit_progress(by=lead, action=action, word=word)
    client.force_login(manager)
    for decision in ("verify", "return"):
        response = client.post(reverse("verify", args=[claim.pk]), {"decision": decision, "reason": reason})
        assert response.status_code == 422
    assert not claim.decisions.exists()


def test_what_is_decided_already_leads_to_the_action_with_who_decided(client, action, lead, manager):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    claim = submit_progress(by=lead, action=action, word=word)
    client.force_login(manager)
    client.post(reverse("verify", args=[claim.pk]), {"decision": "verify"})
    response = client.get(reverse("verify", args=[claim.pk]), follow=True)
    assert "decided already: Completion verified by Moira Manager" in response.text


def test_long_lists_of_what_waits_come_in_pages(client, plan, action, lead, manager, monkeypatch):
    monkeypatch.setattr("plans.views.decisions.to_verify.A_PAGE", 2)
    monkeypatch.setattr("plans.views.decisions.to_decide.A_PAGE", 2)
    rows = factories.actions_of(plan)[:3]
    for row in rows:
        client.force_login(lead)
        client.post(reverse("extend", args=[row.pk]), asked(timescale=row.timescales.get().pk))
        submit_progress(
            by=lead,
            action=row,
            word=Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True),
        )
    client.force_login(manager)
    for name, words in (("to_verify", "Look at it"), ("to_decide", "Decide<span")):
        first, second = (client.get(reverse(name), {"page": number}).text for number in (1, 2))
        assert (first.count(words), second.count(words)) == (2, 1)
        assert "1 to 2 of 3" in first
        assert 'href="?page=2" rel="next"' in first
    m.Decision.objects.bulk_create(
        m.Decision(
            action=row,
            claim=row.updates.get(),
            kind=stages.VERIFY,
            on=today(),
            recorded_at=timezone.now(),
            recheck_on=today(),
        )
        for row in rows
    )
    m.Action.objects.update(stage=stages.VERIFIED)
    page = client.get(reverse("to_verify")).text
    assert "To look at again (3)" in page
    assert "The first 2 stand here." in page
    assert page.count("Look again<span") == 2


def test_a_request_says_for_whom_it_waits_and_where_it_waits_for_nobody(client, action, lead):
    """Before it is asked for and after."""
    client.force_login(lead)
    page = reverse("extend", args=[action.pk])
    assert "Nobody could decide on it yet" in client.get(page).text
    typed = {"to_latest_day": "1", "to_latest_month": "3", "to_latest_year": "2099", "reason": "Illness."}
    typed["timescale"] = action.timescales.get().pk
    told = client.post(page, typed, follow=True).text
    assert "Your request is kept, and waits for nobody yet" in told
    moira = factories.person("Moira Manager", plan=action.plan, role="manager")
    decide_extension(by=moira, extension=m.Extension.objects.get(), agreed=False, reason="Not yet.")
    assert "Nobody could decide" not in client.get(page).text
    assert "Your request waits for Moira Manager." in client.post(page, typed, follow=True).text


def test_a_manager_who_asks_is_told_that_nobody_else_decides(client, action, manager):
    client.force_login(manager)
    assert "This plan has no other manager" in client.get(reverse("extend", args=[action.pk])).text
