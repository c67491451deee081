from dataclasses import replace
from datetime import date

import pytest

from reports.appendix import content_digest
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS

PLAN = make.plan()


def test_the_same_content_has_the_same_digest():
    assert content_digest(PLAN, OPTIONS) == content_digest(replace(PLAN), replace(OPTIONS))


@pytest.mark.parametrize(
    "change",
    [
        {"on": date(2026, 11, 23)},
        {"report_ref": "143/2026"},
        {"paper": "a3"},
        {"draft": False},
        {"include_exceptions": False},
        {"posts_instead_of_people": True},
        {"period_name": "End May 2026"},
        {"meeting_on": date(2026, 12, 9)},
    ],
)
def test_whatever_shapes_the_paper_alters_its_digest(change):
    assert content_digest(PLAN, replace(OPTIONS, **change)) != content_digest(PLAN, OPTIONS)


def test_another_state_has_another_digest():
    assert content_digest(replace(PLAN, title="Other"), OPTIONS) != content_digest(PLAN, OPTIONS)


def test_the_head_of_the_trail_is_no_part_of_the_content():
    assert content_digest(PLAN, replace(OPTIONS, head="7c1e")) == content_digest(PLAN, OPTIONS)
