"""From the characters of a page to printed lines: words with spaces between them, in runs of one emphasis.

Fonts number their characters, some by a table within the file, which pdfminer knows by name only. Without that table
none of a font's text would come through, and nothing would tell: a font that also has signs beyond the first 65,536
(🟢) is written so. ISO 32000-1, 9.7.5.4.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any

from pdfminer.cmapdb import CMapBase, FileCMap
from pdfminer.pdffont import PDFCIDFont
from pdfminer.pdftypes import PDFStream, resolve1

from plans.importing.readers.colours import telling
from plans.importing.readers.text import clean, symbols
from plans.importing.source_document import Run

_BLOCK = re.compile(rb"begincid(?P<kind>char|range)(?P<body>.*?)endcid", re.DOTALL)
_CHAR = re.compile(rb"<(?P<code>[0-9a-fA-F]{2,8})>\s*(?P<cid>\d{1,5})")
_RANGE = re.compile(rb"<(?P<first>[0-9a-fA-F]{2,8})>\s*<(?P<last>[0-9a-fA-F]{2,8})>\s*(?P<cid>\d{1,5})")
MOST = 65_536
"""Characters of a font."""

_by_name = PDFCIDFont.get_cmap_from_spec


def know_embedded_tables() -> None:
    """Have pdfminer read such tables, in this process."""
    PDFCIDFont.get_cmap_from_spec = _from_spec  # type: ignore[method-assign,assignment]


def _from_spec(font: PDFCIDFont, spec: Mapping[str, Any], strict: bool) -> CMapBase:
    encoding = resolve1(spec.get("Encoding"))
    found = table_of(encoding.get_data()) if isinstance(encoding, PDFStream) else None
    return found or _by_name(font, spec, strict)


def table_of(data: bytes) -> CMapBase | None:
    """The table that a stream holds; None where it holds none."""
    table = FileCMap()
    left = MOST
    for block in _BLOCK.finditer(data):
        if block["kind"] == b"char":
            entries = [(found["code"], 0, int(found["cid"])) for found in _CHAR.finditer(block["body"])]
        else:
            entries = [
                (found["first"], int(found["last"], 16) - int(found["first"], 16), int(found["cid"]))
                for found in _RANGE.finditer(block["body"])
            ]
        for code, further, cid in entries:
            for step in range(min(max(0, further), left - 1) + 1 if left > 0 else 0):
                left -= 1
                number = int(code, 16) + step
                written = number.to_bytes(len(code) // 2, "big").decode("latin-1")
                # A sign that the font has no picture of is numbered 0; what it means stands at its code.
                table.add_code2cid(written, cid + step or number)
    return table if left < MOST else None


Char = dict[str, Any]

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_SPACE = 0.18
"""Of the letters' size: a wider gap between two letters is a space."""
_GAP = 1.0
"""Of the letters' size: a wider gap is between two columns."""
_BESIDE = (-1, 0, 1)
"""Points off a place at which words still begin at it."""
_FEWEST_COLUMNS, _FEWEST_ALIGNED, _MOST_ALIGNED = 3, 3, 0.9
"""Stretches of a row that looks like a table's, rows in which something begins at one place, and their share."""


