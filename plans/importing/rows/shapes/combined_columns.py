"""One column that holds several things, "Lead / Timescale", read apart cell by cell."""

import re
from collections.abc import Callable
from dataclasses import replace

from plans.columns import (
    ACTION,
    EXTRA,
    LEAD,
    MEANINGS,
    PROGRESS,
    RAG,
    RESPONSIBLE,
    TIMESCALE,
)
from plans.importing.rows.cell_patterns import is_dated
from plans.importing.rows.shapes.findings import Told, headings_of
from plans.importing.source_document import BlockKind, Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.tables.heading_rows import HeadingRow
from plans.importing.vocabulary.heading_meanings import read_heading
from plans.importing.vocabulary.heading_words import REVISED, START
from plans.timescales import read

_PARTS = re.compile(r"\s*(?:[/|&+]|\band\b|\s[–-]\s|,)\s*")
_CUT = re.compile(r"\s*(?:\s[–—-]\s|[–—/;,(|:]|\bby\b)\s*")
_LAST = re.compile(
    r"(?P<first>.*\S)\s*(?:\((?P<bracket>[^()]+)\)|(?:[–—]|\s-)\s+(?P<dash>[^–—]{2,60}))\s*\.?$", re.DOTALL
)
_RATED = re.compile(
    r"(?P<rating>red|amber|green|blue|[RAGB]|not started|complete|on track)\s*(?:[–—:.,-]\s*|\s+)(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*)(?: (?:(?:of|for|the|and|&|/) )*[A-Z][\w.'’-]*){0,4}")
_INITIALS = re.compile(r"(?:[A-Z]{2,3}|All)(?:\s*[/,&]\s*(?:[A-Z]{2,3}|All))*")
FEWEST = 2
_WHO = (LEAD, RESPONSIBLE)
_DATES = frozenset({START, REVISED, TIMESCALE})
_FIELDS = {
    TIMESCALE: "timescales",
    START: "timescales",
    REVISED: "timescales",
    LEAD: "leads",
    RESPONSIBLE: "leads",
    RAG: "rag",
}
LONGEST, LONGEST_LINE = 60, 300
"""Letters of such a heading, and of a line that says who and when."""


