"""Words, numbers and marks of a text, with their places in it, and tables of set phrases, looked up by their
longest match.

Words that stand for others are put right: months spelt wrong, and the Welsh of bilingual plans ("erbyn diwedd Mawrth
2027").
"""

import re
from collections.abc import Mapping
from string import ascii_lowercase
from typing import Generic, NamedTuple, TypeVar

_EASILY_MISSPELT = ("january", "february", "august", "september", "october", "november", "december")
"""The months long enough that one slip in them makes no other word or name."""

_WELSH = {
    "january": "ionawr",
    "february": "chwefror",
    "march": "mawrth fawrth",
    "april": "ebrill",
    "may": "mai fai",
    "june": "mehefin fehefin",
    "july": "gorffennaf orffennaf ngorffennaf",
    "august": "awst",
    "september": "medi fedi",
    "october": "hydref",
    "november": "tachwedd dachwedd nhachwedd",
    "december": "rhagfyr ragfyr",
    "monday": "llun",
    "wednesday": "mercher",
    "thursday": "iau",
    "friday": "gwener",
    "spring": "gwanwyn",
    "winter": "gaeaf",
    "by": "erbyn",
    "end": "diwedd ddiwedd",
    "mid": "canol",
    "early": "dechrau",
    "before": "cyn",
    "quarter": "chwarter",
    "quarterly": "chwarterol",
    "monthly": "misol",
    "weekly": "wythnosol",
    "annually": "blynyddol",
    "ongoing": "parhaus",
    "term": "tymor",
    "christmas": "nadolig",
    "easter": "pasg",
}
"""English word to the Welsh ones, with their mutations ("o Fawrth", "yng Ngorffennaf").

The Tuesday "Mawrth" is left out: beside a date it is the month far more often. "Hydref" is autumn too, see
`dates`; "haf" is left to `terms`, because in English plans HAF is a programme.
"""


def _one_slip_from(word: str) -> set[str]:
    """The word with a letter left out, doubled or put in, two letters turned round, or one taken for another."""
    halves = [(word[:place], word[place:]) for place in range(1, len(word))]
    return {
        *(before + after[1:] for before, after in halves),
        *(before[:-1] + after[0] + before[-1] + after[1:] for before, after in halves),
        *(before + letter + after for before, after in halves for letter in ascii_lowercase),
        *(before + letter + after[1:] for before, after in halves for letter in ascii_lowercase),
    } - {word}


MEANT = {slip: month for month in _EASILY_MISSPELT for slip in _one_slip_from(month)}
MEANT |= dict.fromkeys("apirl arpil aprl apil aprill appril".split(), "april")
MEANT |= {"marhc": "march", "mrach": "march", "jnue": "june", "juen": "june", "jully": "july", "jluy": "july"}
MEANT |= {welsh: english for english, words in _WELSH.items() for welsh in words.split()}
"""The word that is meant by another, both in lower case."""


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

    The text is in lower case, months spelt as they should be, the Welsh words in English.
    """

    text: str
    kind: str
    start: int
    end: int
    glued: bool

    def is_number(self, digits: int) -> bool:
        """Whether it is a number of so many digits at most."""
        return self.kind == NUMBER and len(self.text) <= digits


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

    def touching(self, first: int, last: int) -> bool:
        """Whether each of tokens `first` up to but not including `last` touches the one before it."""
        return all(self[index].glued for index in range(first, last))

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


Meaning = TypeVar("Meaning")


class PhraseTable(Generic[Meaning]):
    """Finds which phrase of a table stands at a token.

    Built from a mapping of meaning to its phrases, the phrases parted by "|". Marks in a phrase count
    ("w/c"), spaces do not.
    """

    def __init__(self, phrases: Mapping[Meaning, str]):
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for meaning, alternatives in phrases.items():
            for phrase in alternatives.split("|"):
                tokens = Tokens(phrase)
                texts = tuple(tokens[index].text for index in range(len(tokens)))
                self._by_first.setdefault(texts[0], []).append((texts, meaning))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Tokens, index: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that starts at `index` and the index after it, or None."""
        for texts, meaning in self._by_first.get(tokens[index].text, ()):
            if all(tokens[index + offset].text == text for offset, text in enumerate(texts)):
                return meaning, index + len(texts)
        return None
