"""Which of several neighbours moved, when they stand in another order than before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def moved(before: Sequence[Thing], after: Sequence[Thing]) -> set[Thing]:
    """Of the things in both, the fewest whose moving makes the one order of the other."""
    place = {thing: n for n, thing in enumerate(before)}
    common = [thing for thing in after if thing in place]
    tails: list[int] = []
    ends: list[int] = []
    earlier: list[int | None] = []
    for n, thing in enumerate(common):
        at = bisect_left(tails, place[thing])
        earlier.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [place[thing]]
        ends[at : at + 1] = [n]
    kept: set[Thing] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(common[last])
        last = earlier[last]
    return set(common) - kept


def placed(before: Sequence[Thing], after: Sequence[Thing], moving: set[Thing]) -> list[Thing]:
    """The order that `before` takes when those of `moving` (moved or new) go where `after` has them: behind the
    nearest thing that stands before them there, or first."""
    out = [thing for thing in before if thing not in moving]
    for n, thing in enumerate(after):
        if thing in moving:
            ahead = next((other for other in reversed(after[:n]) if other in out), None)
            out.insert(out.index(ahead) + 1 if ahead is not None else 0, thing)
    return out
