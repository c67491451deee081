"""Rows of a table from cells that say where they stand and how far they reach.

Grids of Word and of web pages hold columns that no cell begins in (a border moved by a hair), and every format has
rows of empty cells; those are taken out, and spans counted anew.
"""

from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from plans.importing.grid import Cell, Row

MOST_COLUMNS = 60
"""Columns beyond this are no plan's; what stands there is kept in the last cell."""


class Placed(NamedTuple):
    """A cell at its row and column, from 0; how far it reaches is in the cell."""

    row: int
    column: int
    cell: Cell


def assembled(placed: list[Placed], places: dict[int, str], line: int) -> tuple[Row, ...]:
    """The rows that hold something, numbered from `line`; `places` tells where row n of the file is found."""
    rows = sorted({row for row, _, cell in placed if cell.blocks})
    columns = sorted({column for _, column, _ in placed})
    grid: dict[int, dict[int, Cell]] = {row: {} for row in rows}
    for row, column, cell in placed:
        if cell.rows > 1 or cell.columns > 1:
            down = bisect_left(rows, row + cell.rows) - bisect_left(rows, row)
            across = bisect_left(columns, column + cell.columns) - bisect_left(columns, column)
            cell = replace(cell, rows=max(down, 1), columns=max(across, 1))
        if row in grid:
            grid[row][column] = cell
    empty = Cell()
    found = []
    for number, (row, cells) in enumerate(grid.items(), line):
        in_order = tuple([cells.get(column, empty) for column in columns])
        found.append(Row(in_order if len(columns) <= MOST_COLUMNS else _bounded(in_order), number, places.get(row, "")))
    return tuple(found)


def _bounded(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    blocks = tuple(block for cell in cells[MOST_COLUMNS - 1 :] for block in cell.blocks)
    return (*cells[: MOST_COLUMNS - 1], Cell(blocks))
