"""Rows of a table from cells that say where they stand and how far they reach.

Grids of Word and of web pages hold columns that no cell begins in (a border moved by a hair), and every format has
rows of empty cells; those are taken out, and spans counted anew.
"""

from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from plans.importing.source_document import Cell, Row

MOST_COLUMNS = 60
"""Columns beyond this are no plan's; what stands there is kept in the last cell."""


GridRow = list[tuple[int, Cell]]
"""The cells of a row with their columns, from 0."""


class PlacedCell(NamedTuple):
    """A cell at its row and column, from 0; how far it reaches is in the cell."""

    row: int
    column: int
    cell: Cell


def assembled(placed: list[PlacedCell], places: dict[int, str], line: int) -> tuple[Row, ...]:
    """The rows that hold something, numbered from `line`; `places` tells where row n of the file is found."""
    by_row: dict[int, GridRow] = {}
    for row, column, cell in placed:
        by_row.setdefault(row, []).append((column, cell))
    return assembled_rows(by_row, places, line)


def assembled_rows(by_row: dict[int, GridRow], places: dict[int, str], line: int) -> tuple[Row, ...]:
    """The same of cells that are already sorted into rows, as those of a sheet are."""
    rows = sorted([row for row, cells in by_row.items() if any(cell.blocks for _, cell in cells)])
    columns = sorted({column for cells in by_row.values() for column, _ in cells})
    empty = [Cell()] * len(columns)
    found = []
    for number, row in enumerate(rows, line):
        cells = dict(by_row[row])
        for column, cell in cells.items():
            if max(cell.rows, cell.columns) > 1:
                down = bisect_left(rows, row + cell.rows) - bisect_left(rows, row)
                across = bisect_left(columns, column + cell.columns) - bisect_left(columns, column)
                cells[column] = replace(cell, rows=max(down, 1), columns=max(across, 1))
        in_order = tuple(map(cells.get, columns, empty))
        found.append(Row(in_order if len(columns) <= MOST_COLUMNS else _bounded(in_order), number, places.get(row, "")))
    return tuple(found)


def _bounded(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    blocks = tuple(block for cell in cells[MOST_COLUMNS - 1 :] for block in cell.blocks)
    return (*cells[: MOST_COLUMNS - 1], Cell(blocks))
