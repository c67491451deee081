"""Quarters and halves of a year are of the kind of year that the document tells; where it tells none they are asked."""

import pytest

from plans.timescales import read

from .phrasings import SEPTEMBER_2026, each, said

TOLD = each(
    ("Q1 2027", "financial", "quarter 2027-04-01..2027-06-30"),
    ("Q3 2026", "financial", "quarter 2026-10-01..2026-12-31"),
    ("Q3 2026", "calendar", "quarter 2026-07-01..2026-09-30"),
    ("Q4 2026", "calendar", "quarter 2026-10-01..2026-12-31"),
    ("Q4", "financial", "quarter 2027-01-01..2027-03-31"),
    ("end of Q2", "financial", "quarter 2026-07-01..2026-09-30"),
    ("Quarter 3", "calendar", "quarter 2026-07-01..2026-09-30"),
    ("Q1-Q2 2027", "financial", "range 2027-04-01..2027-09-30"),
    ("Q3 to Q4", "financial", "range 2026-10-01..2027-03-31"),
    ("Q1-Q2 2027", "calendar", "range 2027-01-01..2027-06-30"),
    ("H1 2027", "financial", "range 2027-04-01..2027-09-30"),
    ("H2 2027", "calendar", "range 2027-07-01..2027-12-31"),
    ("H2", "financial", "range 2026-10-01..2027-03-31"),
)


@pytest.mark.parametrize(("text", "quarters", "expected"), TOLD)
def test_what_the_document_tells_of_its_quarters_is_not_asked(text, quarters, expected):
    reading = read(text, quarters=quarters, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == [expected]
    assert reading.question is None


@pytest.mark.parametrize(("text", "kind"), [("Q4 2026", "quarter"), ("H2 2026", "range"), ("Q3-Q4 2026", "range")])
def test_the_end_of_a_financial_year_by_one_calendar_year_is_asked(text, kind):
    reading = read(text, quarters="financial", **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == [kind]
    assert "end in March of that year or of the next" in reading.question


@pytest.mark.parametrize(
    ("text", "expected"),
    each(
        ("Q3 27/28", "quarter 2027-10-01..2027-12-31"),
        ("Q4 2026/27", "quarter 2027-01-01..2027-03-31"),
        ("26/27 Q2", "quarter 2026-07-01..2026-09-30"),
        ("FY26/27 Q3", "quarter 2026-10-01..2026-12-31"),
        ("H1 27/28", "range 2027-04-01..2027-09-30"),
        ("H2 2027/28", "range 2027-10-01..2028-03-31"),
        ("first half of 2027/28", "range 2027-04-01..2027-09-30"),
        ("Q1 calendar year 2027", "quarter 2027-01-01..2027-03-31"),
        ("Chwarter 3 2026/27", "quarter 2026-10-01..2026-12-31"),
    ),
)
@pytest.mark.parametrize("quarters", [None, "financial", "calendar"])
def test_what_the_words_themselves_say_needs_no_legend(text, expected, quarters):
    reading = read(text, quarters=quarters, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == [expected]
    assert reading.question is None


@pytest.mark.parametrize("text", ["H1 2027", "H2", "by end of H1"])
def test_a_half_year_without_its_kind_of_year_is_asked(text):
    reading = read(text, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == ["range"]
    assert "half of the calendar year" in reading.question


def test_the_months_beside_a_quarter_go_before_the_legend():
    reading = read("Q2 (April-June 2027)", quarters="financial")
    assert [said(each) for each in reading.readings] == ["quarter 2027-04-01..2027-06-30"]
