"""The rows of a web page's table, with where each cell stands."""

from collections.abc import Iterator

from plans.importing.errors import NotAPlan
from plans.importing.readers.limits import MOST_ROWS
from plans.importing.readers.placed_cells import MOST_COLUMNS, PlacedCell
from plans.importing.readers.web.cells import fill_of, is_hidden, read_cell
from plans.importing.source_document import Cell

_FARTHEST = MOST_COLUMNS * 4


def rows_of(table) -> Iterator:
    """The rows that are the table's own, not those of a table within it."""
    for one in table:
        if one.tag == "tr":
            yield one
        elif one.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in one if row.tag == "tr")


def placed_in(table, name: str) -> Iterator[tuple[int, list[PlacedCell]]]:
    """Row by row, the cells with where they stand, past those that reach down from above."""
    taken: dict[int, int] = {}
    for row, element in enumerate(rows_of(table)):
        if row > MOST_ROWS:
            raise NotAPlan(f"{name} has more than {MOST_ROWS:,} rows. Import the plan in parts.")
        found, column = [], 0
        row_fill = fill_of(element)
        for one in element:
            if one.tag not in ("td", "th") or is_hidden(one):
                continue
            while taken.get(column, 0) > row:
                column += 1
            rows, columns = _span(one.get("rowspan"), MOST_ROWS), _span(one.get("colspan"), MOST_COLUMNS)
            if column > _FARTHEST:
                rows = columns = 1  # a plan has no such columns; nothing is gained by keeping places free for them
            cell = read_cell(one)
            fill = fill_of(one) or row_fill
            found.append(PlacedCell(row, column, Cell(cell.blocks, rows, columns, fill, cell.ink)))
            if rows > 1:
                taken.update(dict.fromkeys(range(column, column + columns), row + rows))
            column += columns
        yield row, found


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.strip().isdigit() and len(text) < 9 else 1
