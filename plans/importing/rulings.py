"""What a person says of a document's rows and columns, which no reading may overrule.

A ruling is of one source line (`Row.line`, `Paragraph.line`) or of one heading, so that it holds whatever
else about the document is read differently because of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from plans.importing.source_document import Block, Cell, Row, SourceDocument

ROW = "row"
"""The line is a row of the plan, whatever it looks like."""
ALONE = "alone"
"""It is a row of its own, not the rest of the one above."""
JOIN = "join"
"""It is the rest of the row above."""
BAND = "band"
"""It titles the rows below it."""
HEADINGS = "headings"
"""It holds the headings of the rows below it."""
NOTE = "note"
"""It is no row of the plan, and kept with it as text."""
ASIDE = "aside"
"""It says nothing of the plan."""
PRINTED = "printed"
"""It is a row whose cells stand in the columns in which they are printed."""

RULINGS = (ROW, ALONE, JOIN, BAND, HEADINGS, NOTE, ASIDE, PRINTED)
ROWS = frozenset({ROW, ALONE, JOIN, PRINTED})
LOWER = 1_000_000
"""This is added to the line of a row for the lower part that was cut off it; no file has so many lines."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """`lines`: from a source line to one of `RULINGS`. `columns`: from a heading as printed ("Column 3" for a column
    without one) to a meaning of `plans.importing.vocabulary.heading_words.SAYABLE`. `cuts`: from a source line to the
    printed line of each of its cells with which another row begins."""

    lines: Mapping[int, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    cuts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def of(self, line: int) -> str:
        """The ruling on a line; "" where there is none."""
        return self.lines.get(line, "")

    def meaning(self, heading: str, position: int) -> str | None:
        """The meaning that a person gave to the column at this position (from 0) of a table."""
        return self.columns.get(heading.strip() or f"Column {position + 1}")


NONE = Rulings()


def as_cut(document: SourceDocument, cuts: Mapping[int, tuple[int, ...]]) -> SourceDocument:
    """The document with the rows cut in two that a person has cut; a part of which nothing is left is none."""
    if not cuts:
        return document
    return document.with_tables(lambda table: [replace(table, rows=tuple(_rows_cut(table.rows, cuts)))])


def _rows_cut(rows: tuple[Row, ...], cuts: Mapping[int, tuple[int, ...]]) -> Iterator[Row]:
    for row in rows:
        rest = row
        while rest.line in cuts:
            at = (*cuts[rest.line], *[len(cell.lines) for cell in rest.cells[len(cuts[rest.line]) :]])
            halves = [_cell_cut(cell, place) for cell, place in zip(rest.cells, at, strict=False)]
            upper, lower = (tuple(half[n] for half in halves) for n in (0, 1))
            if not any(upper) or not any(lower):
                break
            yield replace(rest, cells=upper)
            rest = replace(rest, cells=lower, line=rest.line + LOWER)
        yield rest


def _cell_cut(cell: Cell, place: int) -> tuple[Cell, Cell]:
    """A cell before and from a printed line, each without the other's."""
    upper: list[Block] = []
    lower: list[Block] = []
    left = place
    for block in cell.blocks:
        for half, lines in ((upper, block.lines[: max(left, 0)]), (lower, block.lines[max(left, 0) :])):
            if lines:
                half.append(replace(block, lines=lines))
        left -= len(block.lines)
    return replace(cell, blocks=tuple(upper)), replace(cell, blocks=tuple(lower))
