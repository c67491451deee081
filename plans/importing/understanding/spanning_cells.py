"""Cells that stand for several rows.

Where the format tells how many rows a cell spans, that is taken. Plain text does not tell: there a lead printed
once among several actions of a recommendation is read as spanning them, because every action has somebody to lead
it. A responsible officer printed once spans them too, unless the actions print leads of their own: then the paper
goes row by row, and a blank stays blank.
"""

from dataclasses import dataclass, replace

from plans.columns import LEAD, RESPONSIBLE
from plans.importing.rows import PlanRow, Sheet
from plans.importing.source_document import CARRIED, Cell

SPANNING = frozenset({LEAD, RESPONSIBLE})
"""Columns in which plans merge cells down; a blank date or progress cell is a blank."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The cell that holds for each row of a group, the rows (by index) that do not print it themselves, and
    whether it is printed later than beside the first."""

    cells: tuple[Cell | None, ...]
    spanned: frozenset[int] = frozenset()
    printed_late: bool = False


def tells_spans(sheet: Sheet) -> frozenset[int]:
    """The columns in which the document's format tells which rows a cell spans. One column may have merged cells
    and the next be left blank below its first row, by the same hand."""
    rows = sheet.rows
    return frozenset(number for row in rows for number, cell in row.cells.items() if cell.rows > 1)


def spreads(rows: list[PlanRow], columns: dict[int, str], *, told: frozenset[int]) -> dict[int, Spread]:
    """The cells of each column (`columns`: number to meaning) over the rows of one recommendation."""
    cells = {number: [row.cells.get(number) for row in rows] for number in columns}
    naming = [number for number, meaning in columns.items() if meaning in SPANNING and number not in told]
    printed = {number: [index for index, cell in enumerate(cells[number]) if cell] for number in naming}
    row_by_row = any(len(printed[number]) > 1 for number in naming if columns[number] == LEAD)

    def spans(number: int) -> bool:
        once = len(rows) > 1 and len(printed.get(number, ())) == 1
        return once and (columns[number] == LEAD or not row_by_row)

    return {
        number: _spread_as_told(column)
        if number in told
        else _all(column, printed[number][0], rows)
        if spans(number)
        else Spread(tuple(column))
        for number, column in cells.items()
    }


def _all(cells: list[Cell | None], printed: int, rows: list[PlanRow]) -> Spread:
    """The one cell for all rows, with a mark where it was carried to a row that may have lost its own."""
    others = frozenset(range(len(cells))) - {printed}
    cell = cells[printed] or Cell()
    spread = (replace(cell, repair=CARRIED) if n in others and rows[n].lost else cell for n in range(len(cells)))
    return Spread(tuple(spread), others, printed_late=printed > 0)


def _spread_as_told(cells: list[Cell | None]) -> Spread:
    result, spanned = list(cells), set()
    for index, cell in enumerate(cells):
        for below in range(index + 1, min(len(cells), index + (cell.rows if cell else 1))):
            if not cells[below]:
                result[below] = cell
                spanned.add(below)
    return Spread(tuple(result), frozenset(spanned))
