"""My actions: what is owed first, long parts folded, narrowed by words and plan, alike with ten and with hundreds."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.factories import TODAY
from tests.plans.filters.lists import change, lead_it, say, undate

pytestmark = pytest.mark.django_db

URL = "/my-actions/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("plans.views.my_actions.today", lambda: TODAY)


@pytest.fixture
def plan():
    return factories.plan(actions=30, code="EH")


@pytest.fixture
def lead(client, plan):
    user = factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])
    client.force_login(user)
    return user


def parts(response) -> dict[str, list[str]]:
    """The references under each heading, in the order of the page."""
    found = {}
    for heading, body in re.findall(r'<h2 id="\w+">([^<]*)</h2>(.*?)</section>', response.text, re.DOTALL):
        found[heading] = re.findall(r'class="ap-ref">\s*(EH [\d.]+)', body)
    return found


def test_each_action_stands_in_the_first_part_that_it_fits(client, plan, lead):
    actions = factories.actions_of(plan)
    for action in actions[3:]:
        say(action)
    change(actions[4], stage="claimed")
    change(actions[5], stage="verified")
    listed = parts(client.get(URL))
    assert listed == {
        "Overdue (2)": ["EH 1.1", "EH 1.2"],
        "Owes an update (1)": ["EH 2.1"],
        "Due next (3)": ["EH 2.2", "EH 3.1", "EH 4.1"],
        "The rest (24)": ["EH 4.2", *(f"EH {n}.{k}" for n in range(5, 9) for k in (1, 2)), "EH 9.1"],
    }
    assert parts(client.get(URL + "?open=rest"))["The rest (24)"][-1] == "EH 3.2"  # verified


def test_what_is_long_is_folded_and_opens_by_pages(client, plan, lead):
    folded = client.get(URL)
    assert [len(refs) for refs in parts(folded).values()] == [2, 10]
    assert 'href="?open=owes#owes">Show all 28' in folded.text
    opened = client.get(URL + "?open=owes")
    assert [len(refs) for refs in parts(opened).values()] == [2, 28]
    assert "Show only the first 10" in opened.text


def test_ongoing_is_not_without_a_date(client, plan, lead):
    actions = factories.actions_of(plan)
    undate(actions[0], "ongoing", "Ongoing")
    undate(actions[1])
    text = client.get(URL + "?open=owes").text
    assert ("<span>Ongoing</span>" in text, text.count("<span>No date</span>")) == (True, 1)
    for action in actions:
        say(action)
    rest = client.get(URL + "?open=rest").text
    assert ("<span>Ongoing</span>" in rest, rest.count("<span>No date</span>")) == (True, 1)


def test_words_a_reference_and_a_plan_narrow_all_parts(client, plan, lead):
    other = factories.plan("Fostering Plan", actions=2, code="FO")
    factories.grant_role(user=lead, plan=other, role="contributor")
    change(factories.actions_of(plan)[20], text="Visit every carer")
    assert parts(client.get(URL + "?words=carer")) == {"Owes an update (1)": ["EH 11.1"]}
    assert parts(client.get(URL, {"words": "eh 1.2"})) == {"Overdue (1)": ["EH 1.2"]}
    assert "FO 1.1" in client.get(URL + "?plan=fostering-plan").text
    assert "EH 1.1" not in client.get(URL + "?plan=fostering-plan").text
    assert "has these words" in client.get(URL + "?words=zebra").text


@pytest.mark.parametrize("query", ["?plan=zzz", "?open=everything", "?page=two", "?words=" + "+".join("abcdefghijk")])
def test_what_can_t_be_asked_is_said_and_the_list_stands(client, plan, lead, query):
    response = client.get(URL + query)
    assert response.status_code == 400
    assert "Part of what was asked for can’t be used" in response.text
    assert "EH 1.1" in response.text


def test_nobody_sees_what_no_post_of_theirs_is_assigned_to(client, plan, lead):
    other = factories.plan("Fostering Plan", actions=2, code="FO")
    lead_it(factories.actions_of(other)[0], "Virtual School Head")
    page = client.get(URL).text
    assert "EH 1.1" in page
    assert "FO 1.1" not in page  # the same post leads it, in a plan that they may not see


def test_the_next_of_the_row_is_the_next_due_and_then_the_first(client, plan, lead):
    actions = factories.actions_of(plan)
    page = client.get(reverse("update", args=[actions[1].pk]) + "?row=1")
    assert page.context["row"].following == actions[2]
    assert page.context["row"].left == 29
    last = client.get(reverse("update", args=[actions[-1].pk]) + "?row=1")
    assert last.context["row"].following == actions[0]


def test_it_takes_as_many_queries_for_thirty_as_for_three_hundred(client, plan, lead):
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    many = factories.plan("Large Plan", actions=300)
    factories.grant_role(user=lead, plan=many, role="contributor")
    for action in factories.actions_of(many)[:5]:
        change(action.timescales.get(), latest=TODAY + timedelta(days=9))
    with CaptureQueriesContext(connection) as queries:
        response = client.get(URL)
    assert len(queries) <= len(few) + 2
    assert len(response.content) < 150_000
