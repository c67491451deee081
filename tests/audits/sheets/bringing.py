"""Making sheets, filling them in and bringing them home, as tests do it."""

from __future__ import annotations

import io
from contextlib import suppress

from openpyxl import load_workbook

from audits.operations.sheets.application import apply_return, merge_of
from audits.operations.sheets.home import take_in
from audits.operations.sheets.out import Whom, make_sheet
from audits.sheets.files import bytes_of
from plans.clock import now
from plans.importing.readers import read_document
from plans.sheets import keys
from plans.sheets.fields import FIELDS, USUAL
from plans.sheets.workbook import HEADINGS
from tests import factories

NADIA = Whom(name="Nadia Ferris", email="nadia@partner.example")
WHY = "Nadia’s sheet for December."


def sheet_of(plan, by, *, whom=NADIA, filled=USUAL, **more):
    """A sheet of all actions of a plan."""
    actions = more.pop("actions", None) or [action.pk for action in factories.actions_of(plan)]
    return make_sheet(by=by, whom=whom, actions=actions, filled=filled, **more)


def fill(data: bytes, said: dict[int, dict[str, object]], *, without=(), new=()) -> bytes:
    """The workbook with these cells filled in, by action and field, without these rows and with `new` ones."""
    book = load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    columns = {cell.value: cell.column for cell in page[HEADINGS]}
    rows = {}
    for row in page.iter_rows(min_row=HEADINGS + 2):
        with suppress(AttributeError):
            rows[keys.find(str(row[-1].value or "")).action] = row[0].row
    for action, cells in said.items():
        for name, value in cells.items():
            page.cell(rows[action], columns[FIELDS[name].heading]).value = value
    for at, cells in enumerate(new, start=page.max_row + 1):
        for name, value in cells.items():
            page.cell(at, columns[FIELDS[name].heading]).value = value
    for action in sorted(without, key=lambda pk: -rows[pk]):
        page.delete_rows(rows[action])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def come_home(by, sheet, said=None, *, name="home.xlsx", data=None, **more):
    """The sheet, filled in and brought home."""
    filled = data if data is not None else fill(bytes_of(sheet), said or {}, **more)
    [returned] = take_in(by=by, data=filled, name=name, at=now())
    return returned


def apply(by, returned, choices=None, **more):
    return apply_return(by=by, returned=returned, choices=choices or {}, reason=WHY, **more)


def outcomes(returned) -> dict[tuple[int, str], str]:
    """What the merge tells of each cell that says something."""
    return {(row.action.pk, cell.field): str(cell.outcome) for row in merge_of(returned).rows for cell in row.telling}


def read_here(data: bytes, *, name: str, own: bool = False, **_more):
    """A file read in this process: a child for each would take most of the time."""
    return read_document(data, name, own=own)
