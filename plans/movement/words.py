"""What was reworded between two positions, by words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from plans.state import PlanState

FIELDS = {"text": "Action", "expected_evidence": "Evidence", "outcome": "Outcome"}
"""What of an action counts as its words, and what each is called."""

KEPT, OUT, IN = "kept", "out", "in"
Run = tuple[str, str]
"""Words that stand in a row, after what became of them: `KEPT`, `OUT` or `IN`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """One field of an action that says something else than it did."""

    action_id: int
    field: str
    was: str
    becomes: str

    @property
    def runs(self) -> tuple[Run, ...]:
        return in_runs(self.was, self.becomes)


def rewordings(then: PlanState, now: PlanState) -> tuple[Rewording, ...]:
    """Of the actions that both have, in the plan's order. Spaces and lines make no other words."""
    before = {action.id: action for action in then.actions}
    pairs = ((before[action.id], action) for action in now.actions if action.id in before)
    return tuple(
        Rewording(action_id=action.id, field=field, was=getattr(was, field), becomes=getattr(action, field))
        for was, action in pairs
        for field in FIELDS
        if getattr(was, field).split() != getattr(action, field).split()
    )


def in_runs(was: str, becomes: str) -> tuple[Run, ...]:
    """The later words, with those that went where they stood."""
    return tuple(_runs(was.split(), becomes.split()))


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            yield KEPT, " ".join(new[c:d])
            continue
        if a < b:
            yield OUT, " ".join(old[a:b])
        if c < d:
            yield IN, " ".join(new[c:d])
