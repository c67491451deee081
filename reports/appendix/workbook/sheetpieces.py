"""What of a cell stands in one row of the workbook's sheet, where it is taller than a row may be or is named again."""

from __future__ import annotations

from reports.appendix.model import Cell
from reports.appendix.text import shorten
from reports.appendix.words import CONTINUED, REPEATED
from reports.appendix.workbook import sheetkit
from reports.appendix.workbook.sheetkit import HEADS, MOST_LINES, MUTED, PLAIN, Look

Piece = tuple[str, int]
"""A part of a cell that fits in one row of the sheet, and its lines."""


def pieces(words: str, wide: float) -> list[Piece]:
    """The words in parts that fit in a row each, in a column `wide` points wide; one part, unaltered, where the
    tallest row holds them all."""
    paragraphs = sheetkit.wrapped(words, wide)
    lines = sum(map(len, paragraphs))
    if lines <= MOST_LINES:
        return [(words, lines)]
    found: list[Piece] = []
    part: list[str] = []
    taken = 0
    for paragraph in paragraphs:
        rest = paragraph
        while rest:
            fits = rest[: MOST_LINES - taken]
            part.append(" ".join(fits))
            taken, rest = taken + len(fits), rest[len(fits) :]
            if taken == MOST_LINES:
                found.append(("\n".join(part), taken))
                part, taken = [], 0
    return [*found, ("\n".join(part), taken)] if part else found


def named_again(cell: Cell) -> str:
    """What a recommendation's cell says on the next page: its reference and, of a text, that it goes on and its first
    words."""
    label = cell.lines[0].label if cell.lines else ""
    said = cell.text.removeprefix(label).strip()
    return " ".join(part for part in (label, CONTINUED if said else "", shorten(said, REPEATED)) if part)


def look_of(cell: Cell | None, *, blank: bool) -> Look:
    """How the cell looks; `blank` where nothing of it stands in this row."""
    if cell is None or blank:
        return PLAIN
    if cell.badge:
        return sheetkit.rated(cell.badge)
    if cell.lines and all(line.style == "muted" for line in cell.lines):
        return MUTED
    return HEADS if cell.lines and not any(line.text for line in cell.lines) else PLAIN
