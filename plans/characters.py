"""Characters as people type and paste them: every kind of line end as one, or as a space where there is one line only,
and those that are no text named where they stand."""

from __future__ import annotations

import re

LINE_ENDS = "\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]"
"""A slide's line break is U+000B, a page's U+000C; Word's and a browser's are others again."""
_LINE_END = re.compile(LINE_ENDS)
_BROKEN = re.compile(rf"[ \t]*(?:{LINE_ENDS}|\t)(?:{LINE_ENDS}|[ \t])*")
_NO_CHARACTERS = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_FOREIGN = re.compile(rf"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_NO_CHARACTERS}]")
"""Control characters that are neither tabs nor line ends, half characters, and what Unicode says is none."""
_AROUND = 20
"""Characters before one that is no text by which a person finds it."""


def one_line(text: str) -> str:
    """The text on one line: what broke it, with the space around it, is one space."""
    return _BROKEN.sub(" ", text).strip()


def many_lines(text: str) -> str:
    """The text with line ends of one kind."""
    return _LINE_END.sub("\n", text)


def foreign(text: str) -> str:
    """Which character of a text is none that a text holds, and where it stands, in words for whoever typed it; empty
    where there is none."""
    found = _FOREIGN.search(text)
    if not found:
        return ""
    before = _before(text, found.start())
    where = f"after “{before}”" if before else "at the beginning"
    return (
        f"There is a character that is no text {where} (U+{ord(found[0]):04X}, which can’t be seen). Take it out "
        "by typing those words again, or paste the whole as plain text."
    )


def _before(text: str, place: int) -> str:
    """The words that stand before it, as far as `_AROUND` reaches, without one that is cut in two."""
    begin = max(0, place - _AROUND)
    words = text[begin:place].split()
    is_cut = begin and not text[begin - 1].isspace() and not text[begin].isspace()
    return " ".join(words[1:] if is_cut and len(words) > 1 else words)


def whole_number(text: str) -> int | None:
    """The number that was sent as text, of no more digits than a database takes; None where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
