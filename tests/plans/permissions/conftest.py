"""The world of the tables, in the state that a test asks for."""

import pytest

from tests.plans.permissions.world import build


@pytest.fixture
def world(request):
    return build(request.param)
