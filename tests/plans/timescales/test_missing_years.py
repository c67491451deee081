"""Months without a year, and years of two digits, lean on the document's date; what it only implies is asked."""

from datetime import date

import pytest

from plans.timescales import read

from .phrasings import APRIL_2011, JULY_2013, OCTOBER_2012, PERHAPS_2017, each, said

ON_ITS_DATE = each(
    ("Nov 12", OCTOBER_2012, "month 2012-11-01..2012-11-30"),
    ("Mar 13", OCTOBER_2012, "month 2013-03-01..2013-03-31"),
    ("Sept 12", OCTOBER_2012, "month 2012-09-01..2012-09-30"),
    ("Nov12", OCTOBER_2012, "month 2012-11-01..2012-11-30"),
    ("Nov 12 – Mar 13", OCTOBER_2012, "range 2012-11-01..2013-03-31"),
    ("Dec 13/Jan 14", JULY_2013, "range 2013-12-01..2014-01-31"),
    ("June 13/July 13", JULY_2013, "range 2013-06-01..2013-07-31"),
    ("Dec 13/January 2014", JULY_2013, "range 2013-12-01..2014-01-31"),
    ("Start Sept 13 End Dec 13", JULY_2013, "range 2013-09-01..2013-12-31"),
    ("Q3 (Oct-Dec)", JULY_2013, "quarter 2013-10-01..2013-12-31"),
    ("May", JULY_2013, "month 2014-05-01..2014-05-31"),
    ("By May team review", JULY_2013, "month 2014-05-01..2014-05-31"),
    ("May board", JULY_2013, "month 2014-05-01..2014-05-31"),
    ("September", OCTOBER_2012, "month 2013-09-01..2013-09-30"),
    ("September", APRIL_2011, "month 2011-09-01..2011-09-30"),
    ("October", OCTOBER_2012, "month 2012-10-01..2012-10-31"),
    ("May to July", APRIL_2011, "range 2011-05-01..2011-07-31"),
    ("Nov to Feb", OCTOBER_2012, "range 2012-11-01..2013-02-28"),
    ("Board April 20th", APRIL_2011, "date 2011-04-20..2011-04-20"),
    ("by 1 Nov", OCTOBER_2012, "date 2012-11-01..2012-11-01"),
    ("from 1 April", OCTOBER_2012, "range 2013-04-01.."),
    ("winter", OCTOBER_2012, "season 2012-12-01..2013-02-28"),
    ("Winter 2013", {"dated": date(2013, 6, 1)}, "season 2013-12-01..2014-02-28"),
    ("end of the financial year", OCTOBER_2012, "range 2012-04-01..2013-03-31"),
    ("by end of March annually", OCTOBER_2012, "recurring 2013-03-01..2013-03-31"),
    ("every March", OCTOBER_2012, "recurring 2013-03-01..2013-03-31"),
    ("By 31st March (annual)", OCTOBER_2012, "recurring 2013-03-31..2013-03-31"),
    ("annual - 31 March", OCTOBER_2012, "recurring 2013-03-31..2013-03-31"),
)


@pytest.mark.parametrize(("text", "known", "expected"), ON_ITS_DATE)
def test_the_documents_date_gives_the_year(text, known, expected):
    reading = read(text, **known)
    assert [said(each) for each in reading.readings] == [expected]
    assert reading.readings[0].leant
    assert reading.question is None


@pytest.mark.parametrize(
    ("text", "expected"),
    each(
        ("June 17", "month 2017-06-01..2017-06-30"),
        ("May 17", "month 2017-05-01..2017-05-31"),
        ("end of March", "month 2017-03-01..2017-03-31"),
        ("May to July", "range 2017-05-01..2017-07-31"),
    ),
)
def test_a_date_that_is_only_implied_gives_the_year_and_a_question(text, expected):
    reading = read(text, **PERHAPS_2017)
    assert [said(each) for each in reading.readings] == [expected]
    assert reading.readings[0].leant
    assert text in reading.question
    assert "implies" in reading.question


def test_the_documents_own_date_goes_before_one_that_it_implies():
    reading = read("September", dated=date(2011, 4, 30), hint=date(2017, 1, 1))
    assert said(reading.readings[0]) == "month 2011-09-01..2011-09-30"
    assert reading.question is None


@pytest.mark.parametrize("text", ["September", "end of March", "May to July", "30 June", "spring", "financial year"])
def test_without_any_date_the_year_is_asked_for(text):
    reading = read(text)
    assert [(each.earliest, each.latest) for each in reading.readings] == [(None, None)]
    assert "Which year is meant?" in reading.question


@pytest.mark.parametrize("text", ["Nov 12", "June 17", "April 10", "Oct 12 - Mar 13"])
def test_without_any_date_a_number_after_a_month_may_be_a_day_or_a_year(text):
    reading = read(text)
    assert [said(each) for each in reading.readings] == ["other"]
    assert "the year or the day" in reading.question


def test_a_number_that_would_be_an_earlier_year_may_be_a_day_too():
    reading = read("April 10", **APRIL_2011)
    assert [said(each) for each in reading.readings] == ["other"]
    assert "the year or the day" in reading.question


def test_a_number_that_would_be_a_far_year_is_a_day_and_is_asked():
    reading = read("June 25", **OCTOBER_2012)
    assert said(reading.readings[0]) == "date 2013-06-25..2013-06-25"
    assert "25 June 2013" in reading.question


@pytest.mark.parametrize("text", ["End Sept 25", "by end March 30", "in Sept 25", "March/April 25", "June 25/July 25"])
def test_a_number_that_would_be_a_far_year_is_asked_beside_words_that_make_it_a_year(text):
    reading = read(text, **JULY_2013)
    assert [said(each) for each in reading.readings] == ["other"]
    assert "the year or the day" in reading.question


def test_a_number_that_is_a_near_year_by_the_words_before_it_is_not_asked():
    reading = read("End Sept 13", **JULY_2013)
    assert [said(each) for each in reading.readings] == ["month 2013-09-01..2013-09-30"]
    assert reading.question is None


def test_two_months_that_do_not_meet_are_two_timescales():
    reading = read("Nov 13/March 14", **JULY_2013)
    assert [each.text for each in reading.readings] == ["Nov 13", "March 14"]


def test_a_day_that_no_near_year_has_is_asked():
    assert read("29 February", **OCTOBER_2012).readings[0].latest is None
    assert said(read("29 February", dated=date(2012, 1, 1)).readings[0]) == "date 2012-02-29..2012-02-29"


@pytest.mark.parametrize(
    ("text", "expected"),
    each(
        ("March, June and September 2013", ["2013-03-31", "2013-06-30", "2013-09-30"]),
        ("Nov and Feb 2013", ["2012-11-30", "2013-02-28"]),
        ("June 2013, September & December", ["2013-06-30", "2013-09-30", "2013-12-31"]),
        ("Feb March 2017", ["2017-02-28", "2017-03-31"]),
        ("Q1, Q2 and Q3 2013/14", ["2013-06-30", "2013-09-30", "2013-12-31"]),
    ),
)
def test_a_year_printed_once_serves_the_whole_list(text, expected):
    reading = read(text)
    assert [str(each.latest) for each in reading.readings] == expected
    assert reading.question is None
