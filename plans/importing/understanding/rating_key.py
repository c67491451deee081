"""The plan's own key to its ratings, from the lines and the table that print it."""

import re
from dataclasses import dataclass

from plans.importing.rows.cell_patterns import squash
from plans.importing.understanding.key_scheme import key_ratings
from plans.importing.understood_plan import Question
from plans.importing.vocabulary.ratings import WORD, colour_named, status_named
from plans.schemes import Rating

_PAIR = re.compile(
    r"(?P<symbol>[1-9]|[A-Z]{1,2}|[^\w\s]{1,2})(?![A-Za-z0-9])\s*(?:[-–—:=]|means|is)?\s*(?P<rest>.*)", re.DOTALL
)
_ENTRIES = re.compile(r"\s*[;|\n]\s*|,\s*(?=(?:[1-9]|[A-Z])\s*[-–:=])|(?<=[a-z.)])\s+(?=(?:[1-9]|[A-Z])\s*[=:–-]\s)")
_TITLE = re.compile(
    r"^\W*(?:b?rag|rating|status|colour)?\s*(?:rating|status)?\s*(?:key|legend)\b[^:]*:?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Key:
    """The plan's own key: from a printed sign or meaning, squashed, to the name of a colour; `said` is what the key
    calls each colour. `ratings` are the scheme that it defines, worst first, `doubts` what is asked of them."""

    names: dict[str, str]
    said: dict[str, str]
    ratings: tuple[Rating, ...] = ()
    doubts: tuple[Question, ...] = ()

    @property
    def words(self) -> dict[str, str]:
        """From the words of the scheme, squashed, to them as they are kept."""
        return {sign(rating.label): rating.label for rating in self.ratings}

    @property
    def finished(self) -> str | None:
        """The word of the scheme that means finished."""
        return next((rating.label for rating in self.ratings if rating.means_finished), None)

    def cautious(self, names: list[str]) -> str | None:
        """Of several words the one that is worst in the scheme; None unless it holds them all."""
        order = {sign(rating.label): (place, rating.label) for place, rating in enumerate(self.ratings)}
        found = [order.get(sign(name)) for name in names]
        return min(pair for pair in found if pair)[1] if found and all(found) else None


def read_key(legend: list[str], fills: tuple[tuple[str, str], ...]) -> Key:
    """The key that the lines of a legend give, and the colours of its table (name, text beside it)."""
    names: dict[str, str] = {}
    said: dict[str, str] = {}
    for colour, text in fills:
        name = colour_named(text) or colour
        _take_entry(text, name, names)
        said.setdefault(colour, text)
    for line in legend:
        for entry in _ENTRIES.split(_TITLE.sub("", line)):
            named = colour_named(entry) or _by_status(entry)
            if named:
                _take_entry(entry, named, names)
    ratings, doubts = key_ratings(legend, fills)
    return Key(names, said, ratings, tuple(doubts))


def _take_entry(entry: str, name: str, names: dict[str, str]) -> None:
    """The signs of one line of a key: what stands before the colour, and what stands after it."""
    pair = _PAIR.fullmatch(entry.strip())
    symbol = pair["symbol"] if pair and (WORD.match(pair["rest"].lstrip(" :=–-")) or not WORD.search(entry)) else ""
    if symbol and pair:
        names.setdefault(sign(symbol), name)
    rest = (pair["rest"] if symbol and pair else entry).strip()
    meaning = WORD.sub("", rest, count=1).strip(" :=–—-().")
    for text in (rest, meaning):
        if len(squash(text)) > 2:
            names.setdefault(sign(text), name)


def _by_status(entry: str) -> str | None:
    """The colour of an entry that names none, by the status that its sign stands for: "R = off track"."""
    pair = _PAIR.fullmatch(entry.strip())
    return status_named(pair["rest"]) if pair else None


def sign(text: str) -> str:
    """A sign or meaning for comparison: its letters and digits, or itself where it has none."""
    return squash(text) or text.strip()
