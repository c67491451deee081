"""What a reading is: the kinds of timescale, one timescale, the reading of a whole text and its JSON; and what is
known of the days of the document that a text stands in.
"""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class DocumentDates:
    """What is known of the document: its date, one that it only implies, and the day that lengths count from.

    `quarters` is the style of its quarters where the document tells it, and `ask_past` whether a day before the
    document's date is to be asked about.
    """

    dated: date | None = None
    hint: date | None = None
    anchor: date | None = None
    quarters: str | None = None
    ask_past: bool = False

    @property
    def near(self) -> date | None:
        """The date that years lean on."""
        return self.dated or self.hint

    @property
    def implied(self) -> bool:
        """Whether that date is only implied by the document."""
        return self.dated is None and self.hint is not None

    def asks_of(self, latest: date | None) -> bool:
        """Whether a latest day is to be asked about, for it is before the document's date."""
        dated = self.dated if self.ask_past else None
        return dated is not None and latest is not None and latest < dated


def reading_as_json(reading: Reading) -> dict:
    """{"text", "readings": [{"text", "kind", "earliest", "latest"}], "question"}, days as "YYYY-MM-DD" or None."""
    return {
        "text": reading.text,
        "readings": [
            {
                "text": timescale.text,
                "kind": timescale.kind,
                "earliest": timescale.earliest and timescale.earliest.isoformat(),
                "latest": timescale.latest and timescale.latest.isoformat(),
            }
            for timescale in reading.readings
        ],
        "question": reading.question,
    }
