"""Re-checking, closing and opening again, in the browser's own words."""

from datetime import timedelta

import pytest
from django.urls import reverse

from plans import models as m
from plans.clock import today
from plans.operations.decisions.completion import verify_completion
from plans.operations.progress.updates import Word, submit_progress
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def verified(action, lead, manager):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    verify_completion(by=manager, claim=submit_progress(by=lead, action=action, word=word))
    return action


@pytest.fixture
def go(client, action):
    """Posts to one of the action's pages; gives the status and the text that follows."""

    def post(name, **typed):
        response = client.post(reverse(name, args=[action.pk]), typed, follow=True)
        return response.status_code, response.text

    return post


def test_a_recheck_is_recorded_with_its_reason_in_the_timeline(client, verified, manager, go):
    client.force_login(manager)
    page = client.get(reverse("action", args=[verified.pk])).text
    assert "Re-check whether it has lasted" in page
    status, text = go("recheck", reason="Ten files.")
    assert (status, "Choose whether it has lasted" in text, "Ten files." in text) == (422, True, True)
    status, text = go("recheck", decision="failed", reason="Half lack it.")
    assert (status, "Choose how it stands now" in text) == (422, True)
    status, text = go("recheck", decision="lasted", on_day="31", on_month="2", on_year="2026", reason="Ten files.")
    assert (status, "February 2026 has 28 days" in text) == (422, True)
    status, text = go("recheck", decision="failed", rag="red", reason="Half lack it.")
    assert status == 200
    assert "is open again" in text
    assert "Half lack it." in text
    assert "Moira Manager re-checked it: reopened" in text


def test_the_day_to_look_again_is_set_when_verifying(client, action, lead, manager):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    claim = submit_progress(by=lead, action=action, word=word)
    client.force_login(manager)
    url = reverse("verify", args=[claim.pk])
    day = today() + timedelta(days=60)
    typed = {"decision": "verify", "recheck_on_day": str(day.day), "recheck_on_month": str(day.month)}
    assert "the year is missing" in client.post(url, typed).text
    assert client.post(url, {**typed, "recheck_on_year": str(day.year)}).status_code == 302
    assert action.decisions.get().recheck_on == day


def test_closing_says_how_and_why_and_can_be_undone(client, action, manager, go):
    client.force_login(manager)
    assert "Close it undone" in client.get(reverse("action", args=[action.pk])).text
    status, text = go("close", reason="By the new plan.")
    assert (status, "Choose how the action is closed" in text, "By the new plan." in text) == (422, True, True)
    assert go("close", kind="superseded")[0] == 422
    status, text = go("close", kind="superseded", reason="By the new plan.")
    assert status == 200
    assert "Closed as superseded" in text
    assert "By the new plan." in text
    status, text = go("reopen", reason="The new plan was dropped.")
    assert status == 200
    assert "The new plan was dropped." in text
    action.refresh_from_db()
    assert action.stage == "in_progress"


def test_a_lead_is_offered_none_of_it(client, verified, lead):
    client.force_login(lead)
    page = client.get(reverse("action", args=[verified.pk])).text
    assert verified.text in page
    for words in ("Re-check whether", "Close it undone", "Open it again"):
        assert words not in page


def test_both_figures_stand_beside_every_total(client, verified, plan, lead, manager):
    other = factories.actions_of(plan)[1]
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    submit_progress(by=lead, action=other, word=word)
    client.force_login(manager)
    plans = client.get(reverse("plans")).text
    assert f"plan={plan.slug}&amp;stage=claimed" in plans
    assert f"plan={plan.slug}&amp;stage=verified&stage=embedded" in plans.replace(
        "&amp;stage=embedded", "&stage=embedded"
    )
    overview = client.get(reverse("overview")).text
    for words in ("To verify</span>", "Verified</span>", 'class="ap-n">To verify</th>', 'class="ap-n">Verified</th>'):
        assert words in overview


def test_many_plans_come_in_pages_by_their_titles(client, plan, manager, monkeypatch):
    monkeypatch.setattr("plans.views.plans.A_PAGE", 1)
    other = factories.plan("Crossings Plan", actions=2)
    factories.grant_role(user=manager, plan=other, role="viewer")
    client.force_login(manager)
    first, second = (client.get(reverse("plans"), {"page": page}) for page in (1, 2))
    assert [[row["plan"] for row in page.context["rows"]] for page in (first, second)] == [[other], [plan]]
    assert second.context["rows"][0]["actions"] == 3
    for page in (first, second):
        assert "2 plans that you can see" in page.text
        assert 'aria-label="Pages"' in page.text


@pytest.mark.parametrize(
    ("subtitle", "document", "told"),
    [
        ("Position as at 31 July 2026", "a" * 64, "In the plan’s document: Position as at 31 July 2026."),
        ("After the inspection of the spring", "a" * 64, '"ap-muted">After the inspection of the spring.'),
        ("Our own words of 2026", "", '"ap-muted">Our own words of 2026.'),
    ],
)
def test_what_a_document_says_of_its_time_is_told_as_its_own_in_the_list(client, lead, plan, subtitle, document, told):
    m.Plan.objects.filter(pk=plan.pk).update(subtitle=subtitle, imported_sha256=document)
    client.force_login(lead)
    assert told in client.get(reverse("plans")).text
