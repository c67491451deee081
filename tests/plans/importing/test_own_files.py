"""What the application made itself is known when it comes home, in every format, and is never read as an edition."""

import csv
import io
from datetime import date

import docx
import openpyxl
import pytest

from audits import exportfiles, logsheet
from plans import filemark
from plans.filemark import Mark
from plans.importing import NotAPlan, read_plan
from plans.importing.errors import OwnFile
from plans.templatebook import workbook as template
from plans.views.actions_csv import HEADINGS
from reports.appendix import FORMATS, Options, render
from reports.since import sheets
from tests.plans.importing.workbench.leisure import NAME, TEXT
from tests.reports.appendix.rendered import state as plan_state

ON = date(2026, 11, 22)
HEAD = "12 " + "0123456789abcdef" * 4
OPTIONS = Options(on=ON, head=HEAD)


@pytest.fixture(scope="module")
def state():
    return plan_state("several_of_everything")


def made(state, fmt, options=OPTIONS) -> bytes:
    return render(state, options, fmt)


def mark_of(data: bytes, name: str) -> Mark:
    with pytest.raises(OwnFile) as own:
        read_plan(data, name=name)
    assert "made by this application" in str(own.value)
    return own.value.mark


def appendix_of(state) -> Mark:
    return Mark(kind="appendix", plan=state.slug, on=ON, at="12.0123456789abcdef")


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_appendix_in_each_format_says_of_which_plan_day_and_moment_it_is(state, fmt):
    assert mark_of(made(state, fmt), f"paper.{fmt}") == appendix_of(state)


@pytest.mark.parametrize("name", ["paper", "paper.pdf", "letter.txt"])
def test_its_name_does_not_matter(state, name, in_a_child):
    assert mark_of(made(state, "docx"), name) == appendix_of(state)


@pytest.mark.parametrize(
    ("kind", "headings", "said"),
    [
        ("list", HEADINGS, "is a list of actions"),
        ("since", sheets.ACTIONS, "is what changed in a plan"),
        ("log", tuple(logsheet.COLUMNS), "is the audit log of a plan"),
        ("index", exportfiles.INDEX, "is the index of an export of a plan"),
    ],
)
def test_a_table_is_known_by_its_headings_where_somebody_took_the_mark_away(kind, headings, said):
    out = io.StringIO()
    csv.writer(out).writerows([headings, ["1", "Open the desk"], ["2", "Close the desk"]])
    with pytest.raises(OwnFile, match=said) as own:
        read_plan(out.getvalue().encode(), name="table.csv")
    assert own.value.mark == Mark(kind=kind)


def test_an_edited_workbook_is_known(state):
    book = openpyxl.load_workbook(io.BytesIO(made(state, "xlsx")))
    book["Appendix"].cell(row=8, column=2).value = "Something else altogether"
    out = io.BytesIO()
    book.save(out)
    assert mark_of(out.getvalue(), "edited.xlsx") == appendix_of(state)


def test_an_edited_word_document_is_known(state):
    document = docx.Document(io.BytesIO(made(state, "docx")))
    document.paragraphs[0].insert_paragraph_before("Looked through by the board.")
    out = io.BytesIO()
    document.save(out)
    assert mark_of(out.getvalue(), "edited.docx") == appendix_of(state)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_that_a_spreadsheet_saved_again_is_known(state, delimiter, encoding):
    rows = list(csv.reader(io.StringIO(made(state, "csv").decode("utf-8-sig"))))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([rows[0], *rows[:0:-1]])
    assert mark_of(out.getvalue().encode(encoding, "replace"), "sorted.csv") == appendix_of(state)


@pytest.mark.parametrize("name", ["Summary", "Appendix", "Data"])
def test_a_sheet_saved_alone_as_csv_is_known(state, name):
    sheet = openpyxl.load_workbook(io.BytesIO(made(state, "xlsx")))[name]
    out = io.StringIO()
    csv.writer(out).writerows([[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)])
    assert mark_of(out.getvalue().encode(), "sheet.csv") == appendix_of(state)


def test_a_csv_whose_last_column_was_deleted_is_known_by_its_headings(state):
    rows = [row[:-1] for row in csv.reader(io.StringIO(made(state, "csv").decode("utf-8-sig")))]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    assert mark_of(out.getvalue().encode(), "less.csv") == Mark(kind="appendix")
    listed = [list(HEADINGS), ["1.1", "Parks", "", "Mow", "Mow weekly", *[""] * (len(HEADINGS) - 5)]]
    out = io.StringIO()
    csv.writer(out).writerows(listed)
    assert mark_of(out.getvalue().encode(), "list.csv") == Mark(kind="list")


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "pdf", "html"])
def test_without_its_properties_its_last_line_tells(state, fmt, monkeypatch):
    monkeypatch.setattr(Mark, "__str__", lambda self: "-")
    assert mark_of(made(state, fmt), f"paper.{fmt}") in (Mark(kind="appendix", on=ON), Mark(kind="appendix"))


def test_the_empty_template_and_documents_of_others_are_read():
    with pytest.raises(NotAPlan) as empty:
        read_plan(template([("Green", "On track")]), name="template.xlsx")
    assert not isinstance(empty.value, OwnFile)
    assert read_plan(TEXT.encode(), name=NAME).actions


def test_a_mark_is_read_back_as_it_was_written():
    for mark in (
        Mark(kind="list", on=ON),
        Mark(kind="sheet", plan="a-plan_2", on=ON, at="3.00ff", version=2),
        Mark(kind="appendix"),
    ):
        assert filemark.find(f"before {mark} after") == mark
    assert filemark.find("action-plans/1/appendix/p/2026-13-45") is None
    assert filemark.resembles(["Drawn from the record as at 31 February 2026."]) is None
