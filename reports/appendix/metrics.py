"""How wide a text is and how many lines it takes, from the fonts that the appendix is set in."""

from __future__ import annotations

import re
from collections.abc import Iterator
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

ARIAL = 1.1
"""Ordinary English in Arial is 1.07 times as wide as in the bundled font; a little more, so that the lines
estimated for a workbook or a Word document, which are set in Arial, err on the generous side."""

_PARTS = re.compile(r"(?:[^/–-]|[/–-](?![^\W\d]{2}))+[/–-]?|[/–-]")
"""A word up to where it may be broken: after a stroke or hyphen before letters."""

_MISSING = 1.0
"""The width in ems of a character that no font has."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text on one line, in points, at a font size in points."""
    return _ems(text, bold) * size


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The width of its widest word, in points: what a column must have so that no word is broken."""
    return max((width(word, size, bold=bold) for word in _words(text)), default=0.0)


def wrap(text: str, available: float, size: float, *, bold: bool = False) -> list[str]:
    """The paragraph's lines in a column `available` points wide. A word wider than that is broken; an empty
    paragraph is one empty line."""
    space = width(" ", size, bold=bold)
    done: list[str] = []
    line, used = "", 0.0
    for piece, wide in _pieces(text, available, size, bold):
        if line and used + space + wide > available:
            done.append(line)
            line, used = piece, wide
        else:
            line, used = (f"{line} {piece}", used + space + wide) if line else (piece, wide)
    return [*done, line]


def _words(text: str) -> Iterator[str]:
    """What a line is not broken within: words, and the parts of "police/health" and "step-down"."""
    for word in text.split():
        yield from [word] if word.isalnum() else _PARTS.findall(word)


def _pieces(text: str, available: float, size: float, bold: bool) -> Iterator[tuple[str, float]]:
    """The words of the text with their widths, those too wide for the column in parts that fit."""
    for word in text.split():
        whole = _ems(word, bold) * size
        if whole <= available:
            yield word, whole
            continue
        piece, used = "", 0.0
        for char in word:
            wide = width(char, size, bold=bold)
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
