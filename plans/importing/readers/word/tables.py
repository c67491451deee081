"""The grid of a Word table. Each row has edges of its own there; edges that differ by a hair are one."""

from collections.abc import Iterator
from dataclasses import replace

from plans.importing.readers.placed_cells import MOST_COLUMNS, PlacedCell
from plans.importing.readers.word.cells import TRANSPARENT, CellReader
from plans.importing.readers.word.xml_names import VAL, W, child, number, value

_HAIR = 170
"""Twentieths of a point, 3 mm: edges nearer to each other than this are drawn by hand as one."""
_MOST_GRID = 200


def placed_cells(table, reader: CellReader) -> list[PlacedCell]:
    """The cells of a table by row and column, with how far each reaches down and across."""
    columns = _columns(table)
    found: dict[tuple[int, int], PlacedCell] = {}
    open_above: dict[int, tuple[int, int]] = {}
    for row, element in enumerate(_rows(table)):
        place = number(value(child(element, "trPr"), "gridBefore"))
        for cell in _cells(element):
            properties = child(cell, "tcPr")
            width = min(max(number(value(properties, "gridSpan"), 1), 1), _MOST_GRID)
            start, end = _column(columns, place), _column(columns, place + width)
            place += width
            merged = child(properties, "vMerge")
            if merged is not None and merged.get(VAL, "continue") != "restart" and start in open_above:
                above = open_above[start]
                upper = found[above]
                found[above] = upper._replace(cell=replace(upper.cell, rows=row - above[0] + 1))
                continue
            open_above.pop(start, None)
            content = replace(reader.cell(cell), columns=max(end - start, 1))
            key = (row, start if (row, start) not in found else max(c for r, c in found if r == row) + 1)
            found[key] = PlacedCell(*key, content)
            if merged is not None:
                open_above[start] = key
    return list(found.values())


def _rows(table) -> Iterator:
    for one in table:
        if one.tag == W + "tr":
            if child(child(one, "trPr"), "del") is None:
                yield one
        elif one.tag in TRANSPARENT:
            yield from _rows(one)


def _cells(row) -> Iterator:
    for one in row:
        if one.tag == W + "tc":
            yield one
        elif one.tag in TRANSPARENT:
            yield from _cells(one)


def _columns(table) -> list[int]:
    """From a line of the table's grid to the column that begins there."""
    grid = child(table, "tblGrid")
    widths = [number(one.get(W + "w")) for one in grid.findall(W + "gridCol")][:_MOST_GRID] if grid is not None else []
    if not all(width > 0 for width in widths):
        return list(range(len(widths) + 1))
    columns, position, begun = [0], 0, 0
    for width in widths:
        position += width
        if position - begun > _HAIR:
            columns.append(columns[-1] + 1)
            begun = position
        else:
            columns.append(columns[-1])
    return columns


def _column(columns: list[int], line: int) -> int:
    if line < len(columns):
        return columns[line]
    return min(columns[-1] + line - len(columns) + 1, MOST_COLUMNS * 4) if columns else line
