"""The grid of a Word table, and what a cell (or a text box) says: its paragraphs as blocks, lists as items.

Each row has edges of its own there; edges that differ by a hair are one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from plans.importing.readers.cell_builder import CellBuilder
from plans.importing.readers.colours import colour
from plans.importing.readers.placed_cells import MOST_COLUMNS, PlacedCell
from plans.importing.readers.word.list_numbers import ListMark, Numbering
from plans.importing.readers.word.paragraphs import Paragraphs, Piece, text_boxes
from plans.importing.readers.word.styles import VAL, Style, Styles, W, child, number, numbering_of, outline_level, value
from plans.importing.source_document import Block, BlockKind, Cell

TRANSPARENT = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
"""Wrappers around whole paragraphs, tables, rows and cells."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph as printed: its pieces, the mark before it, its heading level."""

    pieces: list[Piece] = field(default_factory=list)
    mark: ListMark | None = None
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class CellReader:
    """Reads the paragraphs of one document in their order, which its numbering counts on."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[tuple[str, str], str]):
        self._styles, self._numbering = styles, numbering
        self._paragraphs = Paragraphs(styles, notes)

    @property
    def struck(self) -> list[str]:
        """The words that are struck through, and were therefore left out."""
        return self._paragraphs.struck

    def printed(self, element) -> list[Printed]:
        """A paragraph, and those of the text boxes tied to it."""
        properties = child(element, "pPr")
        style = self._styles.of(value(properties, "pStyle"))
        found = [self._one(element, properties, style)]
        for content in text_boxes(element):
            found += self.inside(content)
        return found

    def _one(self, element, properties, style: Style) -> Printed:
        pieces = self._paragraphs.pieces(element, style)
        own = numbering_of(properties)
        mark = self._numbering.mark(own or style.numbering)
        if mark is None and style.listed and own is None:
            mark = ListMark(bullet=True)
        if mark is not None and not mark.depth and own is None:
            mark = replace(mark, depth=style.depth)
        return Printed(pieces, mark, style.level or outline_level(properties))

    def inside(self, element) -> list[Printed]:
        """All paragraphs within an element, those of tables in it cell by cell."""
        return [printed for paragraph in _paragraphs_in(element) for printed in self.printed(paragraph)]

    def cell(self, element) -> Cell:
        """A table cell, without its spans."""
        paragraphs = [one for one in self.inside(element) if one.text.strip() or (one.mark and one.mark.label)]
        pieces = [piece for one in paragraphs for piece in one.pieces if piece.text.strip()]
        inks, marks = {piece.ink for piece in pieces}, {piece.mark for piece in pieces}
        shading = element.find(f"{W}tcPr/{W}shd")
        fill = colour(shading.get(W + "fill")) if shading is not None else None
        return Cell(
            blocks_of(paragraphs),
            fill=fill or (marks.pop() if len(marks) == 1 else None),
            ink=inks.pop() if len(inks) == 1 else None,
        )


def _paragraphs_in(element) -> Iterator:
    for one in element:
        if one.tag == W + "p":
            yield one
        elif one.tag in TRANSPARENT or one.tag in (W + "tbl", W + "tr", W + "tc"):
            yield from _paragraphs_in(one)


def blocks_of(paragraphs: list[Printed]) -> tuple[Block, ...]:
    """Paragraphs as blocks. A list that begins in the cell is items; a number that runs on from cell to cell is a
    reference, and is printed before its text."""
    builder = CellBuilder()
    marks = [one.mark for one in paragraphs if one.mark and one.mark.label]
    own_list = len(marks) > 1 and marks[0].opens
    for one in paragraphs:
        label = one.mark.label if one.mark and not own_list else ""
        several = len(marks) > 1 or (one.mark is not None and one.mark.bullet)
        builder.end_block(
            BlockKind.ITEM if one.mark and several and one.text.strip() else BlockKind.PARAGRAPH,
            one.mark.depth if one.mark else 0,
        )
        if label:
            first = next((piece for piece in one.pieces if piece.text.strip()), Piece(""))
            builder.add(f"{label} ", bold=first.bold, italic=first.italic)
        for piece in one.pieces:
            builder.add(piece.text, bold=piece.bold, italic=piece.italic)
    return builder.blocks()


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
