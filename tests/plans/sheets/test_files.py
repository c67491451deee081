"""A sheet as a file: out as a workbook or a Word table, home with the same reading whatever was done to it between."""

import io
import random
import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from plans.importing import OwnFile
from plans.importing.readers import read_document
from plans.sheets.cell_merge import TELLS, merge
from plans.sheets.fields import FILLED, MERGED
from plans.sheets.layout import texts
from plans.sheets.typed import letters_of_year, read, same_words, writes_months_first
from plans.sheets.word_table import word_table
from plans.sheets.workbook import FIRST, HEADINGS, workbook
from plans.state import RagState
from tests.plans.sheets import samples

RATINGS = tuple(
    RagState(id=n, code=word.lower(), label=word, colour=word.lower(), rank=n)
    for n, word in enumerate(samples.LABELS, 1)
)
ROWS = (
    samples.row(1, said="- first\n- second, in lower case", text="• Mend it\n• Paint it"),
    samples.row(2, ref="", forecast=None, rag=""),
    samples.row(3, date=None, responsible="Clerk of Works; Ranger"),
    samples.row(14, complete="Yes", said="=SUM(A1:A3)"),
)


@pytest.fixture
def file():
    return samples.sheet(*ROWS)


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def alike(found, file, *, known=FILLED) -> bool:
    """Whether every cell says what was sent."""
    sent = samples.sent(file)
    assert set(found) == set(sent)
    days = [(cells["date"], sent[action]["date"]) for action, cells in found.items()]
    months = writes_months_first((text, read("date", day, (), samples.MADE_ON)) for text, day in days)
    for action, cells in found.items():
        for name, text in cells.items():
            said = read(name, text, RATINGS, samples.MADE_ON, month_first=months)
            wanted = read(name, sent[action][name], RATINGS, samples.MADE_ON)
            same = same_words(said, wanted) if isinstance(said, str) and isinstance(wanted, str) else said == wanted
            assert same, (action, name, text, sent[action][name])
        assert set(known) <= set(cells), "a column is not known"
    return True


@pytest.mark.parametrize(("make", "name"), [(workbook, "sheet.xlsx"), (word_table, "sheet.docx")])
def test_a_sheet_that_nobody_changed_says_what_was_sent(file, make, name):
    assert alike(samples.cells(make(file), name, file), file)
    assert make(file) == make(file)
    with pytest.raises(OwnFile, match="a sheet that was sent out"):
        read_document(make(file), name)


def test_what_may_be_filled_in_is_open_and_offered_and_the_rest_refuses_what_is_typed(file):
    sheet = load_workbook(io.BytesIO(workbook(file))).worksheets[0]
    headings = {cell.value: cell.column for cell in sheet[HEADINGS]}
    key = headings["Key: leave as it is"]
    assert sheet.protection.sheet
    assert sheet.cell(HEADINGS, 1).protection.locked
    refused = {rule.formula1: rule for rule in sheet.data_validations.dataValidation if rule.type == "custom"}
    assert set(refused) == {"FALSE", f'${get_column_letter(key)}{FIRST}=""'}
    for name, column in headings.items():
        rules = [
            rule
            for rule in sheet.data_validations.dataValidation
            if f"{get_column_letter(column)}{FIRST + 1}" in rule.sqref
        ]
        closed = name in ("Ref", "Action", "Lead", "Last said", "Key: leave as it is")
        assert closed == any(rule.type == "custom" and rule.errorStyle in (None, "stop") for rule in rules), name
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"list", "date", "custom"}
    assert sheet.cell(FIRST, headings["Agreed date"]).value.date() == ROWS[0].cells["date"]
    assert sheet.cell(FIRST + 3, headings["Last said"]).data_type == "s", "words that begin like a formula stay words"
    assert len([sheet.cell(row, 1).value for row in range(3, 8)]) == 5
    assert load_workbook(io.BytesIO(workbook(file)))["Lists"].sheet_state == "hidden"


def test_rows_can_be_sorted_taken_out_and_added_where_a_spreadsheet_asks_that_no_cell_is_locked(file):
    """Excel refuses to sort, delete or add rows of a protected sheet in which one cell is locked."""
    sheet = load_workbook(io.BytesIO(workbook(file))).worksheets[0]
    last = FIRST + len(file.rows) - 1
    rows = sheet.iter_rows(FIRST, last, 1, len(file.columns))
    assert not [cell.coordinate for row in rows for cell in row if cell.protection.locked]
    assert not [cell.coordinate for cell in sheet[last + 1][: len(file.columns) - 1] if cell.protection.locked]
    guard = sheet.protection
    assert not any((guard.sort, guard.autoFilter, guard.deleteRows, guard.insertRows))


def grid(file) -> list[list]:
    """The rows of the workbook's sheet from its headings on, as values."""
    sheet = load_workbook(io.BytesIO(workbook(file))).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADINGS)]


