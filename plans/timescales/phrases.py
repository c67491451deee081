"""Tables of set phrases, looked up by their longest match."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from plans.timescales.tokens import Tokens

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
