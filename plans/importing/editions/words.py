"""Two texts with the words that changed between them marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST = 4000
"""Words beyond which two texts are shown whole, as one taken out and one put in."""


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """A run of words. `differs` where it stands only on its own side."""

    text: str
    differs: bool


def marked(before: str, after: str) -> tuple[tuple[MarkedWords, ...], tuple[MarkedWords, ...]]:
    """Both texts in parts. White space stays as it is; an empty text has no part."""
    old, new = _words(before), _words(after)
    if not old or not new or len(old) + len(new) > MOST:
        return _whole(before), _whole(after)
    left: list[MarkedWords] = []
    right: list[MarkedWords] = []
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        for parts, words in ((left, old[a:b]), (right, new[c:d])):
            if words:
                parts.append(MarkedWords("".join(words), tag != "equal"))
    return tuple(left), tuple(right)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)


def _whole(text: str) -> tuple[MarkedWords, ...]:
    return (MarkedWords(text, True),) if text else ()
