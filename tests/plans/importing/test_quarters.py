"""What a plan's legend or notes say of its quarters is how its timescales are read."""

from datetime import date

import pytest

from plans.importing import read_plan
from plans.importing.understanding.document_date import quarters_of

PLAN = """Harbour Council: Improvement Plan September 2026

{note}

| Ref | Recommendation | Action | Lead | Timescale |
| --- | --- | --- | --- | --- |
| 1 | Improve supervision | Train every team manager in reflective supervision | Head of Service | Q3 2026 |
"""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Quarters are of the financial year (Q1 = April to June).", "financial"),
        ("Q1 = April to June", "financial"),
        ("Q1: Apr-Jun, Q2: Jul-Sep, Q3: Oct-Dec, Q4: Jan-Mar", "financial"),
        ("Quarter 1 (January to March)", "calendar"),
        ("The first quarter runs from January.", "calendar"),
        ("All quarters refer to calendar years.", "calendar"),
        ("Progress is reported each quarter. The financial year ends in March.", None),
        ("The financial year ends in March.", None),
        ("Quarters of the financial year, not of the calendar year", None),
        ("", None),
    ],
)
def test_a_sentence_tells_the_kind_of_year_of_its_quarters(text, kind):
    assert quarters_of([text]) == kind


def test_texts_that_contradict_each_other_tell_nothing():
    assert quarters_of(["Q1 = April to June", "Q1 = January to March"]) is None


@pytest.mark.parametrize(
    ("note", "latest", "asked"),
    [
        ("Quarters are of the financial year (Q1 = April to June).", date(2026, 12, 31), False),
        ("Quarters are of the calendar year.", date(2026, 9, 30), False),
        ("The board meets in the town hall.", None, True),
    ],
)
def test_the_timescales_of_a_plan_are_read_by_its_own_quarters(note, latest, asked):
    plan = read_plan(PLAN.format(note=note).encode(), name="harbour.md")
    action = plan.sections[0].recommendations[0].actions[0]
    assert [each.latest for each in action.timescales] == [latest]
    assert any("calendar year" in question.because for question in plan.questions) == asked
