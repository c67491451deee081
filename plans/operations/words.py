"""Words that people type, as they are kept: whole, or refused with what to mend."""

from __future__ import annotations

from plans.characters import foreign, many_lines
from plans.operations.errors import Refused

REASON_LIMIT = 2000
"""Characters of a reason."""


def said(text: str, *, limit: int, field: str, need: str = "") -> str:
    """The words without the space around them. `need` is what is said where there are none, if some are needed.

    Raises Refused for words that are too long or missing, and for characters that no text holds (NUL and the like,
    which some databases can't store).
    """
    words = many_lines(text).strip()
    if found := foreign(words):
        raise Refused(found, field)
    if len(words) > limit:
        over = len(words) - limit
        raise Refused(
            f"Shorten this to {limit:,} characters or fewer: it is {over:,} over. "
            "Longer papers can be attached as evidence.",
            field,
        )
    if need and not any(char.isalnum() for char in words):
        raise Refused(need, field)
    return words