def again(rows: list[list]) -> bytes:
    """A new book of these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell in (cell for row in book.active.iter_rows() for cell in row):
        cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    return saved(book)


def moved(rows, order):
    return [[row[at] for at in order] for row in rows]


def test_columns_are_known_wherever_they_are_moved_and_whatever_they_are_called(file):
    rows = grid(file)
    order = list(range(len(rows[0])))
    order = order[5:] + order[:5][::-1]
    renamed = [[f"Spalte {at}" for at in order], *moved(rows[1:], order)]
    assert alike(samples.cells(again(renamed), "x.xlsx", file), file), "by their marks"
    assert alike(samples.cells(again([moved(rows, order)[0], *moved(rows, order)[2:]]), "x.xlsx", file), file), (
        "by headings"
    )


def test_rows_alone_in_a_new_book_are_known_by_what_they_hold_and_where_it_stands(file):
    rows = grid(file)[2:]
    worded = {*FILLED} - {"progress", "question"}
    assert alike(samples.cells(again(rows), "x.xlsx", file), file, known=worded), "of empty columns nothing is left"
    rows[0][5] = "The slats are new."
    assert samples.cells(again(rows), "x.xlsx", file)[1]["progress"] == "The slats are new."
    rows[0][5] = None
    shifted = [[None, None, *row] for row in [["Notes"], [], *rows[::-1]]]
    assert alike(samples.cells(again(shifted), "x.xlsx", file), file, known=worded)


def test_a_row_between_empty_ones_keeps_its_columns(file):
    rows = grid(file)
    rows[2][4:6] = ["Green", "done in lower case"]
    apart = [*rows[:3], [], [], *rows[3:]]
    found = samples.cells(again(apart), "x.xlsx", file)
    assert found[1]["progress"] == "done in lower case"
    assert found[2]["said"] == ROWS[1].cells["said"]


def test_a_column_that_nothing_tells_is_named(file):
    rows = [[*row, extra] for row, extra in zip(grid(file), ["Cost", None, "£4", "£5", None, None], strict=False)]
    _page, columns = samples.home(again(rows), "x.xlsx", file)
    assert columns.unknown == ("Cost",)


def test_a_csv_of_it_is_the_same(file):
    import csv

    out = io.StringIO()
    for row in grid(file):
        csv.writer(out).writerow(texts(v.date() if hasattr(v, "date") else v for v in row))
    assert alike(samples.cells(out.getvalue().encode(), "sheet.csv", file), file)


TYPED = {
    "progress": ("Two of three are done.", " All  of it, since May. ", "• first\n• second", "3", "=not a formula"),
    "rag": ("red", "AMBER", " Green ", "blue", "amber."),
    "forecast": (date(2027, 8, 3), "3/8/27", "3 August 2027", "3rd Aug 2027", "2027-08-03"),
    "date": (date(2027, 9, 30), "30.9.2027", "30 Sept 2027", "30-Sep-27"),
    "complete": ("Yes", "y", "x", "No"),
    "question": ("Does this count agency staff?", "Which year?"),
}
"""What people type in each field."""


def edited(rows: int, edits: int) -> tuple[bytes, dict, object]:
    """A sheet of so many rows in which so many cells were typed over, what was typed, and the sheet."""
    sheet = samples.sheet(*(samples.row(number) for number in range(1, rows + 1)))
    book = load_workbook(io.BytesIO(workbook(sheet)))
    page, typed = book.worksheets[0], {}
    columns = {field.name: at for at, field in enumerate(sheet.columns, start=1)}
    cells = [(row, name) for row in range(rows) for name in TYPED]
    chooses = random.Random(16)  # noqa: S311 — the same edits in every run
    for row, name in chooses.sample(cells, edits):
        value = chooses.choice(TYPED[name])
        cell = page.cell(FIRST + row, columns[name])
        cell.value = value
        cell.data_type = "s" if isinstance(value, str) else cell.data_type
        typed[row + 1, name] = value if isinstance(value, str) else f"{value:%-d %B %Y}"
    return saved(book), typed, sheet


def told(data: bytes, name: str, sheet) -> dict:
    """Each cell that the file says otherwise than it was sent, with its value."""
    found, sent = samples.cells(data, name, sheet), samples.sent(sheet)
    days = [(cells[each], sent[a][each]) for a, cells in found.items() for each in ("date", "forecast")]
    days = [(text, read("date", day, (), samples.MADE_ON)) for text, day in days if text]
    months = {letters: writes_months_first(days, letters) for letters in (4, 2)}
    merged = {}
    for action, cells in found.items():
        for field in MERGED:
            then = read(field, sent[action][field], RATINGS, samples.MADE_ON)
            text = cells.get(field, "")
            month_first = bool(months.get(letters_of_year(text)))
            now = read(field, text, RATINGS, samples.MADE_ON, month_first=month_first)
            if merge(field, then, now, then).outcome in TELLS:
                merged[action, field] = now
    return merged


def wanted(typed: dict, sheet) -> dict:
    """What was typed, as values, without what says the same as what was sent."""
    sent = samples.sent(sheet)
    values = {}
    for (action, name), text in typed.items():
        then, value = (read(name, each, RATINGS, samples.MADE_ON) for each in (sent[action][name], text))
        if (then or None) != (value or None):
            values[action, name] = value
    return values


def test_edits_that_were_typed_as_a_person_would_come_home_as_exactly_those():
    data, typed, sheet = edited(40, 100)
    assert told(data, "home.xlsx", sheet) == wanted(typed, sheet)


@pytest.mark.thorough
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
@pytest.mark.parametrize("to", ["xlsx", "ods", "csv"])
def test_a_thousand_edits_come_home_through_libreoffice_as_exactly_those(to, tmp_path):
    data, typed, sheet = edited(250, 1_000)
    assert told(convert(data, "home.xlsx", to, tmp_path), f"home.{to}", sheet) == wanted(typed, sheet)


def convert(data: bytes, name: str, to: str, folder) -> bytes:
    """The file as LibreOffice opens and saves it."""
    (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", f"{folder}/out", f"{folder}/{name}"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603
    return (folder / "out" / f"{name.rpartition('.')[0]}.{to}").read_bytes()


@pytest.mark.thorough
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
@pytest.mark.parametrize("to", ["xlsx", "ods", "csv", "xls"])
def test_what_libreoffice_saves_is_the_same(file, to, tmp_path):
    assert alike(samples.cells(convert(workbook(file), "sheet.xlsx", to, tmp_path), f"sheet.{to}", file), file)
