"""The arrows between the packages run one way, and the pure modules stay pure (the contracts are in pyproject)."""

import logging

import pytest
from importlinter.cli import lint_imports


@pytest.fixture
def loggers_stay_on():
    """The linter sets up logging anew and turns off every logger that is there, for all tests that follow."""
    yield
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).disabled = False


def test_no_arrow_turns_back(capsys, loggers_stay_on):
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out
