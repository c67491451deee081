"""A reference for each action, so that a row can be found though its recommendation's cell is pages above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from plans.state import PlanState, RecommendationState
from reports.appendix.text import one_line


def refs(plan: PlanState, elsewhere: Iterable[str] = ()) -> dict[int, str]:
    """From each action's id to its printed reference or, where it has none, one made from its recommendation's:
    "7.2" for the second action under "7.", and "CP 10" itself for an only action.

    Empty where the recommendation has no reference or shares it with another, because a made reference must not
    point at two actions. Where the state holds a part of a plan only, `elsewhere` are the printed references of the
    other recommendations.
    """
    uses = Counter(_stem(rec.ref) for rec in _recommendations(plan)) + Counter(map(_stem, elsewhere))
    found: dict[int, str] = {}
    for rec in _recommendations(plan):
        stem = _stem(rec.ref)
        made = stem if uses[stem] == 1 else ""
        for position, action in enumerate(rec.actions, start=1):
            numbered = made if len(rec.actions) == 1 else f"{made}.{position}"
            found[action.id] = one_line(action.ref) or (numbered if made else "")
    return found


def labels(plan: PlanState, elsewhere: Iterable[str] = ()) -> dict[int, str]:
    """From each action's id to the reference that is printed before its words: none for the only action of a
    recommendation, whose own reference stands beside it."""
    known = refs(plan, elsewhere)
    return {
        action.id: known[action.id] if action.ref or len(rec.actions) > 1 else ""
        for rec in _recommendations(plan)
        for action in rec.actions
    }


def _recommendations(plan: PlanState) -> list[RecommendationState]:
    return [rec for section in plan.sections for rec in section.recommendations]


def _stem(ref: str) -> str:
    return one_line(ref).rstrip(".")
