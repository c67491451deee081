"""How wide each column should be: so that the rows, and with them the paper, come out as short as they can.

A cell holding `L` points of text on one line is about `L / w` lines tall in a column `w` wide, and a row is as
tall as its tallest cell. `shares` looks for the widths with the least sum of row heights, by a fixed point: the
part of the sum that a column causes must stand to its width as every other column's does. The tallest cell of a
row is taken softly (a norm of power `_POWER`), so that the next tallest counts a little as well. No column gets
narrower than its longest word, nor than is comfortable to read.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from reports.appendix import metrics
from reports.appendix.model import Badge, Cell, Line, Row, Table
from reports.appendix.words import CONTINUED

PAGE = {"a4": 773.8, "a3": 1122.5, "large": 527.2}
"""What a page leaves between its margins, in points."""

LEAST_LEFT = 4.0
"""Per cent that a column has at least, whatever others are to have."""

TALL = {"a4": 17, "a3": 26, "large": 17}
"""Rows of more lines than this, about a third of a page, may be cut by a page."""

SIZE = 8.0
"""The size of the tables' type, in points, as in static/css/appendix.css."""

PADDING = 9.0
"""Left and right of a cell's text together, its rules included, in points."""

WIDER = 1.15
"""How much more room a heading's word takes in Arial, in which Word and the screen show it, than in our own type."""

INDENT = 9.0
"""Of a line that hangs from a bullet or number."""

BADGE = 17.0
"""What a badge adds to its word: shape, padding and border."""

COMFORT = 60.0
"""A column whose text is longer than this is at least this wide: words one below the other are hard to read."""

WORD_CAP = 0.2
"""A word wider than this part of the page is broken rather than given the room: it is an address, not a word."""

READ_LINES = 7
"""How many lines the longest text takes at most that is read first, ..."""

READ_CAP = 0.14
"""... unless it needs more than this part of the page for that."""

WASTE = 0.5
"""Of a line, on average, that a wrapped paragraph loses because words are not broken."""

_POWER = 6
_STEP = 1 / (_POWER + 2)
"""How far a round goes: what a column causes falls with the seventh power of its width, so a full step would
swing from side to side for ever."""

_LONGEST, _WIDEN = 3, 4.0
"""Cells that are tried for the width in which they are readable, and by how many points it grows."""

_ROUNDS = 60
_SETTLED = 0.1
"""Points below which a round's changes end the search."""

_SAMPLE = 200
"""About how many rows, evenly spread over the plan, stand for all of them in the search."""

_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)? [^\W\d]{3,9} \d{4}")
"""A line that is a day and no more is not broken either."""

Lengths = tuple[float, ...]
"""A cell's lines, each by its width on one line, in points."""


