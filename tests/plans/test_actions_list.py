"""The actions list through the real client, and its CSV."""

import csv
import io
import re
from datetime import datetime, timedelta
from html import escape, unescape

import openpyxl
import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import filemark
from plans import models as m
from plans.csv_rows import safe
from plans.filemark import Mark
from plans.importing import read_plan
from plans.importing.errors import OwnFile
from plans.operations.people import grant_role
from plans.sheets import marks
from plans.trail import SYSTEM, change_set
from plans.views.actions_csv import HEADINGS
from reports.overview import overview
from tests import factories
from tests.factories import TODAY
from tests.plans.filters.lists import change, lead_it, say, undate

pytestmark = pytest.mark.django_db

URL = "/actions/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("plans.views.actions.today", lambda: TODAY)


@pytest.fixture
def plan():
    return factories.plan(actions=6, sections=2)


@pytest.fixture
def manager(client, plan):
    user = factories.person("Moira Manager", plan=plan, role="manager")
    client.force_login(user)
    return user


def rows(response) -> list[str]:
    """The table's rows as plain words."""
    body = response.text.partition('<tbody role="rowgroup">')[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in body.split("</tr>")[:-1]]


def text_of(response) -> str:
    return b"".join(response.streaming_content).decode("utf-8-sig")


def sheet(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(response))))


def test_a_row_says_what_there_is_to_know_of_an_action(client, plan, manager):
    late, _next, undated, *_rest = factories.actions_of(plan)
    say(late, rag="red", days_ago=60, forecast=TODAY + timedelta(days=8))
    lead_it(late, "Health Board", role="supporting")
    undate(undated, "ongoing", "Reviewed each quarter")
    say(undated, rag="green")
    listed = rows(client.get(URL))
    assert listed[0] == (
        "1.1 Do the thing numbered 1 and show that it works Head of Early Help; Health Board (supporting) "
        "8 Nov 2026 14 days late Red Not started Forecast 30 Nov 2026 23 Sep 2026 Owes one"
    )
    assert "15 Nov 2026 7 days late Not rated Not started No update yet Owes one" in listed[1]
    assert any("Ongoing Reviewed each quarter Green Not started 22 Nov 2026" in row for row in listed)


def test_the_day_that_is_today_ahead_or_past_and_claimed_is_in_words(client, plan, manager):
    change(factories.actions_of(plan)[0], stage="claimed")
    text = " ".join(rows(client.get(URL)))
    assert "22 Nov 2026 today" in text
    assert "29 Nov 2026 in 7 days" in text
    assert "8 Nov 2026 14 days ago Not rated Claimed complete" in text


def test_each_row_leads_to_its_action(client, plan, manager):
    links = re.findall(r'href="(/actions/\d+/)[?"]', client.get(URL).text)
    assert set(links) == {reverse("action", args=[action.pk]) for action in factories.actions_of(plan)}


def test_a_row_says_its_plan_where_there_are_several(client, plan, manager):
    assert "Early Help Improvement Plan" not in " ".join(rows(client.get(URL)))
    other = factories.plan("Fostering Plan", actions=1)
    factories.grant_role(user=manager, plan=other, role="viewer")
    assert "Fostering Plan" in " ".join(rows(client.get(URL)))
    assert "Fostering Plan" not in " ".join(rows(client.get(URL + "?plan=fostering-plan")))


def test_nobody_sees_actions_of_a_plan_that_they_have_no_role_in(client, plan):
    outsider = factories.person("Otto Outsider")
    own = factories.plan("Own Plan", actions=1)
    client.force_login(outsider)
    assert "You see no plan yet" in client.get(URL).text
    factories.grant_role(user=outsider, plan=own, role="viewer")
    foreign = {action.pk for action in factories.actions_of(plan)}
    lead = factories.lead().pk
    for query in (
        "",
        "?plan=early-help-improvement-plan",
        f"?lead={lead}",
        "?words=thing",
        "?rag=none",
        "?when=overdue",
    ):
        response = client.get(URL + query)
        assert not foreign & {int(pk) for pk in re.findall(r'href="/actions/(\d+)/[?"]', response.text)}
        assert "Early Help Improvement Plan" not in response.text
    assert len(sheet(client.get("/actions.csv"))) == 1


def test_withdrawn_actions_are_not_listed(client, plan, manager):
    change(factories.actions_of(plan)[0], withdrawn=True, withdrawn_reason="Printed twice")
    assert len(rows(client.get(URL))) == 5


