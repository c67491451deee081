"""A small plan, its officer and manager; files are read in this process."""

import pytest

from tests import factories
from tests.audits.sheets import bringing


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    monkeypatch.setattr("audits.sheets.returns.read_file", bringing.read_here)


@pytest.fixture
def plan():
    return factories.plan()


@pytest.fixture
def manager(plan):
    return factories.person("Moira Manager", plan=plan, role="manager")
