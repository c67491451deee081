"""A claim is decided by somebody who has seen everything that was said since it was made."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from plans import models as m
from plans.operations.decisions.completion import close_action, verify_completion
from plans.operations.decisions.extensions import decide_extension, request_extension
from plans.operations.evidence import Proof, add_evidence, withdraw_evidence
from plans.operations.progress.updates import Word, submit_progress
from tests import factories
from tests.plans.filters.lists import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(plan):
    return factories.actions_of(plan)[0]


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def claim(action, lead):
    return says(lead, action, "All forty are trained.", claims_completion=True)


def says(by, action, narrative, rag="green", **fields):
    word = Word(narrative=narrative, rag=factories.rag(rag), **fields)
    return submit_progress(by=by, action=action, word=word)


def words_of(page) -> str:
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def seen_on(page) -> str:
    return re.search(r'name="seen" value="(\d+)"', page.text)[1]


def asks(by, action, reason="Illness."):
    timescale = action.timescales.get()
    later = timescale.latest + timedelta(days=60)
    return request_extension(by=by, timescale=timescale, to_latest=later, reason=reason)


def test_everything_said_and_done_since_stands_on_the_page_the_newest_first(
    client, manager, lead, officer, action, claim
):
    proof = Proof(title="The register", url="https://northmere.example/register")
    kept = add_evidence(by=lead, action=action, proof=proof)
    withdraw_evidence(by=lead, evidence=kept, reason="The wrong year.")
    asks(lead, action)
    says(officer, action, "One was on leave in May.", rag="amber", position_on=claim.position_on - timedelta(days=200))
    says(officer, action, "I saw the register myself.", claim_stands=True)
    words = words_of(client.get(reverse("verify", args=[claim.pk]), follow=True))
    assert "Since the claim (5)" in words
    told = [
        "I saw the register myself.",
        "One was on leave",
        "Illness.",
        "The wrong year.",
        "The register",
        "All forty",
    ]
    assert sorted(told, key=words.index) == told
    assert "Olive Officer’s update" in words
    assert "Says that the claim stands" in words
    assert words.index("Amber") < words.index("One was on leave")


def test_a_claim_with_nothing_after_it_says_so_and_what_each_decision_does(client, manager, action, claim):
    words = words_of(client.get(reverse("verify", args=[claim.pk])))
    assert "Nothing has been said or changed since." in words
    assert "becomes Verified, is rated Blue instead of Green, counts as finished" in words
    assert "In progress again, stays rated Green, is" in words
    assert re.search(r"Agreed date \d+ November 2026", words)


def test_without_a_finished_rating_it_says_that_the_rating_stays(client, manager, action, claim):
    m.Rag.objects.filter(means_finished=True).update(means_finished=False)
    assert "becomes Verified, stays rated Green, counts" in words_of(client.get(reverse("verify", args=[claim.pk])))


@pytest.mark.parametrize("how", ["said otherwise", "closed", "verified by another"])
def test_a_claim_that_waits_no_longer_leads_to_the_action(client, manager, lead, action, claim, officer, how):
    match how:
        case "said otherwise":
            says(lead, action, "Not done after all.", rag="amber")
        case "closed":
            close_action(by=manager, action=action, kind="superseded", reason="By the new plan.")
        case "verified by another":
            verify_completion(by=officer, claim=claim)
    for name in ("verify", "withdraw_claim"):
        page = client.get(reverse(name, args=[claim.pk]), follow=True)
        assert page.redirect_chain
        assert "This claim has been decided already" in page.text


def test_what_the_lead_said_meanwhile_is_put_before_the_manager_who_verifies(client, manager, lead, action, claim):
    url = reverse("verify", args=[claim.pk])
    typed = {"decision": "verify", "reason": "I saw ten files.", "seen": seen_on(client.get(url))}
    says(lead, action, "One has left again.", claim_stands=True)
    stale = client.post(url, typed)
    words = words_of(stale)
    assert stale.status_code == 409
    assert "nothing has been done yet" in words
    assert "New since you opened this page" in words
    assert words.count("One has left again.") == 1
    assert "Before that, since the claim Nothing else has been said or changed since." in words
    assert "I saw ten files." in words
    assert re.search(r'value="verify" checked', stale.text)
    newer = re.search(r'<form class="ap-form" method="post" action="([^"]+)"', stale.text)[1]
    assert client.post(newer, typed | {"seen": seen_on(stale)}).status_code == 302
    action.refresh_from_db()
    assert action.stage == "verified"


def test_a_claim_that_was_withdrawn_meanwhile_is_not_decided_and_the_words_stay(client, manager, lead, action, claim):
    url = reverse("verify", args=[claim.pk])
    typed = {"decision": "verify", "reason": "I saw ten files.", "seen": seen_on(client.get(url))}
    says(lead, action, "Not done after all.", rag="amber")
    stale = client.post(url, typed)
    words = words_of(stale)
    assert (stale.status_code, "There is nothing left to decide here" in words) == (409, True)
    assert words.count("Not done after all.") == 1
    assert "Ada Lead withdrew the claim" in words
    assert "I saw ten files." in words
    assert 'value="verify"' not in stale.text
    assert not action.decisions.filter(kind="verified").exists()


def test_a_lead_takes_a_claim_back_with_a_reason_and_a_rating(client, lead, action, claim):
    client.force_login(lead)
    assert "Withdraw the claim" in client.get(reverse("action", args=[action.pk])).text
    url = reverse("withdraw_claim", args=[claim.pk])
    page = client.get(url)
    bare = client.post(url, {"reason": "", "rag": "amber", "seen": seen_on(page)})
    assert (bare.status_code, 'value="amber" checked' in bare.text) == (422, True)
    done = client.post(url, {"reason": "Two have left.", "rag": "amber", "seen": seen_on(page)}, follow=True)
    words = words_of(done)
    assert "is withdrawn. The action is in progress again." in words
    assert re.search(r"Amber Ada Lead withdrew the claim .* Green to Amber Two have left\.", words)
    assert words.count("Two have left.") == 1
    assert "Withdraw the claim" not in words


def decide(action, lead):
    return reverse("decide", args=[m.Extension.objects.get().pk]), {"decision": "agree"}


def close(action, lead):
    return reverse("close", args=[action.pk]), {"kind": "superseded"}


def reopen(action, lead):
    change(action, stage="superseded")
    return reverse("reopen", args=[action.pk]), {"rag": "amber"}


def recheck(action, lead):
    change(action, stage="verified")
    return reverse("recheck", args=[action.pk]), {"decision": "lasted"}


def withdraw(action, lead):
    claim = says(lead, action, "All done.", claims_completion=True)
    return reverse("withdraw_claim", args=[claim.pk]), {"rag": "red"}


def evidence(action, lead):
    proof = Proof(title="The register", url="https://northmere.example/register")
    return reverse("withdraw_evidence", args=[add_evidence(by=lead, action=action, proof=proof).pk]), {}


@pytest.mark.parametrize("page", [decide, close, reopen, recheck, withdraw, evidence])
def test_no_decision_is_taken_on_a_page_that_has_become_stale(client, manager, lead, action, page):
    asks(lead, action)
    url, choice = page(action, lead)
    opened = client.get(url)
    assert opened.status_code == 200
    typed = {**choice, "reason": "As the Board said.", "seen": seen_on(opened)}
    stages = set(m.Decision.objects.values_list("pk")), m.Extension.objects.get().status
    add_evidence(by=lead, action=action, proof=Proof(title="A letter", url="https://northmere.example/letter"))
    stale = client.post(url, typed)
    words = words_of(stale)
    assert stale.status_code == 409
    assert (set(m.Decision.objects.values_list("pk")), m.Extension.objects.get().status) == stages
    assert "New since you opened this page" in words
    assert "A letter" in words
    assert "As the Board said." in words
    assert words.count("What you typed is still here") == 1
    assert all(re.search(rf'value="{value}" checked', stale.text) for value in choice.values())
    assert client.post(url, typed | {"seen": seen_on(stale)}).status_code == 302


def test_what_came_since_is_not_seen_by_being_refused_for_something_else(client, manager, lead, action):
    url = reverse("close", args=[action.pk])
    seen = seen_on(client.get(url))
    says(lead, action, "It is nearly done.", rag="green")
    bare = client.post(url, {"kind": "superseded", "reason": "", "seen": seen})
    assert bare.status_code == 422
    stale = client.post(url, {"kind": "superseded", "reason": "As the Board said.", "seen": seen_on(bare)})
    assert (stale.status_code, "It is nearly done." in words_of(stale)) == (409, True)


def test_a_new_date_is_not_asked_for_on_a_page_that_has_become_stale(client, lead, officer, action):
    client.force_login(lead)
    url = reverse("extend", args=[action.pk])
    timescale = action.timescales.get()
    later = timescale.latest + timedelta(days=60)
    day = {"to_latest_day": later.day, "to_latest_month": later.month, "to_latest_year": later.year}
    typed = {"timescale": timescale.pk, "reason": "Illness.", "seen": seen_on(client.get(url)), **day}
    asks(officer, action, "The trainer has left.")
    stale = client.post(url, typed)
    words = words_of(stale)
    assert (stale.status_code, m.Extension.objects.count()) == (409, 1)
    assert "New since you opened this page" in words
    assert "The trainer has left." in words
    assert "Illness." in words
    assert words.count("What you typed is still here") == 1
    assert f'value="{later.year}"' in stale.text
    again = client.post(url, typed | {"seen": seen_on(stale)})
    assert (again.status_code, "already waits" in again.text) == (422, True)


def test_evidence_that_was_withdrawn_meanwhile_says_so_and_keeps_the_words(client, manager, lead, action):
    url, _choice = evidence(action, lead)
    typed = {"reason": "The wrong year.", "seen": seen_on(client.get(url))}
    withdraw_evidence(by=lead, evidence=action.evidence.get(), reason="It names a child.")
    stale = client.post(url, typed)
    words = words_of(stale)
    assert (stale.status_code, "There is nothing left to decide here" in words) == (409, True)
    assert "It names a child." in words
    assert "The wrong year." in words


def test_a_date_that_was_decided_meanwhile_says_so_and_keeps_the_words(client, manager, lead, plan, action):
    extension = asks(lead, action)
    other = factories.person("Mona Manager", plan=plan, role="manager")
    url = reverse("decide", args=[extension.pk])
    typed = {"decision": "refuse", "reason": "Too long.", "seen": seen_on(client.get(url))}
    decide_extension(by=other, extension=extension, agreed=True)
    stale = client.post(url, typed)
    assert stale.status_code == 409
    assert "There is nothing left to decide here" in stale.text
    assert "Too long." in stale.text


def test_an_action_that_only_changed_its_place_makes_nothing_stale(client, manager, action, claim):
    url = reverse("verify", args=[claim.pk])
    seen = seen_on(client.get(url))
    action.refresh_from_db()
    change(action, order=7)
    assert client.post(url, {"decision": "verify", "seen": seen}).status_code == 302
