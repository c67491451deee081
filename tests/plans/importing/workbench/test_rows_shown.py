"""Every row of the document stands on the bench once, beside what became of it."""

from plans.importing import rulings
from plans.importing.readers import read_document
from plans.importing.source_document import Paragraph
from plans.importing.workbench import edits as e
from plans.importing.workbench import rows_shown as b
from tests.plans.importing.workbench.leisure import BAND, LEDGERS, LIFEGUARDS, NAME, PUBLISH, SURVEY, TEXT, read


def rows(*edits):
    return b.document_rows(read_document(TEXT.encode(), NAME), read(*edits)[1])


def test_every_line_stands_there_once_in_printed_order():
    document = read_document(TEXT.encode(), NAME)
    lines = []
    for part in document.parts:
        lines += [part.line] if isinstance(part, Paragraph) else [row.line for row in part.rows]
    assert [strip.line for row in rows() for strip in row.strips] == lines


def test_each_says_what_became_of_it():
    became = {strip.line: strip.became for row in rows() for strip in row.strips}
    assert became[BAND] == b.SECTION
    assert [became[line] for line in (LIFEGUARDS, SURVEY, PUBLISH, LEDGERS)] == [b.ACTION] * 4
    assert became[1] == b.NOTE
    assert b.HEADINGS in became.values()


def test_rows_that_were_joined_stand_together():
    joined = {row.line: row for row in rows(e.Ruled(PUBLISH, rulings.JOIN))}
    assert [strip.line for strip in joined[SURVEY].strips] == [SURVEY, PUBLISH]
    assert joined[SURVEY].strips[1].joined
    assert len(joined[SURVEY].placed) == 1


def test_the_actions_that_came_of_one_row_stand_beside_it():
    [row] = [row for row in rows(e.StepsApart(str(LIFEGUARDS))) if row.line == LIFEGUARDS]
    assert [placed.action.text for placed in row.placed] == ["Recruit lifeguards", "Train every lifeguard"]


def test_cells_stand_under_their_headings():
    [row] = [row for row in rows() if row.line == LEDGERS]
    assert {heading: cell.flat for heading, cell in row.strips[0].cells}["By when"] == "31 June 2027"
