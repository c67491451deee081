"""One row that holds several actions: under groups of the same headings, "Corrective action: Action, Owner, Due" and
"Preventive action: …"; or line by line in its cells, with whoever leads each in a line beside it or behind its words.
"""

import re
from dataclasses import replace

from plans.columns import ACTION, LEAD, LINKS, MEANINGS, RECOMMENDATION, REF, RESPONSIBLE, TIMESCALE
from plans.importing.rows.shapes.findings import Told, headings_of
from plans.importing.rows.shapes.tails import Tail, people_of, tail_of
from plans.importing.source_document import Cell, Row, SourceDocument, Table
from plans.importing.tables.heading_rows import HeadingRow
from plans.importing.vocabulary.heading_meanings import read_heading
from plans.importing.vocabulary.heading_words import STEP, THEME

_SHARED = frozenset({REF, RECOMMENDATION, LINKS, THEME})
"""What each of the actions of a row stands under."""
_MARK = ": "
"""Between the heading of a group and those under it."""
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-h])[.)]\s+|[•*–-]\s+")
"""With what a line begins that is one of several."""
_BESIDE = frozenset({LEAD, RESPONSIBLE, TIMESCALE})
FEWEST = 2
"""Rows that hold several actions each."""


def doubled_rows(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with a row for each action of such a row."""
    return document.with_tables(lambda table: [_doubled_apart(table, told)])


def _doubled_apart(table: Table, told: Told) -> Table:
    found = headings_of(table.rows)
    groups = _groups(found.texts) if found else {}
    if found is None or len(groups) < 2:
        return table
    names, blocks = list(groups), list(groups.values())
    told.doubt(None, "columns", " / ".join(names), "each row holds an action for each of these; they are read apart")
    told.aside += names
    own = [place for place in range(len(found.texts)) if not any(place in block for block in blocks)]
    shared = {place for place in own if read_heading(found.texts[place]).meaning in _SHARED}
    texts = [found.texts[place] for place in own] + [found.texts[p].rpartition(_MARK)[2] for p in blocks[0]]
    heading = replace(table.rows[found.start], cells=tuple(Cell.of(text) for text in texts))
    rows = [row for below in table.rows[found.end :] for row in _rows(below, own, shared, blocks)]
    return replace(table, rows=(*table.rows[: found.start], heading, *rows))


def _groups(texts: tuple[str, ...]) -> dict[str, list[int]]:
    """The places under each group of headings, of the groups that have the same headings, an action's among them."""
    groups: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        group, mark, _ = text.rpartition(_MARK)
        if mark:
            groups.setdefault(group, []).append(place)
    first = next(iter(groups.values()), [])
    own = [texts[place].rpartition(_MARK)[2] for place in first]
    alike = {name: places for name, places in groups.items() if [texts[p].rpartition(_MARK)[2] for p in places] == own}
    return alike if ACTION in {read_heading(text).meaning for text in own} else {}


def _rows(row: Row, own: list[int], shared: set[int], blocks: list[list[int]]) -> list[Row]:
    """The actions of a row: the first beside all of its other cells, the others beside what they stand under."""
    cells = (*row.cells, *[Cell()] * (max(map(max, blocks)) + 1 - len(row.cells)))
    if row.titles or sum(map(bool, cells)) < 2:
        return [replace(row, cells=tuple(cells[place] for place in (*own, *blocks[0])))] if not row.titles else [row]
    made = []
    for number, block in enumerate(blocks):
        if number and not any(cells[place] for place in block):
            continue
        beside = [cells[place] if not number or place in shared else Cell() for place in own]
        made.append(replace(row, cells=(*beside, *(cells[place] for place in block))))
    return made


def lines_apart(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with a row for each action that is a line of a cell."""
    people = people_of(document.lines)
    return document.with_tables(lambda table: [_lines_apart(table, people, told)])


def _lines_apart(table: Table, people: frozenset[str], told: Told) -> Table:
    found = headings_of(table.rows)
    meanings = [read_heading(text).meaning for text in found.texts] if found else []
    if found is None or ACTION not in meanings or STEP in meanings or told.is_ruled(table):
        return table
    beside = bool(_BESIDE & set(meanings))
    below = _by_pairs(table, found, meanings) if beside else _by_tails(table, found, meanings, people)
    if not below:
        return table
    place, start = meanings.index(ACTION), found.end
    told.doubt(None, "columns", found.texts[place], "each line of a cell is read as an action of its own")
    above = table.rows[:start] if beside else _with_columns(table, found).rows[:start]
    return replace(table, rows=(*above, *(new for each in below[start:] for new in each)))


def _by_pairs(table: Table, found: HeadingRow, meanings: list[str]) -> list[list[Row]]:
    """The rows of each row whose lines pair; nothing where hardly any do."""
    place = meanings.index(ACTION)
    beside = [number for number, meaning in enumerate(meanings) if meaning in _BESIDE]
    under = [number for number, meaning in enumerate(meanings) if meaning in (REF, RECOMMENDATION)]
    paired = [_are_paired(row, place, beside) and not any(map(row.at, under)) for row in table.rows]
    if sum(paired[found.end :]) < FEWEST:
        return []
    return [_paired(row, meanings) if pair else [row] for row, pair in zip(table.rows, paired, strict=True)]


def _by_tails(table: Table, found: HeadingRow, meanings: list[str], people: frozenset[str]) -> list[list[Row]]:
    """The rows of each row whose lines say who and by when; nothing where hardly any do."""
    place = meanings.index(ACTION)
    tails = [[tail_of(_NUMBER.sub("", line, count=1), people) for line in row.at(place).lines] for row in table.rows]
    if not _say_who_and_when(tails[found.end :]):
        return []
    rows = _with_columns(table, found).rows
    return [_said(row, each, place, meanings) for row, each in zip(rows, tails, strict=True)]


def _are_paired(row: Row, place: int, beside: list[int]) -> bool:
    """Whether a row has as many lines beside its actions as these are."""
    count = len(row.at(place).lines)
    filled = [len(row.at(number).lines) for number in beside if row.at(number)]
    return count > 1 and bool(filled) and all(lines == count for lines in filled)


def _paired(row: Row, meanings: list[str]) -> list[Row]:
    """A row for each line, with what stands beside it."""
    apart = {ACTION, *_BESIDE}
    made = []
    for number in range(len(row.at(meanings.index(ACTION)).lines)):
        cells = [
            Cell.of(*cell.lines[number : number + 1])
            if meaning in apart
            else cell
            if _stays(number, meaning)
            else Cell()
            for cell, meaning in zip(row.cells, meanings, strict=False)
        ]
        made.append(replace(row, cells=(*cells, *row.cells[len(cells) :])))
    return made


def _stays(number: int, meaning: str) -> bool:
    """Whether a cell stands beside each line, or only the first."""
    return not number or meaning in _SHARED


def _say_who_and_when(tails: list[list[Tail]]) -> bool:
    """Whether nearly all lines say both, and several rows have more than one."""
    lines = [tail for row in tails for tail in row]
    both = sum(bool(tail.who and tail.when) for tail in lines)
    return sum(len(row) > 1 for row in tails) >= FEWEST and 4 * both >= 3 * len(lines)


def _with_columns(table: Table, found: HeadingRow) -> Table:
    """The table with columns for whoever leads and by when after its others."""
    width = max(len(row.cells) for row in table.rows)
    added = (Cell.of(MEANINGS[LEAD]), Cell.of(MEANINGS[TIMESCALE]))
    rows = [
        row
        if row.titles
        else replace(
            row,
            cells=(
                *row.cells,
                *[Cell()] * (width - len(row.cells)),
                *(added if number == found.start else (Cell(), Cell())),
            ),
        )
        for number, row in enumerate(table.rows)
    ]
    return replace(table, rows=tuple(rows))


def _said(row: Row, tails: list[Tail], place: int, meanings: list[str]) -> list[Row]:
    """A row for each line, with what its words say."""
    if not tails:
        return [row]
    made = []
    for number, tail in enumerate(tails):
        cells = [
            cell if _stays(number, meaning) else Cell() for cell, meaning in zip(row.cells, meanings, strict=False)
        ]
        cells[place] = Cell.of(tail.text)
        beyond = row.cells[len(cells) : -2]
        made.append(replace(row, cells=(*cells, *beyond, Cell.of(tail.who), Cell.of(tail.when))))
    return made
