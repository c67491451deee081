"""Lengths of time in working days, and what comes round: when it does so next, where the words tell it."""

from datetime import date

import pytest

from plans.timescales import read
from plans.timescales.durations import add_working_days

from .phrasings import SEPTEMBER_2026, each, said

WORKING_DAYS = each(
    ("within 5 working days of 23 December 2026", "relative 2026-12-23..2027-01-04"),
    ("20 working days after 1 April 2027", "relative 2027-04-01..2027-04-29"),
    ("5 working days before 31 March 2027", "relative ..2027-03-22"),
    ("10 business days from 24 August 2026", "relative 2026-08-24..2026-09-08"),
)


@pytest.mark.parametrize(("text", "expected"), WORKING_DAYS)
def test_working_days_leave_out_weekends_and_englands_bank_holidays(text, expected):
    reading = read(text)
    assert [said(each) for each in reading.readings] == [expected]
    assert reading.question is None


def test_seventy_working_days_of_publication_ask_only_for_the_day_of_publication():
    reading = read("70 working days of publication", anchor=date(2026, 3, 2))
    assert reading.readings[0].latest == date(2026, 6, 12)
    assert reading.question == "‘70 working days’ was counted from 2 March 2026. Is that the day it counts from?"


def test_school_days_are_asked_because_school_holidays_differ():
    reading = read("10 school days", anchor=date(2026, 9, 1))
    assert reading.readings[0].latest == date(2026, 9, 15)
    assert "school holidays" in reading.question


@pytest.mark.parametrize("day", [date.min, date.max, date(1850, 12, 24)])
def test_working_days_stop_at_the_ends_of_the_calendar(day):
    text = "within 999 working days"
    assert read(text, anchor=day).readings[0].kind == "relative"


def test_counting_back_undoes_counting_on():
    day = date(2026, 12, 23)
    assert add_working_days(add_working_days(day, 4), -4) == day


COMES_ROUND = each(
    ("end of each month", "recurring 2026-09-01..2026-09-30"),
    ("by the end of each quarter", "recurring 2026-07-01..2026-09-30"),
    ("monthly (end of each month)", "recurring 2026-09-01..2026-09-30"),
    ("annually by 31 March", "recurring 2027-03-31..2027-03-31"),
    ("31 March annually", "recurring 2027-03-31..2027-03-31"),
    ("monthly from May 2027", "recurring 2027-05-01.."),
    ("4 times a year", "recurring"),
    ("three times per term", "recurring"),
    ("fortnightly", "recurring"),
    ("each half year", "recurring"),
    ("termly", "recurring"),
)


@pytest.mark.parametrize(("text", "expected"), COMES_ROUND)
def test_what_comes_round_has_its_next_day_where_the_words_tell_it(text, expected):
    reading = read(text, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == [expected]
    assert reading.question is None


def test_each_of_several_months_comes_round():
    reading = read("March and September each year", **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == [
        "recurring 2027-03-01..2027-03-31",
        "recurring 2026-09-01..2026-09-30",
    ]


@pytest.mark.parametrize(
    ("text", "asked"),
    each(
        ("bi-annually", "every two years"),
        ("Biannual", "every two years"),
        ("bi-annually from May 2027", "every two years"),
        ("bi-monthly", "every two months"),
        ("biweekly", "every two weeks"),
    ),
)
def test_a_word_with_two_meanings_is_asked(text, asked):
    reading = read(text, **SEPTEMBER_2026)
    assert [each.kind for each in reading.readings] == ["recurring"]
    assert asked in reading.question
