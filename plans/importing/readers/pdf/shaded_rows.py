"""Tables of which only some rows are coloured, every other one or those of the headings: the rest have no cells of
their own on the page."""

from collections.abc import Sequence
from itertools import pairwise

from plans.importing.readers.pdf.printed_lines import Char, PrintedLine, printed_lines

Box = tuple[float, float, float, float]
_SAME = 3.0
"""Points within which two edges are one."""
_FEWEST_FILLED = 2
"""Columns in which a row has text."""
_MOST_HEADINGS, _FEWEST_EDGES = 2, 3
"""Rows of a table of headings only, and more edges than this of its columns."""
_FAR = 2.5
"""Times the size of letters: a line further below is none of the table."""
_LONGEST_NUMBER = 8
"""Letters of the number of a row."""
_SPACE = 0.18
"""Of the letters' size: a wider gap is between words."""
_REACH = 1.6
"""Times the size of letters, from the edge of a coloured row, or from a line, to the next line of the same row."""


def with_rows_between(tables: list[list[Box]], chars: Sequence[Char]) -> list[list[Box]]:
    """The cells of each table of a page, those with the same columns as one table with the rows that stand between
    them and below the last, where these lie in its columns. A table by itself is as it was."""
    found: list[list[Box]] = []
    joined: list[list[Box]] = []
    free = _outside(tables, chars)
    for boxes in sorted(tables, key=_upper):
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


def with_rows_below(tables: list[list[Box]], chars: Sequence[Char]) -> list[list[Box]]:
    """The cells of each table, one that has only its headings with the rows that stand in its columns below them."""
    free = _outside(tables, [char for char in chars if not char["text"].isspace()])
    found = sorted(tables, key=_upper)
    tops = [_upper(boxes) for boxes in found]
    for boxes, limit in zip(found, [*tops, float("inf")][1:], strict=True):
        edges = _edges(boxes)
        if _has_headings_only(boxes) and len(edges) > _FEWEST_EDGES:
            boxes += _cells_of_text(edges, max(box[3] for box in boxes), limit, free)
    return found


def _has_headings_only(boxes: list[Box]) -> bool:
    return len({round(box[1] / _SAME) for box in boxes}) <= _MOST_HEADINGS


def _cells_of_text(edges: list[float], top: float, limit: float, chars: Sequence[Char]) -> list[Box]:
    """The cells of rows that only their text shows, as far as no word stands across an edge; none where fewer than two
    follow each other."""
    levels: list[list[Char]] = []
    bottom = top
    for level in _levels([char for char in chars if top < (char["top"] + char["bottom"]) / 2 < limit]):
        size = max(char["size"] for char in level)
        if _top(level) - bottom > _FAR * size or not _keeps_to(level, edges):
            break
        levels.append(level)
        bottom = max(char["bottom"] for char in level)
    starts = [_top(level) - 1 for level in _first_of_rows(levels, edges)]
    if len(starts) < _FEWEST_FILLED:
        return []
    ends = [*starts[1:], bottom + 1]
    return [box for start, end in zip(starts, ends, strict=True) for box in _row(edges, start, end)]


def _first_of_rows(levels: list[list[Char]], edges: list[float]) -> list[list[Char]]:
    """The lines with which rows begin: those with a number in the first column; none where that holds other words."""
    own = [[char for char in level if (char["x0"] + char["x1"]) / 2 < edges[1]] for level in levels]
    first = [level for level, within in zip(levels, own, strict=True) if within]
    numbered = all(len(within) <= _LONGEST_NUMBER for within in own)
    return first if numbered and first and first[0] is levels[0] else []


def _top(level: list[Char]) -> float:
    return min(char["top"] for char in level)


def _levels(chars: Sequence[Char]) -> list[list[Char]]:
    """Letters that stand on one line of the page, from the left."""
    levels: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: one["bottom"]):
        if levels and abs(char["bottom"] - levels[-1][0]["bottom"]) < 0.45 * char["size"]:
            levels[-1].append(char)
        else:
            levels.append([char])
    return [sorted(level, key=lambda one: one["x0"]) for level in levels]


def _keeps_to(level: list[Char], edges: list[float]) -> bool:
    """Whether a line lies between the outer edges and begins another word at each edge that it reaches over."""
    if level[0]["x0"] < edges[0] - _SAME or level[-1]["x1"] > edges[-1] + _SAME:
        return False
    return all(
        right["x0"] - left["x1"] > _SPACE * right["size"]
        for left, right in pairwise(level)
        if any((left["x0"] + left["x1"]) / 2 < edge <= (right["x0"] + right["x1"]) / 2 for edge in edges[1:-1])
    )


def _upper(boxes: list[Box]) -> float:
    return min(box[1] for box in boxes)


def _outside(tables: list[list[Box]], chars: Sequence[Char]) -> list[Char]:
    return [char for char in chars if not any(_holds(boxes, char) for boxes in tables)]


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
