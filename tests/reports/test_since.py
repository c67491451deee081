"""What changed: the page, its files and the command say the same of two positions."""

import csv
import io
import json
import re
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.urls import reverse

from actionplans.demonstration.loader import load
from plans import models as m
from plans.clock import today
from plans.operations.decisions import completion, extensions
from plans.operations.editing import withdraw
from plans.operations.editing.actions import add_action, change_action
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import tracked_models as histories
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A plan of six, rated amber the day before it all: then one is verified, one gets worse, one is put back, one
    leaves, one is reworded, and one is new."""
    plan = factories.plan(actions=6)
    lead = factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])
    manager = factories.person("Moira Manager", plan=plan, role="manager")
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    rows = factories.actions_of(plan)
    return plan, lead, manager, officer, rows


def yesterday() -> str:
    return (today() - timedelta(days=1)).isoformat()


def put_in_two_days_ago():
    """As if all that was done was done then."""
    m.ChangeSet.objects.update(moment=F("moment") - timedelta(days=2))
    m.Chain.objects.update(last_moment=F("last_moment") - timedelta(days=2))
    for model in histories.models().values():
        histories.history_of(model).objects.update(history_date=F("history_date") - timedelta(days=2))


def move(world):
    _plan, lead, manager, officer, rows = world
    amber, red, green = (factories.rag(code) for code in ("amber", "red", "green"))
    for row in rows[:4]:
        submit_progress(by=lead, action=row, word=Word(narrative="Begun.", rag=amber))
    claim = submit_progress(by=lead, action=rows[0], word=Word(narrative="All in.", rag=green, claims_completion=True))
    completion.verify_completion(by=manager, claim=claim, reason="I read ten files.")
    submit_progress(by=lead, action=rows[1], word=Word(narrative="Two have left.", rag=red))
    timescale = rows[2].timescales.get()
    asked = extensions.request_extension(
        by=lead, timescale=timescale, to_latest=timescale.latest + timedelta(days=40), reason="Illness."
    )
    extensions.decide_extension(by=manager, extension=asked, agreed=True, reason="Agreed.")
    withdraw(by=officer, thing=rows[3], reason="It is in another plan.")
    kept = {"expected_evidence": rows[4].expected_evidence, "why": "The Board asked for it."}
    change_action(by=officer, action=rows[4], text="Do another thing", **kept)
    add_action(by=officer, recommendation=rows[5].recommendation, text="Begin afresh", why="From the Board.")


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_what_is_new_gone_put_back_and_reworded_is_told_with_who_and_why(client, world):
    plan, _lead, _manager, officer, _rows = world
    client.force_login(officer)
    open_period(by=officer, plan=plan, name="Now", position_on=today())
    put_in_two_days_ago()
    move(world)
    page = client.get(reverse("since", args=[plan.slug]), {"from": yesterday(), "show": "same"})
    assert page.status_code == 200
    text = words(page.text)
    assert "Completed and verified" in text and "Moira Manager: I read ten files." in text
    assert "Olive Officer" in text and "From the Board." in text
    assert "It is in another plan." in text
    assert "The Board asked for it." in text
    assert "Illness." in text and "40 days later" in text and "1st" in text
    assert "All 6, each once" in text and "the 6 of" in text and "without 1 that left it and 1 new" in text


def test_every_figure_opens_its_rows_and_they_are_as_many_as_it_says(client, world):
    plan, _lead, _manager, officer, _rows = world
    client.force_login(officer)
    put_in_two_days_ago()
    move(world)
    url = reverse("since", args=[plan.slug])
    page = client.get(url, {"from": yesterday()}).text
    figures = re.findall(r'href="(\?[^"#]*)#(chosen|same|finished_before)">(?:<span[^>]*>[^<]*</span>)?([\d,]*)', page)
    assert len(figures) > 6
    for query, anchor, count in figures:
        opened = client.get(url + query.replace("&amp;", "&")).text
        part = re.search(rf'<section [^>]*id="{anchor}".*?</section>', opened, re.S)
        assert part, query
        titles = re.findall(r'<h2 id="[^"]+-title">([^<]*)</h2>', opened)
        assert len(titles) == len(set(titles)), f"two tables of one name, which count otherwise: {titles}"
        if count:
            assert part[0].count("ap-cell-ref") == int(count), query


def test_the_files_and_the_command_say_what_the_page_says(client, world):
    plan, _lead, _manager, officer, _rows = world
    client.force_login(officer)
    put_in_two_days_ago()
    move(world)
    out = io.StringIO()
    call_command("compare", plan.slug, "--from", yesterday(), "--to", "today", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["counts"] == {
        "new": 1, "completed": 1, "claimed": 0, "closed": 0, "worse": 0, "better": 0, "nothing_said": 2, "same": 2,
        "finished_before": 0,
    }  # fmt: skip
    assert (told["total"], len(told["left"]), len(told["dates_moved"])) == (6, 1, 1)
    assert sum(map(len, told["parts"].values())) == 6
    assert [each["field"] for each in told["reworded"]] == ["text"]
    sheet = client.get(reverse("since_csv", args=[plan.slug]), {"from": yesterday()}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert sorted(row["What happened"] for row in rows) == sorted(
        ["New", "Completed and verified", "Nothing said", "Nothing said", "Same, with an update",
         "Same, with an update", "Left the plan"]
    )  # fmt: skip
    data = client.get(reverse("since_xlsx", args=[plan.slug]), {"from": yesterday()}).content
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Movement", "Actions", "Dates moved", "Reworded"]
    assert [len(list(book[name].rows)) for name in book.sheetnames[1:]] == [8, 2, 2]
    summary = {row[0]: row[1] for row in book["Movement"].iter_rows(values_only=True)}
    assert (summary["Completed and verified"], summary["Actions in the plan now"]) == (1, 6)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"from": "2999-01-01"}, "has not come yet"),
        ({"from": "yesterday"}, "is no day of the plan"),
        ({"from": "1999-01-01"}, "was not in the system then"),
        ({"from": "today", "to_day": "2026-01-01"}, "is before"),
    ],
)
def test_two_days_that_can_t_be_compared_are_refused_in_words(client, world, query, said):
    plan, _lead, _manager, officer, _rows = world
    client.force_login(officer)
    page = client.get(reverse("since", args=[plan.slug]), query)
    assert page.status_code == 422
    assert said in page.text
    for name in ("since_csv", "since_xlsx"):
        assert client.get(reverse(name, args=[plan.slug]), query).status_code == 302


def test_a_figure_that_nobody_asked_for_shows_nothing(client, world):
    plan, _lead, _manager, officer, _rows = world
    client.force_login(officer)
    for query in ({"then": "x"}, {"direction": "sideways"}, {"now": "999999"}):
        page = client.get(reverse("since", args=[plan.slug]), query)
        assert page.status_code == 400 and 'id="chosen"' not in page.text
        assert "is nothing that this page can show" in page.text


def test_the_command_says_what_is_wrong_with_what_it_was_asked(world):
    plan = world[0]
    for slug, before, said in (("nothing", "today", "There is no plan"), (plan.slug, "soon", "is no day of the plan")):
        with pytest.raises(CommandError, match=said):
            call_command("compare", slug, "--from", before, "--to", "today")


@pytest.mark.thorough
def test_the_half_months_of_the_demonstration_are_as_counted_by_hand():
    """The second and the fourth were counted by hand from the updates and decisions, before anything was run, on 29
    November 2026. The demonstration's days move with the day on which it is loaded, so these do too."""
    list(load(on=today()))
    moved = today() - date(2026, 11, 29)
    counted = {
        ("2026-08-15", "2026-08-31"): (0, 3, 1, 0, 1, 2, 23, 1, 3),
        ("2026-10-15", "2026-10-31"): (0, 0, 0, 0, 4, 2, 18, 2, 8),
    }
    days = ("2026-07-31", "2026-08-15", "2026-08-31", "2026-10-15", "2026-10-31", "2026-11-15")
    for at, before in enumerate(days):
        for after in days[at:]:
            out = io.StringIO()
            between = [f"{date.fromisoformat(day) + moved}" for day in (before, after)]
            call_command(
                "compare", "childrens-services", "--from", between[0], "--to", between[1], "--json", stdout=out
            )
            told = json.loads(out.getvalue())
            assert sum(told["counts"].values()) == told["total"] == 34
            assert tuple(told["counts"].values()) == counted.get((before, after), tuple(told["counts"].values()))
            refs = [ref for part in told["parts"].values() for ref in part]
            assert len(refs) == len(set(refs)) == 34


