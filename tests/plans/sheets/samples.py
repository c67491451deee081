"""A sheet of invented actions, as files: what several tests send out and bring home."""

from __future__ import annotations

from datetime import date

from plans.importing.readers import read_document
from plans.sheets.fields import FIELDS, FILLED, KEY, columns
from plans.sheets.keys import key_of
from plans.sheets.layout import SheetFile, SheetRow, texts
from plans.sheets.returned import Columns, ReturnedPage, columns_of, pages_of

SECRET = "of the sheet alone"
NUMBER = 7
LABELS = ("Red", "Amber", "Green", "Blue")
MADE_ON = date(2026, 12, 14)


def row(action: int, **cells) -> SheetRow:
    """A row with what is not given made up."""
    usual = {
        "ref": f"{action}.1",
        "plan": "Parks plan",
        "text": f"Mend the bench numbered {action} and say so",
        "lead": "Head of Parks",
        "said": f"Bench {action} was looked at.",
        "rag": LABELS[action % 3],
        "progress": "",
        "forecast": date(2027, 1 + action % 12, 5),
        "date": date(2027, 1 + action % 12, 28),
        "responsible": "",
        "complete": "",
        "question": "",
        KEY: str(key_of(SECRET, NUMBER, action)),
    }
    return SheetRow(cells={**usual, **cells}, ratings=LABELS)


def sheet(*rows: SheetRow, filled=FILLED, several=False, **more) -> SheetFile:
    """The sheet of these rows."""
    told = {"whom": "Nadia Ferris", "council": "Northmere", "contact": "ruth@northmere.example", "made_on": MADE_ON}
    told |= {"due_on": date(2027, 1, 8), "number": NUMBER, **more}
    return SheetFile(filled=filled, several=several, rows=rows, **told)


def sent(file: SheetFile) -> dict[int, dict[str, str]]:
    """What was sent, by action and field."""
    return {
        int(row.cells[KEY].split("-")[1]): dict(zip(FIELDS, texts(row.cells.get(name) for name in FIELDS), strict=True))
        for row in file.rows
    }


def home(data: bytes, name: str, file: SheetFile) -> tuple[ReturnedPage, Columns]:
    """The one page of a file that came home, and its columns."""
    [page] = pages_of(read_document(data, name, own=True))
    return page, columns_of(page, sent(file), columns(file.filled, several=file.several))


def cells(data: bytes, name: str, file: SheetFile) -> dict[int, dict[str, str]]:
    """From each action to the texts of its cells."""
    page, found = home(data, name, file)
    return {row.key.action: found.of(row) for row in page.rows if row.key}
