"""What cannot be known is asked, in words, and has no latest day."""

from datetime import date

import pytest

from plans.timescales import read

from .phrasings import JULY_2013, each, said

NO_DAY = each(
    ("30/02/2013", "other", "not in the calendar"),
    ("31 June 2013", "other", "not in the calendar"),
    ("04/22/2013", "other", "day before month"),
    ("March 2013 - Jan 2013", "other", "ends before it begins"),
    ("9-5 May 2012", "other", "ends before it begins"),
    ("Q3 2014", "quarter", "calendar year"),
    ("Q3", "quarter", "financial year"),
    ("Winter 2013", "season", "begin or end"),
    ("FY13", "range", "From when to when"),
    ("FY 2013", "range", "From when to when"),
    ("municipal year 2013/14", "range", "From when to when"),
    ("2013/14 municipal year", "range", "From when to when"),
    ("Q1 FY 2013", "quarter", "From when to when"),
    ("Q1 2013 financial year", "quarter", "From when to when"),
    ("Q1 2013/14 academic year", "quarter", "From when to when"),
    ("calendar Q1 2013/14", "quarter", "From when to when"),
    ("Spring 2013/14", "season", "From when to when"),
    ("financial years 2014-2012", "other", "ends before it begins"),
    ("13/2013", "other", "not in the calendar"),
    ("31 June - Sept 2013", "other", "not in the calendar"),
    ("before mid June 2013", "month", "at the latest"),
    ("mid Spring 2014", "season 2014-03-01..", "at the latest"),
    ("summer term", "other", "School terms"),
    ("Spring term 2013", "other", "School terms"),
    ("term 3", "other", "School terms"),
    ("Autumn 1", "other", "School terms"),
    ("w/c June 2012", "range", "Which week"),
    ("2nd week of October 2013", "range", "‘2nd week of October 2013’"),
    ("First week of October 2013", "range", "‘First week of October 2013’"),
    ("Q2 2013/14 (Jan-March 2014)", "other", "not those of the quarter"),
    ("Q4 2013 (Jan-March)", "quarter", "financial year"),
    ("3 months from publication (1 July 2013)", "relative", "the day it counts from"),
    ("3 weeks after publication in July 2013", "relative", "From which day"),
    ("before the October 2013 Board", "month", "on a day that is not known"),
    ("Start: Sept 2013", "range 2013-09-01..", "when it starts"),
    ("Starts Sept 2013 ends Aug 2013", "other", "ends before it begins"),
    ("early 2014", "range 2014-01-01..", "at the latest"),
    ("early June 2013", "month 2013-06-01..", "at the latest"),
    ("Pilot starts in March 17", "range 2017-03-01..", "when it starts"),
    ("Not begun, to start June 2013", "range 2013-06-01..", "when it starts"),
    ("last Friday in June 2013", "other", "more exact"),
    ("first half of 2013", "other", "more exact"),
    ("May Day 2013", "other", "more exact"),
    ("1. June 2013", "other", "number beside it"),
    ("Team 2 June 2013", "other", "words before it"),
    ("Christmas 2013", "other", "could not be read"),
    ("2013 inspection", "other", "could not be read"),
    ("end of the month", "other", "could not be read"),
    ("24/7", "other", "could not be read"),
    ("this may be delayed", "other", "could not be read"),
    ("when funds allow", "other", "could not be read"),
    ("?", "other", "could not be read"),
)


@pytest.mark.parametrize(("text", "expected", "asked"), NO_DAY)
def test_what_cannot_be_known_is_asked(text, expected, asked):
    reading = read(text)
    assert [said(each) for each in reading.readings] == [expected]
    assert asked in reading.question


@pytest.mark.parametrize("text", ["May be delayed", "May need longer", "MAY BE DELAYED", "March on with the old plan"])
def test_a_verb_that_looks_like_a_month_is_asked_about(text):
    reading = read(text, **JULY_2013)
    assert [(each.text, said(each)) for each in reading.readings] == [(text, "other")]
    assert "part of a sentence" in reading.question


@pytest.mark.parametrize("text", ["After the October Board", "After October Board meeting"])
def test_after_something_in_a_month_may_be_within_the_month(text):
    reading = read(text, **JULY_2013)
    assert [said(each) for each in reading.readings] == ["range 2013-10-01.."]
    assert "on a day that is not known" in reading.question


def test_after_a_month_is_after_its_last_day():
    reading = read("After October for sign off", **JULY_2013)
    assert [said(each) for each in reading.readings] == ["range 2013-11-01.."]
    assert reading.question is None


DOUBTFUL = each(
    ("mid-June 2014", "2014-06-15", "15 June 2014"),
    ("mid 2014", "2014-06-30", "30 June 2014"),
    ("by 2014", "2014-12-31", "31 December 2014"),
    ("Tuesday 4 June 2012", "2012-06-04", "day of the week"),
    ("w/c 5 June 2012", "2012-06-11", "not a Monday"),
    ("June 2013?", "2013-06-30", "not firm"),
    ("March 2013 (tbc)", "2013-03-31", "not firm"),
    ("Subject to funding, June 2013", "2013-06-30", "not firm"),
)


@pytest.mark.parametrize(("text", "latest", "asked"), DOUBTFUL)
def test_a_doubtful_day_is_given_with_a_question(text, latest, asked):
    reading = read(text)
    assert [str(each.latest) for each in reading.readings] == [latest]
    assert asked in reading.question


MOVED = each(
    ("Dec → March/April 2017", "2017-04-30"),
    ("Dec -> March/April 2017", "2017-04-30"),
    ("July 2013 revised to Sept 2013", "2013-09-30"),
    ("was March 2013, now June 2013", "2013-06-30"),
    ("extended from March 2013 to June 2013", "2013-06-30"),
    ("30 June 2013 (originally 31 March 2013)", "2013-06-30"),
    ("June 2013 (slipped from March 2013)", "2013-06-30"),
)


@pytest.mark.parametrize(("text", "latest"), MOVED)
def test_a_date_that_was_moved_is_one_timescale_and_asks_whether_it_was(text, latest):
    reading = read(text)
    assert [(each.text, str(each.latest)) for each in reading.readings] == [(text, latest)]
    assert "took its place" in reading.question


def test_a_date_that_was_moved_to_a_month_without_a_year():
    text = "Dec → New forms in full use end of March."
    assert said(read(text).readings[0]) == "month"
    assert "Which year" in read(text).question
    implied = read(text, hint=date(2017, 1, 1))
    assert [(each.text, each.latest) for each in implied.readings] == [(text, date(2017, 3, 31))]
    assert "implies" in implied.question


@pytest.mark.parametrize("text", ["", "  \n ", "-", "–", "n/a", "N/A", "Not applicable", "none"])
def test_a_cell_that_says_nothing_has_no_readings_and_asks_nothing(text):
    reading = read(text)
    assert (reading.text, reading.readings, reading.question) == (text, (), None)


def test_a_number_between_two_dates_may_belong_to_either():
    reading = read("10 April 12 May", dated=date(2012, 3, 1))
    assert [str(each.latest) for each in reading.readings] == ["2012-04-10", "2012-05-12"]
    assert "the day of the next" in reading.question


def test_an_implied_date_may_not_settle_a_number_after_a_month():
    reading = read("April 10", hint=date(2011, 4, 30))
    assert [said(each) for each in reading.readings] == ["other"]
    assert "implies" in reading.question


def test_a_question_is_asked_once():
    assert read("September\nSeptember").question == read("September").question
