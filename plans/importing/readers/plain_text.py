"""Text files: from bytes to characters, or to a refusal that says what to do instead; from lines to tables and
paragraphs.

Two shapes of table row are known: cells between pipes (Markdown) and cells between tabs. Rows of one shape that
follow each other make a table; an empty line ends it, which is also how a page join comes.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from plans.importing.errors import NotAPlan
from plans.importing.readers.markup import plain, read_cell
from plans.importing.readers.tabbed_rows import cut_lines, rejoined, with_tabs
from plans.importing.source_document import Paragraph, Row, SourceDocument, Table

MOST_BYTES = 5_000_000
"""No plan's text is near this; a larger file is another thing, and would only keep the machine busy."""

_CONTROL = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
"""Characters of machines; one byte each in UTF-8, and part of no other character there."""
_GUESSED_FROM = 100_000


def decode(data: bytes, name: str) -> str:
    """The text of a file, with line ends as "\\n"; line and page ends within cells stay as "\\x0b" and "\\x0c".

    Reads UTF-8, UTF-16 with and without a byte order mark, Windows-1252, and what else its letters betray. Raises
    NotAPlan for an empty file, for binary data and for bytes that are no text.
    """
    if not data.strip():
        raise NotAPlan(f"{name} is empty. Choose the file that holds the plan's table.")
    if len(data) > MOST_BYTES:
        raise NotAPlan(f"{name} holds more than 5 MB of text. Import the plan in parts.")
    return _plain_lines(_characters(data, name), name)


def in_lines(text: str) -> str:
    """The text for the reader of lines: Word writes a line break inside a cell as a vertical tab, and a page break
    as a form feed."""
    return text.replace("\x0b", "<br>").replace("\x0c", "\n\n")


def _characters(data: bytes, name: str) -> str:
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes  # rarely needed, and slow to load

    guessed = None if b"\x00" in data else from_bytes(data[:_GUESSED_FROM]).best()
    if guessed is not None and guessed.encoding != "cp1252":
        text = data.decode(guessed.encoding, "replace")
        if text.count("\ufffd") * 1000 < len(text) and guessed.chaos < 0.1 and guessed.coherence > 0.2:
            return text
    raise NotAPlan(f"{name} holds characters that cannot be read. Save it again as text in UTF-8.")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    start = data[:2000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) > 3 and max(even, odd) * 5 > len(start) and min(even, odd) * 20 < max(even, odd):
        return ("utf-16-le",) if odd > even else ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _plain_lines(text: str, name: str) -> str:
    written = text.encode("utf-8", "surrogatepass")
    kept = written.translate(None, _CONTROL)
    lost = len(written) - len(kept)
    if lost and ("\x00" in text or lost * 50 > len(text)):
        raise NotAPlan(f"{name} holds binary data, not text. Save the plan's table as text in UTF-8.")
    plain = kept.decode("utf-8", "surrogatepass") if lost else text
    return plain.replace("\r\n", "\n").replace("\r", "\n")


_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:+=-]+")
_DRAWN = re.compile(r"\+(?:[-=]+\+){2,}")
"""The rule between two rows of a table that is drawn with signs."""
FEWEST_DRAWN = 3
_HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*$")
_LISTED = re.compile(r"\s*(?:[-*+•]|\(?[a-z]\)|\(?[ivx]{1,4}\)|\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}[.)]?)\s+\S")
_QUOTED = re.compile(r"^(?:\s{0,3}>)+ ?")
"""What an e-mail sets before each line that it quotes."""
_UNDERLINE = re.compile(r"={3,}|-{3,}")
Kept = tuple[int, list[str], int, bool]
"""Where a paragraph begins, its lines, its level, and whether it is an item of a list."""
_LABELLED = re.compile(r"[A-Z][^:.;]{1,40}:\s+\S")
_HANGING = re.compile(r" {8,}\S")
"""What stands far in, below what a label says, goes on with it."""
_SENTENCE_GAP = re.compile(r"[.!?]( +)(?=[A-Z])")

MOST_CELLS = 60
"""Columns beyond this are no plan's; what stands there is kept in the last cell."""


def read_lines(text: str) -> SourceDocument:
    """The document that a text holds."""
    wide = _wide_breaks(text)
    parts: list[Table | Paragraph] = []
    lines = with_tabs([_QUOTED.sub("", line) for line in text.split("\n")])
    cut = {place + 1 for place in cut_lines(lines)}
    shaped = list(zip(_shapes(lines, cut), enumerate(lines, 1), strict=True))
    for shape, group in groupby(shaped, key=lambda pair: pair[0]):
        numbered = [pair[1] for pair in group]
        if shape == "text":
            parts += _paragraphs(numbered)
        elif shape:
            split = _rows(numbered) if shape == "pipes" else rejoined(numbered, cut)
            rows = tuple(
                Row(tuple(read_cell(cell, wide_breaks=wide) for cell in _bounded(cells)), number)
                for number, cells in split
                if cells
            )
            if rows:
                parts.append(Table(rows))
    return SourceDocument(tuple(parts))


