"""What a reader mends is marked, of files that have lost their cells; of others nothing is."""

from dataclasses import replace

import pytest

from plans.importing import Rulings, Table, decisions_as_json, rulings, understand_document
from plans.importing.json_shapes import document_as_json, document_from_json
from plans.importing.readers import read_document
from plans.importing.readers.pdf.printed_lines import PrintedLine
from plans.importing.readers.pdf.unruled_tables import find_unruled, levels_of, placed_cells
from plans.importing.source_document import CARRIED, JOINED, LINES, MOVED, Cell, Run

TEXT = """| No | Recommendation | Action | Lead | By when |
|---|---|---|---|---|
| 1 | Open longer | Extend Saturday hours | Head of Libraries | May 2027 |
| | | Tell the public of it | | June 2027 |
| 2 | Buy more | Buy large print for every | Stock Manager | July 2027 |

| No | Recommendation | Action | Lead | By when |
|---|---|---|---|---|
| | | branch | | |
| | 3 | Keep count | Count loans weekly and tell the board | Jo Bell | May 2027 |
"""
MOVES = 10


def read(*, exact=False, ruled=None):
    document = read_document(TEXT.encode(), "libraries.md")
    parts = tuple(replace(part, exact=exact) if isinstance(part, Table) else part for part in document.parts)
    return understand_document(replace(document, parts=parts), name="libraries.md", rulings=Rulings(ruled or {}))


def repairs(plan):
    return {action.text[:12]: dict(action.repairs) for action in plan.actions if action.repairs}


def test_each_repair_is_marked_on_the_cell_that_it_made():
    found = repairs(read())
    assert found["Tell the pub"] == {"Lead": CARRIED}
    assert found["Buy large pr"] == {"Action": JOINED}
    assert found["Count loans "]["Action"] == MOVED
    assert {"row": 3, "column": "Action", "repair": JOINED} in decisions_as_json(read())["repairs"]


@pytest.mark.parametrize("ruled", [None, {9: rulings.JOIN}])
def test_nothing_is_mended_in_a_file_that_says_where_its_cells_are(ruled):
    assert repairs(read(exact=True, ruled=ruled)) == {}


def test_a_repair_is_undone():
    alone, printed = repairs(read(ruled={9: rulings.ALONE})), repairs(read(ruled={MOVES: rulings.PRINTED}))
    assert ("Buy large pr" in alone, "Count loans " in alone) == (False, True)
    assert ("Buy large pr" in printed, "Count loans " in printed) == (True, False)


def test_what_a_person_joins_is_no_repair():
    assert "Action" not in repairs(read(ruled={4: rulings.JOIN})).get("Extend Satur", {})


def test_a_mark_is_kept_with_the_document():
    document = read_document(TEXT.encode(), "libraries.md")
    (first, *rest) = document.parts
    row = replace(first.rows[1], cells=(Cell(first.rows[1].cells[0].blocks, repair=MOVED), *first.rows[1].cells[1:]))
    marked = replace(document, parts=(replace(first, rows=(first.rows[0], row, *first.rows[2:])), *rest))
    assert document_from_json(document_as_json(marked)) == marked


def printed(text, x, y):
    """A printed line of 9 points, about as wide as its letters."""
    word = len(text.split()[0])
    return PrintedLine((Run(text),), x, x + 4.5 * len(text), y, y + 9, 9, x + 4.5 * word, frozenset({None}))


def test_printed_lines_that_no_rule_keeps_together_are_marked_as_put_together():
    rows = [("No", "Action", "Lead"), ("1", "Buy string for", "Ann"), ("", "every kite", ""), ("2", "Fly them", "Bea")]
    at = (100, 130, 142, 172)
    lines = [
        printed(text, x, y)
        for row, y in zip(rows, at, strict=True)
        for text, x in zip(row, (50, 100, 300), strict=True)
        if text
    ]
    levels = levels_of(lines)
    [table] = find_unruled(levels)
    found = {cell.cell.flat: cell.cell.repair for cell in placed_cells(table, levels, None, [])}
    assert {text for text, repair in found.items() if repair} == {"Buy string for every kite"}
    assert found["Buy string for every kite"] == LINES
