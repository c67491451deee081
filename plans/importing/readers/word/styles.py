"""What a document's styles make of paragraphs and runs, through the styles that they are based on; and the names of the
elements and attributes of WordprocessingML, as lxml spells them."""

import re
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"


def child(element, name: str):
    """The first child of that name, or None."""
    return None if element is None else element.find(W + name)


def value(element, name: str) -> str | None:
    """The `w:val` of a child; None without the child, "" for a child without it."""
    found = child(element, name)
    return None if found is None else found.get(VAL, "")


def is_on(element, name: str) -> bool | None:
    """Whether a switch such as `w:b` is set; None where it isn't named."""
    found = value(element, name)
    return None if found is None else found not in ("0", "false", "off", "none")


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number as files write it."""
    try:
        return int(float(text)) if text else otherwise
    except (ValueError, OverflowError):
        return otherwise


_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_LISTED = re.compile(r"list (?:bullet|number|continue)(?:\s*(?P<level>[2-9]))?", re.IGNORECASE)
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """`level` is a heading's (1 is the highest), 0 for ordinary text; `numbering` the list (its number, its level)
    that the style puts a paragraph in; `listed`: it is called a list's; `depth`: within how many items its own stand,
    as "List Bullet 2" is called for those within others."""

    level: int = 0
    bold: bool = False
    italic: bool = False
    listed: bool = False
    numbering: tuple[int, int] | None = None
    hidden: bool = False
    depth: int = 0


PLAIN = Style()


class Styles:
    """The styles of a document by their identifiers."""

    def __init__(self, root) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._elements = {style.get(W + "styleId", ""): style for style in found}
        self._known: dict[str, Style] = {}

    def of(self, identifier: str | None) -> Style:
        """The style of that identifier; the plain one where there is none."""
        if not identifier:
            return PLAIN
        if identifier not in self._known:
            self._known[identifier] = self._read(identifier)
        return self._known[identifier]

    def _read(self, identifier: str) -> Style:
        chain: list[Any] = []
        while identifier in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[identifier])
            identifier = value(chain[-1], "basedOn") or ""
        level, listed, numbering, depth = 0, False, None, 0
        bold = italic = hidden = None
        for element in chain:
            paragraph, run = child(element, "pPr"), child(element, "rPr")
            level = level or _level(element, paragraph)
            called = _LISTED.match(value(element, "name") or "")
            listed, depth = listed or bool(called), depth or (int(called["level"] or 1) - 1 if called else 0)
            numbering = numbering or numbering_of(paragraph)
            bold = is_on(run, "b") if bold is None else bold
            italic = is_on(run, "i") if italic is None else italic
            hidden = is_on(run, "vanish") if hidden is None else hidden
        return Style(level, bool(bold), bool(italic), listed, numbering, bool(hidden), depth)


def _level(style, paragraph) -> int:
    name = (value(style, "name") or "").strip()
    if found := _HEADING.match(name):
        return int(found[1])
    if name.lower() == "title":
        return 1
    if name.lower() == "subtitle":
        return 2
    return outline_level(paragraph)


def outline_level(paragraph) -> int:
    """The level that a paragraph's own properties give it in the outline, 0 for none."""
    found = value(paragraph, "outlineLvl")
    return number(found, 9) + 1 if found is not None and number(found, 9) < 9 else 0


def numbering_of(properties) -> tuple[int, int] | None:
    """The list and level that a paragraph's properties name; list 0 takes it out of its style's list."""
    found = child(properties, "numPr")
    if found is None or child(found, "numId") is None:
        return None
    level = child(found, "ilvl")
    return number(value(found, "numId")), number(level.get(VAL) if level is not None else None)