@pytest.mark.parametrize("query", ["", "?rag=none&when=owes&sort=-due", "?lead=none", "?words=nothing+at+all"])
def test_a_right_address_is_answered_with_200(client, plan, manager, query):
    assert client.get(URL + query).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?plan=zzz",
        "?rga=red",
        "?RAG=red",
        "?leads=12",
        "?due_within=abc",
        "?page=9999",
        "?page=0",
        "?page=-1",
        "?page=two",
        "?sort=zzz",
        "?words=%00",
    ],
)
def test_a_wrong_address_is_answered_with_400_in_words_and_with_the_list(client, plan, manager, query):
    response = client.get(f"{URL}{query}&rag=none")
    assert response.status_code == 400
    assert "Part of what was asked for can’t be used" in response.text
    assert len(rows(response)) == 6
    assert "RAG: Not rated" in response.text


def test_a_page_beyond_the_last_shows_the_last(client, manager):
    many = factories.plan("Large Plan", actions=60)
    factories.grant_role(user=manager, plan=many, role="viewer")
    response = client.get(URL + "?plan=large-plan&page=9&plan=zzz")
    assert "There is no page “9”: the pages go from 1 to 2. This is page 2." in response.text
    assert len(rows(response)) == 10
    assert 'href="?plan=large-plan&amp;page=1"' in response.text


def test_pages_are_links_that_keep_the_filters(client, manager):
    many = factories.plan("Large Plan", actions=60)
    factories.grant_role(user=manager, plan=many, role="viewer")
    response = client.get(URL + "?plan=large-plan&sort=ref&page=2")
    assert len(rows(response)) == 10
    assert "51 to 60 of 60" in response.text
    assert 'href="?plan=large-plan&amp;sort=ref&amp;page=1"' in response.text


def test_an_unknown_parameter_is_named_with_what_may_have_been_meant(client, plan, manager):
    text = client.get(URL + "?RAG=red").text
    assert "“RAG” is not a filter of this list, so it narrows nothing. Did you mean “rag”?" in text
    assert client.get("/actions.csv?RAG=red").status_code == 302


def test_the_panel_is_counted_only_where_it_is_open(client, plan, manager):
    closed, opened = client.get(URL), client.get(URL + "?panel=open")
    assert ('id="filter"' in closed.text, 'id="filter"' in opened.text) == (False, True)
    assert 'aria-expanded="false"' in closed.text
    assert 'aria-expanded="true"' in opened.text


def test_what_was_typed_stands_in_its_box_even_where_it_can_t_be_used(client, manager):
    typed = "x" * 201
    assert f'value="{typed}"' in client.get(f"{URL}?words={typed}").text


def test_words_are_shown_as_words(client, manager):
    for name in ("words", "plan"):
        text = client.get(URL, {name: '"><script>alert(1)</script>'}).text
        assert "&lt;script&gt;alert" in text
        assert "<script>alert" not in text


def test_an_empty_list_says_which_filter_to_take_off(client, plan, manager):
    say(factories.actions_of(plan)[5], rag="red")
    response = client.get(URL + "?rag=red&when=overdue")
    assert "No action passes all of these filters" in response.text
    words = " ".join(re.sub(r"<[^>]+>", " ", response.text.partition("Without them there are:")[2]).split())
    assert words.startswith("2 actions without RAG: Red 1 action without Overdue 6 actions without any filter")


def test_a_plan_without_actions_says_where_they_come_from(client):
    empty = factories.plan("Empty Plan", actions=0)
    client.force_login(factories.person(plan=empty, role="officer"))
    assert "There is no action yet in the plan that you can see" in client.get(URL).text


def test_mine_is_offered_to_those_who_hold_a_post_that_leads_something(client, plan, manager):
    assert 'name="mine"' not in client.get(URL + "?panel=open").text
    holder = factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])
    client.force_login(holder)
    assert 'name="mine"' in client.get(URL + "?panel=open").text
    assert len(rows(client.get(URL + "?mine=yes"))) == 6


def test_the_address_is_only_read(client, manager):
    for url in (URL, "/actions.csv"):
        assert client.post(url).status_code == 405


def test_the_page_takes_as_many_queries_for_400_actions_as_for_40(client):
    taken = []
    for title, actions in (("Forty", 40), ("Four Hundred", 400)):
        plan = factories.plan(title, actions=actions)
        for action in factories.actions_of(plan)[:30]:
            say(action, rag="amber")
        user = factories.person(f"Reader of {title}", plan=plan, role="manager")
        for url in (URL, URL + "?rag=amber&words=thing&when=owes&sort=lead", "/actions.csv"):
            client.force_login(user)  # once a minute a session notes its time, with queries of its own
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            taken.append((url, len(queries)))
    assert taken[:3] == taken[3:]
    assert max(number for _url, number in taken) < 30


