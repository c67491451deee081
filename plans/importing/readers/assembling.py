"""Rows of a table from cells that say where they stand and how far they reach.

Grids of Word and of web pages hold columns that no cell begins in (a border moved by a hair), and every format has
rows of empty cells; those are taken out, and spans counted anew.
"""

from bisect import bisect_left
from dataclasses import dataclass, replace

from plans.importing.grid import Cell, Row

MOST_COLUMNS = 60
"""Columns beyond this are no plan's; what stands there is kept in the last cell."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its row and column, from 0; how far it reaches is in the cell."""

    row: int
    column: int
    cell: Cell


def assembled(placed: list[Placed], places: dict[int, str], line: int) -> tuple[Row, ...]:
    """The rows that hold something, numbered from `line`; `places` tells where row n of the file is found."""
    rows = sorted({one.row for one in placed if one.cell})
    columns = sorted({one.column for one in placed})
    grid: dict[int, dict[int, Cell]] = {row: {} for row in rows}
    for one in placed:
        cell = one.cell
        if cell.rows > 1 or cell.columns > 1:
            down = bisect_left(rows, one.row + cell.rows) - bisect_left(rows, one.row)
            across = bisect_left(columns, one.column + cell.columns) - bisect_left(columns, one.column)
            cell = replace(cell, rows=max(down, 1), columns=max(across, 1))
        if one.row in grid:
            grid[one.row][one.column] = cell
    empty = Cell()
    width = min(len(columns), MOST_COLUMNS)
    return tuple(
        Row(
            tuple(cells.get(column, empty) for column in columns)
            if width == len(columns)
            else _bounded([cells.get(column, empty) for column in columns]),
            line + number,
            places.get(row, ""),
        )
        for number, (row, cells) in enumerate(grid.items())
    )


def _bounded(cells: list[Cell]) -> tuple[Cell, ...]:
    blocks = tuple(block for cell in cells[MOST_COLUMNS - 1 :] for block in cell.blocks)
    return (*cells[: MOST_COLUMNS - 1], Cell(blocks))
