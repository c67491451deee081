"""Cells that stand for several rows.

Where the format tells how many rows a cell spans, that is taken. Plain text does not tell: there a lead printed
once among several actions of a recommendation is read as spanning them, and where some of them print their own a
blank stays blank.
"""

from dataclasses import dataclass

from plans.columns import LEAD, RESPONSIBLE
from plans.importing.grid import Cell
from plans.importing.rows import PlanRow, Sheet

SPANNING = frozenset({LEAD, RESPONSIBLE})
"""Columns in which plans merge cells down; a blank date or progress cell is a blank."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The cell that holds for each row of a group, the rows (by index) that do not print it themselves, and
    whether it is printed later than beside the first."""

    cells: tuple[Cell | None, ...]
    spanned: frozenset[int] = frozenset()
    printed_late: bool = False


def tells_spans(sheet: Sheet) -> bool:
    """Whether the document's format tells which rows a cell spans."""
    rows = [event for event in sheet.events if isinstance(event, PlanRow)]
    return any(cell.rows > 1 for row in rows for cell in row.cells.values())


def spread(rows: list[PlanRow], column: int, meaning: str, *, told: bool) -> Spread:
    """A column's cells over the rows of one recommendation."""
    cells = [row.cells.get(column) for row in rows]
    if told:
        return _spread_as_told(cells)
    filled = [index for index, cell in enumerate(cells) if cell]
    if meaning not in SPANNING or len(filled) != 1 or len(rows) < 2:
        return Spread(tuple(cells))
    cell = cells[filled[0]]
    others = frozenset(range(len(rows))) - {filled[0]}
    return Spread(tuple([cell] * len(rows)), others, printed_late=filled[0] > 0)


def _spread_as_told(cells: list[Cell | None]) -> Spread:
    result, spanned = list(cells), set()
    for index, cell in enumerate(cells):
        for below in range(index + 1, min(len(cells), index + (cell.rows if cell else 1))):
            if not cells[below]:
                result[below] = cell
                spanned.add(below)
    return Spread(tuple(result), frozenset(spanned))
