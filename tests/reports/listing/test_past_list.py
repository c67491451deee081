"""The actions list as at a past day: what the kept list would have said on that day."""

import csv
import io
import random
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from plans import models as m
from plans.clock import today
from plans.filters import links, orders
from plans.filters.listing import Listing
from plans.filters.panel import Panel
from plans.operations.decisions.completion import close_action, verify_completion
from plans.operations.people import merge_lead
from plans.operations.progress.updates import Word, submit_progress
from plans.queries import plan_state
from plans.trail import SYSTEM, change_set
from plans.views.action_lines import lines
from reports.listing import positions as bounds
from reports.listing.listing import PastListing
from reports.listing.positions import positions
from tests import factories
from tests.audits.test_documents import PRINTED, brought
from tests.plans.filters.lists import change, varied

pytestmark = pytest.mark.django_db

URL = "/actions/"
THEN = PRINTED.isoformat()


def past(user, address="", *, on=None) -> PastListing:
    data = QueryDict(address)
    return PastListing(user, data, there=positions(user, data.getlist("plan"), on=on or today()))


def rows(response) -> list[str]:
    body = response.text.partition('<tbody role="rowgroup">')[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in body.split("</tr>")[:-1]]


def as_words(line):
    """A line with its rating as a word, as the live list has a row of the table there and the past a value."""
    return replace(line, rating=line.rating.code if line.rating else "", said="", plan=line.plan.pk)


def settle(plan, chance):
    """Bring the actions to where what was said and decided of them says they are, and some of a plan further on."""
    for each in m.Plan.objects.all():
        stages = {action.id: action.stage for action in plan_state(each).actions}
        for action in factories.actions_of(each):
            change(action, stage=stages[action.pk])
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    manager = factories.person("Mina Manager", plan=plan, role="manager")
    for action in chance.sample(factories.actions_of(plan), 5):
        claim = submit_progress(by=officer, action=action, word=Word(narrative="Done.", claims_completion=True))
        if chance.random() < 0.5:
            verify_completion(by=manager, claim=claim)
    for action in factories.actions_of(plan)[-2:]:
        action.refresh_from_db()
        if action.stage in ("not_started", "in_progress"):
            close_action(by=manager, action=action, kind="superseded", reason="Children’s reviews took it over.")


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 4))])
def test_as_at_today_it_is_the_kept_list_in_every_filter_count_and_order(seed):
    user = varied(seed)
    chance = random.Random(seed)  # noqa: S311
    settle(m.Plan.objects.get(title="Early Help Improvement Plan"), chance)
    kept = Listing(user, QueryDict(""), on=today())
    offered = [
        (choice.name, choice.value)
        for heading in Panel(kept).headings()
        for choice in (*heading.first, *heading.rest)
        if choice.value not in {"better", "worse"}
    ]
    offered += [("words", "children's reviews"), ("words", "1.2"), ("due_within", "60")]
    for at, sort in enumerate(orders.IN_WORDS):
        address = QueryDict(mutable=True)
        for name, value in chance.sample(offered, at % 4):
            address.appendlist(name, value)
        address["sort"] = sort
        kept, derived = Listing(user, address, on=today()), past(user, address.urlencode())
        assert not kept.problems and not derived.problems
        assert list(derived.ids) == list(kept.ids), address
        assert [*map(as_words, derived.lines(derived.ids))] == [*map(as_words, lines(kept, kept.ids))]
        assert [*Panel(derived).headings()] == [*Panel(kept).headings()], address
        assert [link.count for link in links.views(derived)] == [link.count for link in links.views(kept)]
        if not kept.facets.left():
            chips = [[link.count for link in links.chips(each, Panel(each))] for each in (derived, kept)]
            assert chips[0] == chips[1]


def test_it_shows_what_stood_then_and_says_how_that_was_learnt(client):
    plan = brought()
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    client.force_login(officer)
    action = factories.actions_of(plan)[0]
    submit_progress(by=officer, action=action, word=Word(narrative="Said today", rag=factories.rag("red")))
    page = client.get(URL, {"as_at": THEN})
    assert page.status_code == 200
    assert "These are the actions as they stood on 31 March 2026" in page.text
    assert "As printed in the document of 31 March 2026, brought in on 12 November 2026." in page.text
    assert "31 Mar 2026" in rows(page)[0] + rows(page)[-1] and "Red" not in " ".join(rows(page))
    assert "Red" in " ".join(rows(client.get(URL)))
    said = client.get("/actions.csv", {"as_at": THEN, "sort": "ref"})
    assert f"-{THEN}.csv" in said["Content-Disposition"]
    table = list(csv.DictReader(io.StringIO(b"".join(said.streaming_content).decode("utf-8-sig"))))
    assert table[0]["Latest words"] == "Draft is out" and len(table) == len(rows(page))


