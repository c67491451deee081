"""From document to plan to appendix: what was printed comes out again, under the plan's own headings.

The five real plans lie beside the project; where they are absent that is said, and the demonstration's documents,
written in the same five shapes, go the same way.
"""

import io
import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pytest
from django.core.management import call_command

from actionplans.demonstration.loader import FOLDER
from actionplans.demonstration.placeholders import fill
from audits.verification import faults
from plans import models as m
from plans.canonical import to_json
from plans.importing import read_plan
from plans.operations.imports.new_plan import commit_import
from plans.queries import plan_state
from plans.trail import SYSTEM
from reports.appendix import Options, render

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 22)
SEEDS = sorted((Path(__file__).parent.parent.parent / "shared" / "seeds").glob("*.txt"))
OWN = sorted(path for path in FOLDER.iterdir() if path.suffix in (".md", ".txt") and path.name != "README.md")


def documents():
    if not SEEDS:
        reason = "the five real plans are not beside the project (../shared/seeds)"
        yield pytest.param(None, marks=pytest.mark.skip(reason=reason), id="seeds")
    yield from (pytest.param(path, id=path.name[:3]) for path in SEEDS)
    yield from (pytest.param(path, id=path.stem) for path in OWN)


@pytest.fixture
def imported(request):
    path = request.param
    text = path.read_text()
    data = fill(text, on=ON).encode() if path.parent == FOLDER else text.encode()
    done = commit_import(by=SYSTEM, data=data, name=path.name, door="command")
    return read_plan(data, name=path.name), plan_state(done.plan)


def words(text):
    """Letters and digits, so that breaks, bullets and hyphens between lines don't matter."""
    return re.sub(r"[\W_]+", "", text or "").casefold()


def every_text(tree):
    """The texts anywhere in a JSON tree."""
    if isinstance(tree, str):
        yield tree
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from every_text(part)


def said(document):
    """Everything that a careful reader finds in the document's tables."""
    for section in document.sections:
        yield section.title
        for rec in section.recommendations:
            yield rec.text
            for action in rec.actions:
                yield from (step.text for step in action.steps) if action.steps else (action.text,)
                yield from (lead.name for lead in action.leads)
                yield from (lead.note for lead in action.leads)
                yield from (action.evidence, action.outcome, *action.links_to_plans)
                yield from (action.progress or "").splitlines()
                yield from (value for _heading, value in action.extra)
                for step in action.steps:
                    yield from (lead.name for lead in step.leads)


@pytest.mark.parametrize("imported", list(documents()), indirect=True)
def test_every_word_of_the_tables_is_in_the_plan(imported):
    document, state = imported
    held = words("".join(every_text(json.loads(to_json(state)))))
    assert [text for text in said(document) if words(text) not in held] == []
    assert len(state.actions) == len(document.actions)
    assert list(faults()) == []


@pytest.mark.either
@pytest.mark.parametrize("imported", list(documents()), indirect=True)
def test_every_word_of_the_tables_is_in_the_pdf_under_the_plans_own_headings(imported):
    document, state = imported
    pdf = pypdf.PdfReader(io.BytesIO(render(state, Options(on=ON), "pdf")))
    printed = words("".join(page.extract_text() for page in pdf.pages))
    missing = [text for text in said(document) if words(text) not in printed]
    headings = [column.heading for column in document.columns if words(column.heading) not in printed]
    assert (missing, headings) == ([], [])


@pytest.mark.either
@pytest.mark.parametrize("imported", list(documents()), indirect=True)
def test_every_word_of_the_tables_is_in_a_cell_of_the_workbook(imported):
    document, state = imported
    book = openpyxl.load_workbook(io.BytesIO(render(state, Options(on=ON), "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    texts = "\0".join(words(str(cell.value)) for cell in cells)
    assert [text for text in said(document) if words(text) not in texts] == []
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_the_same_document_twice_is_one_plan(tmp_path, capsys):
    path = tmp_path / "plan.md"
    path.write_text(fill((FOLDER / "childrens-services.md").read_text(), on=ON))
    call_command("import_plan", str(path))
    call_command("import_plan", str(path))
    assert m.Plan.objects.count() == 1
    assert "imported before" in capsys.readouterr().err
