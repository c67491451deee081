"""The tables of a document with the row that holds the headings of each, as found or as a person says."""

from dataclasses import replace
from itertools import pairwise

from plans.columns import ACTION, TIMESCALE
from plans.importing import rulings as ruling
from plans.importing.rows.shapes.findings import below_alike
from plans.importing.rulings import Rulings
from plans.importing.source_document import Paragraph, SourceDocument, Table
from plans.importing.tables.column_meanings import column_meanings
from plans.importing.tables.heading_rows import HeadingRow, find_headings, headings_in
from plans.importing.tables.table_columns import facts_of
from plans.importing.vocabulary.heading_words import STEP


def cut_at_headings(document: SourceDocument, rulings: Rulings) -> SourceDocument:
    """The document with each table cut where a person says that a row holds headings: what stands above it in the
    sheet is a table of its own."""
    if ruling.HEADINGS not in rulings.lines.values():
        return document

    def apart(table: Table) -> list[Table]:
        cuts = [n for n, row in enumerate(table.rows) if n and rulings.of(row.line) == ruling.HEADINGS]
        return [replace(table, rows=table.rows[a:b]) for a, b in pairwise([0, *cuts, len(table.rows)])]

    return document.with_tables(apart)


def first_line(document: SourceDocument) -> int | None:
    """The line at which a person begins to look for the plan: the first row of the longest table, else of all."""
    tables = [table for table in document.tables if table.rows]
    if tables:
        return max(tables, key=lambda table: len(table.rows)).rows[0].line
    return next((part.line for part in document.parts if isinstance(part, Paragraph)), None)


class HeadedTables:
    """The headings of each table of a document. `headings`: lines of rows that were made to be headings; `pieces_of`:
    running headers of which a table may hold pieces. `below`: what stands below the same headings in any table."""

    def __init__(
        self, document: SourceDocument, rulings: Rulings, headings: frozenset[int], pieces_of: frozenset[str]
    ) -> None:
        self._rulings, self._headings, self._pieces_of = rulings, headings, pieces_of
        self._found = {id(table): self._told_or_found(table) for table in document.tables}
        self._found |= dict.fromkeys(map(id, self._without_actions(document.tables)))
        self.below = below_alike(document.tables, self.of)

    def of(self, table: Table) -> HeadingRow | None:
        """The headings of one of the tables; None for one that has none, or is no plan's."""
        return self._found[id(table)]

    def is_ruled(self, table: Table) -> bool:
        """Whether a person says of any of its rows that it is one of the plan's."""
        return any(self._rulings.of(row.line) in ruling.ROWS for row in table.rows)

    def _told_or_found(self, table: Table) -> HeadingRow | None:
        """The heading row that a person has pointed out, else the one that is found."""
        for number, row in enumerate(table.rows):
            if self._rulings.of(row.line) == ruling.HEADINGS or row.line in self._headings:
                return headings_in(table.rows, number)
        found = find_headings(table.rows, self._pieces_of)
        if found is None or not self._rulings.lines:
            return found
        if found.end < len(table.rows) and table.rows[found.end].line == table.rows[found.start].line:
            return found  # it is no row of the document, but made for the lines below it
        above_ruled = found.end == len(table.rows)  # another row than this holds them, as a person says of the next
        ruled = self._rulings.of(table.rows[found.start].line)
        return None if above_ruled or (ruled and ruled != ruling.HEADINGS) else found

    def _without_actions(self, tables: list[Table]) -> list[Table]:
        """The sheets of a workbook under whose headings nothing is to be done or due, where others say what is."""
        meanings = {}
        for table in tables:
            if table.whole and table.exact and (found := self.of(table)):
                columns = column_meanings(facts_of(found.texts, table.rows[found.end :]), self._rulings)
                meanings[id(table)] = {column.meaning for column in columns.values()}
        if len(meanings) < 2 or not any(ACTION in said for said in meanings.values()):
            return []
        without = {each for each, said in meanings.items() if not {ACTION, STEP, TIMESCALE} & said}
        return [table for table in tables if id(table) in without and not self.is_ruled(table)]
