"""What a text has lost of the document that it was taken from: merged cells, and the marks of lists."""

from collections.abc import Iterable
from dataclasses import replace

from plans.importing.source_document import Block, BlockKind, Cell, Row, Run, SourceDocument, Table
from tests.plans.importing.scoring import normal


def merged(document: SourceDocument, *, down: tuple[int, ...] = ()) -> SourceDocument:
    """The document with its bands merged over all columns, and the cells of the columns `down` merged over the empty
    ones below them, as Word's tables have them."""
    return replace(document, parts=tuple(_merged(p, down) if isinstance(p, Table) else p for p in document.parts))


def _merged(table: Table, down: tuple[int, ...]) -> Table:
    rows = [list(row.cells) for row in table.rows]
    bands = {n for n, cells in enumerate(rows) if _is_band(cells)}
    for column in down:
        top = None
        for number, cells in enumerate(rows):
            if number in (0, *bands) or column >= len(cells):
                top = None
            elif cells[column] or not any(cells):
                top = number
            elif top is not None:
                above = rows[top][column]
                rows[top][column] = replace(above, rows=number - top + 1)
    for number in bands:
        rows[number][0] = replace(next(cell for cell in rows[number] if cell), columns=len(rows[number]))
        rows[number][1:] = [Cell()] * (len(rows[number]) - 1)
    return Table(tuple(replace(row, cells=tuple(cells)) for row, cells in zip(table.rows, rows, strict=True)))


def _is_band(cells: list[Cell]) -> bool:
    filled = [number for number, cell in enumerate(cells) if cell]
    return len(cells) > 2 and len(filled) == 1 and filled[0] == 0 and len(cells[0].flat.split()) < 8


def marked(document: SourceDocument, lists: Iterable[list[str]]) -> SourceDocument:
    """The document with marks in each list that lost them, where one of `lists`, or a part of it, is its items."""
    known = {
        normal("".join(items[start:end])): items[start:end]
        for items in lists
        for start in range(len(items))
        for end in range(start + 1, len(items) + 1)
    }

    def blocks(block: Block):
        items = known.get(normal(block.text)) if block.kind is BlockKind.LIST else None
        return [Block(BlockKind.ITEM, ((Run(item),),)) for item in items] if items else [block]

    def cell_of(cell: Cell) -> Cell:
        return replace(cell, blocks=tuple(item for block in cell.blocks for item in blocks(block)))

    def row_of(row: Row) -> Row:
        return replace(row, cells=tuple(map(cell_of, row.cells)))

    def part_of(part):
        return replace(part, rows=tuple(map(row_of, part.rows))) if isinstance(part, Table) else part

    return replace(document, parts=tuple(map(part_of, document.parts)))
