"""How actions of made-up plans fare: who leads each, on which days it is spoken of, what is said, asked and decided.
Pure: the same numbers give the same course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

GROUPS = 6
"""The posts that share a plan's actions between them; each has a meeting of its own in every round of updates."""

ROUND = timedelta(days=28)
BETWEEN = timedelta(days=4)
"""From one group's meeting to the next one's."""

BEHIND = (timedelta(0), timedelta(days=7), timedelta(days=14), timedelta(days=21))
"""How far plans are behind with their rounds: where it is most, updates are owed."""

WALKS = ((1, 1, 2), (2, 2, 2), (0, 1, 1), (2, 1, 0), (1, 2, 2), (2, 2, 1), (0, 0, 1), (1, 0, 0), (2, 1, 2), (1, 2, 1))
"""Ratings of an action over its time, as places among a scheme's open ratings, the worst first."""

CLAIMED, VERIFIED = frozenset({3}), frozenset({7, 13})
ONGOING, UNDATED = frozenset({5}), frozenset({11})
MOVED, ASKED, REFUSED = frozenset({9}), frozenset({15}), frozenset({17})
"""Of every twenty actions, those that are claimed to be complete, verified, have no day, and asked for a later one."""


@dataclass(frozen=True, slots=True)
class Course:
    """Action `number` of a plan, counted from 0, with so many updates, the first of them the document's own."""

    number: int
    updates: int
    on: date

    @property
    def group(self) -> int:
        return self.number % GROUPS

    @property
    def _case(self) -> int:
        return self.number % 20

    @property
    def is_claimed(self) -> bool:
        return self.updates > 1 and self._case in CLAIMED

    @property
    def is_verified(self) -> bool:
        """Its last update is the one that the verification writes, and the one before it the claim."""
        return self.updates > 2 and self._case in VERIFIED

    @property
    def claim(self) -> int | None:
        """Which of its updates claims completion."""
        return self.updates - 2 if self.is_verified else self.updates - 1 if self.is_claimed else None

    @property
    def kind(self) -> str:
        return "ongoing" if self._case in ONGOING else "tbc" if self._case in UNDATED else "date"

    @property
    def due(self) -> date | None:
        """From two months back to half a year to come."""
        return self.on + timedelta(days=self.number * 37 % 240 - 60) if self.kind == "date" else None

    @property
    def asks(self) -> str | None:
        """What became of its request for a later day: "agreed", "refused", "requested"; None where none was made."""
        if self._case in MOVED:
            return "agreed"
        return "requested" if self._case in ASKED else "refused" if self._case in REFUSED else None

    def rating(self, update: int) -> int:
        """The place of its rating among three, in that update."""
        walk = WALKS[self.number * 7 % len(WALKS)]
        return walk[update * len(walk) // self.updates]

    def forecast(self, update: int) -> date | None:
        """Where it is behind, every other time a day somewhat after the agreed one."""
        if self.due is None or self.rating(update) == 2 or (self.number + update) % 2:
            return None
        return max(self.due, self.on) + timedelta(days=10 + self.number % 30)


def meeting(round_number: int, group: int, *, rounds: int, plan: int, on: date) -> date:
    """The working day before `on` on which a group of that plan speaks of its actions."""
    day = on - timedelta(days=1) - BEHIND[plan % len(BEHIND)] - ROUND * (rounds - 1 - round_number) - BETWEEN * group
    return day - timedelta(days=max(0, day.weekday() - 4))


def begun(*, rounds: int, on: date) -> date:
    """The day on which the plans were put in: before the first meeting."""
    return on - ROUND * max(1, rounds - 1) - BETWEEN * GROUPS - BEHIND[-1] - timedelta(days=7)
