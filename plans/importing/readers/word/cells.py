"""What a cell (or a text box) of a Word document says: its paragraphs as blocks, lists as items."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from plans.importing.readers.cell_builder import CellBuilder
from plans.importing.readers.colours import colour
from plans.importing.readers.word.list_numbers import ListMark, Numbering
from plans.importing.readers.word.paragraphs import Paragraphs, Piece, text_boxes
from plans.importing.readers.word.styles import Style, Styles, numbering_of, outline_level
from plans.importing.readers.word.xml_names import W, child, value
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
