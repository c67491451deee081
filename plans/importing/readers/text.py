"""Text as people see it: without characters that only machines put there, with symbols that a font drew, and with
wrapped lines joined.

Word's bullets and ticks are often letters of the fonts Wingdings and Webdings; without the font they come as "ü" or
as a private-use character, and mean nothing.

An extractor gives a wrapped cell as lines with breaks between them. A line was ended on purpose where it closes
a sentence, the next begins with a capital, and the next line's first word would still have fitted. In a file that
people typed, every line end is on purpose; in one that a converter made, most are wraps.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from textwrap import shorten

from plans.importing.source_document import Block, BlockKind, Cell, Row, Run, SourceDocument

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufffc"
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"

WINGDINGS = {
    "ü": "✓", "û": "✗", "þ": "☑", "ý": "☒", "o": "☐", "¨": "☐", "q": "☐", "l": "●", "n": "■", "u": "◆", "§": "▪",
    "·": "•", "Ø": "➢", "v": "❖", "à": "→", "ð": "→", "J": "☺", "K": "😐", "L": "☹", "ê": "↑", "ì": "↓",
}  # fmt: skip
WINGDINGS_2 = {"P": "✓", "O": "✗", "R": "☑", "S": "☒", "T": "☒", "£": "☐", "—": "●", "\x97": "●"}
WEBDINGS = {"a": "✓", "r": "✗", "n": "●", "g": "■", "c": "☐"}
_FONTS = {
    "wingdings": WINGDINGS,
    "wingdings 2": WINGDINGS_2,
    "webdings": WEBDINGS,
    "symbol": {"·": "•", "®": "→", "Ö": "✓", "£": "≤", "³": "≥", "¨": "♦"},
}

_PLAIN = (
    dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _NOTHING))
    | dict.fromkeys(map(ord, _LINE_ENDS), "\n")
    | {code: None for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if chr(code) not in "\t\n" + _LINE_ENDS}
    | {ord("\r"): None}
    | {0xF000 + ord(letter): mark for letter, mark in WINGDINGS.items() if ord(letter) < 0x100}
    | {0xF0A7: "▪", 0xF0B7: "•", 0xF076: "❖", 0xF0D8: "➢"}
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2060\u3000\ud800-\uf8ff\ufeff\ufffc]"
)


def clean(text: str) -> str:
    """The text without invisible characters; line ends of every kind are "\\n", spaces of every kind " "."""
    return text.translate(_PLAIN) if _ODD.search(text) else text


def symbols(text: str, font: str) -> str:
    """The text as its font draws it: letters of a symbol font as the marks they show, all others as they are."""
    drawn = _FONTS.get(font.lower().split("+")[-1].replace("-regular", "").strip())
    if drawn is None:
        return text
    return "".join(drawn.get(chr(ord(c) - 0xF000) if 0xF000 <= ord(c) < 0xF100 else c, c) for c in text)


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
    better = settled_cells(cell for table in document.tables for row in table.rows for cell in row.cells)
    if not better:
        return document
    return document.with_tables(lambda table: [replace(table, rows=tuple([_row_of(r, better) for r in table.rows]))])


def _paragraphs(cells: Iterable[Cell]) -> Iterator[tuple[Cell, Block]]:
    """Each paragraph of the cells, with its cell."""
    return ((cell, block) for cell in cells for block in cell.blocks if block.kind is BlockKind.PARAGRAPH)


def settled_cells(cells: Iterable[Cell]) -> dict[int, Cell]:
    """Of all cells of a document, those that are other when settled, by the identity of what they were."""
    broken = {id(cell): cell for cell, block in _paragraphs(cells) if len(block.lines) > 1}
    breaks = [lower[0].text[:1].islower() for _, block in _paragraphs(broken.values()) for lower in block.lines[1:]]
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


MOST_TOLD, LONGEST_TOLD = 20, 200


def told_of(said: str, texts: Iterable[str]) -> str:
    """What is said of texts of a file that stand beside its words, with the texts, shortened."""
    short = [f"“{shorten(clean(text), LONGEST_TOLD)}”" for text in texts if text.strip()]
    more = f" and {len(short) - MOST_TOLD} more" if len(short) > MOST_TOLD else ""
    return f"{said}: {', '.join(short[:MOST_TOLD])}{more}."
