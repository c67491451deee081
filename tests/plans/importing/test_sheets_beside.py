"""A workbook's other sheets: its cover, and the lists that its cells choose from, are no part of the plan."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from plans.importing import understand_document
from plans.importing.coverage import coverage_of
from plans.importing.readers import read_document

COVER = [["Kite Improvement Plan"], [], ["Owner:", "Director of Kites"], ["Last updated:", "31 October 2026"]]
PLAN = [["Objective", "Action", "Owner", "By when", "RAG"], ["Fly higher", "Buy string", "Jo Bell", "May 2027", "Red"]]
LISTS = [["RAG", "Closed?"], ["Red", "Yes"], ["Amber", "No"], ["Green"]]


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    return book


def read(book):
    stream = BytesIO()
    book.save(stream)
    document = read_document(stream.getvalue(), "kites.xlsx")
    plan = understand_document(document, name="kites.xlsx")
    assert coverage_of(document, plan).is_whole
    return plan


@pytest.mark.parametrize("name", ["Lists", "Drop_downs", "Data_validation", "Lookups", "RAG_list"])
def test_lists_of_choices_are_set_aside(name):
    plan = read(workbook(Cover=COVER, Action_plan=PLAN, **{name: LISTS}))
    assert (plan.title, plan.subtitle, plan.legend, plan.notes_after) == ("Kite Improvement Plan", None, (), ())
    assert plan.dated.isoformat() == "2026-10-31"
    assert {"Cover", "Yes", "Closed?"} <= set(plan.aside)
    assert len(plan.actions) == 1


CHANGES = [["Version", "Date", "Who", "What changed"], ["1.0", "2 May 2027", "Jo Bell", "Buy string was added"],
           ["1.1", "9 May 2027", "Jo Bell", "Dates were changed"]]  # fmt: skip


@pytest.mark.parametrize("name", ["Change_log", "Version_control", "Revisions"])
def test_what_was_changed_in_a_workbook_is_no_action(name):
    plan = read(workbook(Action_plan=PLAN, **{name: CHANGES}))
    assert [action.text for action in plan.actions] == ["Buy string"]


def test_the_number_of_a_sheet_is_no_section():
    plan = read(workbook(Cover=COVER, P1=[["Priority 1: The hill"], *PLAN], P2=[["Priority 2: The wind"], *PLAN]))
    assert [section.title for section in plan.sections] == ["Priority 1: The hill", "Priority 2: The wind"]


def test_a_sheet_of_the_plan_that_is_called_a_list_stays():
    plan = read(workbook(Schools_list=PLAN, Homes_list=[PLAN[0], ["Fly lower", "Sell string", "Al Moss", "June 2027"]]))
    assert [section.title for section in plan.sections] == ["Schools list", "Homes list"]


def test_of_several_registers_the_one_that_says_what_is_done_is_the_plan():
    plan = read(
        workbook(
            Risks=[["Ref", "Risk", "Likelihood", "Owner"], ["R1", "Kites fall", 2, "Jo Bell"], ["R2", "Rain", 3, "Al"]],
            Issues=[["Ref", "Issue", "Raised", "State"], ["I1", "No wind", "4 May 2027", "Open"]],
            Actions=[
                ["Act. no", "Links to", "What is needed", "Who", "When", "Latest"],
                ["A1", "R1", "Buy string for each of the kites", "Jo Bell", "8 May 2027", "Ordered"],
                ["A2", "I1", "Ask the wardens of the hill", "Al Moss", "9 May 2027", ""],
            ],
        )
    )
    found = [(action.text, action.leads[0].name, action.progress) for action in plan.actions]
    assert found == [
        ("Buy string for each of the kites", "Jo Bell", "Ordered"),
        ("Ask the wardens of the hill", "Al Moss", None),
    ]


def test_a_key_among_the_lists_still_says_what_its_colours_mean():
    book = workbook(Action_plan=PLAN, Lists=[["", "Buy more"], ["", "Nothing to do"]])
    for row, fill in ((1, "FF0000"), (2, "00B050")):
        book["Lists"].cell(row, 1).fill = PatternFill("solid", fgColor=fill)
    assert read(book).legend == ("Buy more", "Nothing to do")


def test_a_dashboard_and_a_change_log_are_notes_and_a_timeline_is_no_progress():
    months = ["Apr", "May", "Jun"]
    heading = [*PLAN[0][:4], *months, "Progress"]
    plan = read(
        workbook(
            Dashboard=[["Kite Plan dashboard"], ["Theme", "Total", "Red", "Green"], ["Winds", 2, 1, 1]],
            Winds=[
                heading,
                [*PLAN[1][:4], "x", "x", "", ""],
                ["Fly lower", "Sell", "Al Moss", "", "", "", "x", "Sold"],
            ],
            Landing=[heading, ["Land softly", "Sow grass", "Al Moss", "June 2027", "", "", "x", "Sown"]],
        )
    )
    assert [section.title for section in plan.sections] == ["Winds", "Landing"]
    assert (plan.title, plan.subtitle) == ("Kite Plan dashboard", None)
    assert "Winds 2 1 1" in plan.notes_before
    assert [action.progress for action in plan.actions] == [None, "Sold", "Sown"]
    assert plan.actions[0].extra == (("Apr", "x"), ("May", "x"))
    assert not [question for question in plan.questions if question.text in months]


def test_sections_that_count_anew_repeat_no_reference():
    heading = ["Ref", *PLAN[0][:3]]
    plan = read(
        workbook(
            Winds=[heading, [1, "Fly higher", "Buy", "Jo Bell"], [2, "Fly lower", "Sell", "Jo Bell"]],
            Landing=[heading, [1, "Land softly", "Sow", "Al Moss"], [1, "Land hard", "Dig", "Al Moss"]],
        )
    )
    assert [(q.row, q.text) for q in plan.questions if q.field == "ref"] == [(4, "1")]


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Priority 1: Kites and their strings", "Priority 1: Kites and their strings"),
        ("Priority 2: Kites and their strings", "P1 Kites"),
        ("Kite improvement plan 1", "P1 Kites"),
    ],
)
def test_the_title_of_a_sheet_stands_for_its_name_where_that_is_short_for_it(title, section):
    book = workbook(P1_Kites=[[title], *PLAN], P2_Grass=[["Priority 2: Grass for landing"], *PLAN])
    for sheet in book:
        sheet["A1"].font = Font(bold=True)
    assert [part.title for part in read(book).sections] == [section, "Priority 2: Grass for landing"]
