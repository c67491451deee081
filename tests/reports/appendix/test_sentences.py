"""What the paper says in words of its own: of counts, of bands, of members' questions, above the plan's tables."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from plans.state import MembersQuestionState
from reports import figures
from reports.appendix.layout import _before
from reports.appendix.model import Badge, Cell, Line
from reports.appendix.plan import title
from reports.appendix.position import _last_day, _named_in
from reports.appendix.questions import questions
from reports.appendix.refs import refs
from reports.appendix.summary import sentence
from reports.appendix.workbook.sheetkit import HEADS, MUTED, PLAIN, rated
from reports.appendix.workbook.sheetpieces import look_of, named_again
from tests.reports.factories import (
    AMBER,
    GREEN,
    ON,
    RED,
    SCHEME,
    action,
    by,
    lead,
    plan,
    recommendation,
    section,
    source,
    timescale,
    update,
)

LATE, SOON = by("October", date(2026, 10, 31)), by("January", date(2027, 1, 31))


def of(*ratings, dates=()) -> str:
    """The sentence of a plan with an action for each of these ratings, due by these dates."""
    pairs = zip(ratings, [*dates, *[None] * (len(ratings) - len(dates))], strict=True)
    actions = [
        action(updates=(update(rag=each),) if each else (), timescales=(due,) if due else ()) for each, due in pairs
    ]
    state = plan(section("", recommendation("", *actions)))
    return sentence(state, figures.tally(state, state.actions, ON))


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ((RED, AMBER, AMBER, GREEN), "1 is Red and 2 are Amber."),
        ((GREEN, GREEN), "None is Red or Amber."),
        ((AMBER, None), "1 is Amber; 1 is not rated."),
        ((GREEN, None, None), "None is Red or Amber; 2 are not rated."),
        ((None, None), "None has been rated."),
        ((None,), "It has not been rated."),
    ],
)
def test_the_ratings_that_need_attention_are_counted_and_others_are_not(ratings, said):
    assert f" {said} " in of(*ratings)


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ((LATE, LATE, SOON), "2 are past their agreed date."),
        ((LATE, SOON, SOON), "1 is past its agreed date."),
        ((SOON, SOON, SOON), "None is past its agreed date."),
        ((LATE, SOON), "1 is past its agreed date; 1 has no date."),
        ((SOON,), "None is past its agreed date; 2 have no date."),
        ((), "None has a date."),
    ],
)
def test_it_is_said_how_many_are_past_their_date(dates, said):
    assert of(GREEN, GREEN, GREEN, dates=dates).endswith(f" {said}")


@pytest.mark.parametrize(
    ("printed", "timescales", "said"),
    [
        ("Within 3 months", (by("within 3 months", date(2027, 2, 28)),), "Within 3 months (by 28 February 2027)"),
        ("By 28 February 2027", (by("", date(2027, 2, 28)),), "By 28 February 2027"),
        ("", (by("Spring", date(2027, 5, 31)),), "Spring (by 31 May 2027)"),
        ("", (by("", date(2027, 5, 31)),), ""),
        ("Ongoing", (timescale("ongoing", kind="ongoing"),), "Ongoing"),
    ],
)
def test_a_band_says_the_day_that_its_timescale_means(printed, timescales, said):
    assert title(section(printed, timescales=timescales)) == said


OFFICER = lead("Head of Parks")


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 11, 20), "Not answered yet. Head of Parks was to answer by 20 November 2026."),
        (ON, "Not answered yet. Head of Parks answers by 22 November 2026."),
    ],
)
def test_a_members_question_says_who_answers_it_or_was_to(due, said):
    asked = MembersQuestionState(
        id=1, asked_on=date(2026, 11, 2), meeting="Board", text="Why?", lead_id=OFFICER.id, due_on=due
    )
    mowed = action("Mow", questions=(asked,))
    state = plan(section("", recommendation("Keep parks", mowed, ref="4")), leads=(OFFICER,))
    (row,) = questions(state, refs(state), "a4", ON, None).table.rows
    assert [cell.text for cell in row.cells] == ["4", "Board\n2 November 2026", "Why?", said]
    assert [cell.heads for cell in row.cells] == [True, False, False, False]


def test_sources_that_a_note_names_are_not_said_twice_and_those_after_them_are():
    state = plan(
        notes_before=("It follows the report on rivers.",),
        sources=(source("(a)", "report on rivers"), source("(b)", "audit of boats", date(2026, 5, 4))),
    )
    said = _before(state, SimpleNamespace(noted=lambda line: line))
    assert [(line.label, line.text) for line in said] == [
        ("(b)", "audit of boats (4 May 2026)"),
        ("", "It follows the report on rivers."),
    ]


def test_an_only_action_has_its_recommendations_reference_and_several_are_numbered():
    one, two, three = action("Dry"), action("Paint"), action("Look")
    state = plan(section("", recommendation("", one, ref="7."), recommendation("", two, three, ref="9")))
    assert refs(state) == {one.id: "7", two.id: "9.1", three.id: "9.2"}


@pytest.mark.parametrize(
    ("cell", "look"),
    [
        (Cell(lines=(Line(text="not yet", style="muted"),)), MUTED),
        (Cell(lines=(Line(text="done"), Line(text="not yet", style="muted"))), PLAIN),
        (Cell(lines=(Line(text="", label="4.2"),)), HEADS),
        (Cell(lines=(Line(text="words", label="4.2"),)), PLAIN),
        (Cell(), PLAIN),
        (None, PLAIN),
        (Cell(badge=Badge(word="Red", colour="red")), rated(Badge(word="Red", colour="red"))),
    ],
)
def test_a_cell_of_the_sheet_looks_as_what_it_says(cell, look):
    assert look_of(cell, blank=False) == look


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Cell(lines=(Line(text="Keep boats dry", label="7."),)), "7. (continued) Keep boats dry"),
        (Cell(lines=(Line(text="", label="7."),)), "7."),
        (Cell(lines=(Line(text="Keep boats dry"),)), "(continued) Keep boats dry"),
        (Cell(), ""),
    ],
)
def test_what_goes_on_says_so_on_the_next_page(cell, said):
    assert named_again(cell) == said


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("31/12/99", date(2099, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("Update March '26", date(2026, 3, 31)),
        ("End of December", date(2025, 12, 31)),
        ("End of November", date(2026, 11, 30)),
        ("31 February 2026", None),
    ],
)
def test_the_last_day_that_a_heading_names(words, day):
    assert _last_day(_named_in(words), ON) == day


@pytest.mark.parametrize(("count", "said"), [(1, "It is rated."), (2, "All are rated.")])
def test_of_a_scheme_in_which_nothing_needs_attention_it_is_said_that_all_are_rated(count, said):
    rows = [action(updates=(update(rag=GREEN),)) for _ in range(count)]
    state = plan(section("", recommendation("", *rows)), scheme=replace(SCHEME, ratings=(GREEN,)))
    assert f" {said} " in sentence(state, figures.tally(state, state.actions, ON))
