"""A live plan whose first two actions are overdue, the person who leads all three, and who runs it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from plans.assembly import LONDON
from plans.operations.plans import open_period
from plans.trail import SYSTEM
from tests import factories


class Clock:
    """What time it is; starts at noon of the day that the plan's dates are told from."""

    def __init__(self):
        self.moment = datetime.combine(factories.TODAY, datetime.min.time(), LONDON) + timedelta(hours=12)

    def set(self, *, day=None, hour=12, minute=0):
        self.moment = datetime.combine(day or factories.TODAY, datetime.min.time(), LONDON).replace(
            hour=hour, minute=minute
        )

    def pass_by(self, **much):
        self.moment += timedelta(**much)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.moment)
    return clock


@pytest.fixture
def on():
    return factories.TODAY


@pytest.fixture
def plan():
    return factories.plan(code="EH")


@pytest.fixture
def actions(plan):
    """Due 14 and 7 days ago, and today."""
    return factories.actions_of(plan)


@pytest.fixture
def lead(plan):
    return factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def collecting(plan, on):
    """A period whose position date was two days ago; updates are due in five."""
    return open_period(
        by=SYSTEM,
        plan=plan,
        name="End November 2026",
        position_on=on - timedelta(days=2),
        due_on=on + timedelta(days=5),
        meeting_on=on + timedelta(days=19),
    )
