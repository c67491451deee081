"""A plan of three actions, the person who leads them, and the manager who decides."""

import pytest

from tests import factories


@pytest.fixture
def plan():
    return factories.plan()


@pytest.fixture
def action(plan):
    return factories.actions_of(plan)[0]


@pytest.fixture
def lead(plan):
    """Signs in with "a-long-word-9"."""
    post = factories.lead()
    return factories.person("Ada Lead", plan=plan, role="contributor", posts=[post], password="a-long-word-9")


@pytest.fixture
def manager(plan):
    return factories.person("Moira Manager", plan=plan, role="manager")