def opened(client, plan, **asked):
    page = client.get(reverse("since", args=[plan.slug]), {"from": yesterday(), **asked})
    assert page.status_code == 200
    return page


def refs_in(page, key: str) -> list[str]:
    """The refs that stand in a table of the page."""
    table = re.search(rf'<section class="[^"]*" id="{key}".*?</section>', page.text, re.DOTALL)
    return re.findall(r'class="ap-cell-ref">([^<]*)<', table[0]) if table else []


@pytest.mark.parametrize(
    ("key", "asked"),
    [("nothing_said", {"show": "nothing_said"}), ("chosen", {"direction": "not_comparable"})],
)
def test_a_long_table_shows_its_first_rows_and_all_of_them_page_by_page(client, monkeypatch, key, asked):
    plan = factories.plan(actions=9)
    put_in_two_days_ago()
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    whole = refs_in(opened(client, plan, **asked), key)
    assert len(whole) == 9
    monkeypatch.setattr("reports.since.changes_table.FEW", 2)
    monkeypatch.setattr("reports.since.changes_table.A_PAGE", 4)
    first = opened(client, plan)
    assert len(refs_in(first, "nothing_said")) == 2
    assert "The first 2 of 9." in first.text
    assert "show=nothing_said#nothing_said" in first.text
    pages = [opened(client, plan, **asked, page=number) for number in (1, 2, 3)]
    assert [refs_in(page, key) for page in pages] == [whole[:4], whole[4:8], whole[8:]]
    assert "5 to 8 of 9" in pages[1].text
    assert f"page=3#{key}" in pages[1].text
