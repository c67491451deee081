"""A heading speaks of the position that the cells below it hold, in every format."""

from dataclasses import replace
from datetime import date

import pytest

from plans import columns
from plans.state import PeriodState
from reports.appendix import render
from reports.appendix.layout import build
from reports.appendix.options import Options
from reports.appendix.position import position
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS, text_of

MAY = date(2026, 5, 31)
PRINTED = "Progress End May 2026"


def plan(*updates, printed=PRINTED, **fields):
    rows = [make.action(f"Do the thing numbered {n}", updates=(update,)) for n, update in enumerate(updates)]
    own = (
        make.column("Actions", columns.ACTION),
        make.column(printed, columns.PROGRESS),
        make.column("RAG May 26", columns.RAG),
    )
    return make.plan(make.section("", make.recommendation("An area", *rows)), columns=own, **fields)


def headings(state, **options):
    (band,) = build(state, replace(OPTIONS, **options)).bands
    return band.table.headings[-2:]


SAID_IN_MAY = make.update("Said in May", make.AMBER, on=date(2026, 5, 20))
SAID_NOW = make.update("Said in November", make.AMBER, on=date(2026, 11, 20))
DOCUMENT = replace(make.update("Printed", make.AMBER, on=date(2026, 6, 24)), by_document=True)


def test_novembers_words_do_not_stand_under_mays_heading():
    assert headings(plan(SAID_IN_MAY, SAID_NOW)) == ("Progress as at 22 November 2026", "RAG as at 22 November 2026")


def test_what_is_printed_stands_over_words_of_its_own_day():
    assert headings(plan(SAID_IN_MAY)) == (PRINTED, "RAG May 26")


def test_a_documents_words_belong_under_its_own_heading_though_it_is_dated_later():
    assert headings(plan(DOCUMENT, dated=date(2026, 6, 24))) == (PRINTED, "RAG May 26")
    later = replace(DOCUMENT, position_on=date(2026, 9, 30))
    assert headings(plan(later, dated=date(2026, 6, 24)))[0] == "Progress as at 22 November 2026"


def test_a_period_names_the_heading_on_its_own_day_alone():
    chosen = {"period_name": "End December 2026", "period_on": date(2026, 12, 31)}
    state = plan(SAID_NOW)
    assert headings(state, **chosen)[0] == "Progress as at 22 November 2026"
    assert headings(state, on=date(2026, 12, 31), **chosen)[0] == "Progress End December 2026"


def test_a_period_of_the_plan_names_the_position_of_its_day_though_none_was_chosen():
    period = PeriodState(id=1, name="End October 2026", position_on=date(2026, 10, 31))
    assert headings(plan(make.update("Said", on=date(2026, 10, 30)), periods=(period,)), on=date(2026, 10, 31))[0] == (
        "Progress End October 2026"
    )


def test_a_heading_of_a_day_that_has_not_come_is_replaced_too():
    assert headings(plan(SAID_IN_MAY), on=date(2026, 5, 25))[0] == "Progress as at 25 May 2026"


@pytest.mark.parametrize(
    ("printed", "period", "expected"),
    [
        ("Progress End July 2025", "End November 2026", "Progress End November 2026"),
        ("Progress End July 2025", "November 2026", "Progress End November 2026"),
        ("Progress at 31 July 2025", "End November 2026", "Progress at End November 2026"),
        ("Update Sept 12", "November 2026", "Update November 2026"),
        ("Progress to date", "End November 2026", "Progress to date"),
        ("Progress in 2025", "End November 2026", "Progress in 2025"),
        ("Progress in March", "End November 2026", "Progress in March"),
        ("What may be said", "End November 2026", "What may be said"),
        ("Progress (July 2025) and comments", "November 2026", "Progress (November 2026) and comments"),
        ("Progress at 31.07.25", "", "Progress as at 22 November 2026"),
        ("Progress as at the end of July", "", "Progress as at 22 November 2026"),
        ("Progress to 31st July", "", "Progress as at 22 November 2026"),
        ("Progress Q2 2026/27", "", "Progress as at 22 November 2026"),
        ("Update, Quarter 2", "", "Update, as at 22 November 2026"),
        ("Progress 45 February 2026", "", "Progress as at 22 November 2026"),
    ],
)
def test_whatever_way_it_is_named(printed, period, expected):
    assert position(plan(SAID_NOW), on=make.ON, period_name=period).told(printed) == expected


def test_a_title_that_ends_with_its_documents_day_ends_with_the_papers_once_there_are_later_words():
    dated = {"title": "Kite plan @ May 2026", "subtitle": "For the board – May 2026", "dated": MAY}
    laid_out = build(plan(SAID_NOW, **dated), OPTIONS)
    told = ("Kite plan as at 22 November 2026", "For the board – as at 22 November 2026")
    assert (laid_out.title, laid_out.subtitle) == told
    printed = build(plan(SAID_IN_MAY, **dated), OPTIONS)
    assert (printed.title, printed.subtitle) == ("Kite plan @ May 2026", "For the board – May 2026")
    inspected = build(plan(SAID_NOW, title="After the inspection of March 2025", dated=MAY), OPTIONS)
    assert inspected.title == "After the inspection of March 2025"


@pytest.mark.parametrize("fmt", ["pdf", "docx", "xlsx", "html"])
def test_every_format_prints_the_heading_of_the_position(fmt):
    text = " ".join(text_of(render(plan(SAID_NOW), Options(on=make.ON), fmt), fmt).split())
    assert "Progress as at 22 November 2026" in text
    assert "May" not in text


JULY = date(2026, 7, 31)
OF_DOCUMENT = "In the plan’s document: "


@pytest.mark.parametrize(
    ("line", "on", "told"),
    [
        ("Position as at 31 July 2026", make.ON, True),
        ("Position as at 31 July", make.ON, True),
        ("Delivery plan – as at July 2026", make.ON, True),
        ("Status at 31.07.26.", make.ON, True),
        ("Position as at 31 July 2026", JULY, False),
        ("Position as at the end of July", JULY, False),
        ("Delivery plan – as at July 2026", date(2026, 7, 14), False),
        ("Delivery plan – July 2026", make.ON, False),
        ("Actions to be done by 31 July 2026", make.ON, False),
        ("Position as at 45 July 2026", make.ON, True),
    ],
)
def test_a_line_of_the_documents_position_is_not_read_as_the_papers(line, on, told):
    state = plan(replace(DOCUMENT, position_on=JULY), subtitle=line, notes_before=(line,), dated=JULY)
    laid_out = build(state, replace(OPTIONS, on=on))
    assert laid_out.subtitle == (OF_DOCUMENT if told else "") + line
    [note] = [each for each in laid_out.before if line in each.text]
    assert note.label == (OF_DOCUMENT.strip() if told else "")


def test_a_note_that_only_ends_with_a_position_is_the_plans_own_word():
    said = "Figures were checked by the service against those of the dashboard as at 31 July 2026"
    state = plan(DOCUMENT, notes_before=(said,), dated=JULY)
    assert [note.label for note in build(state, OPTIONS).before if said in note.text] == [""]