class TestCsv:
    def test_every_row_in_the_order_and_with_the_filters_of_the_page(self, client, manager):
        many = factories.plan("Large Plan", actions=60)
        factories.grant_role(user=manager, plan=many, role="viewer")
        response = client.get("/actions.csv?plan=large-plan&sort=-ref&page=2")
        refs = [row["Ref"] for row in sheet(response)]
        assert len(refs) == 60
        assert refs[:2] == ["30.2", "30.1"]

    def test_no_object_is_built_for_a_row(self, client, manager):
        """Those of each table would be most of what a long file costs."""
        built = []
        for number in (1, 60):
            factories.grant_role(user=manager, plan=factories.plan(f"Plan {number}", actions=number), role="viewer")
            post_init.connect(count := lambda sender, **_of: built[-1].append(sender), weak=False)
            built.append([])
            assert len(sheet(client.get(f"/actions.csv?plan=plan-{number}"))) == number
            post_init.disconnect(count)
        assert len(built[1]) - len(built[0]) < 10

    def test_what_the_page_shows_and_the_latest_words(self, client, plan, manager):
        action = factories.actions_of(plan)[0]
        say(action, "Earlier words.", rag="green", days_ago=90)
        say(action, "Two teams trained,\nthe third “soon”.", rag="red", days_ago=60, forecast=TODAY + timedelta(days=8))
        lead_it(action, "Health Board", role="supporting")
        row = sheet(client.get("/actions.csv"))[0]
        told = marks.find(row[(mark := "action-plans/1/list//2026-11-22")])
        assert (told.action, told.drawn.on) == (action.pk, TODAY)
        assert row == {
            "Ref": "1.1",
            "Plan": "Early Help Improvement Plan",
            "Section": "Theme 1",
            "Recommendation": "Improve the matter numbered 1",
            "Action": "Do the thing numbered 1 and show that it works",
            "Lead": "Head of Early Help",
            "Also named": "Health Board (supporting)",
            "Due": "2026-11-08",
            "Lateness": "14 days late",
            "Timescale without a date": "",
            "RAG": "Red",
            "Since the last paper": "",
            "RAG in the last paper": "",
            "Stage": "Not started",
            "Last update": "2026-09-23",
            "Owes an update": "Yes",
            "Forecast": "2026-11-30",
            "Forecast late": "Yes",
            "Latest words": "Two teams trained,\nthe third “soon”.",
            mark: row[mark],
        }

    def test_excel_knows_its_letters_and_the_browser_its_name(self, client, plan, manager):
        response = client.get("/actions.csv?plan=early-help-improvement-plan")
        assert b"".join(response.streaming_content).startswith(b"\xef\xbb\xbfRef,")
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        name = "actions-early-help-improvement-plan-2026-11-22.csv"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert 'filename="actions-2026-11-22.csv"' in client.get("/actions.csv")["Content-Disposition"]

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "  ="])
    def test_no_cell_runs_as_a_formula(self, client, plan, manager, start):
        change(factories.actions_of(plan)[0], text=f"{start}HYPERLINK(1)")
        say(factories.actions_of(plan)[0], f"{start}cmd|'/c calc'!A0")
        cells = [cell for row in sheet(client.get("/actions.csv")) for cell in row.values()]
        assert f"'{start}HYPERLINK(1)" in cells
        assert not [cell for cell in cells if cell.lstrip(" ").startswith(start.strip(" "))]

    def test_what_is_no_formula_is_left_as_it_is(self):
        assert safe("Train 3 - 4 teams = all") == "Train 3 - 4 teams = all"
        assert safe("") == ""

    def test_a_file_is_never_silently_of_other_actions(self, client, manager):
        response = client.get("/actions.csv?plan=zzz&rag=none")
        assert response.status_code == 302
        assert response["Location"] == "/actions/?plan=zzz&rag=none"
        assert client.get(response["Location"]).status_code == 400

    def test_a_list_of_nothing_is_a_file_of_headings(self, client, manager):
        told = text_of(client.get("/actions.csv?words=nothing"))
        assert told == ",".join(HEADINGS) + ",action-plans/1/list//2026-11-22\r\n"

    def test_it_says_of_which_plan_it_is_and_at_which_link_of_its_chain(self, client, plan, manager):
        file = b"".join(client.get("/actions.csv?plan=early-help-improvement-plan").streaming_content)
        with pytest.raises(OwnFile) as own:
            read_plan(file, name="list.csv")
        chain = m.Chain.objects.get(key=plan.chain_key)
        at = f"{chain.position}.{chain.head[:16]}"
        assert own.value.mark == Mark(kind="list", plan=plan.slug, on=TODAY, at=at)

    def test_the_page_links_to_the_file_of_what_it_shows(self, client, manager):
        page = client.get(URL + "?rag=none&when=owes&page=1")
        [link] = re.findall(r'href="(/actions\.csv[^"]*)"', page.text)
        assert link == "/actions.csv?rag=none&amp;when=owes"