@dataclass(slots=True)
class PrintedLine:
    """A line of text where it stands. `word_end` is where its first word ends; `inks` its letters' colours."""

    runs: tuple[Run, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    word_end: float
    inks: frozenset[str | None]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_bold(self) -> bool:
        return all(run.bold for run in self.runs if run.text.strip())


def printed_lines(chars: Sequence[Char], *, apart: bool = False) -> list[PrintedLine]:
    """The lines that characters make, from top to bottom. `apart`: a wide gap within a line cuts it."""
    rows = [sorted(row, key=lambda char: char["x0"]) for row in _rows_of(chars)]
    stretches = _cut_at_edges([list(_stretches(row)) for row in rows]) if apart else [[row] for row in rows]
    return [line for row in stretches for stretch in row if (line := _line(stretch))]


def _rows_of(chars: Sequence[Char]) -> Iterable[list[Char]]:
    """Characters of one printed line together: their middles lie within two fifths of a letter of each other, or,
    as a raised "th" does, within the line's height."""
    rows: list[list[Char]] = []
    middle = size = 0.0
    for char in sorted(chars, key=lambda char: (char["top"] + char["bottom"]) / 2):
        own = (char["top"] + char["bottom"]) / 2
        if rows and own - middle <= 0.45 * max(size, char["size"]):
            rows[-1].append(char)
            if char["size"] > size:
                middle, size = own, char["size"]
        else:
            rows.append([char])
            middle, size = own, char["size"]
    return rows


def _stretches(row: list[Char]) -> Iterable[list[Char]]:
    stretch: list[Char] = []
    last = None
    for char in row:
        if char["text"].isspace():
            continue
        if last is not None and char["x0"] - last["x1"] > _GAP * max(char["size"], last["size"]):
            yield stretch
            stretch = []
        elif last is not None and char["x0"] - last["x1"] > _SPACE * char["size"]:
            stretch.append({**last, "text": " ", "x0": last["x1"], "x1": char["x0"]})
        stretch.append(char)
        last = char
    if stretch:
        yield stretch


def _cut_at_edges(rows: list[list[list[Char]]]) -> list[list[list[Char]]]:
    """The stretches of each row, those of rows that look like a table's cut where a column begins although little room
    is left before it: where stretches of several other rows begin, or the words after what numbers them."""
    tabular = [row for row in rows if len(row) >= _FEWEST_COLUMNS]
    if len(tabular) < _FEWEST_ALIGNED:
        return rows
    edges = _begun_by_several(tabular) | _after_numbers([row[0] for row in tabular])
    return [[part for one in row for part in _cut(one, edges)] if len(row) >= _FEWEST_COLUMNS else row for row in rows]


def _begun_by_several(rows: list[list[list[Char]]]) -> set[int]:
    """Where stretches of several rows begin, those of the first column aside."""
    begin = Counter(round(stretch[0]["x0"]) for row in rows for stretch in row[1:])
    return {x for x in begin if sum(begin[x + step] for step in _BESIDE) >= _FEWEST_ALIGNED}


def _after_numbers(firsts: list[list[Char]]) -> set[int]:
    """Where nearly all first stretches have their second word, after words of their own: what numbers the rows. In a
    later column, days would be parted from their months."""
    before: dict[int, list[str]] = defaultdict(list)
    for stretch in firsts:
        for word, char in islice(_words(stretch), 1):
            before[round(char["x0"])].append(word)
    edges = set()
    for x in before:
        found = [word for step in _BESIDE for word in before.get(x + step, ())]
        reach = sum(stretch[0]["x0"] < x - 1 and stretch[-1]["x1"] > x + 1 for stretch in firsts)
        if len(found) > max(_FEWEST_ALIGNED, _MOST_ALIGNED * reach) and 2 * len(set(found)) > len(found):
            edges.add(x)
    return edges


def _words(stretch: list[Char]) -> Iterator[tuple[str, Char]]:
    """The first letters of the words of a stretch after its first, each with the word before it."""
    word = ""
    for char, after in pairwise(stretch):
        if char["text"] == " ":
            yield word, after
        word = "" if char["text"] == " " else word + char["text"]


def _cut(stretch: list[Char], edges: set[int]) -> Iterator[list[Char]]:
    starts = {id(char) for _, char in _words(stretch) if edges & {round(char["x0"]) + step for step in _BESIDE}}
    part: list[Char] = []
    for char in stretch:
        if id(char) in starts:
            yield part[:-1]
            part = []
        part.append(char)
    yield part


class _Runs:
    """The runs of a line as its letters come, each in one emphasis."""

    def __init__(self) -> None:
        self.done: list[Run] = []
        self._letters: list[str] = []
        self._look = (False, False)

    def add(self, letter: str, look: tuple[bool, bool]) -> None:
        if look != self._look:
            self.close()
            self._look = look
        self._letters.append(letter)

    def add_gap(self, *, set_anew: bool) -> None:
        """A gap without a space in it; where other words of the line have a space between them, the text was set anew
        and its emphasis too."""
        if set_anew and any(self._look):
            self.close()
            self.done.append(Run(" "))
        else:
            self._letters.append(" ")

    def close(self) -> None:
        if self._letters:
            self.done.append(Run("".join(self._letters), *self._look))
        self._letters = []


def _line(row: list[Char]) -> PrintedLine | None:
    runs, inks = _Runs(), set()
    word_end, end = None, 0.0
    last: Char | None = None
    set_anew = any(char["text"].isspace() for char in row)
    for char in row:
        space = char["text"].isspace()
        if (space and last is None) or (last is not None and _is_same_letter(char, last)):
            continue
        if last is not None:
            gap = not space and char["x0"] - last["x1"] > _SPACE * char["size"]
            if gap:
                runs.add_gap(set_anew=set_anew)
            if (gap or space) and word_end is None:
                word_end = last["x1"]
        bold, italic, font = _look(char["fontname"])
        runs.add(" " if space else _drawn(char["text"], font), (bold, italic))
        if not space:
            inks.add(ink_of(char.get("non_stroking_color")))
            end = char["x1"]
        last = char
    runs.close()
    if last is None or not any(run.text.strip() for run in runs.done):
        return None
    start, top, bottom, size = _extent(row)
    return PrintedLine(tuple(runs.done), start, end, top, bottom, size, word_end or end, frozenset(inks))


def _extent(row: list[Char]) -> tuple[float, float, float, float]:
    """Where the first letter begins, the top and bottom of the line, and the size of its largest letter."""
    first = next(char for char in row if not char["text"].isspace())
    top, bottom = min(char["top"] for char in row), max(char["bottom"] for char in row)
    return first["x0"], top, bottom, max(char["size"] for char in row)


def _is_same_letter(char: Char, last: Char) -> bool:
    """Whether a letter is printed twice in one place, which makes it bold."""
    return char["text"] == last["text"] and abs(char["x0"] - last["x0"]) < 0.8


@lru_cache(maxsize=500)
def _look(font: str) -> tuple[bool, bool, str]:
    name = font.split("+")[-1]
    return bool(_BOLD.search(name)), bool(_ITALIC.search(name)), name


@lru_cache(maxsize=5000)
def _drawn(text: str, font: str) -> str:
    """A character as people see it. One that the file gives no meaning is mostly a bullet of a symbol font."""
    if _UNMAPPED.fullmatch(text):
        return "•" if re.search(r"symbol|wingdings|dingbats", font, re.IGNORECASE) else "\ufffd"
    return clean(symbols(text, font)).replace("\n", " ")


def ink_of(colour: object) -> str | None:
    """A colour as the page gives it (grey, RGB or CMYK, 0 to 1) as "RRGGBB"."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if not all(isinstance(part, int | float) for part in parts):
        return None
    return _rgb(tuple(round(float(part), 3) for part in parts))


@lru_cache(maxsize=500)
def _rgb(parts: tuple[float, ...]) -> str | None:
    parts = tuple(min(max(part, 0.0), 1.0) for part in parts)
    if len(parts) == 1:
        parts = parts * 3
    elif len(parts) == 4:
        cyan, magenta, yellow, black = parts
        parts = tuple((1 - part) * (1 - black) for part in (cyan, magenta, yellow))
    if len(parts) != 3:
        return None
    return telling("".join(f"{round(part * 255):02X}" for part in parts))
