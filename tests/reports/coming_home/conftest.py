"""Plans whose files go out and come home; they are read in this process, as a child for each would take most of the
time."""

import pytest

from tests.audits.sheets import bringing


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    monkeypatch.setattr("audits.sheets.returns.read_file", bringing.read_here)
