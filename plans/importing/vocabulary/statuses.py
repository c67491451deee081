"""Letters and words that stand for a rating where no colour is named, and what each is read as."""

import re

from plans.importing.vocabulary.icons import icon_of
from plans.importing.vocabulary.ratings import NAMES

LETTERS = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue", "Y": "Yellow", "C": "Blue"}
_STATUS = (
    ("Red", r"off[ -](?:track|target|course)|not achieved|overdue|missed|failed"),
    ("Amber", r"at risk|(?:some|minor|slight) (?:delay|slippage|concern)s?|behind|delayed|slipp(?:ed|ing)"),
    ("Green", r"on[ -](?:track|target|course)"),
    ("Blue", r"completed?(?! by)|done|closed|achieved|implemented|finished"),
)
_STATUS_WORDS = tuple((name, re.compile(rf"(?:{words})\b", re.IGNORECASE)) for name, words in _STATUS)


def status_named(text: str) -> str | None:
    """The colour that the status with which a text opens is read as ("Off track: …" is Red); None for no status."""
    return next((name for name, words in _STATUS_WORDS if words.match(text)), None)


def is_rating(text: str) -> bool:
    """Whether a text is the sign of a rating and nothing else: a letter, a colour's name, a shape."""
    sign = text.strip()
    return sign.upper() in LETTERS or sign.capitalize() in NAMES or (len(sign) <= 2 and icon_of(sign) is not None)
