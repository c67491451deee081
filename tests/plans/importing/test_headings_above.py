"""Recommendations printed above tables of their actions: what else is said there, and tables that a page has cut."""

import pytest

from plans.importing import understand_document
from plans.importing.readers import read_document
from plans.importing.readers.markup import read_cell
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from tests.plans.importing.making import make

HEADINGS = ("No", "Action", "Owner", "By when", "Progress", "RAG")
LONG = " ".join(f"Kite {n} of the harbour was flown in wind {n * 7} by warden {n * 13}." for n in range(1, 90))


def table(line, *rows, headed=True):
    texts = (HEADINGS, *rows) if headed else rows
    return Table(tuple(Row(tuple(read_cell(t) if t else Cell() for t in row), line + n) for n, row in enumerate(texts)))


def plan_of(*parts):
    return understand_document(SourceDocument((Paragraph(("Kite Plan, May 2027",), 1, 1), *parts)), name="kites")


def test_the_rest_of_a_row_on_the_next_page_is_no_key_and_no_row_of_its_own():
    plan = plan_of(
        Paragraph(("Priority 1: Fly higher",), 2, 2),
        table(3, ("1.1", "Buy more string for all", "Jo Bell", "May 2027", "Half of it", "Red")),
        table(5, ("", "a reel for each kite", "", "", "is bought", ""), headed=False),
        table(6, ("1.2", "Tie tails", "Al Moss", "June 2027", "", "Green"), headed=False),
    )
    texts = [(a.ref, a.text, a.leads[0].name, a.progress) for a in plan.actions]
    assert texts == [
        ("1.1", "Buy more string for all a reel for each kite", "Jo Bell", "Half of it is bought"),
        ("1.2", "Tie tails", "Al Moss", None),
    ]
    assert plan.legend == ()


@pytest.mark.parametrize("fmt", ["pdf", "docx", "html"])
def test_a_row_cut_by_a_page_below_a_heading_is_whole(fmt):
    document = SourceDocument(
        (
            Paragraph(("Kite Plan, May 2027",), 1, 1),
            Paragraph(("Priority 1: Fly higher",), 2, 2),
            table(3, ("1.1", "Buy string", "Jo Bell", "May 2027", LONG, "Red"), ("1.2", "Tie tails", "", "", "", "")),
            Paragraph(("Priority 2: Land softly",), 6, 2),
            table(7, ("2.1", "Sow grass", "Al Moss", "June 2027", LONG, "Green")),
        )
    )
    plan = understand_document(read_document(make(document, fmt), f"kites.{fmt}"), name="kites")
    recommendations = [rec for section in plan.sections for rec in section.recommendations]
    assert [(rec.ref, rec.text) for rec in recommendations] == [("1", "Fly higher"), ("2", "Land softly")]
    assert [a.text for a in plan.actions] == ["Buy string", "Tie tails", "Sow grass"]
    assert plan.actions[0].progress.split() == plan.actions[2].progress.split() == LONG.split()


def test_what_is_said_of_all_actions_is_said_of_each():
    plan = plan_of(
        Paragraph(("Recommendation 1: Fly higher", "Lead: Kite Officer", "Agreed: yes"), 2, 2),
        Table((Row(tuple(map(read_cell, ("Action", "By when"))), 3), Row(tuple(map(read_cell, ("Buy", "May"))), 4))),
        Paragraph(("Recommendation 2: Land softly", "Lead: Grounds Officer"), 5, 2),
        Table((Row(tuple(map(read_cell, ("Action", "By when"))), 6), Row(tuple(map(read_cell, ("Sow", "June"))), 7))),
    )
    assert [[lead.name for lead in action.leads] for action in plan.actions] == [["Kite Officer"], ["Grounds Officer"]]
    assert plan.sections[0].recommendations[0].text == "Fly higher\nAgreed: yes"


def test_a_long_text_above_a_table_is_a_note():
    plan = plan_of(
        Paragraph(("Recommendation 1: Fly higher",), 2, 2),
        Paragraph((LONG,), 3),
        table(4, ("1.1", "Buy string", "Jo Bell", "May 2027", "", "")),
    )
    assert any(LONG.strip() in note for note in (*plan.notes_before, *plan.notes_after))


ACTIONS = (
    ("Action", "Lead", "By when"),
    ("Buy string", "Jo Bell", "May 2027"),
    ("Sow grass", "Al Moss", "June 2027"),
)


@pytest.mark.parametrize(
    "heading",
    ["Priority 1 – Wind and weather", "Key Priority 1: Kites above the bay", "Priority 1: Strings"],
)
def test_a_priority_of_a_subject_alone_titles_its_actions(heading):
    rows = [Row(tuple(map(read_cell, cells)), n) for n, cells in enumerate(ACTIONS, 3)]
    plan = plan_of(Paragraph((heading,), 2, 2), Table(tuple(rows)))
    assert [(section.title, [rec.text for rec in section.recommendations]) for section in plan.sections] == [
        (heading, [""])
    ]


@pytest.mark.parametrize("text", ["Kites are safe", "Fly higher", "Stop kites falling.", "Strings must hold"])
def test_a_priority_that_says_what_is_to_be_is_what_must_improve(text):
    rows = [Row(tuple(map(read_cell, cells)), n) for n, cells in enumerate(ACTIONS, 3)]
    plan = plan_of(Paragraph((f"Priority 1: {text}",), 2, 2), Table(tuple(rows)))
    assert [rec.text for section in plan.sections for rec in section.recommendations] == [text]