def shares(
    headings: Sequence[str],
    rows: Sequence[Row],
    available: float,
    comfort: float = COMFORT,
    read_first: Collection[int] = (),
) -> tuple[float, ...]:
    """The columns' widths in per cent of `available` points, adding up to 100. Those at `read_first` are what a
    reader looks for: they are not squeezed, though their cells span rows and so cost little height."""
    measured = [[_lengths(cell) for cell in row.cells] for row in rows[:: 1 + len(rows) // _SAMPLE]]
    columns = [[cell for row in rows if (cell := row.cells[at])] for at in range(len(headings))]
    natural = [
        max([metrics.width(heading, SIZE, bold=True), *(length for cell in cells for length in _lengths(cell))])
        for heading, cells in zip(headings, columns, strict=True)
    ]
    least = [
        PADDING + min(WORD_CAP * available, max(_longest_word(heading, cells), min(wide, comfort)))
        for heading, cells, wide in zip(headings, columns, natural, strict=True)
    ]
    for at in read_first:
        least[at] = max(least[at], PADDING + metrics.width(CONTINUED, SIZE), _readable(columns[at], available))
    widths = _poured(natural, least, available)
    for _ in range(_ROUNDS):
        before, caused = widths, _caused(measured, widths)
        asked = [
            wide ** (1 - _STEP) * (cause + wanted / available) ** _STEP
            for wide, cause, wanted in zip(widths, caused, natural, strict=True)
        ]
        widths = _poured(asked, least, available)
        if max(map(abs, map(operator.sub, widths, before)), default=0.0) < _SETTLED:
            break
    return tuple(100 * wide / sum(widths) for wide in widths)


def set_widths(found: tuple[float, ...], wanted: Mapping[int, float]) -> tuple[float, ...]:
    """The widths in per cent where some columns are to have a given one: the others share what is left as they did
    before; where too little is left for them, all give way."""
    if not wanted:
        return found
    others = sum(wide for at, wide in enumerate(found) if at not in wanted)
    left = max(100 - sum(wanted.values()), LEAST_LEFT * (len(found) - len(wanted)))
    widths = [wanted.get(at, wide * left / others if others else wide) for at, wide in enumerate(found)]
    return tuple(100 * wide / sum(widths) for wide in widths)


def lines_needed(row: Row, widths: Sequence[float], available: float) -> int:
    """How many lines the tallest cell of the row takes, when its columns have these widths in per cent."""
    pairs = zip(row.cells, widths, strict=True)
    return max((_wrapped(cell, wide * available / 100) for cell, wide in pairs if cell), default=1)


def is_tall(row: Row, table: Table) -> bool:
    """Whether a row may be cut by a page, because keeping it whole would leave a page half empty."""
    return table.paper is not None and lines_needed(row, table.widths, PAGE[table.paper]) > TALL[table.paper]


def badge_wraps(word: str) -> bool:
    """Whether a badge's words are too many for one line of a narrow column."""
    return len(word) > 12


def _caused(rows: Sequence[Sequence[Lengths]], widths: Sequence[float]) -> list[float]:
    """How much of the sum of the rows' heights, in lines, each column causes by wrapping at these widths."""
    caused = [0.0] * len(widths)
    for row in rows:
        pairs = list(zip(row, widths, strict=True))
        wrapped = [[length / wide + WASTE for length in cell if length > wide] for cell, wide in pairs]
        tall = [sum(more) + len(cell) - len(more) for cell, more in zip(row, wrapped, strict=True)]
        height = sum(lines**_POWER for lines in tall) ** (1 / _POWER) or 1.0
        for at, more in enumerate(wrapped):
            caused[at] += (tall[at] / height) ** (_POWER - 1) * sum(more)
    return caused


def _poured(asked: Sequence[float], least: Sequence[float], available: float) -> list[float]:
    """The available width in the proportions asked, but no column narrower than its least. Where the leasts
    alone do not fit, each gives way in proportion."""
    if sum(least) >= available:
        return [wide * available / sum(least) for wide in least]
    held: set[int] = set()
    while True:
        room = available - sum(least[at] for at in held)
        total = sum(ask for at, ask in enumerate(asked) if at not in held) or 1.0
        found = [least[at] if at in held else ask * room / total for at, ask in enumerate(asked)]
        short = {at for at, wide in enumerate(found) if at not in held and wide < least[at]}
        if not short:
            return found
        held |= short


def _lengths(cell: Cell | None) -> Lengths:
    """The cell's lines; of one that spans rows, the part that falls to each row."""
    if cell is None:
        return ()
    badge = [_badge_width(cell.badge)] if cell.badge else []
    return tuple(length / cell.span for length in (*badge, *map(_across, cell.lines)))


def _readable(cells: Sequence[Cell], available: float) -> float:
    """How wide a column must be so that none of its cells takes more than `READ_LINES`, up to its cap; what spans rows
    may go on over the page, and says so there."""
    wide = PADDING + COMFORT / 2
    longest = sorted(map(_as_continued, cells), key=lambda cell: sum(map(_across, cell.lines)))[-_LONGEST:]
    while wide < READ_CAP * available and any(_wrapped(cell, wide) > READ_LINES for cell in longest):
        wide += _WIDEN
    return wide


def _as_continued(cell: Cell) -> Cell:
    if cell.span < 2 or not cell.lines:
        return cell
    first = replace(cell.lines[0], text=f"{CONTINUED} {cell.lines[0].text}")
    return replace(cell, lines=(first, *cell.lines[1:]))


def _across(line: Line) -> float:
    return metrics.width(f"{line.label} {line.text}", SIZE) + _indent(line) + PADDING


def _indent(line: Line) -> float:
    return INDENT * (line.depth + bool(line.marker))


def _wrapped(cell: Cell, wide: float) -> int:
    """The cell's height in lines."""
    room = max(wide - PADDING, SIZE)
    lines = (
        len(metrics.wrap(f"{line.label} {line.text}", max(room - _indent(line), SIZE), SIZE)) for line in cell.lines
    )
    return sum(lines) + (1 if cell.badge else 0)


def _longest_word(heading: str, cells: Sequence[Cell]) -> float:
    words = [WIDER * metrics.longest_word(heading, SIZE, bold=True)]
    for cell in cells:
        words += [_badge_width(cell.badge)] if cell.badge else []
        for line in cell.lines:
            bold = metrics.longest_word(line.label, SIZE, bold=True)
            plain = metrics.longest_word(line.text, SIZE, bold=line.style == "strong")
            whole = metrics.width(line.text, SIZE) if _DAY.fullmatch(line.text) else 0.0
            words.append(max(bold, plain, whole) + _indent(line))
    return max(words)


def _badge_width(badge: Badge) -> float:
    measure = metrics.longest_word if badge_wraps(badge.word) else metrics.width
    return measure(badge.word, SIZE, bold=True) + BADGE
