"""The overview: what is off track and why, and every figure one click from the actions behind it."""

import re
from datetime import timedelta
from html import unescape
from importlib import import_module

import pytest
from django.urls import reverse

from plans import models as m
from plans import standings
from reports.overview import overview
from reports.overview.tally import Tally
from tests import factories
from tests.factories import TODAY
from tests.plans.filters.lists import change, lead_it, say, undate, varied, write

pytestmark = pytest.mark.django_db

URL = "/overview/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("reports.views.overview.today", lambda: TODAY)
    monkeypatch.setattr("plans.views.actions.today", lambda: TODAY)


@pytest.fixture
def plan():
    return factories.plan(actions=4, sections=2)


@pytest.fixture
def other():
    return factories.plan("Fostering Plan", actions=2)


@pytest.fixture
def manager(client, plan, other):
    user = factories.person("Moira Manager", plan=plan, role="manager")
    factories.grant_role(user=user, plan=other, role="viewer")
    client.force_login(user)
    return user


@pytest.fixture
def actions(plan):
    """The actions of the first plan, none of them late, each with an update of today."""
    rows = factories.actions_of(plan)
    for row in rows:
        timescale = row.timescales.get()
        timescale.latest = TODAY + timedelta(days=30)
        write(plan, timescale)
        say(row, rag="green")
    return rows


def why(user, action):
    """The reasons that the overview gives for one action."""
    [found] = [item for item in overview(user, on=TODAY).first if item.action == action]
    return " ".join(filter(None, [found.late, *found.reasons, found.said]))


def close(plan):
    plan.status = "closed"
    write(plan, plan)


def links(page) -> dict[str, int]:
    """The addresses of the actions list in a page, each with the number that it is the link of."""
    found = re.findall(r'<a href="(/actions/[^"]*)">(?:See all )?([\d,]+)', page.text)
    return {unescape(url): int(count.replace(",", "")) for url, count in found}


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 3))])
@pytest.mark.parametrize("query", ["", "?plan=early-help-improvement-plan"])
def test_every_figure_is_the_number_of_rows_behind_it(client, seed, query):
    client.force_login(varied(seed))
    figures = links(client.get(URL + query))
    assert len(figures) > 15
    for url, count in figures.items():
        response = client.get(url)
        assert (response.status_code, response.context["count"]) == (200, count), url


def test_a_late_action_says_by_how_much(manager, plan):
    first = factories.actions_of(plan)[0]
    assert "14 days late" in why(manager, first)


def test_a_forecast_after_the_agreed_date_says_by_how_much(manager, actions):
    say(actions[0], rag="amber", forecast=TODAY + timedelta(days=37))
    assert "7 days after the agreed date" in why(manager, actions[0])


def test_silence_says_how_long(manager, actions):
    say(actions[0], rag="red", days_ago=0)
    actions[0].updates.update(position_on=TODAY - timedelta(days=40))
    standings.rebuild()
    assert "No update for 40 days" in why(manager, actions[0])


def test_a_claim_says_that_it_waits(manager, actions):
    say(actions[0], rag="red")
    change(actions[0], stage="claimed")
    assert "Claimed complete, waiting to be verified" in why(manager, actions[0])


def test_what_was_said_last_stands_in_the_list(manager, actions):
    say(actions[0], "The panel has not met. " + "And so on. " * 40, rag="red")
    words = why(manager, actions[0])
    assert words.startswith("The panel has not met.")
    assert words.endswith("…")
    assert len(words) < 300


def test_a_rating_that_the_document_gave_without_words_says_so(manager, actions):
    undate(actions[0])
    update = say(actions[0], rag="red")
    actions[0].updates.filter(pk=update.pk).update(narrative="", by_document=True)
    assert "Rated in the plan’s document, and nothing said since" in why(manager, actions[0])


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 3))])
def test_every_action_of_the_list_has_a_reason(seed):
    shown = overview(varied(seed), on=TODAY + timedelta(days=200))
    assert shown.first
    for item in shown.first:
        assert item.late or item.reasons or item.said, item.action


def test_the_list_ends_with_all_that_is_off_track_and_all_that_is_overdue(client, manager, actions):
    for action in actions[:2]:
        say(action, rag="red")
    page = client.get(URL)
    assert links(page)["/actions/?off_track=yes"] == 2
    assert "See all 2 off track" in re.sub(r"<[^>]+>", "", page.text)


def test_claims_are_counted_by_plan_waiting_and_verified(client, manager, plan, actions):
    for action, stage in zip(actions, ("claimed", "verified", "embedded"), strict=False):
        change(action, stage=stage)
    row = next(row for row in overview(manager, on=TODAY).claims if row.name == plan.title)
    assert [figure.count for figure in row.counts] == [3, 2, 1]
    page = client.get(URL)
    assert "Claimed and verified" in page.text
    assert links(page)[f"/actions/?plan={plan.slug}&stage=claimed"] == 1


def test_many_plans_come_in_pages_under_the_same_total(client, manager, plan, other, actions, monkeypatch):
    monkeypatch.setattr("reports.overview.A_PAGE", 1)
    change(actions[0], stage="claimed")
    titles = [plan.title, other.title]
    for page, title in enumerate(sorted(titles), 1):
        shown = client.get(URL, {"page": page}).context["overview"]
        assert [row.name for row in (*shown.by_plan, *shown.claims)] == [title, title]
        assert shown.total == (6, 1, 0, 2)
    assert "1 to 1 of 2" in client.get(URL).text
    assert "Pages" not in client.get(URL, {"plan": plan.slug}).text


