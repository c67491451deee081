"""What may as well be read otherwise: one question for each decision, with the other reading."""

from collections.abc import Iterator
from dataclasses import replace

from plans.columns import ACTION
from plans.importing.rows.sheet import Doubt, SheetColumn
from plans.importing.rulings import BAND, HEADINGS
from plans.importing.rulings import NOTE as AS_NOTE
from plans.importing.rulings import ROW as AS_ROW
from plans.importing.source_document import Row, Table
from plans.importing.tables import row_evidence
from plans.importing.tables.column_meanings import CLOSE
from plans.importing.tables.facts import MOST, SHORTEST_TEXT, ColumnFacts
from plans.importing.tables.heading_rows import HeadingRow
from plans.importing.tables.row_evidence import EXPLANATION, KIND_SAID, TOTAL
from plans.importing.tables.row_kinds import KindFound
from plans.importing.vocabulary.heading_meanings import CERTAIN, LIKELY

NARROWEST, FEWEST_LEFT_OUT = 4, 3
"""Cells of a row that may be a plan's, and how many such rows a table has that is asked about."""
NO_ROW = {
    EXPLANATION: "read as what explains the headings above it, and as no row of the plan",
    TOTAL: "read as a total, and as no row of the plan",
}
RULED_AS = {row_evidence.ROW: AS_ROW, row_evidence.TITLE: BAND, row_evidence.HEADINGS: HEADINGS}
"""What is ruled of a row so that it is of a kind; of any other kind it is a note."""


def about_headings(headings: HeadingRow, rows: tuple[Row, ...]) -> list[Doubt]:
    """Another row may hold the headings, for which nearly as much speaks."""
    if headings.rival is None or headings.margin >= CLOSE:
        return []
    because = f"read as the headings; the row “{_words(rows[headings.rival])}” may hold them as well"
    text = " | ".join(text for text in headings.texts if text)
    instead = ((rows[headings.rival].line, HEADINGS),)
    return [Doubt(rows[headings.start].line, "rows", text, because, instead)]


def with_kind(asked: list[Doubt], row: Row, found: KindFound) -> list[Doubt]:
    """What is asked so far, with whether this row may as well be of another kind: one question for all such rows, of
    the first of them."""
    if found.margin >= CLOSE / 2 or not any(row.cells):
        return asked
    because = f"read as {KIND_SAID[found.kind]}; it may as well be {KIND_SAID[found.runner_up]}"
    instead = ((row.line, RULED_AS.get(found.runner_up, AS_NOTE)),)
    if any(doubt.because == because for doubt in asked):
        return [replace(d, instead=d.instead + instead) if d.because == because else d for d in asked]
    return [*asked, Doubt(row.line, "rows", row.texts[0], because, instead)]


def about_left_out(table: Table) -> list[Doubt]:
    """A table that was read as text around the plan has rows as wide as a plan's."""
    wide = [row for row in table.rows if sum(map(bool, row.cells)) >= NARROWEST]
    if len(wide) < FEWEST_LEFT_OUT or not table.exact:
        return []
    because = f"{len(wide)} rows of a table of its own are kept as text around the plan, and are no actions of it"
    return [Doubt(wide[0].line, "rows", _words(wide[0]), because, ((wide[0].line, HEADINGS),))]


def other_texts(columns: tuple[SheetColumn, ...], kept: list[ColumnFacts], actions: list[str]) -> Iterator[str]:
    """The headings of texts that were only `kept` and may be what will be done in place of these `actions`: one that
    speaks of actions, or any long texts where that of the actions is not certain."""
    chosen = [column for column in columns if column.meaning == ACTION]
    sure = any(column.confidence == CERTAIN and not column.because for column in chosen)
    longest = sum(len(text.split()) for text in actions) / len(actions)
    for column in kept:
        typed = max(column.days, column.peopled, column.coded, column.shown_rated, column.graded) >= MOST
        alike = 4 * len(set(column.cells)) < 3 * len(column.cells) or 2 * len(column.cells) < len(actions)
        named = column.words.get(ACTION, 0) >= LIKELY and column.length >= SHORTEST_TEXT
        if not (typed or alike) and (named or (not sure and column.length > max(SHORTEST_TEXT, longest / 2))):
            yield column.heading


def _words(row: Row) -> str:
    return " | ".join(row.texts)
