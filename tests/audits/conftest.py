"""A manager who is signed in."""

import pytest

from tests import factories


@pytest.fixture
def manager(client, plan):
    user = factories.person("Moira Manager", plan=plan, role="manager")
    client.force_login(user)
    return user
