"""Statuses, what recurs, and lengths of time: what has no date of its own says so, and claims no more than printed."""

from datetime import date

import pytest

from plans.timescales import read

from .phrasings import JULY_2013, NOTHING_KNOWN, OCTOBER_2012, PERHAPS_2017, each, said

STATUSES = each(
    *((text, "immediate") for text in ("Immediate", "Immediately", "Immediate effect", "Immediate action", "asap")),
    *(
        (text, "in_place")
        for text in ("In place", "already in place", "Established", "Established now", "Now in place")
    ),
    *((text, "complete") for text in ("complete", "Complete.", "COMPLETE", "Completed", "Done", "Actioned")),
    *((text, "ongoing") for text in ("Ongoing", "on-going", "On going", "Continuous", "Work ongoing")),
    *((text, "tbc") for text in ("tbc", "TBA", "to be confirmed", "to be agreed", "Date tbc")),
    *((text, "recurring") for text in ("quarterly", "Monthly", "4-weekly", "every 6 months", "each term", "Annually")),
    ("Policy in place", "in_place"),
    ("Completed March 2013", "complete"),
    ("Complete March 2013", "complete"),
    ("Launched Jan 2017", "complete"),
    ("Delivered Jan 2017", "complete"),
    ("Completed on 3 May 2013", "complete"),
    ("Complete – March 2013", "complete"),
    ("In place since 2011", "in_place"),
    ("Ongoing from April 2013", "ongoing 2013-04-01.."),
    ("Sept 2012 to ongoing", "ongoing 2012-09-01.."),
    ("Ongoing (monthly)", "ongoing"),
    ("Quarterly from April 2013", "recurring 2013-04-01.."),
    ("Monthly audits from April 2013", "recurring 2013-04-01.."),
    ("In place (since May 2012)", "in_place"),
    ("Ongoing - continuous", "ongoing"),
    ("Quarterly (next June 2013)", "recurring 2013-06-01..2013-06-30"),
    ("Quarterly, next due October 2013", "recurring 2013-10-01..2013-10-31"),
    ("Monthly – next 30 September 2013", "recurring 2013-09-30..2013-09-30"),
    ("Annually, next review: March 2014", "recurring 2014-03-01..2014-03-31"),
    ("6 month review June 2013", "month 2013-06-01..2013-06-30"),
    ("June 2013 quarterly report", "month 2013-06-01..2013-06-30"),
    ("Review in place April 2012", "month 2012-04-01..2012-04-30"),
    ("Immediately (by 30 June 2013)", "date 2013-06-30..2013-06-30"),
    ("Ongoing until March 2014", "month 2014-03-01..2014-03-31"),
    ("First monthly audit March 2013", "month 2013-03-01..2013-03-31"),
    ("Within 3 months (30 June 2013)", "date 2013-06-30..2013-06-30"),
)


@pytest.mark.parametrize(("text", "expected"), STATUSES)
def test_a_status_is_read_for_what_it_is(text, expected):
    reading = read(text)
    assert [said(each) for each in reading.readings] == [expected]
    assert reading.question is None


@pytest.mark.parametrize(
    "text",
    [
        "Not complete",
        "90% complete",
        "Complete the review",
        "to be in place",
        "Not yet established",
        "Partly completed",
        "Not closed",
        "School closed",
    ],
)
def test_what_is_not_done_is_not_read_as_done(text):
    reading = read(text)
    assert [said(each) for each in reading.readings] == ["other"]
    assert reading.question


@pytest.mark.parametrize("text", ["In place March 2012", "Nov 2012 (complete)", "March 2013 tbc"])
def test_a_status_beside_a_date_is_asked_about(text):
    reading = read(text)
    assert len(reading.readings) == 2
    assert "status and a date" in reading.question


def test_a_status_beside_a_date_is_asked_about_when_more_follows():
    reading = read("In place July 2013; training Sept 2013")
    assert [each.kind for each in reading.readings] == ["in_place", "month", "month"]
    assert "status and a date" in reading.question


@pytest.mark.parametrize(
    "text", ["Complete June 2014", "Completed June 14", "Complete - 1 August 2013", "Done June 2014"]
)
def test_a_claim_that_is_later_than_the_document_is_asked_about(text):
    reading = read(text, **JULY_2013)
    assert [(each.text, said(each)) for each in reading.readings] == [(text, "complete")]
    assert "later than the document" in reading.question
    assert read("Complete June 2013", **JULY_2013).question is None


