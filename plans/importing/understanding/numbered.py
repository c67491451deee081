"""Numbers that a cell prints before each of its lines: "1. …", "2. …"; "a) …", "b) …"."""

import re
from collections.abc import Sequence

_MARK = re.compile(r"\(?(?P<number>\d{1,2}|[a-z])[.)]\s+(?=\S)")


def unnumbered(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts without such numbers where all have one, from 1 or a on and in order; else as they are."""
    marks = [_MARK.match(text) for text in texts]
    found = [mark for mark in marks if mark]
    if len(texts) < 2 or [_place(mark["number"]) for mark in found] != list(range(1, len(texts) + 1)):
        return tuple(texts)
    return tuple(text[mark.end() :] for text, mark in zip(texts, found, strict=True))


def _place(number: str) -> int:
    return int(number) if number.isdigit() else ord(number) - ord("a") + 1
