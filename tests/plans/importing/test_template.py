"""The empty workbook that is given out comes back through the import as what was filled in."""

import datetime
import io

import openpyxl
import pytest

from plans.importing import read_plan
from plans.templatebook import ABBREVIATIONS, PLAN, workbook

RATINGS = (("Red", "Off track"), ("Amber", "At risk"), ("Green", "On track"))
ROWS = (
    "Covered market",
    {
        "No": 1,
        "Recommendation": "Make the market hall safe",
        "Action": "Test the wiring\nReplace the lamps",
        "Lead": "HoM\nEstates Team",
        "Timescale": datetime.date(2027, 6, 30),
        "Progress": "Tests booked",
        "RAG": "Amber",
    },
    {"Action": "Publish the certificate", "Lead": "HoM", "Timescale": "within 3 months", "RAG": "Green"},
    "Street markets",
    {"No": 2, "Recommendation": "Bring traders back", "Action": "Halve the rent of new stalls", "Timescale": "Ongoing"},
)


@pytest.fixture(scope="module")
def plan():
    book = openpyxl.load_workbook(io.BytesIO(workbook(RATINGS)))
    sheet = book[PLAN]
    headings = [cell.value for cell in sheet[4]]
    sheet["A1"], sheet["A2"] = "Markets Improvement Plan", "As at 31 January 2027"
    for number, row in enumerate(ROWS, start=5):
        for heading, value in (row if isinstance(row, dict) else {"No": row}).items():
            sheet.cell(number, headings.index(heading) + 1).value = value
    book[ABBREVIATIONS]["A2"], book[ABBREVIATIONS]["B2"] = "HoM", "Head of Markets"
    file = io.BytesIO()
    book.save(file)
    return read_plan(file.getvalue(), name="markets.xlsx")


def test_title_date_and_sections_are_what_was_filled_in(plan):
    assert (plan.title, str(plan.dated)) == ("Markets Improvement Plan", "2027-01-31")
    assert [section.title for section in plan.sections] == ["Covered market", "Street markets"]
    assert plan.abbreviations == (("HoM", "Head of Markets"),)
    assert plan.notes_before == plan.notes_after == ()


def test_rows_continue_their_recommendation_and_empty_rows_give_nothing(plan):
    found = [rec for section in plan.sections for rec in section.recommendations]
    assert [(rec.ref, rec.text, len(rec.actions)) for rec in found] == [
        ("1", "Make the market hall safe", 2),
        ("2", "Bring traders back", 1),
    ]


def test_lines_become_steps_and_leads_and_a_date_cell_a_date(plan):
    first, second, third = plan.actions
    assert [step.text for step in first.steps] == ["Test the wiring", "Replace the lamps"]
    assert {lead.name for owner in (first, *first.steps) for lead in owner.leads} == {"HoM", "Estates Team"}
    assert first.timescales[0].latest == datetime.date(2027, 6, 30)
    assert (first.progress, first.rag, second.rag, third.rag) == ("Tests booked", "Amber", "Green", None)
    assert (second.timescales[0].kind, third.timescales[0].kind) == ("relative", "ongoing")


def test_the_guide_is_neither_plan_nor_notes(plan):
    words = " ".join((*plan.notes_before, *plan.notes_after, *plan.legend))
    assert "Alt+Enter" not in words
    assert {question.field for question in plan.questions} <= {"timescales", "steps"}
