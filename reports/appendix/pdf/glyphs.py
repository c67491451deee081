"""Which letters the PDF's bundled fonts can print, in which font, and what stands for those that they can't.

The Latin, Greek and Cyrillic letters are in the paper's own type. For the other scripts that councils print there are
fonts to fall back on, of one weight each (see docs/paper.md). A pictograph is printed as its name in brackets, which
is read out as well; a letter that no font has is printed as an open square, and told of before (`unprintable`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from plans.state import PlanState
from plans.texts import strings
from reports.appendix import metrics
from reports.appendix.metrics import FALLBACKS, fallback
from reports.appendix.refs import refs
from reports.appendix.text import UNPRINTABLE, clean, one_line
from reports.appendix.words import listed, number

_SIMPLE = ("Arabic", "Hebrew", "SC", "Ethiopic", "Armenian", "Georgian")
_IN_ORDER = frozenset({None, *(file for family, file in FALLBACKS if family.endswith(_SIMPLE))})
"""The fonts whose shapes stand in the order of their letters; none for a letter of the paper's own type."""

_MOST_PLACES = 5

_KNOWN_SIGNS = {"✅": "✓", "✔": "✓", "☑": "✓", "❌": "✗", "❎": "✗", "✖": "✗"}
_JOINED = "\u200d"
_PICTOGRAPH = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff](?:[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|\u200d\S)*")
"""A symbol with what colours it or is joined to it ("woman" and "school": a teacher)."""

_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FLAG_A = 0x1F1E6
_NATION = re.compile("\U0001f3f4([\U000e0061-\U000e007a]{2,6})\U000e007f")
_NATIONS = {"gbeng": "England", "gbsct": "Scotland", "gbwls": "Wales"}
_TAG = 0xE0000


class Unprintable(NamedTuple):
    """A letter that will be a square in the PDF: itself, its name, and where it stands ("1.2", "the plan’s notes")."""

    letter: str
    name: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        shown, more = self.places[:_MOST_PLACES], len(self.places) - _MOST_PLACES
        where = listed([*shown, f"{number(more, 'more place')}"] if more > 0 else shown)
        return f"“{self.letter}” ({self.name}) in {where}"


def in_our_fonts(text: str) -> str:
    """The text in characters that the bundled fonts have; accents are composed with their letters first."""
    text = unicodedata.normalize("NFC", text)
    if _all_printable(text):
        return text
    text = _PICTOGRAPH.sub(_named, _NATION.sub(_nation, _FLAG.sub(_flag, text)))
    return text.translate({ord(char): _stand_in(char) for char in set(text) if not printable(char)})


def families(text: str) -> tuple[tuple[str, str], ...]:
    """The families of `metrics.FALLBACKS` that a text needs, with their files."""
    needed = {fallback(char) for char in set(text) - metrics.characters()}
    return tuple((family, file) for family, file in FALLBACKS if file in needed)


def printable(char: str) -> bool:
    """Whether a bundled font has the character, or it has no shape that a font could lack."""
    return char == "\n" or char in metrics.characters() or fallback(char) is not None


def needs_order(text: str) -> bool:
    """Whether the shapes of the text stand in another order than its letters, as in Hindi, so that the PDF has to give
    the words beside their shapes. Arabic and Hebrew do not count: who reads a PDF turns what runs from right to left
    round, and would turn the words given round as well."""
    return any(fallback(char) not in _IN_ORDER for char in set(text) - metrics.characters())


def unprintable(plan: PlanState) -> tuple[Unprintable, ...]:
    """The letters of the plan that the PDF can't print, in the order in which they are met."""
    found: dict[str, list[str]] = {}
    for place, text in _texts(plan):
        for char in dict.fromkeys(_lacking(text)):
            places = found.setdefault(char, [])
            if place not in places:
                places.append(place)
    return tuple(Unprintable(char, _name(char), tuple(places)) for char, places in found.items())


def _lacking(text: str) -> Iterator[str]:
    """The characters that become a square."""
    if _all_printable(text):
        return
    for char in unicodedata.normalize("NFC", text):
        if not printable(char) and UNPRINTABLE in (clean(char), in_our_fonts(clean(char))):
            yield char


def _texts(plan: PlanState) -> Iterator[tuple[str, str]]:
    """Every text of the plan, after the place where a reader finds it."""
    known = refs(plan)
    for section in plan.sections:
        for rec in section.recommendations:
            where = f"recommendation {one_line(rec.ref)}".strip() if rec.ref else f"“{one_line(rec.text)[:60]}”"
            yield from ((where, text) for text in strings(rec, but="actions"))
            for action in rec.actions:
                place = known[action.id] or f"“{one_line(action.text)[:60]}”"
                yield from ((place, text) for text in strings(action))
        yield from (("the headings of the sections", text) for text in strings(section, but="recommendations"))
    yield from (("the plan’s title, notes, names or legend", text) for text in strings(plan, but="sections"))


def _all_printable(text: str) -> bool:
    return text.isascii() or all(map(printable, set(text)))


def _named(found: re.Match[str]) -> str:
    """A pictograph's name in brackets; itself, or its like, where the fonts have that."""
    first, *others = (part[0] for part in found[0].split(_JOINED))
    if first in _KNOWN_SIGNS:
        return _KNOWN_SIGNS[first]
    if printable(first):
        return found[0]
    names = [unicodedata.name(char, "").lower() for char in (first, *others) if not printable(char)]
    return f"[{', '.join(filter(None, names))}]" if any(names) else found[0]


def _flag(found: re.Match[str]) -> str:
    letters = "".join(chr(ord("A") + ord(char) - _FLAG_A) for char in found[0])
    return f"[flag {letters}]"


def _nation(found: re.Match[str]) -> str:
    """The flag of a part of a country, which is a black flag with the letters of that part behind it."""
    letters = "".join(chr(ord(char) - _TAG) for char in found[1])
    return f"[flag of {_NATIONS.get(letters, letters.upper())}]"


def _stand_in(char: str) -> str:
    """A space for a space, nothing for what has no shape of its own, a square for the rest."""
    match unicodedata.category(char):
        case "Zs":
            return " "
        case "Cf" | "Mn" | "Me":
            return ""
    return UNPRINTABLE


def _name(char: str) -> str:
    """What Unicode calls it, or its number where that has no name."""
    return unicodedata.name(char, "").lower() or f"U+{ord(char):04X}"
