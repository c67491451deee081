"""What is known of the document that a text stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
