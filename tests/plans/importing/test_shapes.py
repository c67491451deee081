"""Giving a document another shape loses no words, and leaves alone what a person has ruled on."""

from hypothesis import given, settings

from plans.importing.readers import read_document
from plans.importing.rows import mend
from plans.importing.rows.shapes import shape
from plans.importing.rulings import ALONE, HEADINGS, Rulings
from plans.importing.source_document import Paragraph, SourceDocument, Table
from plans.importing.understanding import understand
from tests.plans.importing.layouts.loading import document_of
from tests.plans.importing.test_any_grid import documents


def plan_of(document: SourceDocument, **lines: str):
    rulings = Rulings({int(line.removeprefix("line")): said for line, said in lines.items()})
    return understand(mend(document, rulings), name="kites.md", dated=None)


def test_a_plan_of_headings_and_rows_keeps_its_shape():
    table = "| Ref | Recommendation | Action | Lead |\n|--|--|--|--|\n| 1 | Fly | Buy string | Jo Bell |\n"
    document = read_document(f"# Kite plan\n\nSome notes.\n\n{table}".encode(), "kites.md")
    shaped, told = shape(document)
    assert shaped == document
    assert (told.doubts, told.aside) == ([], [])


@given(documents())
@settings(max_examples=60)
def test_lines_stay_those_of_the_document(document):
    shaped, _told = shape(document)
    assert lines_of(shaped) <= lines_of(document)


def lines_of(document: SourceDocument) -> set[int]:
    pieces = [piece for part in document.parts for piece in (part.rows if isinstance(part, Table) else [part])]
    return {piece.line for piece in pieces if not isinstance(piece, Paragraph) or piece.lines}


def test_headings_that_a_person_points_out_are_not_guessed():
    document = document_of("14_no_headings")
    first = next(part.rows[0].line for part in document.parts if isinstance(part, Table))
    plan = plan_of(document, **{f"line{first}": HEADINGS})
    assert [column.heading for column in plan.columns][:2] == ["1", "Swings must be safe to use all year"]


def test_a_row_that_a_person_sets_apart_keeps_its_section():
    document = document_of("15_theme_column")
    line = plan_of(document).actions[2].line
    plan = plan_of(document, **{f"line{line}": ALONE})
    assert [section.title for section in plan.sections] == ["Teaching and tutors", "Learners and their say"]
    assert len(plan.actions) == 4


def test_a_box_that_a_person_calls_rows_is_not_put_aside():
    document = document_of("33_blank_rows_and_a_log")
    line = max(lines_of(document))
    plan = plan_of(document, **{f"line{line}": ALONE})
    assert plan.actions[-1].line == line
