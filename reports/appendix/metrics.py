"""How wide a text is and how many lines it takes, from the fonts that the appendix is set in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
REGULAR = "SourceSans3_400Regular.ttf"
ITALIC = "SourceSans3_400Regular_Italic.ttf"
BOLD = "SourceSans3_700Bold.ttf"

FALLBACKS = tuple(
    (f"Appendix {script}", f"noto/NotoSans{script}-Regular.ttf")
    for script in (
        "Arabic", "Hebrew", "Bengali", "Gurmukhi", "Gujarati", "Devanagari", "Tamil", "Telugu", "Malayalam", "Sinhala",
        "Thai", "Ethiopic", "Armenian", "Georgian", "SC",
    )
)  # fmt: skip
"""The families to fall back on, each with its file, in the order in which they are asked. "SC" is Chinese."""

HINTED = 1.03
"""How much wider than its letters a line of Arial is on a screen, which draws them in whole pixels."""

ELSEWHERE = 1.1
"""How much wider a letter is in Arial than in the bundled font, where it is none of `_ARIAL`."""

_WIDE = (
    {
        191: "'",
        222: "ijl‘’",
        260: "|",
        278: " !,./:;I[\\]ft",
        333: "()-`r“”",
        334: "{}",
        350: "•",
        355: '"',
        389: "*",
        469: "^",
        500: "Jcksvxyz",
        556: "#$0123456789?L_abdeghnopqu£–é",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "—…",
        1015: "@",
    },
    {
        238: "'",
        278: " ,./I\\ijl‘’",
        280: "|",
        333: "!()-:;[]`ft",
        350: "•",
        389: "*r{}",
        474: '"',
        500: "z“”",
        556: "#$0123456789J_aceksvxy£–é",
        584: "+<=>^~",
        611: "?FLTZbdghnopqu",
        667: "EPSVXY",
        722: "&ABCDHKNRU",
        778: "GOQw",
        833: "M",
        889: "%m",
        944: "W",
        975: "@",
        1000: "—…",
    },
)
"""The letters of Arial by their widths in thousandths of an em, regular and bold."""

_ARIAL = tuple({char: wide / 1000 for wide, chars in face.items() for char in chars} for face in _WIDE)

_PARTS = re.compile(r"(?:[^/–-]|[/–-](?![^\W\d]{2}))+[/–-]?|[/–-]")
"""A word up to where it may be broken: after a stroke or hyphen before letters."""

_MISSING = 1.0
"""The width in ems of a character that no font has."""


def width(text: str, size: float, *, bold: bool = False, arial: bool = False) -> float:
    """The width of a text on one line, in points, at a font size in points."""
    return (_arial(text, bold) if arial else _ems(text, bold)) * size


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The width of its widest word, in points: what a column must have so that no word is broken."""
    return max((width(word, size, bold=bold) for word in _words(text)), default=0.0)


def wrap(text: str, available: float, size: float, *, bold: bool = False, arial: bool = False) -> list[str]:
    """The paragraph's lines in a column `available` points wide, in the bundled font or in `arial`. A word wider than
    that is broken; an empty paragraph is one empty line."""
    measure = _arial if arial else _ems
    space = measure(" ", bold) * size
    done: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in text.split():
        whole = measure(word, bold) * size
        for piece, wide in ((word, whole),) if whole <= available else _broken(word, available, size, measure, bold):
            if line and used + space + wide > available:
                done.append(" ".join(line))
                line, used = [piece], wide
            else:
                used = used + space + wide if line else wide
                line.append(piece)
    return [*done, " ".join(line)]


def _words(text: str) -> Iterator[str]:
    """What a line is not broken within: words, and the parts of "police/health" and "step-down"."""
    for word in text.split():
        yield from [word] if word.isalnum() else _PARTS.findall(word)


def _broken(
    word: str, available: float, size: float, measure: Callable[[str, bool], float], bold: bool
) -> Iterator[tuple[str, float]]:
    """A word that is too wide for the column in parts that fit, with their widths."""
    piece, used = "", 0.0
    for char in word:
        wide = measure(char, bold) * size
        if piece and used + wide > available:
            yield piece, used
            piece, used = "", 0.0
        piece, used = piece + char, used + wide
    yield piece, used


@cache
def characters() -> frozenset[str]:
    """The characters that every cut of the font has."""
    return frozenset.intersection(*(frozenset(map(chr, _face(name).getBestCmap())) for name in (REGULAR, ITALIC, BOLD)))


@cache
def fallback(char: str) -> str | None:
    """The file of the first font to fall back on that has the character."""
    return next((file for _, file in FALLBACKS if ord(char) in _advances(file)), None)


@lru_cache(maxsize=50_000)
def _ems(text: str, bold: bool) -> float:
    advances = _advances(BOLD if bold else REGULAR)
    if text.isascii():
        return sum(advances.get(ord(char), _MISSING) for char in text)
    return sum(advances[ord(char)] if ord(char) in advances else _elsewhere(char) for char in text)


@lru_cache(maxsize=50_000)
def _arial(text: str, bold: bool) -> float:
    """The width in ems of a text in Arial as a screen shows it."""
    advances, other = _ARIAL[bold], _advances(BOLD if bold else REGULAR)
    known = (advances.get(char) or ELSEWHERE * (other.get(ord(char)) or _elsewhere(char)) for char in text)
    return HINTED * sum(known)


@cache
def _elsewhere(char: str) -> float:
    """The width in ems of a character of another font."""
    file = fallback(char)
    return _advances(file)[ord(char)] if file else _MISSING


@cache
def _advances(file: str) -> dict[int, float]:
    """From each character of the font to its width in ems."""
    font = _face(file)
    units, glyphs = font["head"].unitsPerEm, font["hmtx"]
    return {char: glyphs[name][0] / units for char, name in font.getBestCmap().items()}


@cache
def _face(name: str):
    """A font file, for a process that measures letters: one that only serves pages never loads what reads them."""
    from fontTools.ttLib import TTFont

    return TTFont(FONTS / name)
