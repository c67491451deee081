"""Values between commas, semicolons, tabs or pipes (.csv, .tsv), with quoted line ends."""

import csv
import re
from collections import Counter
from functools import partial
from io import StringIO
from itertools import chain

from plans.importing.errors import NotAPlan
from plans.importing.readers.cell_builder import plain_cell
from plans.importing.readers.limits import MOST_CELLS, MOST_LETTERS, Progress
from plans.importing.readers.sheet_grids import SheetGrid, document_of
from plans.importing.readers.text import settled_cells
from plans.importing.source_document import Cell, SourceDocument

DELIMITERS = ",;\t|"
_COPIED = re.compile(r'(?:^|\t)"(?:[^"\t]|"")*\n(?:[^"\t]|"")*"(?:\t|$)', re.MULTILINE)
_LOOKED_AT = 200
_NAMED = {".csv": DELIMITERS, ".tsv": "\t", ".tab": "\t"}


def delimiter_of(text: str, name: str) -> str | None:
    """The mark between the values of a text, or None for a text that is no such list.

    A file called .csv or .tsv is one whatever it holds. Any other is one when most of its rows have the same number
    of values, more than two; pipes are left to the reader of text there, which knows more of them, and so are tabs,
    unless a value of several lines is quoted, as in what a spreadsheet program copies.
    """
    _, dot, ending = name.lower().rpartition(".")
    marks = _NAMED.get(dot + ending)
    if marks is not None:
        return max(marks, key=partial(_fit, text))
    if "\t" in text:
        return "\t" if _COPIED.search(text) and _fit(text, "\t") >= 1 else None
    if " | " in text or "|--" in text:
        return None
    best = max(",;", key=partial(_fit, text))
    return best if _fit(text, best) >= 0.8 else None


def read_separated(text: str, delimiter: str, name: str, progress: Progress) -> SourceDocument:
    """The rows as those of a sheet, numbered by the line that each begins in, their line ends settled."""
    grid = SheetGrid()
    rows: list[list[str]] = []
    cells = 0
    reader = _reader(text, delimiter)
    in_all = text.count("\n") + 1
    begun = 0
    try:
        for number, values in enumerate(reader):
            rows.append(values)
            cells += len(values)
            if cells > MOST_CELLS:
                raise NotAPlan(f"{name} has more than {MOST_CELLS:,} cells. Import the plan in parts.")
            grid.places[number] = f"line {begun + 1}"
            begun = reader.line_num
            if number % 100 == 0:
                progress(begun, in_all)
    except csv.Error as error:
        raise NotAPlan(
            f"{name} has quotation marks that do not match near line {reader.line_num}. Save the table again as "
            "comma-separated values, or as an Excel workbook."
        ) from error
    cell_of = _cells(rows)
    for number, values in enumerate(rows):
        if any(values):
            grid.rows[number] = [(column, cell_of[value]) for column, value in enumerate(values) if value]
    return document_of([grid])


def _cells(rows: list[list[str]]) -> dict[str, Cell]:
    """The cell of each text: the same words stand in many cells of a plan, and are worked out once."""
    cell_of = {value: plain_cell(value) for value in dict.fromkeys(chain.from_iterable(rows))}
    better = settled_cells(cell_of.values())
    return {value: better.get(id(cell), cell) for value, cell in cell_of.items()}


def _reader(text: str, delimiter: str):
    csv.field_size_limit(MOST_LETTERS * 2)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _fit(text: str, delimiter: str) -> float:
    """The share of the first rows that have as many values as most, above 1 by a little for more values."""
    widths: Counter[int] = Counter()
    try:
        for values, _ in zip(_reader(text, delimiter), range(_LOOKED_AT), strict=False):
            if any(values):
                widths[len(values)] += 1
    except csv.Error:
        return 0.0
    rows = sum(widths.values())
    if rows < 2:
        return 0.0
    width, often = widths.most_common(1)[0]
    return 0.0 if width < 3 else often / rows + min(width, 50) / 1000
