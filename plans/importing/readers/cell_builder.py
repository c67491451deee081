"""The blocks of a cell from its runs, paragraphs and list marks, the same for every format that has these."""

import re
from dataclasses import replace
from functools import lru_cache

from plans.importing.readers.text import clean, holds_loose_ordinal, tidied
from plans.importing.source_document import Block, BlockKind, Cell, Run

BULLET = re.compile(r"\s*(?:[•●▪■◦‣·➢❖►▶○]\s*(?=\S)|[-–—*o]\s+(?=\S))")
"""A mark that somebody typed before an item."""
_INNER_BULLET = re.compile(r"(?<=\S)\s*[•▪◦‣]\s*(?=\S)")
_INNER_MARK = re.compile("[•▪◦‣]")

_INVOLVED = re.compile(
    "[\x00-\x1f\x7f-\xa0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2060\u3000\ud800-\uf8ff\ufeff\ufffc•●▪■◦‣·➢❖►▶○]"
)

Line = tuple[Run, ...]


class CellBuilder:
    """Collects the runs of a cell into lines, and lines into blocks. Text is cleaned on its way in."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._lines: list[list[Run]] = [[]]
        self._kind = BlockKind.PARAGRAPH
        self._depth = 0

    def add(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Text within the current line; its own line ends are line ends of the cell."""
        for number, piece in enumerate(clean(text).split("\n")):
            if number:
                self.end_line()
            line = self._lines[-1]
            if line and (line[-1].bold, line[-1].italic) == (bold, italic):
                line[-1] = Run(line[-1].text + piece, bold, italic)
            elif piece:
                line.append(Run(piece, bold, italic))

    def end_line(self) -> None:
        """A line end within a paragraph."""
        self._lines.append([])

    def end_block(self, following: BlockKind = BlockKind.PARAGRAPH, depth: int = 0) -> None:
        """The end of a paragraph or item; what comes next is of the kind `following`, an item within `depth` others."""
        lines = [(tidy, _indent(line)) for line in self._lines if (tidy := tidied(line))]
        if lines:
            self._blocks += blocks_of(self._kind, lines, self._depth)
        self._lines, self._kind, self._depth = [[]], following, depth

    def blocks(self) -> tuple[Block, ...]:
        """Everything collected; the builder is empty again."""
        self.end_block()
        found, self._blocks = levelled(self._blocks), []
        return found


def levelled(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks, with items that stand within none of those above them taken out to where they do."""
    if not any(block.depth for block in blocks):
        return tuple(blocks)
    found: list[Block] = []
    above: list[int] = []
    for block in blocks:
        if block.kind is not BlockKind.ITEM:
            above = []
        else:
            above = [depth for depth in above if depth < block.depth]
            found_at = len(above)
            above.append(block.depth)
            block = replace(block, depth=found_at)
        found.append(block)
    return tuple(found)


def plain_cell(text: str, bold: bool = False, italic: bool = False) -> Cell:
    """A cell of one text in one emphasis, with its line ends and typed bullets."""
    text = text.strip()
    if not text:
        return Cell()
    if not _is_involved(text):
        return Cell((Block(BlockKind.PARAGRAPH, ((Run(text, bold, italic),),)),))
    builder = CellBuilder()
    builder.add(text, bold=bold, italic=italic)
    return Cell(builder.blocks())


same_cell = lru_cache(maxsize=30_000)(plain_cell)
"""`plain_cell`, worked out once for the same words, which stand in many cells of a plan."""


def _is_involved(text: str) -> bool:
    """Whether a text without spaces at its ends holds anything to clean, cut or put right."""
    simple = text.isprintable() if text.isascii() else not _INVOLVED.search(text)
    if not simple or text[0] in "-–—*o" or "  " in text:
        return True
    return holds_loose_ordinal(text)


def blocks_of(kind: BlockKind, indented: list[tuple[Line, int]], depth: int = 0) -> list[Block]:
    """The lines of a paragraph or item (within `depth` others), each with how far in it begins, as blocks, cut before
    typed bullets. A bullet that stands further in than the one above, or an "o" below others, is within theirs. Which
    of the other line ends are ends of paragraphs only the whole document tells (`text.settled`)."""
    if kind is BlockKind.ITEM:
        (first, _), *others = indented
        return [Block(kind, (_without_bullet(first) or first, *(line for line, _ in others)), depth)]
    groups: list[tuple[BlockKind, list[Line], int]] = []
    bulleted = False
    for line, indent in [(piece, indent) for whole, indent in indented for piece in _at_inner_bullets(whole)]:
        rest = _without_bullet(line)
        if rest:
            inner = line[0].text.lstrip().startswith("o")
            bulleted = bulleted or not inner
            groups.append((BlockKind.ITEM, [rest], indent + int(inner and bulleted)))
        elif groups and (groups[-1][0] is not BlockKind.ITEM or line[0].text[:1].islower()):
            groups[-1][1].append(line)
        else:
            groups.append((kind, [line], 0))
    return [Block(found, tuple(group), within) for found, group, within in groups]


def _indent(line: list[Run]) -> int:
    """How many spaces a line begins with; one is none, as it may be left from elsewhere."""
    text = line[0].text if line else ""
    spaces = len(text) - len(text.lstrip())
    return spaces if spaces > 1 else 0


def _without_bullet(line: Line) -> Line:
    """The line after its typed bullet; nothing for a line without one."""
    mark = BULLET.match(line[0].text)
    if mark:
        return tidied([Run(line[0].text[mark.end() :], line[0].bold, line[0].italic), *line[1:]])
    if len(line) > 1 and BULLET.fullmatch(line[0].text + "x") and not line[0].text.strip().isalpha():
        return tidied(list(line[1:]))
    return ()


def _at_inner_bullets(line: Line) -> list[Line]:
    """A line cut before bullets that stand within it: a list that was pasted as one line."""
    if not any(_INNER_MARK.search(run.text, 1) for run in line):
        return [line]
    pieces: list[list[Run]] = [[]]
    for run in line:
        for number, text in enumerate(_INNER_BULLET.split(run.text)):
            if number:
                pieces.append([Run("• " + text, run.bold, run.italic)])
            else:
                pieces[-1].append(Run(text, run.bold, run.italic))
    return [tidy for tidy in map(tidied, pieces) if tidy] if len(pieces) > 1 else [line]
