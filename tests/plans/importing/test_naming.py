"""Which line above the table names the plan, whose it is, and of when."""

from datetime import date

import pytest

from plans.importing import read_plan, understand_document
from plans.importing.coverage import coverage_of
from plans.importing.readers import read_document

TABLE = "Objective\tAction\tOwner\tBy when\nFly higher\tBuy string\tJo Bell\tMay 2027\n"


def opened(*lines):
    return read_plan(("\n\n".join(lines) + "\n\n" + TABLE).encode(), name="kites.txt")


def test_a_councils_name_alone_is_not_the_plans():
    plan = opened("Harbour Borough Council", "Kite Improvement Plan after the review of kites", "Version 2")
    assert plan.title == "Kite Improvement Plan after the review of kites"
    assert plan.organisation == "Harbour Borough Council"
    assert "Harbour Borough Council" not in (plan.subtitle, *plan.notes_before)


@pytest.mark.parametrize(
    "lines",
    [
        ("Harbour Borough Council Kite Plan", "A review of kites"),
        ("Harbour Borough Council", "Kites and reels"),
        ("Kites of the harbour", "Kite Plan"),
        ("Home to School Kite Plan", "Review of kites"),
    ],
)
def test_any_other_first_line_is_the_title(lines):
    assert opened(*lines).title == lines[0]


def test_the_menu_of_a_web_page_is_no_title():
    plan = opened("Home\tNews\tKites\tContact us", "Skip to content\nKite Action Plan, May 2026\nHarbour City Council")
    assert (plan.title, plan.organisation) == ("Kite Action Plan, May 2026", "Harbour City Council")
    assert plan.dated == date(2026, 5, 31)
    assert any("Contact us" in note for note in plan.notes_before)
    assert any("Skip to content" in note for note in plan.notes_before)


@pytest.mark.parametrize("words", ["Kite plan at 31 October 2026", "Kite plan as at 31 October 2026"])
@pytest.mark.parametrize("before", [(), ("Kites of the harbour",), ("Kites of the harbour", "They fly.", "Higher.")])
def test_the_day_that_a_plan_is_at_is_its_date(before, words):
    assert opened(*before, words).dated == date(2026, 10, 31)


def test_the_name_of_the_council_is_held_as_the_organisation():
    document = read_document(f"Harbour Borough Council\n\nKite Plan\n\n{TABLE}".encode(), "kites.txt")
    assert coverage_of(document, understand_document(document, name="kites.txt")).is_whole


def test_words_that_stand_only_around_the_plan_are_counted_apart():
    text = "# Kite plan\n\nDear members, thank you for coming.\n\n| Action | Lead |\n|--|--|\n| Fly | Jo Bell |\n"
    document = read_document(text.encode(), "kites.md")
    told = coverage_of(document, understand_document(document, name="kites.md"))
    assert (told.words, told.in_plan, told.count_around) == (13, 7, 6)
    assert [(one.line, one.text) for one in told.around] == [(3, "dear members thank you for coming")]


def test_of_a_letter_without_a_plan_nothing_is_in_the_plan_but_its_title():
    document = read_document(b"Kite club\n\nDear members, thank you for coming.\n\nYours, Jo", "letter.txt")
    told = coverage_of(document, understand_document(document, name="letter.txt"))
    assert told.in_plan == 2 and told.count_around == told.words - 2
