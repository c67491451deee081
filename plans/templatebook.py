"""The empty workbook that is made for the import: headings that it knows surely, in a shape that it reads surely.

Pure: ratings in, bytes out, the same bytes for the same ratings.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from plans.archives import timeless
from plans.importing import GUIDE_SHEET

PLAN, ABBREVIATIONS = "Action plan", "Abbreviations"
"""The names of the sheets that are filled in; the reader knows the guide by its name."""

COLUMNS = (
    ("No", 7, "The number of the recommendation, once, in the first of its rows."),
    ("Recommendation", 36, "What must improve, once, in the first of its rows. Leave it empty in the rows below."),
    (
        "Action",
        44,
        "One action a row. Several things in one cell stand on lines of their own (Alt+Enter).",
    ),
    ("Lead", 24, "The post, person or team that leads. Several stand on lines of their own."),
    ("Responsible officer", 24, "Who answers for it, where that is somebody else."),
    ("Timescale", 20, "By when, in words or as a date: 30 June 2027, by end of June 2027, within 3 months, ongoing."),
    ("Evidence", 30, "What will show that it is done."),
    ("Key outcome", 30, "What will be different."),
    ("Progress", 36, "What has been done so far."),
    ("RAG", 12, "One of the ratings in the list; empty where it has not been rated."),
)
"""Each heading, how wide its column is, and what to write under it."""

TITLE, DATED, HEADINGS, FIRST, LAST = 1, 2, 4, 5, 504
"""The rows of the plan's sheet: its title, its date, the headings, and the first and last that can be filled in."""

MADE = date(2026, 1, 1)
"""The day that the file says it was made on, so that its bytes are the same on every day."""

_BRAND = "3F2D5C"
_EDGE = Side(style="thin", color="A5A1AD")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def workbook(ratings: Iterable[tuple[str, str]]) -> bytes:
    """The workbook, with these ratings (label, meaning) to choose from."""
    ratings = list(ratings)
    book = Workbook()
    _plan(book.active, ratings)
    _guide(book.create_sheet(GUIDE_SHEET), ratings)
    _abbreviations(book.create_sheet(ABBREVIATIONS))
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue(), MADE)


def _plan(sheet: Worksheet, ratings) -> None:
    sheet.title = PLAN
    sheet.cell(TITLE, 1, "Title of the plan").font = Font(name="Arial", size=14, bold=True)
    sheet.cell(DATED, 1, "As at 1 January 2027").font = Font(name="Arial", size=10)
    for at, (heading, width, _hint) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        cell = sheet.cell(HEADINGS, at, heading)
        cell.font = Font(name="Arial", size=10, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_BRAND)
        cell.alignment = _WRAPPED
        cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
        for row in range(FIRST, FIRST + 30):
            empty = sheet.cell(row, at)
            empty.alignment = _WRAPPED
            empty.font = Font(name="Arial", size=10)
            empty.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
    sheet.freeze_panes = sheet.cell(FIRST, 3)
    sheet.print_title_rows = f"{HEADINGS}:{HEADINGS}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    labels = ",".join(label.replace('"', "").replace(",", " ") for label, _meaning in ratings)
    if labels and len(labels) <= 255:
        choice = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True, showErrorMessage=True)
        choice.errorTitle, choice.error = "Not one of the ratings", "Choose a rating from the list, or leave it empty."
        column = get_column_letter(len(COLUMNS))
        choice.add(f"{column}{FIRST}:{column}{LAST}")
        sheet.add_data_validation(choice)


def _guide(sheet: Worksheet, ratings) -> None:
    """One column of prose, so that nothing in it looks like a table."""
    sheet.column_dimensions["A"].width = 100
    lines = [
        ("How to fill this in", True),
        (
            f"Fill in the sheet “{PLAN}” and import the file. Nothing on this sheet is imported.",
            False,
        ),
        ("Write the plan’s title over “Title of the plan”, and the day it stands at over the date below it.", False),
        (
            "A row with words in its first cell alone is a section, such as: Within 3 months.",
            False,
        ),
        ("Columns that you don’t need can be deleted; columns of your own can be added under any heading.", False),
        ("Under each heading", True),
        *((f"{heading}: {hint}", False) for heading, _width, hint in COLUMNS),
        ("The ratings", True),
        *((f"{label}: {meaning}" if meaning else label, False) for label, meaning in ratings),
    ]
    for row, (words, is_heading) in enumerate(lines, start=1):
        cell = sheet.cell(row, 1, words)
        cell.data_type = "s"
        cell.alignment = _WRAPPED
        cell.font = Font(name="Arial", size=12 if is_heading else 10, bold=is_heading)


def _abbreviations(sheet: Worksheet) -> None:
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for at, (heading, width) in enumerate((("Abbreviation", 20), ("Meaning", 60)), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.cell(1, at, heading).font = Font(name="Arial", size=10, bold=True)
