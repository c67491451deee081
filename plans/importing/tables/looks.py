"""Tables whose headings are not known, or that have none: read by what their cells look like. Every guess is asked.

Each of the first rows may hold the headings, or none of them does; the reading with the most evidence has it, if it
has the look of a plan: what will be done, beside who or by when.
"""

from dataclasses import dataclass, replace

from plans.columns import ACTION, EXTRA, LEAD, MEANINGS, RAG, REF, RESPONSIBLE, TIMESCALE
from plans.importing.rows.shapes.findings import Told, has_headings
from plans.importing.source_document import Row, SourceDocument, Table
from plans.importing.tables.column_meanings import column_meanings, judge
from plans.importing.tables.facts import ColumnFacts
from plans.importing.tables.heading_looks import HEADINGS, filled_cells, says_headings
from plans.importing.tables.heading_rows import ROWS_LOOKED_AT, HeadingRow, headings_in
from plans.importing.tables.table_columns import facts_of
from plans.importing.vocabulary.heading_meanings import read_heading

FEWEST_ROWS, FEWEST_COLUMNS = 2, 3


@dataclass(frozen=True, slots=True)
class TableLook:
    """A reading of a table: its headings in row `start` (None: it has none), the meaning of each column, and what
    speaks for it in all."""

    start: int | None
    meanings: dict[int, str]
    score: float


def with_headings_by_look(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with what its widest table's columns mean put above it, where no table has headings that are known
    and one has the look of a plan. A row that looks like headings is read as such, for every table that has one."""
    tables = [part for part in document.parts if isinstance(part, Table)]
    if not tables or told.headings_are_ruled() or has_headings(document):
        return document
    looks = _looks(tables, told)
    parts = (
        _headed(part, looks[id(part)], told) if isinstance(part, Table) and id(part) in looks else part
        for part in document.parts
    )
    return replace(document, parts=tuple(parts))


def _looks(tables: list[Table], told: Told) -> dict[int, TableLook]:
    """The reading of each table that has headings by its look; where none has, nor was told before, of the widest."""
    looks = {id(table): look for table in tables if not told.has_told(table) and (look := look_of(table))}
    headed = {key: look for key, look in looks.items() if look.start is not None}
    if headed or not looks or any(map(told.has_told, tables)):
        return headed
    widest = max(tables, key=lambda table: (id(table) in looks, len(table.rows)))
    return {id(widest): looks[id(widest)]}


def look_of(table: Table) -> TableLook | None:
    """The reading of a table for which most speaks; None where it does not look like a plan."""
    readings = []
    for start in (None, *range(min(ROWS_LOOKED_AT, len(table.rows) - 1))):
        if start is not None and len(filled_cells(table.rows[start])) < FEWEST_COLUMNS:
            continue
        if start is None and any(says_headings(row.cells) for row in table.rows[:ROWS_LOOKED_AT]):
            continue
        headings = None if start is None else headings_in(table.rows, start)
        below = table.rows[headings.end :] if headings else table.rows
        rows = tuple(row for row in below if sum(map(bool, row.cells)) > 1)
        width = max((len(row.cells) for row in rows), default=0)
        if len(rows) < FEWEST_ROWS - (start is not None) or width < FEWEST_COLUMNS:
            continue
        texts = headings.texts if headings else ()
        texts += ("",) * (width - len(texts))
        meanings = {place: one.meaning for place, one in column_meanings(facts_of(texts, rows)).items()}
        if ACTION in meanings.values() and {TIMESCALE, LEAD, RESPONSIBLE} & set(meanings.values()):
            score = sum(meaning != EXTRA for meaning in meanings.values()) + _speaks_for(table.rows, headings)
            readings.append(TableLook(start, meanings, score))
    return max(readings, key=lambda look: look.score, default=None)


def _speaks_for(rows: tuple[Row, ...], found: HeadingRow | None) -> float:
    """What speaks for these headings beside what their columns then mean: their look, and their words."""
    if found is None:
        return 0.0
    looks = sum(one.weight for one in HEADINGS if one.holds(rows[found.start], rows[found.end :]))
    return looks + sum(read_heading(text).confidence for text in found.texts)


def _headed(table: Table, look: TableLook, told: Told) -> Table:
    """The table with its headings told, or put above it."""
    if look.start is not None:
        row = table.rows[look.start]
        told.headings.add(row.line)
        text = " | ".join(row.texts)
        because = "read as the headings of what stands below them, by which most of them are told"
        told.doubt(row.line, "rows", text, because)
        return table
    width = max(len(row.cells) for row in table.rows)
    texts = [MEANINGS.get(look.meanings.get(place, EXTRA), "") for place in range(width)]
    texts = [text if look.meanings.get(place, EXTRA) != EXTRA else "" for place, text in enumerate(texts)]
    for number, text in enumerate(texts, 1):
        if text:
            because = f"no headings are printed; by what stands in it, column {number} is read as this"
            told.doubt(None, "columns", text, because)
    return Table.under(texts, table.rows, exact=table.exact)


def looks_of(cells: list[str]) -> str | None:
    """What most of some texts look like: references, dates, ratings, people; None for none of these."""
    column = ColumnFacts("", 0, cells, bare=True)
    _, meaning = judge(column).ranked[0]
    return meaning if meaning in (REF, TIMESCALE, RAG, LEAD) else None
