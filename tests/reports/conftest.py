"""What the tests of papers share."""

from threading import Lock

import pytest

from reports import issue as printing
from reports.appendix import render
from reports.operations import issue as verbs
from reports.operations import previews
from tests import factories


@pytest.fixture
def printed_in_this_process(monkeypatch):
    """Printing starts no process of its own, which takes a second for each format. `appendix/test_supplement` and
    `test_papers` print in one."""
    one_at_a_time = Lock()

    def in_turn(state, options, fmt, **_more):
        with one_at_a_time:
            return render(state, options, fmt)

    monkeypatch.setattr(previews, "print_in_child", in_turn)
    for module in (printing, verbs):
        monkeypatch.setattr(module, "in_child", lambda prints, **_more: prints())


@pytest.fixture
def people(plan):
    return {
        "lead": factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()]),
        "manager": factories.person("Moira Manager", plan=plan, role="manager"),
        "officer": factories.person("Olive Officer", plan=plan, role="officer"),
        "viewer": factories.person("Vic Viewer", plan=plan, role="viewer"),
    }
