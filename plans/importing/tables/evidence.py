"""What an evidence is, by which the meaning of a column is judged, and what the words of a heading weigh beside it.

The words of a heading weigh 10 where they are certain, 7 where likely, 4 where a word of them only might speak of it;
what stands below them, and beside them, adds to that or takes from it. A hint is a line of `text_evidence` or
`standing_evidence`, with a test; never a pass of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from plans.importing.tables.facts import ColumnFacts

WORDS = 10.0
"""What the words of a heading weigh, times how sure they are."""
UNKNOWN = 1.0
"""What it weighs that a column may be one of the plan's own."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """`because` is what a person is told where it decides."""

    name: str
    speaks_for: str
    weight: float
    holds: Callable[[ColumnFacts], bool]
    because: str | None = None
