"""Tables whose headings nobody knows are read by what stands below them, and asked about once."""

import itertools
from dataclasses import replace

import pytest

from plans.importing.readers.cell_builder import plain_cell
from plans.importing.rows import mend
from plans.importing.source_document import Row, SourceDocument, Table
from plans.importing.tables import looks as module
from plans.importing.tables.heading_looks import HEADINGS
from plans.importing.tables.looks import look_of
from plans.importing.understanding import understand

BODY = (
    ("Fly the red kite over the hill", "Jo Bell", "4 May 2027"),
    ("Mend the string of the blue one", "Ann Fox", "6 June 2027"),
)


def table(*rows, bold=(), fills=()) -> Table:
    def cell(number: int, text: str):
        found = plain_cell(text, bold=number in bold)
        return module.replace(found, fill="FFEE00") if number in fills else found

    return Table(
        tuple(Row(tuple(cell(number, text) for text in row), number + 1) for number, row in enumerate(rows)), exact=True
    )


def test_a_row_above_cells_that_tell_themselves_holds_the_headings():
    headed = table(("Flights", "Flyer", "Kite night"), *BODY)
    plan = understand(mend(SourceDocument((headed,))), name="kites.xlsx", dated=None)
    assert [(action.text, action.leads[0].name, action.timescales[0].text) for action in plan.actions] == list(BODY)
    whole = [question for question in plan.questions if question.line == 1]
    assert [question.text for question in whole] == ["Flights | Flyer | Kite night"]


def test_a_table_of_rows_alone_has_no_headings():
    found = look_of(table(*BODY))
    assert found is not None and found.start is None


def test_a_row_that_reads_as_headings_is_a_row_where_full_rows_of_the_plan_stand_above_it():
    rows = (*BODY, ("Fly low, issues log", "Safety Lead", "4 July 2027"), ("Dry the kites", "Jo Bell", "5 July 2027"))
    plan = understand(mend(SourceDocument((table(*rows),))), name="kites.xlsx", dated=None)
    assert [action.text for action in plan.actions] == [row[0] for row in rows]


def test_a_row_of_headings_that_are_known_is_no_row_of_the_plan():
    assert look_of(table(("Ref", "Lead", "Status"), *BODY)) is None
    assert look_of(table(("Ref", "The club", "Hill"), *BODY)) is not None


@pytest.mark.parametrize("below", [BODY, (("A red kite", "Jo Bell", "4 May 2027"), ("String", "Ann Fox", "May 2027"))])
def test_beside_who_and_when_the_cells_below_tell_what_will_be_done(below):
    document = SourceDocument((table(("Of the club", "Who", "When"), *below),))
    plan = understand(mend(document), name="kites.xlsx", dated=None)
    assert [action.text for action in plan.actions] == ([row[0] for row in BODY] if below is BODY else [])


def test_a_table_of_other_things_is_none():
    assert look_of(table(("Box", "Colour", "Weight"), ("Long one", "blue", "3 kg"), ("Short", "grey", "2 kg"))) is None


CARDS = tuple(
    zip(
        ("Kite no", "Flights", "Flyer", "Kite night"), *((f"20{n}/01", *row) for n, row in enumerate(BODY)), strict=True
    )
)


@pytest.mark.parametrize(
    "parts",
    [
        (table(*CARDS),),
        (table(("", *CARDS[0][1:]), *CARDS[1:]),),
        (table(*((label, value) for place in (1, 2) for label, value in ((row[0], row[place]) for row in CARDS))),),
        tuple(table(*((row[0], row[place]) for row in CARDS)) for place in (1, 2)),
    ],
    ids=["each action a column", "a corner without a label", "one below the other", "a table for each"],
)
def test_labels_that_nobody_knows_are_told_by_what_stands_beside_them(parts):
    lines = itertools.count(1)
    parts = tuple(replace(part, rows=tuple(replace(row, line=next(lines)) for row in part.rows)) for part in parts)
    plan = understand(mend(SourceDocument(parts)), name="kites.xlsx", dated=None)
    assert [(action.text, action.leads[0].name, action.timescales[0].text) for action in plan.actions] == list(BODY)
    assert [action.ref for action in plan.actions] == ["200/01", "201/01"]
    asked = f"{parts[0].rows[0].cells[0].flat or 'Ref'} | Flights | Flyer | Kite night"
    assert [question.text for question in plan.questions if question.field == "rows"] == [asked]


def test_the_labels_of_a_form_may_look_like_headings():
    body = (*BODY, ("Sew a red tail", "Jo Bell", "7 July 2027"))
    forms = [
        (("Goal", goal, "Action", text), ("Lead", who, "Live by", day))
        for goal, (text, who, day) in zip(("No falls", "Four kites", "Dry string"), body, strict=True)
    ]
    labelled = [table(*form, ("Place", "North hill", "Wind", "Low")) for form in forms]
    lines = itertools.count(1)
    parts = tuple(replace(one, rows=tuple(replace(row, line=next(lines)) for row in one.rows)) for one in labelled)
    plan = understand(mend(SourceDocument(parts)), name="kites.docx", dated=None)
    assert [action.text for action in plan.actions] == [form[0][3] for form in forms]
    assert [action.leads[0].name for action in plan.actions] == ["Jo Bell", "Ann Fox", "Jo Bell"]


RATED = tuple((*row, "Green") for row in BODY)
LONG = "Over the whole of the long hill we fly our kites"
EXAMPLES = {
    "bold above plain rows": table(("All the club's kites, and where to fly each.", "F", "K"), *BODY, bold={0}),
    "a colour behind all of its cells": table(
        ("All the club's kites, and where to fly each.", "F", "K"), *BODY, fills={0}
    ),
    "few words, no sentence": table(("Flights", "Flyer", "Kite night"), *BODY),
    "a day or a number among headings": table(("3", "Flyer", "Kite night"), *BODY, bold={0}),
    "it asks what is to stand below": table(
        (LONG, "Flyer", "Kite night", "Sky"), ("(what is flown)", "(your name)", "(when)", "(colour)"), *RATED
    ),
    "no cell is like most of those below it": table((LONG, "Flyer", "Kite night", "Sky"), *RATED),
    "fewer cells than the rows below it": table(
        ("Ref", "Action", "Lead", "By when we want all of this to be done", "", ""),
        ("", "Flights", "Flyer", "Kite night", "Sky", "Wind"),
        *((f"K{number}", *row, "Low") for number, row in enumerate(RATED)),
    ),
}


@pytest.mark.parametrize("evidence", HEADINGS, ids=lambda evidence: evidence.name)
def test_each_evidence_weighs_on_its_table(evidence, monkeypatch):
    with_it = look_of(EXAMPLES[evidence.name])
    monkeypatch.setattr(module, "HEADINGS", tuple(other for other in HEADINGS if other is not evidence))
    assert look_of(EXAMPLES[evidence.name]) != with_it
