"""What people use loosely is proposed with a question where something is known of its time, and else only asked."""

import pytest

from plans.timescales import read

from .phrasings import SEPTEMBER_2026, each, said

TERMS = each(
    ("autumn term 2026", "season 2026-09-01..2026-12-20"),
    ("Autumn Term", "season 2026-09-01..2026-12-20"),
    ("by the end of autumn term", "season 2026-09-01..2026-12-20"),
    ("end of summer term", "season 2027-04-15..2027-07-22"),
    ("before the end of summer term 2027", "season ..2027-07-22"),
    ("by the start of the spring term", "season 2027-01-04..2027-01-04"),
    ("Spring Term 2026/27", "season 2027-01-04..2027-03-31"),
    ("summer term 26/27", "season 2027-04-15..2027-07-22"),
    ("Summer term (2027)", "season 2027-04-15..2027-07-22"),
    ("end of Easter term", "season 2027-01-04..2027-03-31"),
    ("Term 1", "season 2026-09-01..2026-10-25"),
    ("Term 2", "season 2026-11-01..2026-12-20"),
    ("Term 3 2026/27", "season 2027-01-04..2027-02-14"),
    ("by term 4 2027", "season 2027-02-22..2027-03-31"),
    ("end of term 5", "season 2027-04-15..2027-05-25"),
    ("Terms 5 and 6", "range 2027-04-15..2027-07-22"),
    ("Terms 1-3 2026/27", "range 2026-09-01..2027-02-14"),
    ("Autumn 1", "season 2026-09-01..2026-10-25"),
    ("Autumn 2 2026/27", "season 2026-11-01..2026-12-20"),
    ("Autumn/Spring term 2026/27", "range 2026-09-01..2027-03-31"),
    ("half term", "season 2026-10-24..2026-11-01"),
    ("October half term", "season 2026-10-24..2026-11-01"),
    ("half term May 2027", "season 2027-05-24..2027-06-01"),
    ("by February half-term 2027", "season 2027-02-13..2027-02-21"),
    ("summer half term", "season 2027-05-24..2027-06-01"),
    ("end of term", "season 2026-09-01..2026-12-20"),
    ("next term", "season 2027-01-04..2027-03-31"),
    ("Easter holidays 2027", "season 2027-04-01..2027-04-15"),
    ("Christmas break", "season 2026-12-20..2027-01-04"),
    ("summer school holidays", "season 2027-07-22..2027-08-31"),
    ("Erbyn diwedd tymor yr hydref 2026", "season 2026-09-01..2026-12-20"),
    ("tymor y gwanwyn 2027", "season 2027-01-04..2027-03-31"),
    ("tymor yr haf", "season 2027-04-15..2027-07-22"),
)


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_a_school_term_is_proposed_and_asked(text, expected):
    reading = read(text, **SEPTEMBER_2026)
    assert [(each.text, said(each)) for each in reading.readings] == [(text, expected)]
    assert "School terms differ" in reading.question
    assert "taken to mean by" in reading.question


@pytest.mark.parametrize("text", ["autumn term 2026", "Term 4", "half term", "Terms 1 and 2", "end of term"])
def test_without_any_date_a_school_term_is_only_asked(text):
    reading = read(text)
    assert [said(each) for each in reading.readings] == ["other"]


@pytest.mark.parametrize(
    "text", ["half term 2027", "summer school 2027", "Term 7", "April half term", "spring term FY27"]
)
def test_a_term_that_nobody_can_place_has_no_day(text):
    reading = read(text, **SEPTEMBER_2026)
    assert [each.latest for each in reading.readings] == [None]
    assert reading.question


FEASTS = each(
    ("Christmas", "date 2026-12-25..2026-12-25"),
    ("by Christmas 2026", "date 2026-12-25..2026-12-25"),
    ("before Christmas", "date ..2026-12-24"),
    ("after Christmas", "range 2026-12-26.."),
    ("by Xmas Day", "date 2026-12-25..2026-12-25"),
    ("Easter", "date 2027-03-28..2027-03-28"),
    ("by Easter 2028", "date 2028-04-16..2028-04-16"),
    ("before Easter", "date ..2027-03-27"),
    ("by new year", "date 2027-01-01..2027-01-01"),
    ("Christmas to Easter", "range 2026-12-25..2027-03-28"),
    ("Christmas/New Year", "range 2026-12-25..2027-01-01"),
    ("erbyn y Nadolig", "date 2026-12-25..2026-12-25"),
)


