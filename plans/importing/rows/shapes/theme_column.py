"""The section of each row printed as a column, repeated or blank below, made bands across the table."""

from dataclasses import replace

from plans.columns import ACTION, RECOMMENDATION
from plans.importing.rows.cell_patterns import squash
from plans.importing.rows.shapes.findings import Told, below_alike
from plans.importing.source_document import Row, SourceDocument, Table
from plans.importing.tables.column_meanings import column_meanings
from plans.importing.tables.heading_rows import HeadingRow
from plans.importing.tables.table_columns import facts_of
from plans.importing.tables.texts import opens_with_title
from plans.importing.vocabulary.heading_meanings import read_heading
from plans.importing.vocabulary.heading_words import STEP, THEME


def themes_as_bands(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with each theme column as bands; what stands below the same headings in any table tells it."""
    headed = {id(table): found for table in document.tables if (found := told.headings_of(table))}
    below = below_alike(document.tables, lambda table: headed.get(id(table)))

    before: tuple[int, int] | None = None

    def banded(table: Table) -> list[Table]:
        nonlocal before
        width = max((len(row.cells) for row in table.rows), default=0)
        if found := headed.get(id(table)):
            table, place = _banded(table, found, below[found.texts], told)
            before = None if place is None else (place, width)
        elif before and before[1] == width:  # it goes on with the table above: its columns are the same
            table = _taken_out(table, 0, before[0], told)
        return [table]

    return document.with_tables(banded)


def _banded(table: Table, found: HeadingRow, below: tuple[Row, ...], told: Told) -> tuple[Table, int | None]:
    """The table with its sections as bands, and the place of the column that was taken out; None where none was."""
    columns = facts_of(found.texts, below)
    meanings = column_meanings(columns, told.rulings)
    place = next((place for place, one in meanings.items() if THEME in (one.meaning, one.stands_in)), None)
    if place is None:
        return table, None
    heading = found.texts[place]
    if columns[[column.position for column in columns].index(place)].titled:
        told.doubt(None, "columns", heading, "each cell opens with a title, which is read as the section of its row")
        return replace(table, rows=(*table.rows[: found.end], *_titles(table.rows[found.end :], place))), None
    said = told.rulings.columns.get(heading.strip()) == THEME
    acts = {ACTION, RECOMMENDATION, STEP} & {one.meaning for one in meanings.values()}
    if not said and not (acts and _is_section(below, place)):
        return table, None
    if not said:
        told.doubt(None, "columns", heading, "read as the section that each row stands under")
    told.aside.append(heading)
    told.themes.append(heading)
    told.headings.add(table.rows[found.start].line)
    return _taken_out(table, found.end, place, told), place


def _taken_out(table: Table, start: int, place: int, told: Told) -> Table:
    rows = (*table.rows[:start], *_rows(table.rows[start:], place, told))
    return replace(table, rows=tuple(_without(row, place) for row in rows))


def _is_theme(text: str, told: Told) -> bool:
    """Whether a heading is of sections: a person says so, or says nothing and its words do."""
    said = told.rulings.columns.get(text.strip())
    if said:
        return said == THEME
    return read_heading(text).certain == THEME


def _is_section(rows: tuple[Row, ...], place: int) -> bool:
    """Whether the column says under what rows stand, and is not a text of each row's own."""
    printed = [cell.flat for row in rows if (cell := row.at(place))]
    if not printed or sum(len(text.split()) for text in printed) / len(printed) > 14:
        return False
    return len({squash(text) for text in printed}) < len(rows)


def _rows(rows: tuple[Row, ...], place: int, told: Told) -> list[Row]:
    """The rows with a band before each in which the theme changes; a theme printed again is set aside."""
    banded: list[Row] = []
    current = ""
    themes = {squash(cell.flat) for row in rows if (cell := row.at(place))}
    for row in rows:
        cell = row.at(place)
        if not cell and any(len(one.flat.split()) > 1 and squash(one.flat) in themes for one in row.cells):
            # An epic of a tracker, printed as a row of its own: the section of those that name it.
            first = max((cell.flat for cell in row.cells), key=len)
            told.doubt(row.line, "rows", first, "read as the title of rows that name it, and as no action")
            told.aside += [one.flat for one in row.cells if one]
            continue
        if cell and squash(cell.flat) == squash(current):
            told.aside.append(cell.flat)
        elif cell and not _is_theme(cell.flat, told):
            current = cell.flat
            banded.append(Row((replace(cell, rows=1, columns=1),), row.line, row.place, titles=True))
        banded.append(row)
    return banded


def _titles(rows: tuple[Row, ...], place: int) -> list[Row]:
    """The rows with the titles with which the cells of a column open as bands before them."""
    banded: list[Row] = []
    for row in rows:
        cell = row.at(place)
        if cell and opens_with_title(cell):
            title = replace(cell, blocks=cell.blocks[:1], rows=1, columns=1)
            banded.append(Row((title,), row.line, row.place, titles=True))
            rest = replace(cell, blocks=cell.blocks[1:])
            row = replace(row, cells=(*row.cells[:place], rest, *row.cells[place + 1 :]))
        banded.append(row)
    return banded


def _without(row: Row, place: int) -> Row:
    if row.titles:
        return row
    return replace(row, cells=(*row.cells[:place], *row.cells[place + 1 :]))
