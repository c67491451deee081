"""Words of several lines said on one: paragraphs and lists as they are quoted in tables, lists and letters. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

BULLETS = "•●▪◦‣➢·\uf0b7\uf0a7\uf0d8"
"""The characters that begin an item of a list, Word's private ones among them."""

_MARKED = re.compile(rf"^\s*(?:[{BULLETS}]\s*|[*–—-]\s+)(?=\S)")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_GOES_ON = re.compile(r"(?:[:;,–—(&]|\b(?:and|or|the|of|to|for|in|on|with|by))$")
_ENDS = (".", "!", "?", "…")


def in_line(text: str) -> str:
    """The text on one line as it is read aloud: "We will: hold meetings; write minutes. Later we look again."

    An item of a list is parted from the next by a semicolon, a line that ends without a mark from the one after it
    too, unless that goes on with it.
    """
    said = ""
    for line in _BREAK.split(text):
        marked = bool(_MARKED.match(line))
        words = " ".join(_MARKED.sub("", line).split())
        if words:
            said = _with(said, words, marked) if said else words
    return said


def joined(parts: Iterable[str]) -> str:
    """Several texts, such as the steps of an action, on one line."""
    return in_line("\n".join(f"• {in_line(part)}" for part in parts if part.strip()))


def shortened(text: str, most: int) -> str:
    """The text on one line and at most that many characters, cut between words where it can be, marked with "…"."""
    text = in_line(text)
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return f"{kept.rpartition(' ')[0] or kept} …"


def _with(said: str, words: str, marked: bool) -> str:
    """What was said so far with another line; `marked` ones are items of a list."""
    if said.endswith(_ENDS) or _GOES_ON.search(said):
        return f"{said} {words}"
    if not marked and words[:1].islower():
        return f"{said} {words}"
    return f"{said}; {words}"