def test_every_figure_of_other_pages_is_the_number_of_rows_behind_it(client, plan, manager):
    """Such links stand on the overview, the list of plans and each plan's own page."""
    first, second, third, *_rest = factories.actions_of(plan)
    say(first, rag="red", forecast=TODAY + timedelta(days=99))
    change(second, stage="claimed")
    undate(third)
    shown = overview(manager, on=TODAY)
    figures = [*shown.figures, *(figure for row in (*shown.by_plan, *shown.leads.rows) for figure in row.counts)]
    assert len({figure.url for figure in figures}) > 15
    for figure in figures:
        response = client.get(figure.url)
        assert (response.status_code, response.context["count"]) == (200, figure.count), figure
    for page in (reverse("plans"), reverse("plan", args=[plan.slug])):
        for link in re.findall(r'href="(/actions/\?[^"]*)"', client.get(page).text):
            assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_an_action_leads_back_to_the_list_that_it_was_opened_from(client, plan, lead):
    """With its filters, from the action and from what is done of it; another site's address is none of ours."""
    client.force_login(lead)
    here = reverse("actions") + "?plan=early-help-improvement-plan&stage=not_started"
    action = factories.actions_of(plan)[0]
    address = re.search(rf'href="({reverse("action", args=[action.pk])}\?from=[^"]+)"', client.get(here).text)[1]
    crumb = f'<a href="{escape(here)}">Actions, filtered</a>'
    page = client.get(unescape(address)).text
    assert crumb in page
    update = re.search(rf'href="({reverse("update", args=[action.pk])}\?from=[^"]+)"', page)[1]
    assert crumb in client.get(unescape(update)).text
    for elsewhere in ("https://elsewhere.example/actions/", "//elsewhere.example", "/no/such/page", "/plans/"):
        page = client.get(reverse("action", args=[action.pk]), {"from": elsewhere}).text
        assert '<a href="/plans/">Plans</a></li><li>' in page and "elsewhere" not in page.partition("<main")[0]


def test_an_action_is_called_by_its_plans_code_wherever_it_is_named(client, lead, manager):
    """In the title and the breadcrumbs of every page of it."""
    plan = factories.plan("Coded Plan", code="CP")
    for person, role in ((lead, "contributor"), (manager, "manager")):
        grant_role(user=person, plan=plan, role=role)
    action = factories.actions_of(plan)[0]
    for name, person in (("action", lead), ("update", lead), ("extend", lead), ("close", manager)):
        client.force_login(person)
        page = client.get(reverse(name, args=[action.pk])).text
        assert "CP 1.1" in page.partition("</title>")[0], name
        crumbs = page.partition('aria-label="Breadcrumb"')[2].partition("</nav>")[0]
        assert name == "action" or "CP 1.1" in crumbs, name


def test_a_workbook_holds_the_rows_of_the_list_with_real_days_and_no_formula(client):
    plan = factories.plan(actions=3)
    first = factories.actions_of(plan)[0]
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        first.text = "=1+1 is what the paper says"
        act.save(first)
    client.force_login(factories.person("Moira Manager", plan=plan, role="manager"))
    asked = {"sort": "-due"}
    answer = client.get(reverse("actions_xlsx"), asked)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    head, *rows = book.active.iter_rows()
    csv_head, *csv_rows = csv.reader(
        io.StringIO(b"".join(client.get(reverse("actions_csv"), asked).streaming_content).decode("utf-8-sig"))
    )
    assert [cell.value for cell in head] == csv_head
    assert [[_as_csv(cell.value) for cell in row] for row in rows] == [
        [words.removeprefix("'") for words in row] for row in csv_rows
    ]
    assert book.active.column_dimensions[head[-1].column_letter].hidden
    due, text = ({cell.value: at for at, cell in enumerate(head)}[name] for name in ("Due", "Action"))
    assert rows[0][due].is_date and rows[-1][text].data_type == "s"
    assert filemark.find(book.properties.keywords).kind == filemark.LIST


def _as_csv(value) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else value or ""
