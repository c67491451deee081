"""The arrows between the packages run one way, and the pure modules stay pure (the contracts are in pyproject)."""

import logging
import os
import subprocess
import sys

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


HEAVY = ("bs4", "docx", "fontTools", "holidays", "icalendar", "openpyxl", "pdfplumber", "weasyprint")
"""What reads and makes documents: as much memory again as the application."""


def test_a_process_that_only_serves_pages_loads_nothing_that_makes_documents():
    code = (
        "import sys, django; django.setup(); import actionplans.wsgi; from django.urls import get_resolver; "
        "get_resolver().url_patterns; print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "actionplans.settings"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)  # noqa: S603
    loaded = set(run.stdout.split())
    assert "plans" in loaded
    assert loaded.isdisjoint(HEAVY)