def _shapes(lines: list[str], cut: set[int]) -> list[str]:
    """The shape of each line; `cut` lines, by their numbers, and text between two tabbed rows are parts of a row that
    a line end has cut."""
    shapes = ["tabs" if number in cut else _shape(line) for number, line in enumerate(lines, 1)]
    for number in range(1, len(shapes) - 1):
        if shapes[number] == "text" and shapes[number - 1] == shapes[number + 1] == "tabs":
            shapes[number] = "tabs"
    return shapes


def _shape(line: str) -> str:
    """What a line is: a row of "pipes" or "tabs", "text", or nothing."""
    if not line.strip():
        return "tabs" if line.count("\t") > 1 else ""
    if "\t" in line:
        return "tabs"
    stripped = line.strip()
    if _DRAWN.fullmatch(stripped):
        return "pipes"
    pipes = len(_PIPE.findall(stripped))
    return "pipes" if pipes > 1 and (stripped.startswith("|") or stripped.count(" | ") == pipes) else "text"


def _rows(numbered: list[tuple[int, str]]) -> list[tuple[int, list[str]]]:
    """The cells of each line of a table of pipes; of one that is drawn, those of the lines between two rules."""
    drawn = sum(bool(_DRAWN.fullmatch(line.strip())) for _, line in numbered)
    split = [(number, _piped(line)) for number, line in numbered]
    if drawn < FEWEST_DRAWN:
        return split
    rows: list[tuple[int, list[str]]] = []
    begins = True
    for number, cells in split:
        if cells and not begins and len(cells) == len(rows[-1][1]):
            rows[-1] = rows[-1][0], [" ".join(filter(None, pair)) for pair in zip(rows[-1][1], cells, strict=True)]
        elif cells:
            rows.append((number, cells))
        begins = not cells
    return rows


def _piped(line: str) -> list[str]:
    stripped = line.strip()
    if _DRAWN.fullmatch(stripped) or (_RULE.fullmatch(stripped) and "-" in stripped):
        return []
    stripped = stripped.replace("||", "|") if stripped.startswith("||") else stripped  # headings of a wiki
    cells = _PIPE.split(stripped.removeprefix("|").removesuffix("|") if stripped[0] == "|" else stripped)
    return [cell.strip() for cell in cells]


def _bounded(cells: list[str]) -> list[str]:
    return cells if len(cells) <= MOST_CELLS else [*cells[: MOST_CELLS - 1], " ".join(cells[MOST_CELLS - 1 :])]


def _paragraphs(numbered: list[tuple[int, str]]) -> Iterator[Paragraph]:
    """Lines that stand together as paragraphs: a heading or list line begins one, a wrap continues one."""
    kept: list[Kept] = []
    for number, line in numbered:
        heading = _HEADING.match(line)
        listed = bool(_LISTED.match(line)) and not heading
        text = plain(heading["text"] if heading else re.sub(r"^\s*[-*+•]\s+", "", line))
        if not text or re.fullmatch(r"[-=_*\s]+", text):
            if kept and _UNDERLINE.fullmatch(line.strip()) and number == kept[-1][0] + len(kept[-1][1]):
                kept[-1:] = _underlined(kept[-1])
            continue
        level = len(heading["marks"]) if heading else 0
        last = kept[-1] if kept else None
        if last is None or heading or listed or last[2]:
            kept.append((number, [text], level, listed))
        elif _wraps(last[1][-1], text) or (_HANGING.match(line) and _LABELLED.match(last[1][-1])):
            last[1][-1] += " " + text
        else:
            last[1].append(text)
    for number, lines, level, listed in kept:
        yield Paragraph(tuple(lines), number, level, listed)


def _underlined(kept: Kept) -> list[Kept]:
    """Lines of which the last is underlined, which makes it a heading by itself."""
    number, lines, level, listed = kept
    above = [(number, lines[:-1], level, listed)] if lines[:-1] else []
    return [*above, (number + len(lines) - 1, lines[-1:], level or 2, False)]


def _wraps(line: str, following: str) -> bool:
    """Whether a line of running text goes on in the next. A line that begins with a label is one of its own."""
    if _LABELLED.match(following):
        return False
    return following[0].islower() or (len(line) > 60 and line[-1] not in ".!?:;" and not line.isupper())


def _wide_breaks(text: str) -> bool:
    """Whether two spaces stand for a paragraph break: they do unless the typist sets two after every sentence."""
    gaps = [len(gap) for gap in _SENTENCE_GAP.findall(text)]
    wide = sum(gap > 1 for gap in gaps)
    return wide * 3 < len(gaps) or not gaps
