"""Updating what is claimed complete: the page asks whether that stands, and does what the answer says."""

import pytest
from django.urls import reverse

from plans import models as m
from plans.operations.decisions.completion import return_claim
from plans.operations.progress.updates import Word, submit_progress
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(action, lead):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    return submit_progress(by=lead, action=action, word=word)


@pytest.fixture
def url(action):
    return reverse("update", args=[action.pk])


@pytest.fixture(autouse=True)
def signed_in(client, lead):
    client.force_login(lead)


def typed(seen, **fields):
    return {"rag": "amber", "narrative": "Two of three teams trained.", "seen": seen, **fields}


def test_the_question_is_put_only_of_what_is_claimed_and_nothing_is_chosen_beforehand(client, url, action, lead):
    assert 'name="stands"' not in client.get(url).text
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    submit_progress(by=lead, action=action, word=word)
    page = client.get(url).text
    assert "Ada Lead has claimed that this action is complete" in page
    assert page.count('name="stands"') == 2
    assert page.partition('name="stands"')[2].partition("</fieldset>")[0].count("checked") == 0
    assert 'name="claim"' not in page


def test_without_an_answer_nothing_is_submitted_and_nothing_is_lost(client, url, action, claim):
    page = client.post(url, typed(claim.pk))
    assert page.status_code == 422
    assert "Say whether it is complete all the same" in page.text
    assert 'href="#stands"' in page.text
    assert "Two of three teams trained." in page.text
    assert action.updates.count() == 1


@pytest.mark.parametrize(
    "answer, stage, said",
    [("yes", "claimed", "Your claim that"), ("no", "in_progress", "the claim that it is complete is withdrawn")],
)
def test_the_answer_is_what_happens(client, url, action, claim, answer, stage, said):
    page = client.post(url, typed(claim.pk, stands=answer), follow=True)
    action.refresh_from_db()
    assert (action.stage, said in page.text) == (stage, True)
    assert ("Ada Lead withdrew the claim" in page.text) == (answer == "no")
    assert "Two of three teams trained." in page.text


def test_what_the_committee_will_read_says_that_the_claim_is_withdrawn(client, url, claim):
    page = client.post(url, typed(claim.pk, stands="no", check="yes"))
    assert "In progress: the claim of" in page.text
    assert '<input type="hidden" name="stands" value="no">' in page.text
    assert "Claimed complete, waiting" in client.post(url, typed(claim.pk, stands="yes", check="yes")).text


def test_a_claim_that_was_made_while_one_wrote_is_a_conflict_that_asks(client, url, action, manager):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    claim = submit_progress(by=manager, action=action, word=word)
    conflict = client.post(url, typed(""))
    assert (conflict.status_code, conflict.text.count('name="stands"')) == (409, 2)
    unanswered = client.post(url, typed(claim.pk, conflict="yes", keep="mine"))
    assert (unanswered.status_code, "Say whether it is complete" in unanswered.text) == (422, True)
    assert client.post(url, typed(claim.pk, conflict="yes", keep="mine", stands="no")).status_code == 302
    action.refresh_from_db()
    assert action.stage == "in_progress"


def test_a_claim_that_was_returned_while_one_wrote_is_told(client, url, action, claim, manager):
    return_claim(by=manager, claim=claim, reason="Two names are missing.")
    page = client.post(url, typed(claim.pk, stands="yes"))
    assert page.status_code == 422
    assert "was decided while you wrote" in page.text
    assert "Two names are missing." in page.text
    assert 'name="stands"' not in page.text
    assert client.post(url, typed(claim.pk)).status_code == 302


def test_a_draft_keeps_the_answer(client, url, action, claim):
    client.post(reverse("update_draft", args=[action.pk]), typed(claim.pk, stands="no"))
    assert m.UpdateDraft.objects.exists()
    assert 'value="no" checked' in client.get(url).text
    assert action.updates.count() == 1
