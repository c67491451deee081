"""From the lines of a text file to tables and paragraphs.

Two shapes of table row are known: cells between pipes (Markdown) and cells between tabs. Rows of one shape that
follow each other make a table; an empty line ends it, which is also how a page join comes.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from plans.importing.readers.markup import plain, read_cell
from plans.importing.readers.tabbed_rows import cut_lines, rejoined
from plans.importing.source_document import Paragraph, Row, SourceDocument, Table

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:+=-]+")
_HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*$")
_LISTED = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}[.)]?)\s+\S")
_LABELLED = re.compile(r"[A-Z][^:.;]{1,40}:\s+\S")
_SENTENCE_GAP = re.compile(r"[.!?]( +)(?=[A-Z])")

MOST_CELLS = 60
"""Columns beyond this are no plan's; what stands there is kept in the last cell."""


def read_lines(text: str) -> SourceDocument:
    """The document that a text holds."""
    wide = _wide_breaks(text)
    parts: list[Table | Paragraph] = []
    lines = text.split("\n")
    cut = {place + 1 for place in cut_lines(lines)}
    shaped = list(zip(_shapes(lines, cut), enumerate(lines, 1), strict=True))
    for shape, group in groupby(shaped, key=lambda pair: pair[0]):
        numbered = [pair[1] for pair in group]
        if shape == "text":
            parts += _paragraphs(numbered)
        elif shape:
            split = (
                [(number, _piped(line)) for number, line in numbered] if shape == "pipes" else rejoined(numbered, cut)
            )
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
    pipes = len(_PIPE.findall(stripped))
    return "pipes" if pipes > 1 and (stripped.startswith("|") or stripped.count(" | ") == pipes) else "text"


def _piped(line: str) -> list[str]:
    stripped = line.strip()
    if _RULE.fullmatch(stripped) and "-" in stripped:
        return []
    cells = _PIPE.split(stripped.removeprefix("|").removesuffix("|") if stripped[0] == "|" else stripped)
    return [cell.strip() for cell in cells]


def _bounded(cells: list[str]) -> list[str]:
    return cells if len(cells) <= MOST_CELLS else [*cells[: MOST_CELLS - 1], " ".join(cells[MOST_CELLS - 1 :])]


def _paragraphs(numbered: list[tuple[int, str]]) -> Iterator[Paragraph]:
    """Lines that stand together as paragraphs: a heading or list line begins one, a wrap continues one."""
    kept: list[tuple[int, list[str], int, bool]] = []
    for number, line in numbered:
        heading = _HEADING.match(line)
        listed = bool(_LISTED.match(line)) and not heading
        text = plain(heading["text"] if heading else re.sub(r"^\s*[-*+•]\s+", "", line))
        if not text or re.fullmatch(r"[-=_*\s]+", text):
            continue
        level = len(heading["marks"]) if heading else 0
        last = kept[-1] if kept else None
        if last is None or heading or listed or last[2]:
            kept.append((number, [text], level, listed))
        elif _wraps(last[1][-1], text):
            last[1][-1] += " " + text
        else:
            last[1].append(text)
    for number, lines, level, listed in kept:
        yield Paragraph(tuple(lines), number, level, listed)


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