@pytest.mark.parametrize(
    ("text", "kind"),
    each(
        ("On-going - review March 2014", "ongoing"),
        ("Ongoing (review March 2014)", "ongoing"),
        ("Ongoing, to be reviewed in March 2014", "ongoing"),
        ("In place - review Sept 2013", "in_place"),
        ("Complete, review Sept 2013", "complete"),
    ),
)
def test_the_review_of_what_is_done_is_no_day_that_it_is_due(text, kind):
    reading = read(text)
    assert [(each.text, said(each)) for each in reading.readings] == [(text, kind)]
    assert "looked at again" in reading.question


def test_what_is_ongoing_from_a_date_and_reviewed_keeps_its_start():
    reading = read("Ongoing from April 2013, review March 2014")
    assert [said(each) for each in reading.readings] == ["ongoing 2013-04-01.."]
    assert "looked at again" in reading.question


TOLD = ("Panel formed Jan 2017.", "Team established Jan 2017.", "Established Jan 2017", "Team set up in Jan 2017")


@pytest.mark.parametrize("known", [NOTHING_KNOWN, PERHAPS_2017, {"dated": date(2017, 6, 30)}])
@pytest.mark.parametrize("text", TOLD)
def test_what_is_told_as_past_is_asked_about(text, known):
    reading = read(text, **known)
    assert [(each.text, said(each)) for each in reading.readings] == [(text, "month 2017-01-01..2017-01-31")]
    assert "what was done then" in reading.question


@pytest.mark.parametrize("text", [*TOLD, "Panel to be formed Jan 2013", "Panel formed by Jan 2013"])
def test_what_is_still_to_come_is_not_taken_for_past(text):
    assert read(text, **JULY_2013).question is None


def test_a_thing_in_place_on_a_past_date_is_asked_about():
    reading = read("Policy complete June 2013", **JULY_2013)
    assert [said(each) for each in reading.readings] == ["month 2013-06-01..2013-06-30"]
    assert "what was done then" in reading.question


@pytest.mark.parametrize("text", ["Closed", "CLOSED", "Action closed", "Closed June 2013"])
def test_what_is_closed_may_not_be_done(text):
    reading = read(text)
    assert [(each.text, said(each)) for each in reading.readings] == [(text, "complete")]
    assert "closed for another reason" in reading.question


@pytest.mark.parametrize("text", ["6 months", "within 70 working days", "3 months from publication", "Within 3 Months"])
def test_a_length_of_time_has_no_end_until_its_start_is_known(text):
    reading = read(text)
    assert [said(each) for each in reading.readings] == ["relative"]
    assert "From which day" in reading.question


@pytest.mark.parametrize(
    ("text", "latest"),
    each(
        ("within 3 months", date(2013, 2, 28)),
        ("6-8 weeks", date(2013, 1, 25)),
        ("within one year", date(2013, 11, 30)),
        ("24 hours", date(2012, 12, 1)),
        ("a fortnight", date(2012, 12, 14)),
    ),
)
def test_a_length_of_time_counts_from_its_anchor(text, latest):
    reading = read(text, anchor=date(2012, 11, 30))
    assert reading.readings[0].kind == "relative"
    assert reading.readings[0].latest == latest
    assert reading.question is None


def test_working_days_leave_out_weekends():
    reading = read("within 10 working days", anchor=date(2013, 1, 4))
    assert reading.readings[0].latest == date(2013, 1, 18)
    assert reading.question is None


def test_an_event_that_is_named_may_not_be_the_anchor():
    reading = read("3 months from publication", anchor=date(2013, 1, 31))
    assert reading.readings[0].latest == date(2013, 4, 30)
    assert "31 January 2013" in reading.question


def test_how_long_something_lasts_is_no_deadline():
    reading = read("for 6 months", anchor=date(2013, 1, 31))
    assert said(reading.readings[0]) == "relative"
    assert reading.question


@pytest.mark.parametrize("text", ["4 weeks' time", "3 months from April 2013"])
def test_a_length_of_time_in_other_words_is_one_too(text):
    assert [said(each) for each in read(text).readings] == ["relative"]
    assert read(text, anchor=date(2013, 1, 1)).readings[0].latest


def test_what_recurs_until_a_date_is_not_due_on_it():
    reading = read("Monthly until March 2014")
    assert [said(each) for each in reading.readings] == ["recurring"]
    assert "next due" in reading.question


def test_what_recurs_on_a_date_without_a_year_needs_none():
    assert read("by end of March annually").question is None
    assert said(read("by end of March annually").readings[0]) == "recurring"
    assert read("by end of March annually", **OCTOBER_2012).readings[0].latest == date(2013, 3, 31)
