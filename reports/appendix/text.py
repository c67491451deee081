"""Text as it may be printed: without what no document format can hold, in paragraphs, cut short by whole words."""

from __future__ import annotations

import re
import unicodedata

from plans.passages import shortened
from reports.appendix.model import BULLET, Line

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SYMBOL_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•"})
_BULLET = re.compile(r"(?:[•●▪◦‣➢·]\s*|[*–-]\s+)(?=\S)")
_UNPRINTABLE = "□"


def clean(text: str) -> str:
    """The text without control characters, with every kind of line break as a newline and tabs as spaces.

    Word's private bullets become real ones. What no font has (private use, unassigned, lone surrogates) becomes
    a box, so that the reader sees that something stood there.
    """
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    text = _CONTROLS.sub("", text)
    if text.isascii():
        return text
    return "".join(map(_printable, text.translate(_SYMBOL_BULLETS)))


def _printable(char: str) -> str:
    return _UNPRINTABLE if unicodedata.category(char) in ("Co", "Cn", "Cs") else char


def one_line(text: str) -> str:
    """Cleaned, on one line, with single spaces."""
    return " ".join(clean(text).split())


def lines(text: str) -> tuple[Line, ...]:
    """The text's paragraphs as lines of a cell; those that begin with a bullet as items of a list."""
    paragraphs = (" ".join(part.split()) for part in clean(text).split("\n"))
    return tuple(_line(paragraph) for paragraph in paragraphs if paragraph)


def _line(paragraph: str) -> Line:
    bullet = _BULLET.match(paragraph)
    return Line(text=paragraph[bullet.end() :], marker=BULLET) if bullet else Line(text=paragraph)


def shorten(text: str, most: int) -> str:
    """Cleaned, its lines said on one, and at most that many characters (`plans.passages.shortened`)."""
    return shortened(clean(text), most)
