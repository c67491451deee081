"""A date that was moved is one timescale: the last speaks, the first stays in its words, and a person is asked."""

import pytest

from plans.timescales import read

from .phrasings import SEPTEMBER_2026, each, said

MOVED = each(
    ("June 2026 > September 2026", "2026-09-30"),
    ("June 2026 >> September 2026", "2026-09-30"),
    ("Dec → March/April 27", "2027-04-30"),
    ("Dec 26 → Jan 27 → Mar 27", "2027-03-31"),
    ("was June 26 now Sept 26", "2026-09-30"),
    ("31/03/2026 Revised date: 30/09/2026", "2026-09-30"),
    ("Original: June 2026 Revised: Sept 2026", "2026-09-30"),
    ("Original: 31/03/2026\nRevised: 30/09/2026", "2026-09-30"),
    ("Sept 2026\nnow Dec 2026", "2026-12-31"),
    ("Sept 2026\nSlipped to end of Dec 2026", "2026-12-31"),
    ("Revised to Dec 2026 from Sept 2026", "2026-12-31"),
    ("put back from Sept 2026 to Dec 2026", "2026-12-31"),
    ("delayed from Sept 2026 to Dec 2026", "2026-12-31"),
    ("June 2026 extended to Sept 2026 and again to Dec 2026", "2026-12-31"),
    ("30/09/26 brought forward to 31/08/26", "2026-08-31"),
)


@pytest.mark.parametrize(("text", "latest"), MOVED)
def test_the_last_date_speaks_and_the_first_is_not_lost(text, latest):
    reading = read(text, **SEPTEMBER_2026)
    assert [(each.text, str(each.latest)) for each in reading.readings] == [(text, latest)]
    assert "took its place" in reading.question


@pytest.mark.parametrize("text", ["Sept 2026\nNow in place", "Sept 2026\nrevised policy to be issued"])
def test_a_line_that_gives_no_new_date_moves_none(text):
    assert read(text, **SEPTEMBER_2026).readings[0].text == "Sept 2026"


@pytest.mark.parametrize(
    ("text", "expected"),
    each(
        ("Start: Sept 2026\nEnd: Dec 2026", "range 2026-09-01..2026-12-31"),
        ("Start: 1 Sept 2026\nFinish by 31 Dec 2026", "range 2026-09-01..2026-12-31"),
        ("From: Sept 2026 To: Dec 2026", "range 2026-09-01..2026-12-31"),
    ),
)
def test_a_start_and_an_end_are_one_range(text, expected):
    reading = read(text, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == [expected]
    assert reading.question is None


@pytest.mark.parametrize(
    "text",
    ["once recruited - March 2027", "Following the Harbour visit in March 2027", "March 2027 subject to funding"],
)
def test_a_date_that_depends_on_something_is_asked(text):
    reading = read(text, **SEPTEMBER_2026)
    assert [str(each.latest) for each in reading.readings] == ["2027-03-31"]
    assert "not firm" in reading.question


@pytest.mark.parametrize(
    ("text", "asked"),
    each(
        ("once recruited", "depends on something else"),
        ("following the Harbour visit", "depends on something else"),
        ("when resources allow", "depends on something else"),
        ("as required", "gives no day"),
        ("As and when", "gives no day"),
        ("Ad hoc", "gives no day"),
    ),
)
def test_what_has_no_date_is_asked_for_the_reason_it_has_none(text, asked):
    reading = read(text, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == ["other"]
    assert asked in reading.question


@pytest.mark.parametrize("text", ["31 March 2024", "by March 2026", "Q1 2026/27"])
def test_a_past_day_is_asked_about_where_the_caller_wants_it(text):
    assert read(text, **SEPTEMBER_2026).question is None
    asked = read(text, ask_past=True, **SEPTEMBER_2026)
    assert "before the date of the document" in asked.question
    assert asked.readings == read(text, **SEPTEMBER_2026).readings


@pytest.mark.parametrize("text", ["31 March 2027", "Sept 2026", "from June 2026", "Complete May 2026", "Ongoing"])
def test_what_is_not_past_is_not_asked_about(text):
    assert read(text, ask_past=True, **SEPTEMBER_2026).question is None
