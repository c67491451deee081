"""What a reading is: the kinds of timescale, one timescale, and the reading of a whole text."""

from dataclasses import dataclass
from datetime import date

KINDS = (
    "date",
    "month",
    "quarter",
    "season",
    "range",
    "relative",
    "recurring",
    "ongoing",
    "immediate",
    "tbc",
    "in_place",
    "complete",
    "other",
)
"""Every kind of timescale; `date` is a single day."""

KINDS_WITHOUT_LATEST = frozenset({"ongoing", "immediate", "tbc", "in_place", "complete", "other"})
"""Kinds that never have a latest day."""


@dataclass(frozen=True, slots=True)
class Timescale:
    """One timescale: the words as printed and what they mean.

    `earliest` and `latest` are the first and the last day of the period that the words name; either may be
    None. `leant` says that the year, or the choice between a day and a year, came from the document's date.
    """

    text: str
    kind: str
    earliest: date | None
    latest: date | None
    leant: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The timescales found in a text, in the order printed, and what a person should be asked, if anything."""

    text: str
    readings: tuple[Timescale, ...]
    question: str | None
