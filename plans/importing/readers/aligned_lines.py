"""Tables of a text whose columns are set with spaces: each line begins its cells below those of the first."""

import re
from itertools import pairwise

_PART = re.compile(r"\S+(?: \S+)*")
FEWEST_COLUMNS, FEWEST_ROWS = 3, 2


def with_tabs(lines: list[str]) -> list[str]:
    """The lines of a text, those of such a table with tabs between their cells; a line without a first cell
    goes on with the one above, and leaves a line of blanks."""
    found = list(lines)
    number = 0
    while number < len(lines):
        starts = [part.start() for part in _PART.finditer(lines[number])]
        end = number + 1
        while end < len(lines) and _is_row(lines[end], starts):
            end += 1
        if len(starts) >= FEWEST_COLUMNS and end - number > FEWEST_ROWS and _can_be_set(lines[number]):
            found[number:end] = _tabbed([_cells(line, starts) for line in lines[number:end]])
            number = end
        else:
            number += 1
    return found


def _can_be_set(line: str) -> bool:
    """Whether a line is no row of another kind, whose cells tabs or pipes tell."""
    return bool(line.strip()) and "\t" not in line and "|" not in line


def _is_row(line: str, starts: list[int]) -> bool:
    """Whether a line has cells where the columns start, and a gap before each that it reaches."""
    if not _can_be_set(line) or len(starts) < FEWEST_COLUMNS:
        return False
    parts = [part.start() for part in _PART.finditer(line)]
    return parts[0] in starts and all(part in starts for part in parts)


def _cells(line: str, starts: list[int]) -> list[str]:
    return [line[left:right].strip() for left, right in pairwise([0, *starts[1:], len(line) + 1])]


def _tabbed(rows: list[list[str]]) -> list[str]:
    above = 0
    for number, cells in enumerate(rows):
        if cells[0] or not number:
            above = number
        else:
            rows[above] = [" ".join(filter(None, pair)) for pair in zip(rows[above], cells, strict=True)]
            rows[number] = [""] * len(cells)
    return ["\t".join(cells) for cells in rows]
