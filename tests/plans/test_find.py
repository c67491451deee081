"""The search in the header: a reference goes to its action, words to what was found, within what one may see."""

import csv
import io
import random
import re
from types import SimpleNamespace

import pytest
from django.db.models import F
from django.urls import reverse

from plans import models as m
from plans.filters import words as word_filter
from plans.filters.scope import scope
from plans.search import find
from plans.tree import ACTION_PLAN
from tests import factories
from tests.factories import TODAY
from tests.plans.filters.lists import change, lead_it, say, write

pytestmark = pytest.mark.django_db

URL = "/find/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("plans.views.find.today", lambda: TODAY)


@pytest.fixture
def plan():
    return factories.plan(actions=6, code="EH")


@pytest.fixture
def actions(plan):
    return factories.actions_of(plan)


@pytest.fixture
def manager(client, plan):
    user = factories.person("Moira Manager", plan=plan, role="manager")
    client.force_login(user)
    return user


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def refs_of(response) -> list[str]:
    return re.findall(r'class="ap-nowrap ap-cell-ref">([^<]*)<', response.text)


@pytest.mark.parametrize("words", ["EH 2.1", "eh2.1", "2.1", " 2.1. ", "(2.1)"])
def test_a_reference_goes_straight_to_its_action(client, actions, manager, words):
    response = client.get(URL, {"words": words})
    assert (response.status_code, response["Location"]) == (302, reverse("action", args=[actions[2].pk]))


def test_a_reference_of_two_plans_asks_which_and_its_code_decides(client, actions, manager):
    other = factories.plan("Fostering Plan", actions=4, code="FO")
    factories.grant_role(user=manager, plan=other, role="viewer")
    assert refs_of(client.get(URL, {"words": "2.1"}))[:2] == ["EH 2.1", "FO 2.1"]
    assert client.get(URL, {"words": "fo2.1"})["Location"] == reverse(
        "action", args=[factories.actions_of(other)[2].pk]
    )


def test_a_word_of_an_update_is_found_with_who_said_it_and_when(client, actions, manager):
    say(
        actions[3],
        "The second round of audits has begun. Agency cover ends in June, and two posts are filled.",
        days_ago=9,
    )
    response = client.get(URL, {"words": "agency"})
    assert refs_of(response) == ["2.2"]
    assert "<mark>Agency</mark>" in response.text
    assert "Update, Ada Lead, 13 Nov 2026 The second round of audits has begun. Agency cover ends" in plain(
        response.text.replace("<br>", " ")
    )


def test_what_is_to_be_done_comes_before_what_was_said_of_it(client, plan, actions, manager):
    say(actions[0], "The panel met.")
    change(actions[4], text="Set up a panel")
    change(actions[2].recommendation, text="Panel decisions")
    assert refs_of(client.get(URL, {"words": "panel"})) == ["3.1", "2.1", "2.2", "1.1"]


def test_plans_and_leads_are_found_by_their_names(client, actions, manager):
    lead_it(actions[0], "Virtual School Head")
    text = client.get(URL, {"words": "virtual"}).text
    assert f'href="/actions/?lead={m.Lead.objects.get(name="Virtual School Head").pk}">Virtual School Head</a>' in text
    assert (
        'href="/plans/early-help-improvement-plan/">Early Help Improvement Plan</a>'
        in client.get(URL, {"words": "help improvement"}).text
    )


def test_a_lead_is_found_by_who_holds_the_post(client, actions, manager):
    factories.person("Ada Lovell", posts=[factories.lead()])
    assert "Head of Early Help</a>" in client.get(URL, {"words": "lovell"}).text


