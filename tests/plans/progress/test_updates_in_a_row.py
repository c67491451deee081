"""Several updates in one go: one after another, in place on the list, and without news."""

import pytest
from django.db import connection
from django.urls import reverse

from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def actions(plan):
    return factories.actions_of(plan)


def sent(**fields):
    return {"rag": "amber", "narrative": "Two of three teams trained.", "seen": "", **fields}


def test_each_submission_leads_to_the_next_that_owes_one_and_says_how_many_are_left(client, lead, actions):
    client.force_login(lead)
    first, second, third = (reverse("update", args=[action.pk]) for action in actions)
    page = client.get(f"{first}?row=1").text
    assert "2 more actions of yours owe an update after this one" in page
    step = client.post(f"{first}?row=1", sent(then="next"))
    assert step.url == f"{second}?row=1"
    assert "2 more owe an update" in client.get(step.url).text
    step = client.post(step.url, sent(then="next"))
    assert step.url == f"{third}?row=1"
    assert "This is the last" in client.get(step.url).text
    done = client.post(step.url, sent(then="next"), follow=True)
    assert done.redirect_chain[-1][0] == reverse("my_actions")
    assert "Nothing else owes one" in done.text


def test_one_may_be_skipped_and_comes_again_at_the_end(client, lead, actions):
    client.force_login(lead)
    first, second, third = (reverse("update", args=[action.pk]) for action in actions)
    assert f'{third}?row=1">Skip to' in client.get(f"{second}?row=1").text
    assert f'{first}?row=1">Skip to' in client.get(f"{third}?row=1").text


def test_the_last_that_owes_one_may_be_updated_by_somebody_else_while_the_page_is_made(client, lead, actions):
    client.force_login(lead)
    first, *others = actions
    owing = []

    def meanwhile(execute, sql, params, many, context):
        """Once the page has asked for what still owes one, the others say theirs."""
        found = execute(sql, params, many, context)
        if "plans_standing" in sql and "plans_assignment" in sql and not owing:
            owing.extend(others)
            for action in owing:
                submit_progress(by=SYSTEM, action=action, word=Word(narrative="Said.", rag=factories.rag("amber")))
        return found

    with connection.execute_wrapper(meanwhile):
        page = client.get(f"{reverse('update', args=[first.pk])}?row=1")
    assert (page.status_code, owing) == (200, others)


def test_a_row_of_ones_own_list_is_rated_and_commented_in_place(client, lead, actions):
    client.force_login(lead)
    word = Word(narrative="One of three.", rag=factories.rag("red"), forecast_on=factories.TODAY.replace(year=2099))
    before = submit_progress(by=lead, action=actions[0], word=word)
    page = client.get(reverse("my_actions")).text
    where = f"{reverse('update', args=[actions[0].pk])}?back={reverse('my_actions')}"
    assert f'class="ap-quick__form" method="post" action="{where}"' in page
    assert f'name="seen" value="{before.pk}"' in page
    assert 'name="forecast_year" value="2099"' in page
    done = client.post(where, sent(seen=before.pk), follow=True)
    assert done.redirect_chain[-1][0] == reverse("my_actions")
    assert "Two of three teams trained." in done.text
    wrong = client.post(where, sent(rag="", narrative="Only words"))
    assert (wrong.status_code, "Only words" in wrong.text) == (422, True)


def test_no_change_is_a_sentence_to_finish_and_keeps_the_rating(client, lead, actions):
    client.force_login(lead)
    before = submit_progress(by=lead, action=actions[0], word=Word(narrative="Begun.", rag=factories.rag("red")))
    url = reverse("update", args=[actions[0].pk])
    because = "the panel has not met."
    silent = client.post(url, sent(no_change="yes", rag="", narrative="", seen=before.pk))
    assert (silent.status_code, "Say why nothing has changed" in silent.text) == (422, True)
    assert client.post(url, sent(no_change="yes", rag="", narrative=because, seen=before.pk)).status_code == 302
    update = actions[0].updates.order_by("-id").first()
    assert update.narrative.startswith("No change since ")
    assert update.narrative.endswith(f", because {because}")
    assert update.rag.code == "red"


def test_what_the_committee_will_read_is_shown_before_it_goes(client, lead, actions):
    client.force_login(lead)
    url = reverse("update", args=[actions[0].pk])
    page = client.post(url, sent(check="yes", claim="yes", evidence_link="https://intranet.example/audit"))
    assert page.status_code == 200
    for words in ("What the committee will read", "Two of three teams trained.", "waiting to be verified"):
        assert words in page.text
    assert not actions[0].updates.exists()
    again = client.post(url, sent(keep="edit"))
    assert "Two of three teams trained." in again.text
    assert client.post(url, sent()).status_code == 302
