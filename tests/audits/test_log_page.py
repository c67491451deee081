"""The audit log: who did what to which action, narrowed by person and day, and the head to compare with paper."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from plans.clock import today
from plans.models import Chain
from plans.operations.extensions import decide_extension, request_extension
from plans.operations.importing import commit_import
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return reverse("log", args=[plan.slug])


def acts(page) -> dict[str, str]:
    """From the heading of each act to its markup."""
    items = page.text.partition('<ol class="ap-time">')[2].split("<h3>")[1:]
    return {item.partition("</h3>")[0]: item for item in items}


def test_an_import_names_its_file_and_the_hash_of_its_bytes(client, plan):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    data = b"Action\tLead\tBy when\nBuy string\tJo Bell\tMay 2027\n"
    kites = commit_import(by=officer, data=data, name="kites.txt").plan
    client.force_login(officer)
    logged = acts(client.get(reverse("log", args=[kites.slug])))
    assert f"“kites.txt”, SHA-256 {hashlib.sha256(data).hexdigest()}" in logged["Olive Officer imported the plan"]


@pytest.mark.parametrize("agreed, words", [(True, "agreed a new date"), (False, "refused a new date")])
def test_a_decision_on_a_date_says_which_and_of_which_action(client, plan, lead, manager, url, agreed, words):
    action = factories.actions_of(plan)[0]
    timescale = action.timescales.get()
    later = timescale.latest + timedelta(days=400)
    asked = request_extension(by=lead, timescale=timescale, to_latest=later, reason="Illness.")
    decide_extension(by=manager, extension=asked, agreed=agreed, reason="So be it.")
    logged = acts(client.get(url))
    link = reverse("action", args=[action.pk])
    assert link in logged[f"Moira Manager {words}"]
    assert link in logged["Ada Lead asked for a new date"]


def test_a_first_day_after_the_last_is_refused_and_the_person_stays_chosen(client, manager, url):
    asked = {"person": "System (command)", "since": "2026-03-02", "until": "2026-03-01"}
    page = client.get(url, asked)
    assert page.status_code == 400
    assert "“From” is later than “To”" in page.text
    assert all(f'value="{day}"' in page.text for day in (asked["since"], asked["until"]))
    assert "<option selected>System (command)</option>" in page.text


@pytest.mark.parametrize("name, other", [("since", "until"), ("until", "since")])
def test_a_day_that_is_none_is_named_at_its_own_field(client, manager, url, name, other):
    page = client.get(url, {name: "soon"})
    assert page.status_code == 400
    assert f'<a href="#{name}">' in page.text
    assert f'<a href="#{other}">' not in page.text


def test_one_day_is_a_range_too(client, manager, url):
    day = today().isoformat()
    page = client.get(url, {"since": day, "until": day})
    assert page.status_code == 200
    assert acts(page)


def test_the_head_is_whole_and_can_be_compared(client, plan, manager, url):
    head = Chain.objects.get(key=plan.chain_key).head
    assert len(head) == 64
    assert head in re.sub(r"<[^>]+>", "", client.get(url).text)


@pytest.mark.parametrize("asked", ["?until=9999-12-31", "?since=0001-01-01", "?person=%00", "?person=Nobody"])
def test_what_the_log_cant_be_asked_is_said_and_the_log_is_shown(client, asked):
    plan = factories.plan()
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    response = client.get(reverse("log", args=[plan.slug]) + asked)
    assert response.status_code == 400
    assert "error-title" in response.text
    assert "gave a role in the plan" in response.text
