"""A small plan, its lead, and a manager who is signed in."""

import pytest

from tests import factories


@pytest.fixture
def plan():
    return factories.plan()


@pytest.fixture
def lead(plan):
    return factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])


@pytest.fixture
def manager(client, plan):
    user = factories.person("Moira Manager", plan=plan, role="manager")
    client.force_login(user)
    return user