def split_columns(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with each such column as several."""
    return document.with_tables(lambda table: _split(table, told))


def _split(table: Table, told: Told) -> list[Table | Paragraph]:
    found = headings_of(table.rows)
    for place in reversed(range(len(found.texts))) if found else ():
        if found and (parts := _parts(found.texts[place])):
            table = _split_at(table, found, place, parts, told)
        elif found and (parts := _parts_of_cells(table, found, place)):
            said, table = table, _split_at(table, found, place, parts, told)
            if place and read_heading(found.texts[place]).meaning == ACTION:
                return _as_actions(table, said, found, place, told)
    return [table]


def _as_actions(table: Table, said: Table, found: HeadingRow, place: int, told: Told) -> list[Table | Paragraph]:
    """The table with the column of the longest texts as what will be done, as “Action” `said` only who and by when;
    and what was said in rows that name nobody."""
    below = [row.cells for row in table.rows[found.end :]]
    longest = max(range(place), key=lambda n: sum(len(cells[n].flat) for cells in below if n < len(cells)))
    told.aside.append(found.texts[longest])
    told.doubt(None, "columns", MEANINGS[ACTION], f"“{found.texts[longest]}” is read as what will be done")
    heading = table.rows[found.start]
    cells = (*heading.cells[:longest], Cell.of(MEANINGS[ACTION]), *heading.cells[longest + 1 :])
    assigned = [row for row, own in zip(table.rows, said.rows, strict=True) if own.at(place)]
    rows = (*table.rows[: found.start], replace(heading, cells=cells), *assigned[1:])
    lines = ((" | ".join(row.texts), row) for row in table.rows if row not in assigned)
    others = (Paragraph((text,), row.line, listed=True, place=row.place) for text, row in lines if text)
    return [replace(table, rows=rows), *others]


def _parts_of_cells(table: Table, found: HeadingRow, place: int) -> tuple[str, ...]:
    """Who and by when, where nearly all cells of a column say both, whatever its heading, and no other says by when."""
    meanings = [read_heading(text).meaning for text in found.texts]
    if meanings[place] not in (ACTION, EXTRA, *_WHO) or _DATES & set(meanings):
        return ()
    cells = [cell.flat for row in table.rows[found.end :] if (cell := row.at(place))]
    if meanings[place] == ACTION and len(cells) >= FEWEST and all(map(_INITIALS.fullmatch, cells)):
        return (MEANINGS[LEAD],)
    both = sum(bool(_NAME.fullmatch(who) and when) for who, when in map(who_and_when, cells))
    return (MEANINGS[LEAD], MEANINGS[TIMESCALE]) if both >= FEWEST and 4 * both >= 3 * len(cells) else ()


def _split_at(table: Table, found: HeadingRow, place: int, parts: tuple[str, ...], told: Told) -> Table:
    heading = found.texts[place]
    told.aside += [word for word in heading.split() if word.isalpha() and not any(word in part for part in parts)]
    meanings = tuple(read_heading(part).meaning for part in parts)
    told.doubt(None, "columns", heading, f"one column holds {len(parts)} things; each cell is read apart")
    rows: list[Row] = []
    for number, row in enumerate(table.rows):
        if number < found.start or place >= len(row.cells):
            rows.append(row)
            continue
        cell = row.cells[place]
        if number < found.end or cell.flat == heading:
            cells = tuple(Cell.of(part) for part in parts)
        else:
            cells = _apart(cell, meanings)
            missing = [part for part, own in zip(parts, cells, strict=True) if not own]
            if cell and missing:
                because = f"“{'”, “'.join(missing)}” could not be told apart in this cell"
                field = _FIELDS.get(read_heading(missing[0]).meaning, "text")
                told.doubt(row.line, field, cell.flat, because)
        rows.append(replace(row, cells=(*row.cells[:place], *cells, *row.cells[place + 1 :])))
    return replace(table, rows=tuple(rows))


def _parts(heading: str) -> tuple[str, ...]:
    """The parts of a heading that names several things of a kind that can be told apart; none for any other."""
    if len(heading) > LONGEST:
        return ()
    parts = tuple(part for part in _PARTS.split(heading) if part)
    meanings = tuple(meaning for part in parts if (meaning := read_heading(part).certain))
    # As a whole it may mean what none of its parts does: "Action taken / planned".
    apart = len(parts) == len(meanings) > 1 and read_heading(heading).certain in (None, *meanings)
    return parts if apart and _way(meanings) else ()


Way = Callable[[Cell, tuple[str, ...]], tuple[Cell, ...]]


def _way(meanings: tuple[str, ...]) -> Way | None:
    """How cells of a column of these meanings are read apart."""
    if len(set(meanings)) < len(meanings):
        return None
    if set(meanings) <= _DATES:
        return _dates_apart
    if len(meanings) != 2:
        return None
    if TIMESCALE in meanings and set(meanings) & set(_WHO):
        return _who_and_when
    if set(meanings) == {TIMESCALE, PROGRESS}:
        return _day_and_progress
    if meanings[0] == ACTION and meanings[1] in _WHO:
        return _action_and_who
    return _progress_and_rating if set(meanings) == {PROGRESS, RAG} else None


def _apart(cell: Cell, meanings: tuple[str, ...]) -> tuple[Cell, ...]:
    way = _way(meanings)
    return way(cell, meanings) if way and cell else (cell, *(Cell() for _ in meanings[1:]))


def _dates_apart(cell: Cell, meanings: tuple[str, ...]) -> tuple[Cell, ...]:
    """As many dates as the heading names, in its order; any other number is the date that counts."""
    dates = [reading.text for block in cell.blocks for reading in read(block.text).readings]
    if len(dates) == len(meanings):
        return tuple(Cell.of(date) for date in dates)
    counts = meanings.index(TIMESCALE) if TIMESCALE in meanings else len(meanings) - 1
    return tuple(cell if n == counts else Cell() for n in range(len(meanings)))


def _who_and_when(cell: Cell, meanings: tuple[str, ...]) -> tuple[Cell, ...]:
    """Who and by when, line by line."""
    said = [who_and_when(line) for line in cell.lines]
    who, when = ([one[n] for one in said] for n in (0, 1))
    pair = (replace(cell, blocks=Cell.of(*who).blocks), Cell.of(*when))
    return pair if meanings[0] in _WHO else pair[::-1]


def who_and_when(line: str) -> tuple[str, str]:
    """Who and by when of one line, "" for what it does not say."""
    if not is_dated(line) or len(line) > LONGEST_LINE:
        return line, ""
    for mark in _CUT.finditer(line):
        before, after = line[: mark.start()].strip(" ,;"), line[mark.end() :].strip(" ,;")
        after = after[:-1] if mark[0].strip() == "(" and after.endswith(")") else after
        if before and after and is_dated(after) and not is_dated(before):
            return before, f"by {after}" if "by" in mark[0] else after.removeprefix("by: ")
        if before and after and is_dated(before) and not is_dated(after):
            return after, before
    return "", line


def _action_and_who(cell: Cell, meanings: tuple[str, ...]) -> tuple[Cell, ...]:
    """An action with who leads it at its end: in brackets, after a dash, or as the last of several paragraphs."""
    if len(cell.blocks) > 1 and cell.blocks[-1].kind is BlockKind.PARAGRAPH:
        return replace(cell, blocks=cell.blocks[:-1]), Cell(cell.blocks[-1:])
    found = _LAST.fullmatch(cell.blocks[-1].text)
    if not found:
        return cell, Cell()
    action = replace(cell, blocks=(*cell.blocks[:-1], *Cell.of(found["first"]).blocks))
    return action, Cell.of(found["bracket"] or found["dash"])


def _day_and_progress(cell: Cell, meanings: tuple[str, ...]) -> tuple[Cell, ...]:
    """A day at the beginning, and after its sentence how it is going."""
    day, _, rest = cell.flat.partition(". ")
    if not is_dated(day) or not rest:
        pair = (cell, Cell()) if is_dated(cell.flat) else (Cell(), cell)
    else:
        pair = (Cell.of(day), Cell.of(rest))
    return pair if meanings[0] == TIMESCALE else pair[::-1]


def _progress_and_rating(cell: Cell, meanings: tuple[str, ...]) -> tuple[Cell, ...]:
    """A rating before the words that say how it is going."""
    found = _RATED.fullmatch(cell.flat)
    if not found:
        pair = (cell, Cell(fill=cell.fill))
    else:
        pair = (Cell.of(found["rest"]), replace(Cell.of(found["rating"]), fill=cell.fill))
    return pair if meanings[0] == PROGRESS else pair[::-1]
