"""How large a plan can be. What is larger is no plan, and would only keep the machine busy."""

from collections.abc import Callable

from plans.importing.errors import NotAPlan
from plans.importing.source_document import Cell, Paragraph, SourceDocument

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


def check_size(document: SourceDocument, name: str) -> None:
    """Raises NotAPlan for a document with too many rows, or with a cell or paragraph that is too long."""
    rows = [row for part in document.parts if not isinstance(part, Paragraph) for row in part.rows]
    paragraphs = [part for part in document.parts if isinstance(part, Paragraph)]
    if len(rows) > MOST_ROWS or len(paragraphs) > MOST_ROWS:
        raise NotAPlan(f"{name} has more than {MOST_ROWS:,} rows. Import the plan in parts.")
    cells = {id(cell): cell for row in rows for cell in row.cells}
    if any(map(_is_too_long, cells.values())):
        row = next(row for row in rows if any(map(_is_too_long, row.cells)))
        raise NotAPlan(
            f"{name} has a cell of more than {MOST_LETTERS:,} letters in {row.place or f'line {row.line}'}. The "
            "marks between its cells may be lost; save the table again."
        )
    for paragraph in paragraphs:
        if len(paragraph.text) > MOST_LETTERS:
            where = paragraph.place or f"line {paragraph.line}"
            raise NotAPlan(f"{name} has a paragraph of more than {MOST_LETTERS:,} letters in {where}.")


def _is_too_long(cell: Cell) -> bool:
    length = 0
    for block in cell.blocks:
        for line in block.lines:
            for run in line:
                length += len(run.text)
    return length > MOST_LETTERS
