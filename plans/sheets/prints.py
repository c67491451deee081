"""What tells whether a cell still says what was printed: a print of its text, whichever program saved it. Pure.

A print holds on to words and figures, and to nothing that programs change: white space, bullets and the numbers of
lists, the shape of a rating, how a day or a number is written.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from plans.sheets.keys import LETTERS, letters

SIZE, BESIDE = 5, 4
"""Letters of a print, and of that of something that stands beside it."""
SHORT = 60
"""Letters of a text that is likely to stand in other cells too."""

_LINES = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_MARKER = re.compile(r"^\d{1,3}(?:(?:–|, ?)\d{1,3})*[.)]\s+")
_SHAPES = dict.fromkeys([*range(0x25A0, 0x2600), *map(ord, "•‣·➢❖\ufffd")])
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zs", "Zl", "Zp"}
_UNSEEN_ASCII = re.compile(r"[\x00-\x20\x7f]+")
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,6})?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_DIGITS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?: 00:00(?::00)?)?")
_WORDS = re.compile(r"(?:[A-Z][a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]{3,9})\.?,?[ \-](\d{4}|\d{2})")
_MONTH = re.compile(r"([A-Z][a-z]{2,8})\.? (\d{4}|\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bare(text: str) -> str:
    """The words and figures of a text, without what stands between them."""
    if text.isascii() and text.isprintable():  # one line, as most are
        line = text.removeprefix("'").strip()
        return (_MARKER.sub("", line) if line[:1].isdigit() else line).replace(" ", "")
    lines = (_MARKER.sub("", line.strip().lstrip("•●▪◦ ")) for line in _LINES.split(text.removeprefix("'")))
    return _seen("".join(lines))


def _seen(text: str) -> str:
    if text.isascii():
        return _UNSEEN_ASCII.sub("", text)
    return "".join(filter(_is_seen, unicodedata.normalize("NFC", text.translate(_SHAPES))))


@lru_cache(4096)
def _is_seen(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) not in _UNSEEN


def print_of(text: str, size: int = SIZE) -> str:
    """The print of a text as it is written. In a list of thousands most cells say what another said: a rating, a day, a
    lead."""
    return _short_print(text, size) if len(text) <= SHORT else _print(_likeliest(text), size)


@lru_cache(8192)
def _short_print(text: str, size: int) -> str:
    return _print(_likeliest(text), size)


def _likeliest(text: str) -> str:
    """The first of a text's forms: its words where it does not end as each day, month and number does."""
    return next(_forms(text)) if text.rstrip()[-1:].isdecimal() else bare(text)


def prints_of(text: str, *, loose: bool = False) -> frozenset[str]:
    """The prints that a text may have: of each way in which its day or number may be meant. With `loose`, also of what
    a program takes for a day by itself when it opens a CSV ("January 2027", "1-9")."""
    return frozenset(_print(form, SIZE) for form in _forms(text, loose=loose))


def prints_outside(texts: Iterable[str]) -> str:
    """The prints of these texts, each whole and by its lines, as the mark of what stands outside of rows bears them."""
    parts = {part for text in texts for part in (text, *text.split("\n"))}
    parts |= {part.lstrip("-–— ") for part in parts}  # a reader takes a dash for a bullet
    return ".".join(sorted({print_of(part) for part in parts if bare(part)}))


def _print(form: str, size: int) -> str:
    return letters(hashlib.sha256(form.encode("utf-8", "replace")).digest(), size)


def _forms(text: str, *, loose: bool = False) -> Iterator[str]:
    """What a text may come to, the likeliest first."""
    plain = " ".join(text.split())
    days = list(dict.fromkeys(_days(plain)))
    yield from (each.isoformat() for each in days)
    if (found := _MONTH.fullmatch(plain)) and (month := found[1][:3].lower()) in _MONTHS:
        yield from (f"{each:%Y-%m}" for each in _day(found[2], str(_MONTHS.index(month) + 1), "1"))
    elif loose:
        yield from (f"{each:%Y-%m}" for each in days if each.day == 1)
        yield from (f"{each.day}{mark}{each.month}" for each in days for mark in "-/")
    yield f"{float(plain):g}" if _NUMBER.fullmatch(plain) else bare(text)


def _days(plain: str) -> Iterator[date]:
    """The day that a text is and no more: of one in digits the habit of either side of the Atlantic."""
    if found := _ISO.fullmatch(plain):
        yield from _day(found[1], found[2], found[3])
    elif found := _DIGITS.fullmatch(plain):
        yield from _day(found[3], found[2], found[1])
        yield from _day(found[3], found[1], found[2])
    elif (found := _WORDS.fullmatch(plain)) and (month := found[2][:3].lower()) in _MONTHS:
        yield from _day(found[3], str(_MONTHS.index(month) + 1), found[1])


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return


def beside(text: str) -> str:
    """How many letters what is printed beside a cell's own words has, and their print, as a mark holds them; nothing of
    more letters than it can say."""
    seen = _seen(text)
    return f"{_two(len(seen))}{_print(seen, BESIDE)}" if 0 < len(seen) < MOST_BESIDE else ""


def without(text: str, before: str, after: str) -> str:
    """A text without what was printed before and after its own words (`beside`), as far as that still stands there."""
    if before and _print(_seen(text)[: _count(before)], BESIDE) == before[2:]:
        text = _cut(text, _count(before))
    if after and _print(_seen(text)[-_count(after) :], BESIDE) == after[2:]:
        text = _cut(text[::-1], _count(after))[::-1]
    return text.strip()


def _cut(text: str, count: int) -> str:
    """The text without so many of its letters at its beginning."""
    for at, char in enumerate(text):
        if not count:
            return text[at:]
        count -= len(_seen(char))
    return ""


MOST_BESIDE = len(LETTERS) ** 2


def _two(number: int) -> str:
    return LETTERS[number // len(LETTERS)] + LETTERS[number % len(LETTERS)]


def _count(told: str) -> int:
    return LETTERS.index(told[0]) * len(LETTERS) + LETTERS.index(told[1])
