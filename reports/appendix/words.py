"""Days and counts in the words of the paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

CONTINUED = "(continued)"
"""Beside what a page or a row goes on with."""

REPEATED = 300
"""Characters of a recommendation that are then repeated; of a longer one, whole words and "…"."""


def day(on: date) -> str:
    """ "30 June 2026", whatever the machine's locale."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def number(count: int, singular: str, plural: str = "") -> str:
    """ "1 action", "1,204 actions"."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """ "Red, Amber and Green"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def late(days: int) -> str:
    """ "68 days late"."""
    return f"{number(days, 'day')} late"


def month(on: date) -> str:
    """ "June 2026"."""
    return f"{MONTHS[on.month - 1]} {on.year}"
