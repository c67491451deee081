"""What reading a plan of 2,000 rows (as PDF of 500) costs in each format, beside what the format's own library takes
for its cells; and laying a later edition beside its plan."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import partial
from io import BytesIO, StringIO

from tests.bench.comparisons import beside
from tests.bench.measures import in_turn, timed

ROWS = 2_000
_HEADINGS = ("Ref", "Recommendation", "Action", "Lead", "Timescale", "Evidence", "Progress", "RAG")
MOST = {"pdf": 500}
"""Rows of a format whose library takes half a second of the processor for a page."""
ROUNDS = {"pdf": 1, "csv": 15, "ods": 15}
"""Where it isn't three: what takes milliseconds is measured oftener, or a pause for tidying memory is in the figure."""
FORMATS = ("csv", "xlsx", "ods", "html", "docx", "pdf")


def importing(_grounds=None, *, large: bool = False, rows: int = ROWS, formats=FORMATS) -> list[dict]:
    """The library alone, our reading of its file, and the whole import in its child process."""
    from plans.importing import read_plan
    from plans.importing.readers import read_document

    out = []
    for fmt in formats:
        number = min(rows, MOST.get(fmt, rows))
        data, name, rounds = _file(number, fmt), f"plan.{fmt}", ROUNDS.get(fmt, 3)
        bare = partial(timed, BARE[fmt], data)
        for what, run in (
            ("read to a document", partial(timed, read_document, data, name)),
            ("the whole import", partial(timed, read_plan, data, name=name)),
        ):
            told = f"{fmt}, {number:,} rows, {LIBRARY[fmt]}: {what}"
            out.append({"name": told, "took": in_turn([bare, run], rounds=rounds)})
    beside("import: the library alone", "bare, ms CPU (clock)", "ours, ms CPU (clock)", out)
    return out


def edition(_grounds=None, *, large: bool = False, sizes=(50, 500)) -> list[dict]:
    """A plan beside an edition in which every action is reworded and stands in another order."""
    from plans.importing import compare
    from tests.plans.importing.editions.invented import WORDS, action, one_section, plan_of, rec

    def sides(count: int):
        texts = [
            f"{WORDS[n % 80]} the {WORDS[n * 7 % 80]} with {WORDS[n * 13 % 80]} {n} in order" for n in range(count)
        ]
        rows = [action(text, row=n) for n, text in enumerate(texts)]
        later = [replace(row, text=f"{row.text} to show that it works") for row in reversed(rows)]
        both = (rows, later)
        plan, new = [one_section(*(rec(f"Improve {n}", *of[n : n + 10]) for n in range(0, count, 10))) for of in both]
        return plan_of(plan), new

    runs = [partial(timed, compare, *sides(count)) for count in sizes]
    out = [{"name": f"{sizes[0]} actions, {sizes[1]} actions", "took": in_turn(runs, rounds=5)}]
    beside("comparing an edition", "the first, ms CPU (clock)", "the second, ms CPU (clock)", out)
    return out


def _file(count: int, fmt: str) -> bytes:
    from plans.importing.readers.cell_builder import plain_cell
    from plans.importing.source_document import Paragraph, Row, SourceDocument, Table
    from tests.plans.importing.making import make
    from tests.plans.importing.readers.hostile import open_row, open_sheet

    rows = [_HEADINGS, *(_row(number) for number in range(count))]
    cells = [Row(tuple(map(plain_cell, row)), number) for number, row in enumerate(rows, 2)]
    document = SourceDocument((Paragraph(("Kite improvement plan, May 2026",), 1, 1), Table(tuple(cells))))
    return open_sheet("".join(open_row(*row) for row in rows)) if fmt == "ods" else make(document, fmt)


def _row(number: int) -> tuple[str, ...]:
    """A row with as many words as plans have, every tenth cell a list."""
    action = (
        f"Agree with the kite makers of district {number} what string is bought, and write it down for each of them"
    )
    if number % 10 == 0:
        action = "\n".join(f"• Visit workshop {number}-{visit} and look at its reels" for visit in range(4))
    return (
        f"{number // 4 + 1}.{number % 4 + 1}",
        ""
        if number % 4
        else f"Make sure that kites of size {number} fly in any wind and that somebody has seen them fly",
        action,
        "Head of Kites\nString Officer",
        "End May 2026",
        "Minutes of the makers' meeting; list of reels",
        "Most makers have been visited. Two are away until the summer and will be seen then.",
        ("Red", "Amber", "Green", "")[number % 4],
    )


def _csv(data: bytes) -> int:
    return sum(len(value) for row in csv.reader(StringIO(data.decode("utf-8-sig"))) for value in row)


def _openpyxl(data: bytes) -> int:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    return sum(value is not None for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def _calamine(data: bytes) -> int:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_object(BytesIO(data))
    return sum(value != "" for row in book.get_sheet_by_index(0).to_python() for value in row)


def _soup(data: bytes) -> int:
    from bs4 import BeautifulSoup

    return sum(len(cell.get_text()) for cell in BeautifulSoup(data, "lxml").find_all("td"))


def _docx(data: bytes) -> int:
    import docx

    tables = docx.Document(BytesIO(data)).tables
    return sum(len(cell.text) for table in tables for row in table.rows for cell in row.cells)


def _pdfplumber(data: bytes) -> int:
    import pdfplumber

    cells = 0
    with pdfplumber.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            cells += sum(len(row) for table in page.extract_tables() for row in table)
            page.close()
    return cells


BARE = {"csv": _csv, "xlsx": _openpyxl, "ods": _calamine, "html": _soup, "docx": _docx, "pdf": _pdfplumber}
LIBRARY = {
    "csv": "csv",
    "xlsx": "openpyxl",
    "ods": "calamine",
    "html": "bs4",
    "docx": "python-docx",
    "pdf": "pdfplumber",
}
