"""How large a plan can be. What is larger is no plan, and would only keep the machine busy."""

from collections.abc import Callable
from dataclasses import replace

from plans.importing.errors import NotAPlan
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument

MOST_BYTES = 20_000_000
"""Of a file in any format but plain text."""
MOST_ROWS = 5_000
MOST_CELLS = 500_000
"""Of a spreadsheet, empty ones with a border or fill included."""
MOST_LINES = 50_000
"""Of the text: a row may be broken over ten of them."""
MOST_LETTERS = 20_000
"""Of one cell, or of one paragraph outside the tables."""
MOST_PAGES = 300
"""Of a PDF."""

Progress = Callable[[int, int], None]
"""Told how many rows (or pages) have been read, and of how many; the second grows when more turn up."""


def unheard(done: int, in_all: int) -> None:
    """The progress that nobody listens to."""


def check_lines(text: str, name: str) -> str:
    """The text again. Raises NotAPlan for more lines than any plan has, before anything is built of them."""
    if text.count("\n") > MOST_LINES:
        raise NotAPlan(f"{name} has more than {MOST_LINES:,} lines. Import the plan in parts.")
    return text


def within_size(document: SourceDocument, name: str) -> SourceDocument:
    """The document without cells that are too long: what they hold is left out, and told with the place of each.
    Raises NotAPlan for one with too many rows, or with a paragraph that is too long."""
    rows = [row for table in document.tables for row in table.rows]
    paragraphs = [part for part in document.parts if isinstance(part, Paragraph)]
    if len(rows) > MOST_ROWS or len(paragraphs) > MOST_ROWS:
        raise NotAPlan(f"{name} has more than {MOST_ROWS:,} rows. Import the plan in parts.")
    for paragraph in paragraphs:
        if len(paragraph.text) > MOST_LETTERS:
            where = paragraph.place or f"line {paragraph.line}"
            raise NotAPlan(f"{name} has a paragraph of more than {MOST_LETTERS:,} letters in {where}.")
    cells = {id(cell): cell for row in rows for cell in row.cells}
    long = {key for key, cell in cells.items() if _is_too_long(cell)}
    return _without(document, long) if long else document


def _without(document: SourceDocument, long: set[int]) -> SourceDocument:
    notices = list(document.notices)

    def shorter(row: Row) -> Row:
        if long.isdisjoint(map(id, row.cells)):
            return row
        notices.append(
            f"A cell of more than {MOST_LETTERS:,} letters in {row.place or f'line {row.line}'} was left out. The "
            "marks between its cells may be lost; where it matters, save the table again."
        )
        return replace(row, cells=tuple(replace(c, blocks=()) if id(c) in long else c for c in row.cells))

    left = document.with_tables(lambda table: [replace(table, rows=tuple(map(shorter, table.rows)))])
    return replace(left, notices=tuple(notices))


def _is_too_long(cell: Cell) -> bool:
    return sum(len(run.text) for block in cell.blocks for line in block.lines for run in line) > MOST_LETTERS
