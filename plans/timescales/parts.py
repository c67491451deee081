"""A part of a line: what will be one reading, and how two parts become one."""

from dataclasses import dataclass

from plans.timescales.interpretation import Sense
from plans.timescales.scan import Body, is_separator
from plans.timescales.tokens import Tokens

TIES = frozenset({"-", ":"})
BRACKETS = frozenset({"(", ")", "[", "]"})


@dataclass(frozen=True, slots=True)
class LinePart:
    """What will be one reading: tokens `first` up to `last`, its sense, and whether words lead up to it.

    `qualifies` is true of a word such as "quarterly" that has more words after it in its clause.
    """

    first: int
    last: int
    body: Body
    sense: Sense
    led: bool = False
    qualifies: bool = False


def merged(left: LinePart, right: LinePart, body: Body, sense: Sense) -> LinePart:
    """One part over both, with the body and the sense given."""
    return LinePart(left.first, right.last, body, sense, left.led, right.qualifies)


def words_of_both(tokens: Tokens, left: LinePart, right: LinePart) -> str:
    """The words of two parts as printed, a bracket after them included."""
    return tokens.slice(left.first, right.last + (tokens[right.last].text in (")", "]")))


def between(tokens: Tokens, left: LinePart, right: LinePart) -> list[str]:
    """The texts of the tokens between two parts."""
    return [tokens[index].text for index in range(left.last, right.first)]


def stand_apart(tokens: Tokens, left: LinePart, right: LinePart) -> bool:
    """Whether a separator or a bracket stands between two parts."""
    places = range(left.last, right.first)
    return any(is_separator(tokens, index) or tokens[index].text in BRACKETS for index in places)
