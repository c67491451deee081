"""Words, numbers and marks of a text, with their places in it."""

import re
from typing import NamedTuple

from plans.timescales.spellings import MEANT

WORD, NUMBER, MARK, END = "word", "number", "mark", "end"

# Each alternative is a plain class of characters, or bounded, so the time taken is linear in the text.
_TOKEN = re.compile(r"<[/A-Za-z][^<>]{0,40}>|[-=–]>|[0-9]+|[^\W\d_]+|\S")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SAME = {
    **MEANT,
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("‘’`´′", "'"),
    **dict.fromkeys("⇒➔➜⟶⇨➡", "→"),
    **dict.fromkeys(("->", "=>", "–>", ">", "»"), "→"),
    "⁄": "/",
}


class Token(NamedTuple):
    """One token: `text`, `kind`, its place in the source, and whether it touches the one before.

    The text is in lower case, months spelt as they should be, the Welsh of `spellings` in English.
    """

    text: str
    kind: str
    start: int
    end: int
    glued: bool


_NOTHING = Token("", END, 0, 0, False)


class Tokens:
    """The tokens of one line; asking beyond either end gives an empty token of kind END."""

    def __init__(self, source: str):
        self.source = source
        self._tokens = list(_tokenise(source))

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index: int) -> Token:
        return self._tokens[index] if 0 <= index < len(self._tokens) else _NOTHING

    def words(self, first: int, last: int) -> list[str]:
        """The words (not numbers or marks) of tokens `first` up to but not including `last`."""
        return [token.text for token in self._tokens[first:last] if token.kind == WORD]

    def slice(self, first: int, last: int) -> str:
        """The source text of tokens `first` up to but not including `last`, as printed."""
        return self.source[self[first].start : self[last - 1].end] if last > first else ""


def _tokenise(source: str):
    previous_end = -1
    for match in _TOKEN.finditer(source):
        text = match.group()
        if text in _INVISIBLE or (text[0] == "<" and len(text) > 1):
            continue
        if "0" <= text[0] <= "9":
            kind = NUMBER
        elif text[0].isalpha():
            kind = WORD
        else:
            kind = MARK
        lowered = text.lower()
        start, end = match.span()
        yield Token(_SAME.get(lowered, lowered), kind, start, end, start == previous_end)
        previous_end = end
