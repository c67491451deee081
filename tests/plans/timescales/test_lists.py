"""Several timescales in one cell: each with the words that belong to it, in the order printed."""

import pytest

from plans.timescales import read

from .phrasings import each, said

LISTS = each(
    (
        "Jan 2017 May 2017 June 2017 Jan 2017 Sept 2017",
        ["Jan 2017", "May 2017", "June 2017", "Jan 2017", "Sept 2017"],
        ["month"] * 5,
    ),
    ("Feb 2017 April 2017", ["Feb 2017", "April 2017"], ["month"] * 2),
    ("In Place 20.05.2011 Sept 2011", ["In Place", "20.05.2011", "Sept 2011"], ["in_place", "date", "month"]),
    ("In place In place", ["In place", "In place"], ["in_place"] * 2),
    ("complete complete", ["complete", "complete"], ["complete"] * 2),
    ("Immediate and ongoing", ["Immediate", "ongoing"], ["immediate", "ongoing"]),
    (
        "31 st May 2011 (IDT / SMT) July 2011 for LSCB / CT",
        ["31 st May 2011 (IDT / SMT)", "July 2011 for LSCB / CT"],
        ["date", "month"],
    ),
    ("June 2013 (A, B) and July 2013", ["June 2013 (A, B)", "July 2013"], ["month"] * 2),
    ("Draft March 2017 Final June 2017", ["Draft March 2017", "Final June 2017"], ["month"] * 2),
    ("Draft: March 2017; Final: June 2017", ["Draft: March 2017", "Final: June 2017"], ["month"] * 2),
    ("Phase 1 - June 2013 Phase 2 - July 2013", ["Phase 1 - June 2013", "Phase 2 - July 2013"], ["month"] * 2),
    ("Pilot June 2011, to board July 2011", ["Pilot June 2011", "to board July 2011"], ["month"] * 2),
    ("Oct 2012 / Jan 2013", ["Oct 2012", "Jan 2013"], ["month"] * 2),
    ("19.10.12 and 26.10.12", ["19.10.12", "26.10.12"], ["date"] * 2),
    ("30 June 2013 & monthly thereafter", ["30 June 2013", "monthly thereafter"], ["date", "recurring"]),
    ("Complete July 2013, review Jan 2014", ["Complete July 2013", "review Jan 2014"], ["complete", "month"]),
    (
        "Completed June 2013, evaluation Sept 2013",
        ["Completed June 2013", "evaluation Sept 2013"],
        ["complete", "month"],
    ),
    ("In place July 2013; review Jan 2014", ["In place July 2013", "review Jan 2014"], ["in_place", "month"]),
    ("Complete 20.05.2011 Sept 2011", ["Complete", "20.05.2011", "Sept 2011"], ["complete", "date", "month"]),
    ("asap and no later than 30 June 2013", ["asap", "no later than 30 June 2013"], ["immediate", "date"]),
    ("In place\n\nJuly 2011", ["In place", "July 2011"], ["in_place", "month"]),
    ("• June 2013\n• July 2013", ["June 2013", "July 2013"], ["month"] * 2),
)


@pytest.mark.parametrize(("text", "texts", "kinds"), LISTS)
def test_each_timescale_has_the_words_that_belong_to_it(text, texts, kinds):
    reading = read(text)
    assert [each.text for each in reading.readings] == texts
    assert [each.kind for each in reading.readings] == kinds
    assert reading.question is None


@pytest.mark.parametrize(
    ("text", "expected"),
    each(
        ("30 June\n2013", "date 2013-06-30..2013-06-30"),
        ("30\nJune 2013", "date 2013-06-30..2013-06-30"),
        ("by the end of\nMarch 2013", "month 2013-03-01..2013-03-31"),
        ("March/\nApril 2017", "range 2017-03-01..2017-04-30"),
        ("Within 3\nmonths", "relative"),
        ("In\nplace", "in_place"),
    ),
)
def test_a_date_broken_by_a_narrow_column_is_one(text, expected):
    assert [(each.text, said(each)) for each in read(text).readings] == [(text, expected)]


def test_lines_that_can_stand_alone_are_read_alone():
    reading = read("1 Nov 12\nMarch 2013")
    assert [said(each) for each in reading.readings] == [
        "date 2012-11-01..2012-11-01",
        "month 2013-03-01..2013-03-31",
    ]
