"""What is mended in tables that lost their cells, those of a PDF and of a text: cells that stand one place too far to
the left or right, because an empty column was lost or put in; letters and sentences that went into the cell of the
reference."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from plans.columns import ACTION, LINKS, RECOMMENDATION, REF, TIMESCALE
from plans.importing.rows.cell_patterns import is_dated, is_ref
from plans.importing.source_document import JOINED, MOVED, Cell

WIDEST = 20
"""Wider tables are taken as they stand."""
_SENTENCE = 5
"""Words that are no reference."""


def aligned(cells: tuple[Cell, ...], placed: dict[int, int], meanings: dict[int, str], width: int) -> tuple[Cell, ...]:
    """A row's cells by position, 0 … width-1 and beyond where it has more than its table's headings; of a table that
    lost the places of its cells.

    The row is taken as it stands unless it is too long, or a reference stands where text belongs, and another
    arrangement, made by moving it past its own empty cells, fits what the columns mean clearly better.
    """
    by_position = {place: meanings[number] for place, number in placed.items()}
    best = _trimmed(cells, width)
    if len(cells) <= WIDEST and (len(best) > width or _holds_stray_ref(best, by_position)):
        bar = _fit(best, by_position) + 2
        for arrangement in _arrangements(best, width):
            score = _fit(arrangement, by_position) + (1 if len(arrangement) <= width < len(best) else 0)
            if score >= bar:
                best, bar = arrangement, score + 1
    return tuple(_marked(cell, n, cells) for n, cell in enumerate(best))


def _marked(cell: Cell, place: int, cells: tuple[Cell, ...]) -> Cell:
    """A cell with the mark that it was moved, where another stands in its place in the file."""
    stays = not cell or (place < len(cells) and cells[place] is cell)
    return cell if stays else replace(cell, repair=MOVED)


def _holds_stray_ref(cells: tuple[Cell, ...], meanings: dict[int, str]) -> bool:
    return any(
        meanings.get(place) in (RECOMMENDATION, ACTION) and is_ref(cell.flat) for place, cell in enumerate(cells)
    )


def _trimmed(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    kept = list(cells)
    while len(kept) > width and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _arrangements(cells: tuple[Cell, ...], width: int) -> Iterator[tuple[Cell, ...]]:
    """The row with one or two empty cells taken out, and with one put in elsewhere."""
    empty = [place for place, cell in enumerate(cells) if not cell]
    for first, second in combinations(empty, 2):
        if len(cells) - 2 >= width:
            yield cells[:first] + cells[first + 1 : second] + cells[second + 1 :]
    for gone in empty:
        rest = cells[:gone] + cells[gone + 1 :]
        yield rest
        if len(cells) <= width:
            for place in range(len(rest) + 1):
                yield (*rest[:place], Cell(), *rest[place:])
    if len(cells) < width:
        for place in range(len(cells)):
            yield (*cells[:place], Cell(), *cells[place:])


def _fit(cells: tuple[Cell, ...], meanings: dict[int, str]) -> int:
    """How many cells look like what their column means, less three for each that cannot be it."""
    return sum(_suits(cell.flat, meanings.get(place)) for place, cell in enumerate(cells) if cell)


def _suits(text: str, meaning: str | None) -> int:
    if meaning is None:
        return -3
    if meaning == REF:
        return 1 if is_ref(text) else -3
    if meaning == LINKS:
        return 1 if text[:1].isdigit() else -3
    if meaning == TIMESCALE:
        return 1 if is_dated(text) else 0
    if meaning in (ACTION, RECOMMENDATION):
        return -3 if is_ref(text) else (1 if len(text.split()) > 2 else 0)
    return 0


def with_first_letters(cells: dict[int, Cell], ref: int | None, rec: int | None) -> dict[int, Cell]:
    """A row whose first letters went into the reference's cell ("En | sure that …"), mended."""
    if ref is None or rec is None or ref not in cells or rec not in cells:
        return cells
    letters, text = cells[ref].flat, cells[rec].flat
    if not letters.isalpha() or len(letters) > 4 or is_ref(letters) or not text[:1].islower():
        return cells
    first, *others = cells[rec].blocks
    (head, *runs), *lines = first.lines
    block = replace(first, lines=((replace(head, text=letters + head.text), *runs), *lines))
    mended = {number: cell for number, cell in cells.items() if number != ref}
    return {**mended, rec: replace(cells[rec], blocks=(block, *others), repair=JOINED)}


def text_from_ref(cells: dict[int, Cell], ref: int | None, text: int | None) -> dict[int, Cell]:
    """A row whose only words stand, as a whole sentence, in the reference's cell: they belong in that of its text."""
    only = [number for number, cell in cells.items() if cell]
    if text is None or only != [ref] or ref is None or len(cells[ref].flat.split()) < _SENTENCE:
        return cells
    return {
        **{number: cell for number, cell in cells.items() if number != ref},
        text: replace(cells[ref], repair=MOVED),
    }
