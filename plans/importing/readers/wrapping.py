"""Which printed line ends are wraps, and which end a paragraph.

An extractor gives a wrapped cell as lines with breaks between them. A line was ended on purpose where it closes
a sentence, the next begins with a capital, and the next line's first word would still have fitted.

In a file that people typed, every line end is on purpose; in one that a converter made, most are wraps.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from plans.importing.source_document import Block, BlockKind, Cell, Row, Run, SourceDocument, Table

_ORDINAL = re.compile(r"(?<=\d)\s+(?=(?:st|nd|rd|th)\b)")
_LOOSE = re.compile(r" (?:st|nd|rd|th)\b(?<=\d ..)")
"""The same in a text of single spaces, looked for from the space on: four times as fast."""


def paragraphs_of(kind: BlockKind, lines: tuple[tuple[Run, ...], ...]) -> list[Block]:
    """The lines of one extracted block as one block or, where lines were ended on purpose, several."""
    texts = ["".join(run.text for run in line) for line in lines]
    width = max(len(text) for text in texts)
    blocks, start = [], 0
    for number in range(1, len(lines)):
        if _ended_on_purpose(texts[number - 1], texts[number], width):
            blocks.append(Block(kind, lines[start:number]))
            start = number
    return [*blocks, Block(kind, lines[start:])]


def _ended_on_purpose(line: str, following: str, width: int) -> bool:
    first_word = following.split(" ", 1)[0]
    return line[-1] in ".!?" and first_word[:1].isupper() and len(line) + 1 + len(first_word) <= width


def settled(document: SourceDocument) -> SourceDocument:
    """A document of cells whose line ends are as typed, with those that end a paragraph made so. Where two fifths of
    all lines go on in lower case, a converter has broken them."""
    tables = [part for part in document.parts if isinstance(part, Table)]
    better = settled_cells(cell for table in tables for row in table.rows for cell in row.cells)
    if not better:
        return document
    parts = tuple(
        Table(tuple([_row_of(row, better) for row in part.rows]), part.whole) if isinstance(part, Table) else part
        for part in document.parts
    )
    return replace(document, parts=parts)


def settled_cells(cells: Iterable[Cell]) -> dict[int, Cell]:
    """Of all cells of a document, those that are other when settled, by the identity of what they were."""
    broken = {
        number: cell
        for number, cell in {id(cell): cell for cell in cells}.items()
        for block in cell.blocks
        if len(block.lines) > 1 and block.kind is BlockKind.PARAGRAPH
    }
    breaks = [
        lower[0].text[:1].islower()
        for cell in broken.values()
        for block in cell.blocks
        if block.kind is BlockKind.PARAGRAPH
        for lower in block.lines[1:]
    ]
    wrapped = bool(breaks) and sum(breaks) * 5 >= len(breaks) * 2
    return {number: _settled(cell, wrapped) for number, cell in broken.items()}


def _row_of(row: Row, better: dict[int, Cell]) -> Row:
    if better.keys().isdisjoint(map(id, row.cells)):
        return row
    return Row(tuple([better.get(id(cell), cell) for cell in row.cells]), row.line, row.place, row.titles)


def _settled(cell: Cell, wrapped: bool) -> Cell:
    blocks: list[Block] = []
    for block in cell.blocks:
        if len(block.lines) == 1 or block.kind is not BlockKind.PARAGRAPH:
            blocks.append(block)
        elif wrapped:
            blocks += paragraphs_of(block.kind, block.lines)
        else:
            blocks += _as_typed(block)
    return replace(cell, blocks=tuple(blocks))


def _as_typed(block: Block) -> list[Block]:
    """Each line a paragraph, with what goes on from it in lower case."""
    groups: list[list[tuple[Run, ...]]] = []
    for line in block.lines:
        if groups and line[0].text[:1].islower():
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Block(block.kind, tuple(group)) for group in groups]


def holds_loose_ordinal(text: str) -> bool:
    """Whether an ordinal's ending stands apart from its number ("31 st") in a text of single spaces."""
    return _LOOSE.search(text) is not None


def tidied(runs: list[Run]) -> tuple[Run, ...]:
    """A line's runs with single spaces, none at its ends, and ordinals mended ("31 st" is "31st")."""
    if len(runs) == 1:
        text = _spaced(runs[0].text).strip()
        if text == runs[0].text:
            return tuple(runs) if text else ()
        return (Run(text, runs[0].bold, runs[0].italic),) if text else ()
    tidy: list[Run] = []
    for run in runs:
        text = _spaced(run.text)
        if (tidy and tidy[-1].text.endswith(" ")) or not tidy:
            text = text.lstrip()
        if text:
            tidy.append(Run(text, run.bold, run.italic))
    while tidy and not tidy[-1].text.strip():
        tidy.pop()
    if tidy:
        last = tidy[-1]
        tidy[-1] = Run(last.text.rstrip(), last.bold, last.italic)
    return tuple(tidy)


def _spaced(text: str) -> str:
    """A text with single spaces, and its loose ordinals mended."""
    if "  " in text or not text.isprintable():  # the only white space that prints is the space
        text = re.sub(r"\s+", " ", text)
    return _ORDINAL.sub("", text) if holds_loose_ordinal(text) else text
