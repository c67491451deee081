"""Tables without ruling lines: columns are the strips of page that no line of the table crosses; rows stand further
apart than lines do."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from operator import or_

from plans.importing.readers.pdf.paragraphs import Setting, blocks_of, setting_of
from plans.importing.readers.pdf.printed_lines import PrintedLine
from plans.importing.readers.pdf.ruled_tables import Box, fill_of
from plans.importing.readers.placed_cells import PlacedCell
from plans.importing.source_document import LINES, Cell

_FEWEST_COLUMNS = 3
_FEWEST_LINES = 3
_GUTTER = 4.0
_NARROWEST = 1.5
"""Points of free page between two columns, and before one in which most lines begin at one place."""
_MOST_ACROSS = 3
"""Of so many lines with several stretches one may have a stretch across columns."""
_MOST_FULL = 0.8
"""Of the lines of a table without gaps: where so many have text in all columns but the first, each is a row."""
_MOST_BETWEEN = 6
"""Lines of text between two tables under the same headings."""

Level = list[PrintedLine]
"""Stretches of text that stand on one line of the page."""


@dataclass(slots=True)
class UnruledTable:
    """The levels of a page, from `start` to before `end`, that lie in `columns` (from, to)."""

    start: int
    end: int
    columns: list[tuple[float, float]]


def levels_of(stretches: list[PrintedLine]) -> list[Level]:
    """Stretches that stand on one line of the page, together."""
    levels: list[Level] = []
    for stretch in stretches:
        if levels and abs(stretch.bottom - levels[-1][0].bottom) < 0.45 * stretch.size:
            levels[-1].append(stretch)
        else:
            levels.append([stretch])
    return levels


def find_unruled(levels: list[Level]) -> list[UnruledTable]:
    """The tables among the levels of a page, with text between them: where lines across are followed by the first
    line of the table again, or by other columns."""
    whole = _around(levels)
    if whole is None:
        return []
    found: list[UnruledTable] = []
    for start, end in _stretches(levels, whole):
        own = _own_columns(levels, UnruledTable(start, end, whole.columns))
        if found and not _is_another(levels, found[-1], start, own):
            start = found.pop().start
        found.append(UnruledTable(start, end, whole.columns))
    return [replace(table, columns=_own_columns(levels, table)) for table in found]


def _stretches(levels: list[Level], whole: UnruledTable) -> Iterator[tuple[int, int]]:
    """From and to of the levels of a table between lines across it, and between lines of one stretch above its first
    line printed again."""
    between = {n for n in range(whole.start, whole.end) if _crosses(levels[n], whole.columns)}
    first = _texts(levels[whole.start])
    for again in (n for n in range(whole.start + 1, whole.end) if _texts(levels[n]) == first):
        above = range(again - 1, max(whole.start, again - 1 - _MOST_BETWEEN), -1)
        between |= set(takewhile(lambda n: len(levels[n]) == 1, above))
    for apart, numbers in groupby(range(whole.start, whole.end), key=between.__contains__):
        run = list(numbers)
        if not apart:
            yield run[0], run[-1] + 1


def _texts(level: Level) -> list[str]:
    return [one.text for one in level]


def _is_another(levels: list[Level], above: UnruledTable, start: int, own: list[tuple[float, float]]) -> bool:
    """Whether the lines from `start` on are a table of their own and not the table above going on."""
    if _texts(levels[start]) == _texts(levels[above.start]):
        return True
    theirs = _own_columns(levels, above)
    return len(own) > 1 and (_any_shared(own, theirs) or _any_shared(theirs, own))


def _any_shared(columns: list[tuple[float, float]], others: list[tuple[float, float]]) -> bool:
    """Whether one of the columns shares its place with two of the others."""
    return any(sum(a < right and left < b for a, b in others) > 1 for left, right in columns)


def _own_columns(levels: list[Level], table: UnruledTable) -> list[tuple[float, float]]:
    """The columns that a table's own lines show; where a line has more stretches, they are run together by one that
    stands across them, and those of the page count."""
    lines = [level for level in levels[table.start : table.end] if len(level) > 1]
    own = _columns_of(lines)
    return own if own and not _run_together(lines, own) else table.columns


def _around(levels: list[Level]) -> UnruledTable | None:
    """All that is tabular on a page as one table, or None."""
    several = [n for n, level in enumerate(levels) if len(level) > 1]
    wide = [level for level in levels if len(level) >= _FEWEST_COLUMNS]
    if len(several) < _FEWEST_LINES or not wide:
        return None
    columns = _columns_of([levels[n] for n in several])
    if len(columns) < _FEWEST_COLUMNS:
        return None
    start, end = several[0], several[-1] + 1
    while end < len(levels) and _in_one_column(levels[end], columns) and _near(levels[end - 1], levels[end]):
        end += 1
    return UnruledTable(start, end, columns)


def _columns_of(levels: list[Level]) -> list[tuple[float, float]]:
    """The columns of a table. No line of it has two stretches in one column: where one has, another line has a stretch
    across several columns (a title, a key above the headings) and is left out of account."""
    most = max(map(len, levels), default=0)
    levels = sorted(levels, key=lambda level: (len(level) < most, max(one.x1 - one.x0 for one in level)))
    for _ in range(len(levels) // _MOST_ACROSS):
        if not _run_together(levels, _columns(levels)):
            break
        levels.pop()
    return _columns(levels)


def _run_together(levels: list[Level], columns: list[tuple[float, float]]) -> bool:
    """Whether two stretches of a line begin in one column."""
    return any(len({_column(one, columns) for one in level}) < len(level) for level in levels)


def _columns(levels: list[Level]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    begin = Counter(round(stretch.x0) for level in levels for stretch in level)
    for left, right in sorted((stretch.x0, stretch.x1) for level in levels for stretch in level):
        gutter = _NARROWEST if begin[round(left)] >= max(_FEWEST_LINES, len(levels) // 2) else _GUTTER
        if columns and left - columns[-1][1] < gutter:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _in_one_column(level: Level, columns: list[tuple[float, float]]) -> bool:
    """Whether each stretch of a line lies in a column of the table above; in the first one only a line that goes on."""
    goes_on = level[0].text[:1].islower()
    return all(
        any(left - 1 <= one.x0 and one.x1 <= right + 1 for left, right in (columns if goes_on else columns[1:]))
        for one in level
    )


def _near(above: Level, level: Level) -> bool:
    return level[0].top - above[0].bottom < level[0].size


def placed_cells(
    table: UnruledTable, levels: list[Level], setting: Setting | None, fills: list[tuple[Box, str]]
) -> list[PlacedCell]:
    """The cells of the table's rows, with the colours behind them; a line across several columns is a row of one
    cell."""
    found = []
    rights = [right for _, right in table.columns]
    rows = [_by_column(row, table.columns) for row in _rows(levels[table.start : table.end], table.columns)]
    setting = setting or setting_of(
        [(lines, rights[column] - table.columns[column][0]) for row in rows for column, lines in row.items()]
    )
    for number, row in enumerate(rows):
        for column, stretches in row.items():
            across = _across(stretches, column, table.columns)
            blocks = blocks_of(stretches, table.columns[column][0], rights[column + across - 1], setting)
            inks = frozenset().union(*(line.inks for line in stretches))
            ink = next(iter(inks)) if len(inks) == 1 else None
            repair = LINES if len(stretches) > 1 else ""
            fill = fill_of((table.columns[column][0], stretches[0].top, rights[column], stretches[-1].bottom), fills)
            found.append(PlacedCell(number, column, Cell(blocks, columns=across, fill=fill, ink=ink, repair=repair)))
        found += _only_coloured(number, row, table.columns, fills) if fills else ()
    return found


def _only_coloured(
    number: int, row: dict[int, list[PrintedLine]], columns: list[tuple[float, float]], fills: list[tuple[Box, str]]
) -> Iterator[PlacedCell]:
    """The cells of a row in which a colour stands and no text."""
    lines = [line for stretches in row.values() for line in stretches]
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    for column, (left, right) in enumerate(columns):
        if column not in row and (fill := fill_of((left, top, right, bottom), fills)):
            yield PlacedCell(number, column, Cell((), fill=fill))


def _by_column(row: list[Level], columns: list[tuple[float, float]]) -> dict[int, list[PrintedLine]]:
    found: dict[int, list[PrintedLine]] = {}
    for level in row:
        for stretch in level:
            found.setdefault(_column(stretch, columns), []).append(stretch)
    return found


def _rows(levels: list[Level], columns: list[tuple[float, float]]) -> list[list[Level]]:
    """Levels of one row together. A row begins after a gap, at a line across columns, or, in a table that is set
    without gaps, where the first column has text and most others begin anew."""
    gaps = [lower[0].top - upper[0].bottom for upper, lower in itertools.pairwise(levels)]
    crosses = [_crosses(level, columns) for level in levels]
    parted = _parted(levels, columns, gaps, crosses)
    rows: list[list[Level]] = []
    for number, level in enumerate(levels):
        if not rows or crosses[number] or crosses[number - 1] or parted[number]:
            rows.append([level])
        else:
            rows[-1].append(level)
    return rows


def _parted(
    levels: list[Level], columns: list[tuple[float, float]], gaps: list[float], crosses: list[bool]
) -> list[bool]:
    """Of each level whether it begins a row by the gap above it, or by what it says."""
    # What is above and below a title says nothing of how far rows stand apart.
    counted = [gap for gap, pair in zip(gaps, itertools.pairwise(crosses), strict=True) if not any(pair)]
    wide = _widest_step(counted, levels[0][0].size)
    far = [False, *(gap > wide for gap in gaps)]
    if sum(gap > wide for gap in counted) * 8 < len(counted):
        headed = [_has_most(level, columns) and any(_column(one, columns) == 0 for one in level) for level in levels]
        # What the first column says may be printed once for several rows.
        full = [{_column(one, columns) for one in level} >= set(range(1, len(columns))) for level in levels]
        return list(map(or_, headed, full)) if sum(full) >= _MOST_FULL * len(levels) else headed
    anew = [_begins_anew(level, columns) for level in levels]
    either = list(map(or_, far, anew))
    groups = 2 * (sum(either) - sum(far)) > far.count(False)  # the gaps part groups of rows, not rows
    return either if groups else far


def _has_most(level: Level, columns: list[tuple[float, float]]) -> bool:
    return len(level) * 2 > len(columns)


def _begins_anew(level: Level, columns: list[tuple[float, float]]) -> bool:
    """Whether a line begins in the first column and in most others, and nothing in it goes on from the line above."""
    begins = _has_most(level, columns) and _column(level[0], columns) == 0
    return begins and not any(one.text[:1].islower() for one in level[:-1])


def _crosses(level: Level, columns: list[tuple[float, float]]) -> bool:
    """Whether a line is a single stretch over several columns."""
    return len(level) == 1 and _across(level, _column(level[0], columns), columns) > 1


def _widest_step(gaps: list[float], size: float) -> float:
    """The gap above which two lines are of two rows: in the middle of the widest step from one gap that occurs to
    the next. Gaps of lines, of paragraphs and of rows are three sizes, the last far above the others."""
    found = sorted(min(gap, size * 2) for gap in gaps)
    steps = [(upper - lower, (upper + lower) / 2) for lower, upper in itertools.pairwise(found)]
    step, middle = max(steps, default=(0.0, 0.0))
    return middle if step > size * 0.25 else (found[-1] if found else 0.0)


def _column(stretch: PrintedLine, columns: list[tuple[float, float]]) -> int:
    """The column in which a stretch begins."""
    return max((n for n, (left, _) in enumerate(columns) if left <= stretch.x0 + 2), default=0)


def _across(stretches: list[PrintedLine], column: int, columns: list[tuple[float, float]]) -> int:
    """How many columns the widest of some stretches reaches over."""
    end = max(stretch.x1 for stretch in stretches)
    return max(1, sum(left < end - 2 for left, _ in columns[column:]))
