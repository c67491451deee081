"""The page of one action: how it stands, how its date moved, and what came of its claim."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from plans.models import Step, Timescale
from plans.operations.decisions.completion import return_claim
from plans.operations.decisions.extensions import decide_extension, request_extension
from plans.operations.progress.updates import Word, submit_progress
from tests import factories
from tests.factories import TODAY
from tests.plans.filters.lists import change, say, undate, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("audits.views.action.today", lambda: TODAY)


@pytest.fixture
def action(plan):
    """Fourteen days late."""
    return factories.actions_of(plan)[0]


@pytest.fixture
def look(client, manager, action):
    """The words of the page, and its markup."""

    def words():
        page = client.get(reverse("action", args=[action.pk]))
        assert page.status_code == 200
        main = page.text.partition("<main")[2].partition("</main>")[0]
        return " ".join(re.sub(r"<[^>]+>", " ", main).split()), main

    return words


def move(action, lead, manager, days, agreed=True):
    timescale = action.timescales.get()
    asked = request_extension(
        by=lead, timescale=timescale, to_latest=timescale.latest + timedelta(days=days), reason="Illness."
    )
    return decide_extension(by=manager, extension=asked, agreed=agreed, reason="So be it.")


def test_a_late_action_says_when_it_was_due(look):
    assert "14 days late due 8 November 2026" in look()[0]


def test_a_date_that_moved_says_where_from_and_how_often(look, action, lead, manager):
    move(action, lead, manager, 3)
    move(action, lead, manager, 2, agreed=False)
    assert "11 days late due 11 November 2026, originally 8 November 2026, 1 extension" in look()[0]


def test_a_claim_awaiting_verification_is_due_and_not_late(look, action):
    change(action, stage="claimed")
    words = look()[0]
    assert "days late" not in words
    assert "Due 8 November 2026" in words


def test_what_is_finished_is_no_longer_counted_in_days(look, action):
    assert "14 days" in look()[0]
    change(action, stage="verified")
    words = look()[0]
    assert action.text in words and "14 days" not in words


def test_columns_of_dates_that_say_nothing_are_left_out(look, action):
    words = look()[0]
    assert "Agreed date" in words
    assert "Belongs to" not in words
    assert "Met on" not in words


def test_a_steps_date_says_whose_it_is_and_when_it_was_met(look, action, plan):
    step = write(plan, Step(action=action, order=0, text="Write the brief", met_on=TODAY))
    write(plan, Timescale(action=action, step=step, order=1, text="soon", kind="date", latest=TODAY))
    words = look()[0]
    assert "Belongs to" in words
    assert "Met on" in words
    assert "Step: Write the brief" in words


def test_the_dates_are_drawn_and_said(look, action, lead, manager):
    move(action, lead, manager, 60)
    say(action, forecast=TODAY + timedelta(days=90))
    words, main = look()
    assert 'class="ap-track"' in main
    assert "Original date 8 November 2026, moved to 7 January 2027." in main
    assert "Moved once, 60 days in all. Forecast 44 days beyond the agreed date." in words


def test_without_a_day_there_is_nothing_to_draw(look, action):
    undate(action, "ongoing", "Ongoing")
    words, main = look()
    assert action.text in words and "ap-track" not in main


def test_a_returned_claim_says_who_wants_what(look, action, lead, manager):
    claim = submit_progress(
        by=lead, action=action, word=Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    )
    return_claim(by=manager, claim=claim, reason="The audit is missing.")
    said = "Returned by Moira Manager"
    assert re.search(said + r".*: The audit is missing\.", look()[1].partition("ap-split")[0], re.DOTALL)
    submit_progress(by=lead, action=action, word=Word(narrative="The audit is under way.", rag=factories.rag("green")))
    assert said not in look()[0]
