"""How far a table goes, and how its text runs, in every format."""

from plans.importing.source_document import Row, Run, Table


def breadth(table: Table) -> int:
    return max(len(row.cells) for row in table.rows)


def covered(rows: tuple[Row, ...]) -> set[tuple[int, int]]:
    """The places that cells which span cover."""
    return {
        (number + down, column + across)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row.cells)
        for down in range(cell.rows)
        for across in range(cell.columns)
        if down or across
    }


def block_text(block) -> str:
    return block.bullet + "\n".join(block.line_texts)


def flowing(block):
    """The runs of a block; "\\n" between its lines."""
    for number, line in enumerate(block.lines):
        if number:
            yield Run("\n")
        yield from line
