"""From the text of one cell, with its HTML and Markdown marks, to blocks of runs.

Only known tags are taken as markup, so that "<6 weeks" or "<name>" stays text. Tags need not be closed: files
that were cut by an extractor often lose the end of a list.
"""

import re
from dataclasses import replace
from html import unescape

from plans.importing.readers.cell_builder import levelled
from plans.importing.readers.text import paragraphs_of, tidied
from plans.importing.source_document import Block, BlockKind, Cell, Run

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>p|br|hr|ul|ol|li|b|strong|i|em|sup|sub|u|span|div|font|small|s|strike|del|ins|mark|a"
    r"|h[1-6]|table|thead|tbody|tr|td|th|center|img)\b[^<>]*>",
    re.IGNORECASE,
)
_MARK = re.compile(r"\*\*|(?<![\w*\\])\*(?=[^\s*])|(?<=[^\s*\\])\*(?![\w*])")
_BULLET = re.compile(r"(?:(?<=\s)|^)[•●▪■◦‣\uf0b7\uf0a7·](?=\s|$)|[•●▪\uf0b7\uf0a7]")
_DASH_ITEM = re.compile(r"(?:^|(?<=\s))[-–](?=\s)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(r"\\([|*_#\\`~\[\]<>-])")
_WIDE = re.compile(r"[ \u00a0]{2,}(?=[^\s])")

_BREAKS = {"p", "div", "table", "thead", "tbody", "tr", "hr", *(f"h{n}" for n in range(1, 7))}


def read_cell(source: str, *, wide_breaks: bool = False) -> Cell:
    """A cell from its source text.

    `wide_breaks`: in this document two spaces before a capital stand for a lost paragraph break.
    """
    source = source.strip()
    if _BULLET.fullmatch(source):
        return Cell.of(source)  # a sign that stands alone is a rating, and no list
    builder, place = _Builder(wide_breaks), 0
    for tag in _TAG.finditer(source):
        builder.text(source[place : tag.start()])
        builder.tag(tag["name"].lower(), closing=bool(tag["close"]))
        place = tag.end()
    builder.text(source[place:])
    return Cell(tuple(builder.finish()))


def plain(source: str) -> str:
    """The text of a line outside tables, without markup, on one line."""
    return read_cell(source).flat


class _Builder:
    """Collects runs into lines, lines into blocks."""

    def __init__(self, wide_breaks: bool):
        self.wide_breaks = wide_breaks
        self.blocks: list[Block] = []
        self.lines: list[list[Run]] = [[]]
        self.kind = BlockKind.PARAGRAPH
        self.bold = self.italic = 0
        self.within: list[bool] = []
        """Of each list that is open, whether it began within an item."""
        self.in_item = False
        self.superscript = False

    def tag(self, name: str, *, closing: bool) -> None:
        change = -1 if closing else 1
        if name in ("b", "strong"):
            self.bold = max(0, self.bold + change)
        elif name in ("i", "em"):
            self.italic = max(0, self.italic + change)
        elif name == "sup":
            self.superscript = not closing
        elif name == "br":
            self.lines.append([])
        elif name == "li":
            self.end_block(BlockKind.LIST if closing else BlockKind.ITEM)
            self.in_item = not closing
        elif name in ("ul", "ol"):
            self.end_list() if closing else self.begin_list()
        elif name in _BREAKS and not (self.kind is BlockKind.ITEM and self.lines == [[]]):
            # A paragraph after a list ends the list, whose own end tag may be lost; one that opens an item does not.
            self.end_block(BlockKind.PARAGRAPH)
            self.within, self.in_item = [], False
        elif name in ("td", "th"):
            self.add(" ")

    def begin_list(self) -> None:
        self.end_block(BlockKind.LIST)
        self.within.append(self.in_item)
        self.in_item = False

    def end_list(self) -> None:
        self.end_block(BlockKind.PARAGRAPH)
        self.in_item = self.within.pop() if self.within else False

    def text(self, source: str) -> None:
        source = _ENTITY.sub(lambda entity: unescape(entity[0]), source)
        dashed = self.within and _DASH_ITEM.match(source.lstrip())
        for number, piece in enumerate((_DASH_ITEM if dashed else _BULLET).split(source)):
            if number:
                self.end_block(BlockKind.ITEM)
            self.emphasised(piece)

    def emphasised(self, source: str) -> None:
        place = 0
        for mark in _MARK.finditer(source):
            self.breaking(source[place : mark.start()])
            if mark[0] == "**":
                self.bold = 0 if self.bold else 1
            else:
                self.italic = 0 if self.italic else 1
            place = mark.end()
        self.breaking(source[place:])

    def breaking(self, source: str) -> None:
        source = _ESCAPE.sub(r"\1", source)
        if not self.wide_breaks:
            self.add(source)
            return
        place = 0
        for gap in _WIDE.finditer(source):
            if source[gap.end()].isupper():
                self.add(source[place : gap.start()])
                self.end_block(self.kind)
                place = gap.end()
        if source.endswith("  "):
            self.add(source[place:])
            self.end_block(self.kind)
        else:
            self.add(source[place:])

    def add(self, text: str) -> None:
        if self.superscript and re.fullmatch(r"\s*(?:st|nd|rd|th)\s*", text) and self.lines[-1]:
            last = self.lines[-1][-1]
            self.lines[-1][-1] = Run(last.text.rstrip(), last.bold, last.italic)
        if text:
            self.lines[-1].append(Run(text, bold=self.bold > 0, italic=self.italic > 0))

    def end_block(self, next_kind: BlockKind) -> None:
        lines = [line for line in (tidied(line) for line in self.lines) if line]
        if lines:
            found = paragraphs_of(self.kind, tuple(lines))
            depth = sum(self.within) if self.kind is BlockKind.ITEM else 0
            self.blocks += [replace(block, depth=depth) for block in found] if depth else found
        self.lines, self.kind = [[]], next_kind

    def finish(self) -> list[Block]:
        self.end_block(BlockKind.PARAGRAPH)
        return list(levelled(self.blocks))