@pytest.mark.parametrize(("text", "expected"), FEASTS)
def test_a_feast_is_proposed_and_asked(text, expected):
    reading = read(text, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == [expected]
    assert "was taken to mean" in reading.question


@pytest.mark.parametrize("text", ["in the new year", "early in the New Year", "early in the new year 2027"])
def test_in_the_new_year_has_no_last_day(text):
    reading = read(text, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == ["range 2027-01-01.."]
    assert "at the latest" in reading.question


@pytest.mark.parametrize("text", ["Christmas Eve 2026", "Easter Monday", "Christmas"])
def test_other_days_about_a_feast_are_not_taken_for_it(text):
    known = SEPTEMBER_2026 if text != "Christmas" else {}
    assert [said(each) for each in read(text, **known).readings] == ["other"]


NEAR = each(
    ("end of the month", "month 2026-09-01..2026-09-30"),
    ("end of this month", "month 2026-09-01..2026-09-30"),
    ("month end", "month 2026-09-01..2026-09-30"),
    ("by end of next month", "month 2026-10-01..2026-10-31"),
    ("end of the quarter", "quarter 2026-07-01..2026-09-30"),
    ("next quarter", "quarter 2026-10-01..2026-12-31"),
    ("end of the year", "range 2026-01-01..2026-12-31"),
    ("by end of year", "range 2026-01-01..2026-12-31"),
    ("year end", "range 2026-04-01..2027-03-31"),
    ("by year-end", "range 2026-04-01..2027-03-31"),
    ("next financial year", "range 2027-04-01..2028-03-31"),
    ("next academic year", "range 2027-09-01..2028-08-31"),
    ("next year", "range 2027-01-01..2027-12-31"),
    ("this week", "range 2026-09-14..2026-09-20"),
    ("end of next week", "range 2026-09-21..2026-09-27"),
)


@pytest.mark.parametrize(("text", "expected"), NEAR)
def test_what_counts_from_the_documents_date_is_proposed_and_asked(text, expected):
    reading = read(text, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == [expected]
    assert reading.readings[0].leant
    assert "counted from the date of the document" in reading.question


@pytest.mark.parametrize(
    "text",
    ["end of year two", "next steps", "next quarter's board", "the end of the month following the visit", "mid-term"],
)
def test_what_counts_from_something_else_is_not_counted_from_the_document(text):
    reading = read(text, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == ["other"]
    assert reading.question


YEARS = each(
    ("FY27", "range 2026-04-01..2027-03-31"),
    ("by end of FY 2027", "range 2026-04-01..2027-03-31"),
    ("2027 financial year", "range 2026-04-01..2027-03-31"),
    ("26/27", "range 2026-04-01..2027-03-31"),
    ("by 26/27", "range 2026-04-01..2027-03-31"),
)


@pytest.mark.parametrize(("text", "expected"), YEARS)
def test_a_financial_year_told_by_half_is_proposed_and_asked(text, expected):
    reading = read(text, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == [expected]
    assert "year that ends on 31 March 2027" in reading.question


@pytest.mark.parametrize("text", ["Q3 FY27", "year end 2026", "H1 FY27"])
def test_a_year_of_which_nothing_fair_can_be_proposed_is_only_asked(text):
    reading = read(text, **SEPTEMBER_2026)
    assert [each.latest for each in reading.readings] == [None]
    assert "From when to when" in reading.question


def test_a_day_as_a_spreadsheet_counts_it_is_proposed():
    for text in ("46112", "46112.0", " 46112 "):
        reading = read(text)
        assert [said(each) for each in reading.readings] == ["date 2026-03-31..2026-03-31"]
        assert "spreadsheet" in reading.question
    assert [said(each) for each in read("99999").readings] == ["other"]
    assert [said(each) for each in read("Case 46112").readings] == ["other"]
