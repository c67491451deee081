"""Of which kind of year a plan's quarters are, where its legend or notes say it ("Q1 = April to June")."""

import re
from collections.abc import Iterable
from typing import Literal

_QUARTERS = re.compile(r"\bquarters?\b|\bQ(?:tr)?\s?[1-4]\b", re.IGNORECASE)
_KIND_OF_YEAR = re.compile(r"\b(financial|fiscal|calendar)\s+years?\b", re.IGNORECASE)
_FIRST_QUARTER = re.compile(
    r"\b(?:Q(?:tr|uarter)?\s?1|first\s+quarter)\W+(?:(?:is|means|runs|from|the|months?)\W+){0,3}(Jan|Apr)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.;!?]\s|\n")


def quarters_of(texts: Iterable[str]) -> Literal["financial", "calendar"] | None:
    """The kind of year that texts say quarters are of; None where they say none, or both."""
    told = {kind for text in texts for sentence in _SENTENCE_ENDS.split(text) for kind in _kinds_told(sentence)}
    if len(told) != 1:
        return None
    return "financial" if told == {"financial"} else "calendar"


def _kinds_told(sentence: str) -> set[str]:
    """The kinds of year that a sentence about quarters names: by its first quarter's months, else by name."""
    months = {found.lower() for found in _FIRST_QUARTER.findall(sentence)}
    if months:
        return {"financial" if month == "apr" else "calendar" for month in months}
    if not _QUARTERS.search(sentence):
        return set()
    named = {found.lower() for found in _KIND_OF_YEAR.findall(sentence)}
    return {"calendar" if name == "calendar" else "financial" for name in named}
