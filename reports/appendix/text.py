"""Text as it may be printed: without what no document format can hold, in paragraphs, cut short by whole words."""

from __future__ import annotations

import re
import unicodedata

from plans.exempt_shown import closed
from plans.passages import shortened
from reports.appendix.model import BULLET, Line

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SYMBOL_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•"})
_BULLET = re.compile(r"(?:[•●▪◦‣➢·]\s*|[*–-]\s+)(?=\S)")
UNPRINTABLE = "□"
"""Printed where something stood that nothing can print."""

_INNER = "◦‣"
"""Bullets that stand within others even where nothing sets them further in."""

_NUMBERS = re.compile(r"(?<![\w,.])\d{1,3}(?:,\d{1,3}){2,}(?![\w.])")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")

_STRONG = {"L": False, "R": True, "AL": True}
"""The classes of letters that have a direction, each with whether that is from right to left."""


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
    return UNPRINTABLE if unicodedata.category(char) in ("Co", "Cn", "Cs") else char


def one_line(text: str) -> str:
    """Cleaned, on one line, with single spaces."""
    return " ".join(clean(text).split())


def lines(text: str) -> tuple[Line, ...]:
    """The text's paragraphs as lines of a cell; those that begin with a bullet as items of a list, within the item
    above where they stand further in. Numbers that are typed before them stay in the text: they are the plan's words,
    and a list that counted by itself would come home without them. A list of numbers typed without spaces ("14,6,13")
    gets them, so that it can be broken between them."""
    found: list[Line] = []
    above: list[int] = []
    for part in clean(text.replace("\t", "    ")).split("\n"):
        paragraph = " ".join(_NUMBERS.sub(_spaced, part).split())
        bullet = _BULLET.match(paragraph)
        if bullet:
            indent = len(part) - len(part.lstrip()) + (paragraph[0] in _INNER)
            above = [each for each in above if each < indent]
            found.append(Line(text=paragraph[bullet.end() :], marker=BULLET, depth=len(above)))
            above.append(indent)
        elif paragraph:
            above = []
            found.append(Line(text=paragraph))
    return tuple(found)


def _spaced(numbers: re.Match[str]) -> str:
    return numbers[0] if _THOUSANDS.fullmatch(numbers[0]) else numbers[0].replace(",", ", ")


def shorten(text: str, most: int) -> str:
    """Cleaned, its lines said on one, and at most that many characters (`plans.passages.shortened`), beside what closes
    something exempt that was cut."""
    return closed(shortened(clean(text), most))


def right_to_left(text: str) -> bool:
    """Whether its first letter that has a direction runs from right to left, as in Arabic and Urdu."""
    if text.isascii():
        return False
    found = (_STRONG[kind] for char in text if (kind := unicodedata.bidirectional(char)) in _STRONG)
    return next(found, False)
