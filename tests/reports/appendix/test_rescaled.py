"""A frozen state, and a past day, keep the meanings of their day when the plan takes another scheme."""

from datetime import timedelta

import pytest

from audits.operations.snapshots import freeze
from audits.sources import as_at, frozen
from audits.verification import faults
from plans import canonical, rules
from plans.clock import today
from plans.operations import schemes
from plans.operations.plan_scheme import change_plan_scheme
from plans.operations.plans import open_period
from plans.queries import plan_state
from plans.trail import SYSTEM
from reports import figures
from reports.appendix.layout import build
from tests import factories
from tests.plans.filters.lists import say
from tests.plans.operations.test_schemes import TRAFFIC, becomes
from tests.reports.appendix.reading import OPTIONS

pytestmark = pytest.mark.django_db

COUNCIL = {"Amber": "At risk of not being achieved by its date", "Green": "On track to be achieved by its date"}
BOARD = {"Amber": "On track", "Green": "Complete"}


@pytest.fixture
def plan():
    return factories.plan(actions=3)


def meanings(state) -> dict[str, str]:
    """What a paper of the state says of amber and green."""
    said = {each.badge.word: each.text for each in build(state, OPTIONS).meanings if each.badge}
    return {word: said[word] for word in COUNCIL}


def rated(state) -> list[str]:
    found = [rules.rating(state, action) for action in state.actions]
    return [rating.label if rating else "" for rating in found]


def test_what_was_frozen_and_a_past_day_keep_the_meanings_that_they_had(plan):
    amber, green, _silent = factories.actions_of(plan)
    say(amber, rag="amber")
    say(green, rag="green")
    period = open_period(by=SYSTEM, plan=plan, name="Now", position_on=today())
    snapshot = freeze(by=SYSTEM, period=period)
    before, known = canonical.to_json(frozen(snapshot)), snapshot.known
    counted = figures.tally(frozen(snapshot), frozen(snapshot).actions, today())

    traffic = schemes.start_scheme(by=SYSTEM, name="Traffic lights", ratings=TRAFFIC, why="The board’s words")
    mapped = becomes(plan, traffic, red="red", amber="violet", green="amber")
    change_plan_scheme(by=SYSTEM, plan=plan, scheme=traffic, becomes=mapped, why="The board decided so.")

    snapshot.refresh_from_db()
    kept = frozen(snapshot)
    assert canonical.to_json(kept) == before
    assert (rated(kept), meanings(kept)) == (["Amber", "Green", ""], COUNCIL)
    assert figures.tally(kept, kept.actions, today()) == counted
    then = as_at(plan, on=today(), known=known)
    assert canonical.digest(then) == snapshot.digest
    live = plan_state(plan)
    assert (rated(live), meanings(live)) == (["Violet", "Amber", ""], BOARD)
    assert canonical.digest(as_at(plan, on=today(), known=known + timedelta(days=1))) == canonical.digest(live)
    assert list(faults()) == []
