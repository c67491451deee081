"""Reporting periods in the browser: opened, changed, closed early, withdrawn; and the plan's cadence."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audits.sources import as_at
from audits.verification import faults
from plans import models as m
from plans import rules
from plans.clock import today
from plans.operations.errors import Refused
from plans.operations.periods import change_period, close_period, reopen_period, withdraw_period
from plans.operations.plans import open_period
from plans.queries import plan_state
from plans.trail import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(plan):
    """Collected now: its position date was yesterday, its updates are due in a week."""
    day = today()
    return open_period(
        by=SYSTEM, plan=plan, name="End Term", position_on=day - timedelta(days=1), due_on=day + timedelta(days=7)
    )


def boxes(name, day):
    return {f"{name}_{part}": getattr(day, part) for part in ("day", "month", "year")} if day else {}


def typed(name="End July", position_on=None, due_on=None, meeting_on=None, **more):
    days = {**boxes("position_on", position_on), **boxes("due_on", due_on), **boxes("meeting_on", meeting_on)}
    return {"name": name, **days, **more}


def test_an_officer_opens_a_period_and_everybody_of_the_plan_sees_it(client, plan, officer, lead):
    day = today() + timedelta(days=10)
    answer = client.post(reverse("open_period", args=[plan.slug]), typed(position_on=day, due_on=day, meeting_on=day))
    assert answer.status_code == 302
    made = plan.periods.get()
    assert (made.name, made.position_on, made.due_on, made.meeting_on) == ("End July", day, day, day)
    client.force_login(lead)
    page = client.get(reverse("periods", args=[plan.slug])).text
    assert "End July" in page
    assert "Collected next" in page
    assert "Open a period" not in page


def test_many_periods_have_pages_and_their_file_has_all(client, plan, officer, period, monkeypatch):
    monkeypatch.setattr("plans.views.periods.A_PAGE", 1)
    day = today() + timedelta(days=20)
    open_period(by=SYSTEM, plan=plan, name="Next Term", position_on=day, due_on=day)
    url = reverse("periods", args=[plan.slug])
    first, second = client.get(url).text, client.get(url, {"page": 2}).text
    assert "Next Term" in first and "End Term" not in first and "1 to 1 of 2" in first
    assert "End Term" in second and "Next Term" not in second
    file = b"".join(client.get(url, {"file": "csv"}).streaming_content).decode()
    assert "Next Term" in file and "End Term" in file


def test_days_out_of_order_are_refused_beside_their_field(client, plan, officer):
    day = today()
    url = reverse("open_period", args=[plan.slug])
    early = client.post(url, typed(position_on=day, due_on=day - timedelta(days=1)))
    assert (early.status_code, "due before the day that they are about" in early.text) == (422, True)
    assert 'value="End July"' in early.text
    meeting = client.post(url, typed(position_on=day, due_on=day, meeting_on=day - timedelta(days=1)))
    assert "be before the day that updates are due" in meeting.text
    nothing = client.post(url, {}).text
    assert "Give the period a name" in nothing
    assert "Enter the day that the figures are of." in nothing
    assert not plan.periods.exists()


def test_a_second_period_of_a_name_or_a_day_is_refused_in_words(client, plan, officer, period):
    url = reverse("open_period", args=[plan.slug])
    assert "Give this one another name" in client.post(url, typed(name="End Term", position_on=today())).text
    assert "Choose another day" in client.post(url, typed(position_on=period.position_on)).text


def test_a_period_is_changed_and_the_trail_says_what_it_was(client, plan, officer, period):
    later = period.due_on + timedelta(days=7)
    url = reverse("period", args=[plan.slug, period.pk])
    assert "End Term" in client.get(url).text
    client.post(url, typed(name="End of term", position_on=period.position_on, due_on=later))
    period.refresh_from_db()
    assert (period.name, period.due_on) == ("End of term", later)
    log = client.get(reverse("log", args=[plan.slug])).text
    assert "changed a reporting period" in log
    assert list(faults()) == []


def test_closing_early_ends_what_is_owed_for_it_and_opening_again_brings_it_back(client, plan, officer, period):
    url = reverse("period", args=[plan.slug, period.pk])
    on, state = today(), plan_state(plan)
    assert rules.open_period(state, on).id == period.pk
    client.post(url, {"do": "close"})
    assert rules.open_period(plan_state(plan), on) is None
    assert m.Period.objects.collecting(on=on) == []
    assert rules.open_period(plan_state(plan), on - timedelta(days=1)).id == period.pk
    assert as_at(plan, on=on) == plan_state(plan)
    assert "closed already" in client.post(url, {"do": "close"}).text
    client.post(url, {"do": "reopen"})
    assert [p.pk for p in m.Period.objects.collecting(on=on)] == [period.pk]


def test_a_withdrawn_period_is_gone_from_the_plan_and_kept_with_its_reason(client, plan, officer, period):
    url = reverse("period", args=[plan.slug, period.pk])
    bare = client.post(url, {"do": "withdraw", "reason": " "})
    assert (bare.status_code, "Say why the period is withdrawn" in bare.text) == (422, True)
    assert client.post(url, {"do": "withdraw", "reason": "Opened for the wrong plan."}).status_code == 302
    assert plan_state(plan).periods == ()
    assert m.Period.objects.collecting(on=today()) == []
    periods = reverse("periods", args=[plan.slug])
    assert "Opened for the wrong plan." in client.get(periods).text
    assert (
        "Opened for the wrong plan." in client.get(periods, {"file": "csv", "which": "withdrawn"}).getvalue().decode()
    )
    assert client.get(url).url == reverse("periods", args=[plan.slug]), "it says there that it was withdrawn"
    open_period(by=SYSTEM, plan=plan, name="End Term", position_on=period.position_on)
    with pytest.raises(Refused, match="has been withdrawn"):
        close_period(by=SYSTEM, period=period)


def test_a_period_that_is_over_is_neither_closed_nor_opened_again(plan):
    day = today()
    over = open_period(by=SYSTEM, plan=plan, name="Then", position_on=day - timedelta(days=40))
    with pytest.raises(Refused, match="closed already"):
        close_period(by=SYSTEM, period=over)
    with pytest.raises(Refused, match="not been closed early"):
        reopen_period(by=SYSTEM, period=over)
    coming = open_period(by=SYSTEM, plan=plan, name="Now", position_on=day)
    close_period(by=SYSTEM, period=coming)
    change_period(by=SYSTEM, period=coming, name="Now", position_on=day - timedelta(days=9))
    with pytest.raises(Refused, match="Change that day first"):
        reopen_period(by=SYSTEM, period=coming)
    withdraw_period(by=SYSTEM, period=coming, reason="Not needed.")


def test_the_cadence_is_set_where_periods_are(client, plan, officer):
    url = reverse("periods", args=[plan.slug])
    for wrong, words in (
        ("0", "at least 1 day"),
        ("400", "366 days, or less"),
        ("often", "whole number"),
        ("", "such as 28"),
    ):
        answer = client.post(url, {"cadence_days": wrong})
        assert (answer.status_code, words in answer.text) == (422, True)
    assert client.post(url, {"cadence_days": "14"}).status_code == 302
    plan.refresh_from_db()
    assert plan.cadence_days == 14


def test_a_closed_plan_keeps_its_cadence_and_says_so(client, plan, officer):
    m.Plan.objects.filter(pk=plan.pk).update(status="closed")
    answer = client.post(reverse("periods", args=[plan.slug]), {"cadence_days": "14"})
    assert (answer.status_code, "This plan is closed" in answer.text) == (422, True)


def test_who_may_not_manage_the_plan_may_not_set_its_cadence(client, plan, manager):
    client.force_login(manager)
    assert client.post(reverse("periods", args=[plan.slug]), {"cadence_days": "14"}).status_code == 403