def test_no_table_of_claims_before_anything_is_claimed(client, manager, actions):
    answer = client.get(URL)
    assert answer.status_code == 200 and "Claimed and verified" not in answer.text


def test_leads_with_nothing_off_track_are_folded(client, manager, actions, other):
    close(other)
    red, unrated, green, _rest = actions
    say(red, rag="red")
    say(unrated)
    lead_it(red, "Head of Trouble")
    lead_it(unrated, "Head of Silence")
    lead_it(green, "Head of Calm")
    shown = overview(manager, on=TODAY)
    assert {row.name for row in shown.leads.rows} == {"Head of Early Help", "Head of Trouble", "Head of Silence"}
    assert [row.name for row in shown.leads.quiet] == ["Head of Calm"]
    assert "1 lead with nothing off track" in client.get(URL).text


def test_many_leads_have_pages_of_their_own(client, manager, actions, other, monkeypatch):
    close(other)
    for action, name in zip(actions, ("Head of Trouble", "Head of Silence", "Head of Calm"), strict=False):
        lead_it(action, name)
    say(actions[0], rag="red")
    every = overview(manager, on=TODAY).leads
    monkeypatch.setattr("reports.overview.A_PAGE", 1)
    first = client.get(URL)
    assert len(first.context["overview"].leads.rows) == 1
    assert "The first 1 of 4" in first.text and "?show=leads#by-lead" in first.text
    pages = [client.get(URL, {"show": "leads", "page": page}).context["overview"] for page in range(1, 5)]
    assert [row for page in pages for row in page.leads.rows] == list(every.rows)
    assert [row for page in pages for row in page.leads.quiet] == list(every.quiet)
    assert "1 to 1 of 4" in client.get(URL, {"show": "leads"}).text


def test_who_only_supports_has_no_row_and_who_leads_has_all_that_is_theirs(manager, actions):
    lead_it(actions[0], "Head of Support", role="supporting")
    lead_it(actions[0], "Head of Both")
    lead_it(actions[1], "Head of Both", role="supporting")
    lead_it(actions[1], "Head of Both", role="responsible")
    shown = overview(manager, on=TODAY)
    totals = {row.name: row.numbers[-4] for row in (*shown.leads.rows, *shown.leads.quiet)}
    assert "Head of Support" not in totals
    assert totals["Head of Both"] == 2


def test_the_status_of_the_plan_is_asked_for_only_where_there_is_another(client, manager, actions, other):
    assert "status=" not in client.get(URL).text
    close(other)
    figures = links(client.get(URL))
    assert any("status=live" in url for url in figures)
    assert not any("status=live" in url for url in figures if "plan=" in url)


def test_one_plan_is_counted_alone_and_by_section(client, manager, plan, other, actions):
    page = client.get(URL, {"plan": plan.slug})
    shown = page.context["overview"]
    assert [row.name for row in shown.by_section] == ["Theme 1", "Theme 2"]
    assert "By section" in page.text
    assert all("plan=early-help-improvement-plan" in url for url in links(page))
    assert f'href="{reverse("plan", args=[other.slug])}"' not in page.text
    assert "By section" not in client.get(URL).text


def test_each_plan_can_be_chosen_and_all_of_them_again(client, manager, plan, other):
    offered = re.compile(r'<option value="([^"]*)"( selected)?>')
    assert {plan.slug, other.slug} <= {slug for slug, _selected in offered.findall(client.get(URL).text)}
    chosen = offered.findall(client.get(URL, {"plan": plan.slug}).text)
    assert {("", ""), (plan.slug, " selected"), (other.slug, "")} <= set(chosen)
    assert client.get(URL, {"plan": ""}).context["overview"].plan is None


@pytest.mark.parametrize("slug", ["no-such-plan", "not-mine", "closed-plan"])
def test_a_plan_that_cant_be_shown_is_said_and_all_are_shown(client, manager, slug):
    factories.plan("Not mine", slug="not-mine")
    closed = factories.plan("Closed plan", slug="closed-plan")
    factories.grant_role(user=manager, plan=closed, role="viewer")
    close(closed)
    response = client.get(URL, {"plan": slug})
    assert response.status_code == 400
    assert f"“{slug}” is not a live plan that you can see" in response.text
    assert "By plan" in response.text


def test_nothing_overdue_has_no_longest(client, manager, actions, other):
    assert "longest" in client.get(URL).text
    close(other)
    answer = client.get(URL)
    assert answer.status_code == 200 and "longest" not in answer.text


def test_what_comes_first_is_the_same_where_the_late_of_the_worst_rating_are_enough(monkeypatch):
    varied(0)
    module = import_module("reports.overview.attention")
    tally = Tally(m.Plan.objects.all(), on=TODAY)
    monkeypatch.setattr(module, "FIRST", 10_000)
    every = [each.action.pk for each in module.attention(tally)]
    for number in (1, 2, 3):
        monkeypatch.setattr(module, "FIRST", number)
        assert [each.action.pk for each in module.attention(tally)] == every[:number]
