"""The plan as a document: as it stands today, and as at another day."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.clock import today
from plans.models import Action, OpenQuestion, Plan
from plans.operations.imports.new_plan import commit_import
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.audits.test_documents import brought

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.plan()


@pytest.fixture
def url(plan):
    return reverse("plan", args=[plan.slug])


@pytest.fixture
def tomorrow(monkeypatch):
    """The day after the plan was made, so that today is another day."""
    day = today() + timedelta(days=1)
    for name in ("reports.views.plan", "reports.views.appendix"):
        monkeypatch.setattr(f"{name}.today", lambda: day)
    return day


def at(day):
    return {"on_day": day.day, "on_month": day.month, "on_year": day.year}


def query(day):
    return f"?on_day={day.day}&on_month={day.month}&on_year={day.year}"


def missing(page):
    return re.search(r'<aside class="ap-rail__note".*?</aside>', page.text, re.DOTALL)[0]


def test_what_is_missing_today_leads_to_the_actions(client, plan, officer, url):
    assert f'href="/actions/?plan={plan.slug}&amp;rag=none"' in missing(client.get(url))


def test_what_was_missing_then_leads_to_the_list_of_that_day(client, plan, officer, url, tomorrow):
    page = client.get(url, at(today()))
    assert page.status_code == 200
    assert f'href="/actions/?plan={plan.slug}&amp;as_at={today().isoformat()}&amp;rag=none"' in missing(page)
    assert f'href="/actions/?plan={plan.slug}&amp;as_at={today().isoformat()}">Its actions as a list' in page.text


def test_the_appendix_is_built_of_the_day_that_is_shown(client, plan, officer, url, tomorrow):
    build = reverse("appendix", args=[plan.slug])
    assert f'href="{build}"' in client.get(url).text
    there = f"{build}{query(today())}"
    assert f'href="{there.replace("&", "&amp;")}"' in client.get(url, at(today())).text
    page = client.get(there)
    assert page.status_code == 200
    assert "error" not in page.context["form"].errors
    assert f'name="on_year" inputmode="numeric" value="{today().year}"' in page.text


def test_another_day_is_asked_for_in_the_head_of_the_page(client, officer, url):
    head = client.get(url).text.partition("ap-head__acts")[2].partition('class="ap-doc"')[0]
    assert "As at another day" in head
    assert 'name="on_day"' in head


def test_a_day_that_cant_be_shown_is_said_and_its_boxes_stand_open(client, officer, url):
    page = client.get(url, {"on_day": "31", "on_month": "2", "on_year": "2026"})
    assert page.status_code == 422
    assert "has 28 days" in page.text
    assert re.search(r"<details[^>]* open", page.text)
    assert 'name="on_day" inputmode="numeric" value="31"' in page.text


def test_the_coordinator_is_named_once(client, plan, officer, url):
    Plan.objects.filter(pk=plan.pk).update(coordinator=officer)
    main = client.get(url).text.partition("<main")[2]
    assert main.count("Olive Officer") == 1


def test_an_action_that_is_only_a_list_has_a_link_too(client):
    officer = factories.person("Olive Officer", plan=factories.plan(), role="officer")
    text = "| Recommendation | Action | Lead |\n|---|---|---|\n"
    text += "| Fly higher | 1.1 <ul><li>Buy string</li><li>Tie tails</li></ul> | Jo Bell |\n"
    text += "| Fly further | 2.1 Mow the hill | Jo Bell |\n"
    kites = commit_import(by=officer, data=text.encode(), name="kites.md").plan
    client.force_login(officer)
    page = client.get(reverse("plan", args=[kites.slug])).text
    links = re.findall(r'<a href="/actions/\d+/\?from=[^"]+">(.*?)</a>', page)
    assert links == ["1.1", "Mow the hill"]


def test_bullets_within_bullets_are_set_further_in(client, plan, officer, url):
    Action.objects.filter(pk=factories.actions_of(plan)[0].pk).update(
        expected_evidence="For example:\n• records\n  • of visits\n    • to carers"
    )
    page = client.get(url).text
    assert '<div>• records</div><div class="ap-within ap-within--1">• of visits</div>' in page
    assert '<div class="ap-within ap-within--2">• to carers</div>' in page


@pytest.mark.parametrize("role, keeps", [("viewer", False), ("contributor", False), ("officer", True)])
def test_a_reader_sees_the_plan_before_its_keepers_chores_and_none_that_are_not_theirs(client, plan, url, role, keeps):
    """On the plan's page, on the list of plans, and where they begin."""
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(OpenQuestion(plan=plan, order=0, text="May", because="a month without a year"))
    client.force_login(factories.person("Rita Reader", plan=plan, role=role))
    chores = ("Build the appendix", "Before it can go out", "of the import", "wait for nobody")
    page = client.get(url).text
    assert [words in page for words in chores] == [keeps] * len(chores)
    assert (reverse("appendix", args=[plan.slug]) in page, "ap-btn--primary" in page) == (True, keeps)
    listed = client.get(reverse("plans")).text
    assert [words in listed for words in ("Owes an update", "Not rated", "To verify")] == [keeps] * 3
    begins = client.get(reverse("home")).url
    assert begins == (reverse("plans") if keeps else url)


def test_the_documents_own_line_of_its_day_is_not_told_as_todays_position(client):
    plan = factories.plan(subtitle="Position as at 31 March 2026")
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    page = client.get(reverse("plan", args=[plan.slug]))
    assert "In the plan’s document: Position as at 31 March 2026." in page.text


def test_a_day_is_shown_as_is_known_now_and_as_was_known_then(client, plan, officer, url, tomorrow):
    later = timezone.now() + timedelta(days=1)
    word = Word(narrative="Two of three are in.", rag=factories.rag("green"), position_on=today())
    submit_progress(by=officer, action=factories.actions_of(plan)[0], word=word, at=later)
    now = client.get(url, at(today()))
    assert "as is known now" in now.text and "Two of three are in." in now.text
    way = re.search(r'href="(\?[^"]*known=then[^"]*)">As was known then', now.text)[1].replace("&amp;", "&")
    then = client.get(url + way)
    assert then.status_code == 200
    assert "as was known then" in then.text and "Two of three are in." not in then.text
    assert f'href="{url}since/?from={today().isoformat()}&amp;known=then"' in then.text
    back = re.search(r'href="(\?[^"]*)">As is known now', then.text)[1].replace("&amp;", "&")
    assert "Two of three are in." in client.get(url + back).text


def test_what_was_not_known_then_is_said_and_today_shown(client):
    plan = brought()
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    url = reverse("plan", args=[plan.slug])
    asked = {"on_day": "31", "on_month": "3", "on_year": "2026"}
    assert "As printed in the document of 31 March 2026" in client.get(url, asked).text
    page = client.get(url, {**asked, "known": "then"})
    assert page.status_code == 422
    assert "was not in the system then" in page.text and "as was known then" not in page.text
