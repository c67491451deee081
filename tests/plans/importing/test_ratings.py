"""Whatever shows a rating becomes a proposed one, and what is not the plain word of a colour is asked about first."""

import pytest

from plans.importing import read_plan
from plans.importing.readers.markup import read_cell
from plans.importing.rows import mend
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.understanding import understand
from plans.importing.understanding.rating_key import read_key
from plans.importing.vocabulary.ratings import colour_of

HEADINGS = ("Recommendation", "Action", "Lead", "RAG")


def row(line, *texts, **told):
    cells = [read_cell(text) for text in texts]
    return Row((*cells[:-1], Cell(cells[-1].blocks, **told)), line)


def rated(*rows, legend=()):
    """The plan of these ratings, one an action; a rating is a text, or a text and what its cell shows besides."""
    printed = [each if isinstance(each, tuple) else (each, {}) for each in rows]
    table = [row(1, *HEADINGS)]
    table += [
        row(n, f"Fly higher {n}", f"Buy string {n}", "Jo Bell", text, **told)
        for n, (text, told) in enumerate(printed, 2)
    ]
    parts = [Table(tuple(table)), *(Paragraph((line,), 90 + n) for n, line in enumerate(legend))]
    return understand(mend(SourceDocument(tuple(parts))), name="kites.docx", dated=None)


def asked(plan):
    return [question.because for question in plan.questions if question.field == "rag"]


def proposed(because):
    return f"{because}; no rating until somebody confirms it"


@pytest.mark.parametrize("word", ["Red", "AMBER", "green", "Blue"])
def test_the_plain_word_of_a_colour_is_kept_as_printed_and_not_asked_about(word):
    plan = rated(word)
    assert (plan.actions[0].rag, asked(plan)) == (word, [])


@pytest.mark.parametrize(
    ("printed", "rating"),
    [("R", "Red"), ("a", "Amber"), ("B", "Blue"), ("A/G", "Amber"), ("R-A", "Red"), ("🟠", "Amber"), ("❌", "Red"),
     ("✅", "Blue"), ("Green – going well", "Green"), ("Amber/Green", "Amber"), ("On track", "Green"),
     ("off target", "Red"), ("Completed", "Blue"), ("some slippage", "Amber")],
)  # fmt: skip
def test_other_signs_are_proposed_and_asked_about(printed, rating):
    plan = rated(printed)
    assert plan.actions[0].rag == rating
    assert len(asked(plan)) == 1


@pytest.mark.parametrize("printed", ["●", "3", "Z", "in hand"])
def test_what_says_nothing_of_a_colour_is_kept_as_printed_and_asked_about(printed):
    plan = rated(printed, "2")
    assert plan.actions[0].rag == printed
    assert asked(plan)


def test_dirt_is_no_rating():
    plan = rated("l", "·", "Green")
    assert [action.rag for action in plan.actions] == [None, None, "Green"]
    assert asked(plan) == []


@pytest.mark.parametrize(
    "legend",
    [
        ("RAG key: 1 = Green, 2 = Amber, 3 = Red",),
        ("1 = Green – going well; 2 = Amber – late; 3 = Red – stuck",),
        ("Rating key", "1 - Green", "2 - Amber", "3 - Red"),
    ],
)
def test_the_plans_own_key_says_what_digits_mean(legend):
    plan = rated("1", "2", "3", legend=legend)
    assert [action.rag for action in plan.actions] == ["Green", "Amber", "Red"]
    assert all("by the plan's own key" in because for because in asked(plan))
    assert plan.legend == legend


def test_the_plans_own_key_wins_over_what_a_letter_means_elsewhere():
    plan = rated("G", "R", legend=("RAG key: G = Grey (not due), R = Red (late)",))
    assert [action.rag for action in plan.actions] == ["Grey", "Red"]


def test_a_colour_alone_is_named_and_a_word_that_differs_from_it_is_asked_about():
    plan = rated(("", {"fill": "FF0000"}), ("Green", {"fill": "FFC000"}), ("■", {"ink": "0070C0"}), ("Red", {}))
    assert [action.rag for action in plan.actions] == ["Red", "Green", "Blue", "Red"]
    assert asked(plan) == [
        proposed("the cell is filled with red and says nothing"),
        proposed("the cell says “Green” and is filled with amber"),
        proposed("the cell is printed in blue and says nothing"),
    ]


def test_without_a_column_of_ratings_fills_of_another_are_proposed():
    rows = [
        Row((read_cell("Recommendation"), read_cell("Action"), read_cell("Progress")), 1),
        row(2, "Fly", "Buy string", "Bought", fill="00B050"),
        row(3, "Land", "Sow grass", "Late", fill="FF0000"),
    ]
    plan = understand(mend(SourceDocument((Table(tuple(rows)),))), name="kites.docx", dated=None)
    assert [action.rag for action in plan.actions] == ["Green", "Red"]
    assert [action.progress for action in plan.actions] == ["Bought", "Late"]
    assert all(because.startswith("no column is headed as a rating") for because in asked(plan))


def test_one_fill_all_over_is_decoration():
    rows = [
        Row((read_cell("Recommendation"), read_cell("Action"), read_cell("Progress")), 1),
        row(2, "Fly", "Buy string", "Bought", fill="00B050"),
        row(3, "Land", "Sow grass", "Late", fill="00B050"),
    ]
    plan = understand(mend(SourceDocument((Table(tuple(rows)),))), name="kites.docx", dated=None)
    assert [action.rag for action in plan.actions] == [None, None]


@pytest.mark.parametrize(
    ("code", "name"),
    [("FF0000", "Red"), ("C00000", "Red"), ("FFC000", "Amber"), ("FFFF00", "Yellow"), ("92D050", "Green"),
     ("00B050", "Green"), ("C6EFCE", "Green"), ("0070C0", "Blue"), ("7030A0", "Purple"), ("FFC7CE", "Red"),
     ("D9D9D9", None), ("FFFFFF", None), ("111111", None), (None, None), ("auto", None)],
)  # fmt: skip
def test_a_colour_has_a_name_unless_it_is_too_pale_or_dark(code, name):
    assert colour_of(code) == name


def test_a_key_by_fills_says_what_a_colour_is_called():
    key = read_key([], (("Amber", "On track"), ("Green", "Done")))
    assert key.names["ontrack"] == "Amber"
    assert key.said == {"Amber": "On track", "Green": "Done"}


def test_who_leads_is_read_at_the_end_of_an_action_where_no_column_says_so():
    plan = read_plan(
        b"Recommendation\tAction\tTimescale\nFly\tBuy string (Kite Officer)\tMay 2024\n"
        b"Land\tSow grass. Lead: Al Moss\tMay 2024\nRest\tPut up a bench (oak)\tMay 2024\n",
        name="kites.txt",
    )
    assert [[lead.name for lead in action.leads] for action in plan.actions] == [["Kite Officer"], ["Al Moss"], []]
    assert [q.row for q in plan.questions if q.field == "leads"] == [1, 2]