def test_every_link_of_it_stays_with_its_day_and_one_leads_to_today(client):
    plan = brought()
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    page = client.get(URL, {"as_at": THEN, "lead": "none", "panel": "open"}).text
    ways = set(re.findall(r'href="/actions(?:\.csv|/)(\?[^"]*)?"', page))
    assert {way for way in ways if f"as_at={THEN}" not in way} == {"?lead=none", ""}  # today's list; the navigation
    boxes = client.get(URL, {"as_at_day": "31", "as_at_month": "3", "as_at_year": "2026", "panel": "open"}).text
    assert "as they stood on 31 March 2026" in boxes
    for box, value in (("day", 31), ("month", 3), ("year", 2026)):
        assert re.search(rf'name="as_at_{box}"[^>]* value="{value}"', boxes)


def test_the_page_of_a_plan_as_it_stood_leads_to_its_list_of_that_day(client):
    plan = brought()
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    asked = {"on_day": "31", "on_month": "3", "on_year": "2026"}
    page = client.get(reverse("plan", args=[plan.slug]), asked).text
    assert f'href="/actions/?plan={plan.slug}&amp;as_at={THEN}"' in page
    for query, count in re.findall(r'href="/actions/\?([^"]*)">[^<]*</a><span>(\d+)</span>', page):
        shown = client.get(f"/actions/?{query.replace('&amp;', '&')}")
        assert f'<b id="result">{count} action' in shown.text, query


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (
            "as_at=2026-13-45",
            "“2026-13-45” is no day. Write it such as 2026-07-31. This is the list as it stands today.",
        ),
        ("as_at=2999-01-01", "1 January 2999 has not come yet. This is the list as it stands today."),
        ("as_at_day=31", "the month and the year are missing. This is the list as it stands today."),
        (f"as_at={THEN}&when=better", "“Better since the last paper” can be asked of today alone."),
        (f"as_at={THEN}&rga=red", "“rga” is not a filter of this list"),
    ],
)
def test_what_cannot_be_shown_is_said_and_no_file_is_made_of_it(client, address, says):
    plan = brought()
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    page = client.get(f"{URL}?{address}")
    assert page.status_code == 400
    assert says in page.text
    assert client.get(f"/actions.csv?{address}").status_code == 302


def test_plans_that_were_not_there_are_named_and_those_of_others_are_not(client):
    brought()
    other = factories.plan("Fostering Plan", actions=1)
    client.force_login(factories.person("Moira Manager", plan=other, role="manager"))
    page = client.get(URL, {"as_at": THEN})
    assert page.status_code == 200
    assert "Fostering Plan was not in the system then" in page.text
    assert "No action stood on 31 March 2026" in page.text
    assert "Librar" not in page.text


def test_a_lead_that_was_merged_since_is_found_under_the_one_that_it_is_now():
    plan = brought()
    officer = factories.person("Ada Min", plan=plan, role="officer", is_administrator=True)
    old = next(lead for lead in positions(officer, [], on=PRINTED).found[0].state.leads if "Team" in lead.name)
    with change_set(by=SYSTEM, verb="test", door="command", register=True) as act:
        new = act.add(m.Lead(name="Reader Services"))
    before = past(officer, f"lead={old.id}", on=PRINTED)
    merge_lead(by=officer, lead=m.Lead.objects.get(pk=old.id), into=new, why="One team.")
    after = past(officer, f"lead={new.pk}", on=PRINTED)
    assert before.ids and after.ids == before.ids
    assert past(officer, f"lead={old.id}", on=PRINTED).ids == before.ids


def test_no_more_is_derived_than_a_page_can_wait_for(client, monkeypatch):
    plan, other = brought(), factories.plan("Fostering Plan", actions=3)
    user = factories.person("Moira Manager", plan=plan, role="manager")
    factories.grant_role(user=user, plan=other, role="viewer")
    client.force_login(user)
    monkeypatch.setattr(bounds, "MOST", 4)
    page = client.get(URL, {"as_at": THEN, "stage": "claimed"})
    assert "Choose a plan" in page.text
    assert f'href="/actions/?stage=claimed&amp;plan={other.slug}&amp;as_at={THEN}"' in page.text
    assert client.get("/actions.csv", {"as_at": THEN}).status_code == 302
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert client.get(URL, {"as_at": yesterday, "plan": other.slug}).status_code == 200
