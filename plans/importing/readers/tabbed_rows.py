"""Rows of cells between tabs, among them rows that a line end within a cell has cut; and tables whose columns are set
with spaces, each line with its cells below those of the first, given tabs."""

import re
from collections import Counter
from collections.abc import Set
from itertools import pairwise

_FEWEST_CELLS = 3
"""Of a row of headings by which the rows below it are measured."""
_MARK = re.compile(r"\s*(?:(?P<number>\d{1,2})[.)]|(?P<bullet>[•▪*-]))\s")


def cut_lines(lines: list[str]) -> set[int]:
    """The places, from 0, of lines that go on within a cell of the row above, as text that is copied out of a word
    processor has them: each paragraph of a cell on a line of its own.

    They are told by measure. The first row of a table says how many cells all have, and a row that lacks some takes
    what follows until it has them. Where that does not come out even to the table's end, none of its lines is taken
    to be cut.
    """
    found: set[int] = set()
    place = 0
    while place < len(lines):
        if lines[place].count("\t") + 1 >= _FEWEST_CELLS:
            cut, place = _cut_from(lines, place)
            found |= cut
        else:
            place += 1
    return found


def _cut_from(lines: list[str], start: int) -> tuple[set[int], int]:
    """The cut lines of the table that begins here, and the place of the line that ends it."""
    width = lines[start].count("\t") + 1
    cut: set[int] = set()
    filled, last, even = width, lines[start], True
    place = start + 1
    while place < len(lines) and (lines[place].strip() or filled < width):
        line = lines[place]
        cells = line.count("\t") + 1
        if filled < width:
            cut.add(place)
            filled += cells - 1
        elif cells > 1:
            filled = cells
        elif _wraps(line) or _next_item(last, line):
            cut.add(place)
        elif place + 1 < len(lines) and _wraps(lines[place + 1]) and lines[place + 1].count("\t") + 1 == width:
            filled = 1  # its first cell goes on in the next line
        even = even and filled <= width
        last = line
        place += 1
    return (cut if even and filled == width else set()), place


def _next_item(line: str, following: str) -> bool:
    """Whether a line is the next item of the list that the last cell above holds."""
    above, below = _MARK.match(line.rpartition("\t")[2]), _MARK.match(following)
    if not above or not below:
        return False
    if above["number"] and below["number"]:
        return int(below["number"]) == int(above["number"]) + 1
    return above["bullet"] is not None and above["bullet"] == below["bullet"]


def rejoined(numbered: list[tuple[int, str]], cut: Set[int] = frozenset()) -> list[tuple[int, list[str]]]:
    """The cells of numbered lines, rows that were cut put together again: by `cut`, the numbers of lines that are
    known to go on, or where a row has fewer cells than most, the next goes on in lower case (or within a quotation
    that the row has opened), and together they have as many as most.
    """
    starts = [line[:1].islower() for number, line in numbered if number in cut]
    wrapped = sum(starts) * 5 > len(starts) * 3
    rows: list[tuple[int, list[str]]] = []
    for number, line in numbered:
        first, *others = line.split("\t")
        if number in cut and rows:
            above = rows[-1][1][-1]
            apart = not _is_quoted(above) and (_MARK.match(first) or not (wrapped or _wraps(first)))
            rows[-1][1][-1:] = [f"{above}{'<p>' if apart else '<br>'}{first}", *others]
        elif line.strip():
            rows.append((number, [first, *others]))
    width = Counter(len(cells) for _, cells in rows).most_common(1)[0][0] if rows else 0
    found: list[tuple[int, list[str]]] = []
    place = 0
    while place < len(rows):
        number, cells = rows[place]
        following = place + 1
        while following < len(rows) and len(cells) < width and _goes_on(cells, rows[following][1], width):
            upper, (first, *others) = cells[-1], rows[following][1]
            cells = [*cells[:-1], f"{upper}<br>{first}", *others]
            following += 1
        found.append((number, [_unquoted(cell) for cell in cells]))
        place = following
    return found


def _goes_on(cells: list[str], following: list[str], width: int) -> bool:
    if len(cells) + len(following) - 1 > width or len(following) >= width:
        return False
    return _is_quoted(cells[-1]) or (bool(cells[-1].strip()) and following[0][:1].islower())


def _is_quoted(cell: str) -> bool:
    """Whether a cell has opened a quotation that it does not close."""
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _wraps(line: str) -> bool:
    """Whether a line goes on with the one above, where most lines are paragraphs."""
    return line[:1].islower() or line[:1] == "("


def _unquoted(cell: str) -> str:
    """A cell as a spreadsheet wrote it, with quotation marks around cells that hold line ends."""
    if len(cell) > 2 and cell[0] == cell[-1] == '"' and "<br>" in cell:
        return cell[1:-1].replace('""', '"')
    return cell


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
            edges = list(pairwise([0, *starts[1:], None]))
            found[number:end] = _tabbed([[line[a:b].strip() for a, b in edges] for line in lines[number:end]])
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


def _tabbed(rows: list[list[str]]) -> list[str]:
    above = 0
    for number, cells in enumerate(rows):
        if cells[0] or not number:
            above = number
        else:
            rows[above] = [" ".join(filter(None, pair)) for pair in zip(rows[above], cells, strict=True)]
            rows[number] = [""] * len(cells)
    return ["\t".join(cells) for cells in rows]
