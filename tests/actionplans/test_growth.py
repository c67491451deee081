"""Data at scale is on the trail like any other, and spread as a council's is."""

import io
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audits.timeline import timeline
from audits.verification import faults
from plans import models as m
from plans.clock import now, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def grown():
    out = io.StringIO()
    call_command("grow", "--plans", "2", "--actions", "40", "--updates", "3", stdout=out)
    return out.getvalue().split()


def test_it_grows_what_it_is_asked_for_and_the_trail_holds(grown):
    assert grown == ["grown-1", "grown-2"]
    assert (m.Action.objects.count(), m.ProgressUpdate.objects.count()) == (80, 240)
    assert list(faults()) == []
    call_command("grow", "--actions", "3", "--updates", "0", stdout=io.StringIO())
    assert m.Action.objects.count() == 83
    assert list(faults()) == []


def test_each_update_is_said_on_its_own_day_in_an_act_of_its_own_moment(grown):
    action = m.Action.objects.get(recommendation__section__plan__slug="grown-1", row=1)
    said = [entry for entry in timeline(action) if entry.kind == "update"]
    assert len({entry.act for entry in said}) == 3
    for entry in said:
        assert entry.act.moment.date() == entry.update.position_on < today()
    acts = m.ChangeSet.objects.filter(verb="submit_progress")
    assert acts.count() == 2 * 2 * 6
    assert len(set(acts.values_list("moment", flat=True))) >= 12
    assert acts.latest("moment").moment < now()


def test_no_act_had_to_give_way_to_one_that_was_written_before_it(grown):
    """Each has the whole hour that it was asked for: none came after a later one of its chain."""
    acts = m.ChangeSet.objects.exclude(verb="grow").values_list("moment", flat=True)
    assert {moment.microsecond for moment in acts} == {0}


def test_ratings_claims_dates_and_requests_are_spread(grown):
    standings = list(m.Standing.objects.select_related("rag"))
    assert {"red", "amber", "green", "blue"} == {standing.rag.code for standing in standings}
    assert Counter(standing.stage for standing in standings) == {"in_progress": 68, "claimed": 4, "verified": 8}
    assert sum(standing.undated for standing in standings) == 4
    assert m.Timescale.objects.filter(kind="ongoing").count() == 4
    assert Counter(m.Extension.objects.values_list("status", flat=True)) == {
        "agreed": 4,
        "requested": 4,
        "refused": 4,
    }
    moved = sum(
        len(set(action.updates.values_list("rag", flat=True))) > 1
        for action in m.Action.objects.prefetch_related("updates")
    )
    assert 20 < moved < 80
    overdue = sum(1 for standing in standings if standing.open and standing.due and standing.due < today())
    assert 0 < overdue < 40
    owing = sum(1 for standing in standings if standing.position_on < today() - timedelta(days=28))
    assert 0 < owing < 40


def test_posts_have_holders_who_may_update_what_they_lead(grown):
    action = m.Action.objects.first()
    holder = action.assignments.get().lead.holdings.get().user
    assert m.Action.objects.held_by(holder, on=today()).filter(pk=action.pk).exists()
    assert m.Membership.objects.filter(user=holder, role="contributor").count() == 2
    assert action.updates.exclude(said_by=None).first().said_by == holder


@pytest.mark.parametrize(("updates", "expected"), [(0, 0), (1, 7), (2, 14), (5, 35)])
def test_any_number_of_updates_comes_out(updates, expected):
    call_command("grow", "--actions", "7", "--updates", str(updates), stdout=io.StringIO())
    assert m.ProgressUpdate.objects.count() == expected
    assert list(faults()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes several writers")
def test_several_processes_are_refused_where_one_may_write():
    with pytest.raises(CommandError, match="one writer"):
        call_command("grow", "--processes", "2")


def test_nothing_is_too_little():
    with pytest.raises(CommandError, match="at least 1"):
        call_command("grow", "--actions", "0")