def test_nothing_is_found_of_what_one_may_not_see(client, manager):
    secret = factories.plan("Secret Plan", actions=2, code="SE")
    hidden = factories.actions_of(secret)[0]
    say(hidden, "An unusual wombat.")
    lead_it(hidden, "Keeper of Wombats")
    write(secret, m.Evidence(action=hidden, title="Wombat log", url="https://example.org/", added_on=TODAY))
    for words in ("wombat", "wombats", "SE 1.1", "secret", "keeper"):
        response = client.get(URL, {"words": words})
        assert response.status_code == 200
        assert "Nothing that you can see has this word" in plain(response.text) or words == "SE 1.1"
        assert refs_of(response) == []
        assert "Secret" not in response.text.replace('value="secret"', "")


def test_withdrawn_actions_are_not_found(client, actions, manager):
    say(actions[0], "An unusual wombat.")
    assert refs_of(client.get(URL, {"words": "wombat"})) == [actions[0].ref]
    change(actions[0], withdrawn=True, withdrawn_reason="Printed twice")
    assert refs_of(client.get(URL, {"words": "wombat"})) == []


def test_words_that_can_t_be_searched_for_are_said_and_kept(client, manager):
    response = client.get(URL, {"words": "a b c d e f g h i j k"})
    assert response.status_code == 400
    assert "searched for 10 words at most" in response.text
    assert 'value="a b c d e f g h i j k"' in response.text


def test_nothing_typed_says_what_can_be(client, manager):
    assert "Type a reference or a word" in client.get(URL).text


def test_words_are_shown_as_words(client, actions, manager):
    say(actions[0], "<b>bold</b> & plain")
    text = client.get(URL, {"words": "<b>bold</b>"}).text
    assert "<b>bold" not in text
    assert "<mark>&lt;b&gt;bold&lt;/b&gt;</mark>" in text


def test_more_than_a_page_is_counted_and_leads_to_the_list(client, manager):
    many = factories.plan("Large Plan", actions=60)
    factories.grant_role(user=manager, plan=many, role="viewer")
    response = client.get(URL, {"words": "numbered"})
    assert len(refs_of(response)) == 50
    assert 'href="/actions/?words=numbered"' in response.text
    assert "The first 50 of 66 actions." in plain(response.text)


WORDS = ("visit", "visitor", "with", "PE", "(pe)", "panel-led", "Ŵyl", "ŵylio", "team’s", "no")
"""What is said in the next test; which actions say which is drawn."""


def truly(text: str, asked: str) -> bool:
    """Whether each of the words is in the text; of one or two letters, at the beginning of a word."""
    folded = text.lower().replace("’", "'")
    short = r"(^|[^\w])"
    return all(
        re.search((short if len(word) < 3 else "") + re.escape(word.lower().replace("’", "'")), folded)
        for word in asked.split()
    )


def all_printed(action) -> str:
    return f"{action.text} {action.recommendation.text} {action.expected_evidence} {factories.lead().name}"


def test_those_spoken_of_last_are_enough_or_all_are_looked_through(monkeypatch):
    draw = random.Random(1)  # noqa: S311
    plan = factories.plan(actions=6)
    seen = scope(factories.person(plan=plan, role="viewer"), on=TODAY)
    said = {}
    for action in factories.actions_of(plan)[:-1]:
        said[action.pk] = " ".join(draw.sample(WORDS, 3))
        say(action, said[action.pk], days_ago=draw.randrange(1, 5))
    by_day = seen.standings.order_by(F("position_on").desc(nulls_last=True), "pk").select_related(ACTION_PLAN)
    texts = [(each.pk, f"{all_printed(each.action)} {said.get(each.pk, '')}") for each in by_day]
    asked = ("visit", "pe", "ŵy", "visitor with", "team's", "head n", "wombat", "visit wombat head", "wombat pe")
    truth = {words: [pk for pk, text in texts if truly(text, words)] for words in asked}
    assert {len(found) for found in truth.values()} >= {0, 3, 6}
    for newest, candidates in ((100, 100), (4, 2)):
        monkeypatch.setattr("plans.search.NEWEST", newest)
        monkeypatch.setattr("plans.search.CANDIDATES", candidates)
        for words, pks in truth.items():
            found = find(words, seen)
            assert {hit.stands.pk for hit in found.hits} == set(pks[:candidates]), words
            assert found.number == len(pks) or (found.more and found.number == candidates < len(pks)), words


