"""One thing that an answer changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from plans import models as m
from plans.trail import Act
from plans.wording import number_of

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Effect:
    """What stands at a place and what will; `write` does it within an act. Where it is `left` as it is, why."""

    place: str
    what: str
    before: str
    after: str
    write: Callable[[Act], object] | None = field(default=None, compare=False)
    left: str = ""


def saved(obj, **values) -> Callable[[Act], object]:
    """Writes these values of a row."""

    def write(act: Act) -> None:
        for name, value in values.items():
            setattr(obj, name, value)
        act.save(obj)

    return write


def of_action(action: m.Action) -> str:
    return action.known_as or f"Row {action.row}"


def actions_of(plan: m.Plan):
    """The plan's current actions, in its order."""
    current = m.Action.objects.of_plan(plan).filter(
        withdrawn=False, recommendation__withdrawn=False, recommendation__section__withdrawn=False
    )
    return current.in_printed_order().with_plan("scheme")


def stamp(effects: Iterable[Effect]) -> str:
    """What tells whether an answer would still change what somebody was shown."""
    rows = [(each.place, each.what, each.before, each.after, each.left) for each in effects]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:20]


def counted(effects: Iterable[Effect]) -> str:
    """How many things an answer has changed, and how many it left."""
    effects = list(effects)
    left = sum(bool(each.left) for each in effects)
    told = f"{number_of(len(effects) - left, 'thing')} changed"
    return f"{told}, {left} left as {'it was' if left == 1 else 'they were'}" if left else told
