"""A cell that is merged across the table titles the rows below it, in every format that tells what is merged."""

import pytest

from plans.importing import understand_document
from plans.importing.readers import read_document
from plans.importing.readers.markup import read_cell
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from tests.plans.importing.making import make

LONG = "The kites of every school are flown in all winds by the wardens of the harbour on each day of the year."
ROWS = (
    ("Aim", "Action", "Lead", "By when", "RAG"),
    ("", "Priority 1: Winds and weather"),
    ("Fly higher", "Buy string", "Jo Bell", "May 2027", "G"),
    ("Fly further", "Tie tails", "Al Moss", "June 2027", "A"),
    (LONG,),
    ("Priority 2: Landing",),
    ("Land softly", "Sow grass", "Jo Bell", "July 2027", "R"),
)


def table():
    rows = []
    for number, texts in enumerate(ROWS, 2):
        cells = [read_cell(text) if text else Cell() for text in texts] + [Cell()] * (5 - len(texts))
        if len(texts) < 5:
            place = len(texts) - 1
            cells[place] = Cell(cells[place].blocks, columns=5 - place)
        rows.append(Row(tuple(cells), number))
    return SourceDocument((Paragraph(("Kite Plan, 31 January 2027",), 1, 1), Table(tuple(rows))))


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html", "pdf"])
def test_merged_cells_are_bands_and_long_ones_notes(fmt):
    plan = understand_document(read_document(make(table(), fmt), f"kites.{fmt}"), name="kites")
    titles = [section.title for section in plan.sections]
    texts = [[a.text for rec in section.recommendations for a in rec.actions] for section in plan.sections]
    assert titles == ["Priority 1: Winds and weather", "Priority 2: Landing"]
    assert texts == [["Buy string", "Tie tails"], ["Sow grass"]]
    assert LONG in plan.notes_after


BANDED = """Ref,Recommendation,Action,Lead,By when
{},,,
1.1,Fly every kite where people can see,Paint a number on each kite,Head of Kites,May 2027
1.2,,Walk the beach before each festival,Beach Warden,Ongoing
{},,,
2.1,Teach new flyers to land,Hold a class each month,Head of Kites,June 2027
"""


def test_words_alone_under_references_are_bands_in_the_first_row_too():
    """Values between commas tell neither what is merged nor what is bold."""
    text = BANDED.format("Safety,", "Training,")
    plan = understand_document(read_document(text.encode(), "kites.csv"), name="kites")
    assert [section.title for section in plan.sections] == ["Safety", "Training"]
    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.1"]


def test_what_must_improve_with_nothing_under_it_may_be_a_band():
    text = BANDED.format(",Safety", ",Training")
    plan = understand_document(read_document(text.encode(), "kites.csv"), name="kites")
    asked = {question.text: question for question in plan.questions if question.field == "recommendation"}
    assert list(asked) == ["Safety", "Training"]
    assert "title of a section" in asked["Safety"].because
    assert asked["Training"].line == asked["Safety"].line + 3


def test_words_alone_are_bands_where_the_row_below_says_itself_what_must_improve():
    text = (
        "What must improve,Action,Lead,By when\n1. Safety,,,\nKites fall on people.,Paint each kite,Jo Bell,May 2027\n"
        "Strings snap.,Wax each string,Jo Bell,May 2027\n2. Training,,,\n"
        "Few flyers can land well.,Hold a class,Al Moss,June 2027\n"
    )
    plan = understand_document(read_document(text.encode(), "kites.csv"), name="kites")
    assert [section.title for section in plan.sections] == ["1. Safety", "2. Training"]
    assert [action.text for action in plan.actions] == ["Paint each kite", "Wax each string", "Hold a class"]
