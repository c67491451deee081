"""What a row of a table is, by its evidences; each is there for a row that is read otherwise without it."""

from dataclasses import replace
from itertools import product

import pytest

from plans.importing.readers import read_document
from plans.importing.readers.cell_builder import plain_cell
from plans.importing.rows import mend
from plans.importing.rows.cell_patterns import is_dated
from plans.importing.source_document import Cell, Row
from plans.importing.tables import row_kinds
from plans.importing.tables.row_evidence import (
    EXPLANATION,
    HEADINGS,
    NOTE,
    NOTHING,
    NUMBERED,
    ROW,
    ROWS,
    TITLE,
    TOTAL,
    RowFacts,
)
from plans.importing.tables.row_kinds import NEIGHBOURS, kind_of, kinds_of
from plans.importing.tables.texts import is_code
from plans.importing.understanding import understand


def facts(*texts: str, bold: bool = False, **told) -> RowFacts:
    return RowFacts(Row(tuple(plain_cell(text, bold=bold) for text in texts), 4), **told)


def across(text: str) -> RowFacts:
    return RowFacts(Row((replace(plain_cell(text), columns=4), Cell(), Cell(), Cell()), 4), after_join=True)


LONG = "what follows was agreed by all of the members of the club when they met on the hill"
LOOKS = {0: is_code, 2: is_dated}
EXAMPLES = {
    "one cell across the table": (across("north hill"), TITLE),
    "many words across the table": (across(LONG), NOTE),
    "the same words in every cell": (facts("North hill", "North hill", "North hill"), TITLE),
    "words over several columns, and a count": (
        RowFacts(
            Row((replace(plain_cell("Kites that fly"), columns=3), Cell(), Cell(), plain_cell("3 of 4")), 4),
        ),
        TOTAL,
    ),
    "a period alone": (facts("", "Within 3 months", "", follows_text=True), TITLE),
    "bold or capital words alone": (facts("", "North hill", "", bold=True), TITLE),
    "words alone under references": (facts("North hill", "", "", after_join=True, under_refs=True), TITLE),
    "words alone in the first column": (facts("North", "", ""), TITLE),
    "it asks what is to stand below": (
        facts("What is to fly?", "Who flies it?", "From May", under_headings=True),
        EXPLANATION,
    ),
    "no cell looks as its column does, right below the headings": (
        facts("Short words", "Who it is", "A day", under_headings=True, looks=LOOKS),
        EXPLANATION,
    ),
    "no cell looks as its column does, and few words in many cells": (
        facts("Wanted", "Wanted", "Wanted", "Wanted at times", looks=LOOKS),
        EXPLANATION,
    ),
    "it says that it is a note": (facts("Note: the hill is closed", "", ""), NOTE),
    "bold and led by nobody, above rows that are neither": (facts("Fly", "4 May", "12", sums_up=True), TITLE),
    "it was told as a title before": (
        RowFacts(Row((plain_cell("kites that fall on the hill"), plain_cell("")), 4, titles=True)),
        TITLE,
    ),
    "a number and nothing else": (facts("K4", "", "", exact=True, references=0), NUMBERED),
    "what will be done says that nothing is": (facts("K4", "Kites fall", "None", actions=2), NOTHING),
    "it says that it is refused": (facts("Kites fall", "Not agreed", "Kites must fall", actions=2), NOTHING),
    "it has a number and words, and nothing stands under what will be done": (
        facts("4", "The hill was quiet", "", exact=True, references=0, actions=2, improves=False),
        NOTHING,
    ),
    "its cells are the headings": (facts("Action", "Lead", known=frozenset({"action", "lead"})), HEADINGS),
    "a label of a count, and nothing beside it": (facts("", "Kites:", "3", exact=True), TOTAL),
    "it is to be signed": (facts("Signed:", "Kite Officer", "Date:"), NOTE),
    "it sums up": (facts("Total", "", "12"), TOTAL),
}


@pytest.mark.parametrize("evidence", ROWS, ids=lambda evidence: evidence.name)
def test_each_evidence_tells_its_row(evidence, monkeypatch):
    row, kind = EXAMPLES[evidence.name]
    assert kind_of(row) == kind
    monkeypatch.setattr(row_kinds, "ROWS", tuple(other for other in ROWS if other is not evidence))
    assert kind_of(row) != kind


@pytest.mark.parametrize(
    "row",
    [
        facts("1", "Is the hill free?", "Jo Bell", under_headings=True),
        facts("Is the hill free?", "Ask the warden", "Jo Bell", under_headings=True),
        facts("Total kites flown is counted", "Jo Bell", "May 2027"),
        facts("", "and land softly.", ""),
    ],
    ids=["a numbered question", "one question", "a total that is an action", "the rest of a row"],
)
def test_rows_of_the_plan_stay_rows(row):
    assert kind_of(row) == ROW


def test_what_is_no_row_is_kept_as_a_note_and_asked_about_once():
    text = (
        "| Action | Lead | Due |\n|--|--|--|\n| What will be flown? | Who flies it? | By when? |\n"
        "| Fly the kites | Jo Bell | May 2027 |\n| Total | 1 | |\n"
    )
    plan = understand(mend(read_document(text.encode(), "kites.md")), name="kites.md", dated=None)
    assert [action.text for action in plan.actions] == ["Fly the kites"]
    assert "What will be flown? | Who flies it? | By when?" in plan.notes_after
    asked = [question for question in plan.questions if question.field == "rows"]
    assert [(question.text, question.line) for question in asked] == [("What will be flown?", 3), ("Total", 5)]


PLAIN = facts("K1", "Fly the kites", "Jo Bell", exact=True, references=0)
BARE = facts("K4", "", "", exact=True, references=0)
ASKING = facts("What is to fly?", "Who flies it?", "From May", under_headings=True)
LONE = facts("North", "", "")
TABLES = {
    "what explains stands below headings": [PLAIN, replace(ASKING), PLAIN],
    "a title titles something": [PLAIN, LONE],
    "numbers without rows stand at the end": [PLAIN, BARE, BARE],
    "after a number without a row no row comes": [PLAIN, BARE, PLAIN],
}
"""For each evidence of neighbours a table for whose reading less or more speaks without it."""


@pytest.mark.parametrize("evidence", NEIGHBOURS, ids=lambda evidence: evidence.name)
def test_what_stands_beside_a_row_weighs(evidence, monkeypatch):
    with_it = kinds_of(TABLES[evidence.name])
    without = dict.fromkeys(product(evidence.before, evidence.after), 0.0)
    monkeypatch.setattr(row_kinds, "_BESIDE", {**row_kinds._BESIDE, **without})
    assert kinds_of(TABLES[evidence.name]) != with_it


def test_a_number_among_rows_is_a_row_and_those_at_the_end_are_kept_for_later():
    found, _ = kinds_of([PLAIN, BARE, PLAIN, BARE, BARE])
    assert [one.kind for one in found] == [ROW, ROW, ROW, NUMBERED, NUMBERED]


def test_the_runner_up_of_a_row_is_kept_with_its_margin():
    found, _ = kinds_of([PLAIN, LONE, PLAIN])
    assert (found[1].kind, found[1].runner_up) == (TITLE, ROW)
    assert 0 < found[1].margin < 5
