"""What the reader of a layout puts into another shape, or between two pages, is all in the plan in the end."""

import io

import openpyxl

from plans.importing import understand_document
from plans.importing.coverage import coverage_of
from plans.importing.readers import read_document
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table

HEADINGS = ("Ref", "Action", "Lead", "By when")


def document_of(*parts) -> SourceDocument:
    """From texts, and tables of texts."""
    made, line = [], 0
    for part in parts:
        if isinstance(part, str):
            line += 1
            made.append(Paragraph((part,), line))
            continue
        rows = []
        for texts in part:
            line += 1
            rows.append(Row(tuple(Cell().with_text(text) if text else Cell() for text in texts), line))
        made.append(Table(tuple(rows)))
    return SourceDocument(tuple(made))


def texts_of(document, name="kites.txt") -> list[str]:
    """The plan's actions; that every word is somewhere is asserted."""
    plan = understand_document(document, name=name)
    assert coverage_of(document, plan).unplaced == ()
    return [action.text for action in plan.actions]


def test_a_table_under_a_recommendation_goes_on_after_the_page_with_all_its_rows():
    """Without its headings again: the rows above the page's end and those below it, the last one too."""
    above = [HEADINGS, ("1.1", "Fly the kites", "Jo Bell", "May 2027"), ("1.2", "Mend the kites", "Ann Fox", "")]
    below = [("1.3", "Wind the string", "Jo Bell", "June 2027"), ("1.4", "Dry the tails", "Ann Fox", "July 2027")]
    document = document_of("Recommendation 1: Look after every kite of the club", above, below)
    assert texts_of(document) == ["Fly the kites", "Mend the kites", "Wind the string", "Dry the tails"]


def test_every_table_of_a_sheet_is_read():
    book = openpyxl.Workbook()
    book.active.title = "Kites"
    for row in (
        HEADINGS,
        ("1", "Fly the kites", "Jo Bell", "May 2027"),
        (),
        (),
        HEADINGS,
        ("2", "Dry the tails", "Ann Fox", ""),
    ):
        book.active.append(row)
    other = book.create_sheet("Strings")
    for row in (HEADINGS, ("3", "Wind the string", "Jo Bell", "June 2027")):
        other.append(row)
    out = io.BytesIO()
    book.save(out)
    document = read_document(out.getvalue(), "kites.xlsx")
    assert texts_of(document, "kites.xlsx") == ["Fly the kites", "Dry the tails", "Wind the string"]


def test_a_row_before_the_first_theme_is_read_too():
    rows = [
        ("Theme", "Recommendation", "Action", "Lead"),
        ("", "Hold every kite", "Buy a bag", "Jo Bell"),
        ("Flying", "Fly every kite", "Watch the wind", "Ann Fox"),
        ("Flying", "Fly at night", "Buy lamps", "Jo Bell"),
        ("Mending", "Mend every kite", "Buy glue", "Ann Fox"),
    ]
    assert texts_of(document_of(rows)) == ["Buy a bag", "Watch the wind", "Buy lamps", "Buy glue"]
