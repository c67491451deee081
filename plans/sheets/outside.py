"""What stands in a file of ours outside of the rows of its actions: its title and summary, notes, tables of its own.
The file bears the prints of it, so that words which were not printed are told of when it comes home. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from plans.importing import SourceDocument, Table
from plans.sheets import marks
from plans.sheets.marks import RowMark
from plans.sheets.prints import bare, prints_of

_PAGE = re.compile(r"\s*\bPage \d+ of \d+$")
"""What a program that makes a paragraph of a page's foot writes below the running words."""


def mark_outside(document: SourceDocument) -> RowMark | None:
    """The mark that bears the prints of what was printed outside of rows; None for a file without it."""
    found = (marks.find(text) for text, _lines, _place in _texts(document))
    return next((mark for mark in found if mark and mark.printed), None)


def changed_outside(document: SourceDocument, new: Collection[str]) -> list[str]:
    """The words outside of the rows that were not printed there, once each; nothing of a file that does not bear what
    was printed. `new` are the places of rows that somebody added, which are told as such."""
    printed: frozenset[str] = frozenset()
    found: dict[str, tuple[str, ...]] = {}
    for text, lines, place in _texts(document):
        mark = marks.find(text)
        if mark:
            printed |= mark.printed
        if place not in new and (words := _PAGE.sub("", marks.unmarked(text))):
            found.setdefault(words, tuple(filter(bare, (_PAGE.sub("", marks.unmarked(line)) for line in lines))))
    if not printed:
        return []
    return [words for words, lines in found.items() if not _stands(words, lines, printed)]


def _stands(words: str, lines: tuple[str, ...], printed: frozenset[str]) -> bool:
    return not bare(words) or any(
        all(prints_of(part, loose=True) & printed for part in parts) for parts in ((words,), lines)
    )


def _texts(document: SourceDocument) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The text, the lines and the place of what stands in no row of an action and in no flat data."""
    for part in document.parts:
        if not isinstance(part, Table):
            if not part.names_sheet and not _is_of_action(marks.find(part.text)):
                yield part.text, part.lines, part.place
            continue
        rows = [(row, next(filter(None, (marks.find(cell.verbatim) for cell in row.cells)), None)) for row in part.rows]
        if any(mark and mark.is_flat for _row, mark in rows):
            continue
        for row, mark in rows:
            if not _is_of_action(mark):
                yield from ((cell.verbatim, cell.lines, row.place or f"line {row.line}") for cell in row.cells)


def _is_of_action(mark: RowMark | None) -> bool:
    return mark is not None and bool(mark.action or mark.goes_on)