def test_of_several_words_those_that_the_newest_have_least_are_looked_for_first(monkeypatch):
    plan = factories.plan(actions=6)
    seen = scope(factories.person(plan=plan, role="viewer"), on=TODAY)
    for days, action in enumerate(factories.actions_of(plan)):
        say(action, "The inspection begins." if days else "The inspection begins at noon.", days_ago=days + 1)
    asked = []

    def having(word, plans, among=None):
        asked.append((word, among and len(among)))
        return word_filter.having(word, plans, among)

    monkeypatch.setattr("plans.search.words", SimpleNamespace(**vars(word_filter) | {"having": having}))
    monkeypatch.setattr("plans.search.NEWEST", 3)
    assert find("inspection begins wombat", seen).number == 0
    assert sorted(asked[:3]) == [("begins", 3), ("inspection", 3), ("wombat", 3)]
    assert asked[3:] == [("wombat", None)]
    asked.clear()
    assert find("inspection noon", seen).number == 1
    assert asked[2:] == [("noon", None), ("inspection", 1)]


def test_one_or_two_letters_begin_a_word(actions, client, manager):
    say(actions[0], "A speech on hopes was made.")
    say(actions[1], "New mats (PE has them).")
    say(actions[2], "会议每周举行。")
    assert refs_of(client.get(URL, {"words": "pe"})) == ["1.2"]
    assert "New mats (<mark>PE</mark> has them)." in client.get(URL, {"words": "pe"}).text
    assert refs_of(client.get(URL, {"words": "每周"})) == ["2.1"]


def test_more_than_are_ranked_are_said_to_be_more(monkeypatch, client, manager):
    for each in factories.actions_of(factories.plan("Large Plan", actions=4, code="LA")):
        say(each, "It begins.")
    factories.grant_role(user=manager, plan=m.Plan.objects.get(code="LA"), role="viewer")
    monkeypatch.setattr("plans.search.NEWEST", 3)
    monkeypatch.setattr("plans.search.CANDIDATES", 2)
    monkeypatch.setattr("plans.search.MOST", 1)
    text = plain(client.get(URL, {"words": "begins"}).text)
    assert "More than 2 actions of the 10 that you can see." in text
    assert "The first 1 of more than 2 actions." in text


def test_every_page_has_the_box(client, manager):
    for url in ("/actions/", "/plans/", "/help/"):
        assert 'action="/find/"' in client.get(url).text


def test_the_reference_of_a_recommendation_finds_what_stands_under_it(client, actions, manager):
    """A paper prints it alone where there is one action; "1" is not "10"."""
    single = factories.plan("Fostering Plan", actions=1, code="FO")
    factories.grant_role(user=manager, plan=single, role="viewer")
    [only] = factories.actions_of(single)
    assert client.get(URL, {"words": "FO 1"})["Location"] == reverse("action", args=[only.pk])
    assert refs_of(client.get(URL, {"words": "EH 2"}))[:2] == ["EH 2.1", "EH 2.2"]
    assert refs_of(client.get(URL, {"words": "1"}))[:3] == ["EH 1.1", "EH 1.2", "FO 1.1"]


def test_what_was_found_is_taken_away_as_it_is_shown(client, actions, manager):
    found = client.get(URL, {"words": "thing"})
    assert "file=csv" in found.text
    rows = list(
        csv.reader(io.StringIO(client.get(URL, {"words": "thing", "file": "csv"}).getvalue().decode("utf-8-sig")))
    )
    assert rows[0][:6] == ["Ref", "Plan", "Action", "Where it is", "Lead", "RAG"]
    assert [row[0] for row in rows[1 : len(actions) + 1]] == refs_of(found)
    assert all("thing" in row[3] for row in rows[1 : len(actions) + 1])
