"""Tables of which only every other row is coloured: those between have no cells of their own on the page."""

from collections.abc import Sequence
from itertools import pairwise

from plans.importing.readers.pdf.printed_lines import Char, PrintedLine, printed_lines

Box = tuple[float, float, float, float]
_SAME = 3.0
"""Points within which two edges are one."""
_FEWEST_FILLED = 2
"""Columns in which a row has text."""
_REACH = 1.6
"""Times the size of letters, from the edge of a coloured row, or from a line, to the next line of the same row."""


def with_rows_between(tables: list[list[Box]], chars: Sequence[Char]) -> list[list[Box]]:
    """The cells of each table of a page, those with the same columns as one table with the rows that stand between
    them and below the last, where these lie in its columns. A table by itself is as it was."""
    found: list[list[Box]] = []
    joined: list[list[Box]] = []
    free = [char for char in chars if not any(_holds(boxes, char) for boxes in tables)]
    for boxes in sorted(tables, key=lambda one: min(box[1] for box in one)):
        above = found[-1] if found else None
        between = _cells_between(above, boxes, free) if above and _are_same(_edges(above), _edges(boxes)) else []
        if above is None or not between:
            found.append(list(boxes))
            continue
        above += [*between, *boxes]
        joined += [] if joined and joined[-1] is above else [above]
    for boxes in joined:
        boxes += _cells_below(boxes, free)
    return found


def _holds(boxes: list[Box], char: Char) -> bool:
    middle = (char["top"] + char["bottom"]) / 2
    return min(box[1] for box in boxes) <= middle <= max(box[3] for box in boxes)


def _edges(boxes: list[Box]) -> list[float]:
    edges: list[float] = []
    for x in sorted(x for box in boxes for x in (box[0], box[2])):
        if not edges or x - edges[-1] > _SAME:
            edges.append(x)
    return edges


def _are_same(edges: list[float], others: list[float]) -> bool:
    return len(edges) == len(others) > 2 and all(abs(a - b) <= _SAME for a, b in zip(edges, others, strict=True))


def _cells_between(above: list[Box], below: list[Box], chars: Sequence[Char]) -> list[Box]:
    """The cells of the row between two coloured ones; none where the text between them is no row."""
    top, bottom = max(box[3] for box in above), min(box[1] for box in below)
    edges = _edges(below)
    return _row(edges, top, bottom) if _fills(_lines(chars, top, bottom), edges) else []


def _cells_below(boxes: list[Box], chars: Sequence[Char]) -> list[Box]:
    """The cells of an uncoloured row below the last coloured one."""
    edges, top = _edges(boxes), max(box[3] for box in boxes)
    taken: list[PrintedLine] = []
    bottom = top
    for line in _lines(chars, top, float("inf")):
        if line.top - bottom > _REACH * line.size or not _is_within(line, edges):
            break
        taken.append(line)
        bottom = max(bottom, line.bottom)
    return _row(edges, top, bottom + 1) if _fills(taken, edges) else []


def _lines(chars: Sequence[Char], top: float, bottom: float) -> list[PrintedLine]:
    """The stretches of text in a strip of the page, from above."""
    within = [char for char in chars if top < (char["top"] + char["bottom"]) / 2 < bottom]
    return sorted(printed_lines(within, apart=True), key=lambda line: line.top)


def _is_within(line: PrintedLine, edges: list[float]) -> bool:
    """Whether a stretch lies in one column."""
    return any(left - _SAME <= line.x0 and line.x1 <= right + _SAME for left, right in pairwise(edges))


def _fills(lines: list[PrintedLine], edges: list[float]) -> bool:
    """Whether all lines lie in columns, and in several of them."""
    filled = {_column(line, edges) for line in lines}
    return len(filled) >= _FEWEST_FILLED and all(_is_within(line, edges) for line in lines)


def _column(line: PrintedLine, edges: list[float]) -> int:
    return sum(edge <= line.x0 + _SAME for edge in edges)


def _row(edges: list[float], top: float, bottom: float) -> list[Box]:
    return [(left, top, right, bottom) for left, right in pairwise(edges)]
