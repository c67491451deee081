"""What differs between two positions of a plan: each action in one part, and dates and words counted again beside.

    compare(then, now) -> Movement

A pure function of two `PlanState`s: nothing here knows a database, a request or a clock.
"""

from plans.movement.comparison import (
    BETTER,
    CLAIMED,
    CLOSED,
    COMPLETED,
    DIRECTIONS,
    FINISHED_BEFORE,
    LEFT,
    NEW,
    NOT_COMPARABLE,
    NOTHING_SAID,
    PARTS,
    SAME,
    WORSE,
    Compared,
    Movement,
    compare,
    direction,
)
from plans.movement.dates import DateMove
from plans.movement.words import Rewording, in_runs

__all__ = [
    "BETTER",
    "CLAIMED",
    "CLOSED",
    "COMPLETED",
    "DIRECTIONS",
    "FINISHED_BEFORE",
    "LEFT",
    "NEW",
    "NOTHING_SAID",
    "NOT_COMPARABLE",
    "PARTS",
    "SAME",
    "WORSE",
    "Compared",
    "DateMove",
    "Movement",
    "Rewording",
    "compare",
    "direction",
    "in_runs",
]
