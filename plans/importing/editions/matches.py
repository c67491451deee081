"""Which sections, recommendations, actions and steps of a plan are which of an edition's, and which of several
neighbours moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from plans.importing.editions.differences import At, Matched
from plans.importing.editions.similarity import NEIGHBOURS, PairedText, Pairs, assign, plain
from plans.importing.understood_plan import (
    UnderstoodAction,
    UnderstoodPlan,
    UnderstoodRecommendation,
    UnderstoodSection,
)
from plans.state import ActionState, PlanState, RecommendationState, SectionState

VOTES = 0.3
"""What it adds that all of what stands under two things is the same."""
ORDER = 0.04
"""What it adds to stand at the same part of the whole."""


@dataclass(frozen=True, slots=True)
class Matches:
    """The pairs, and for what has none a hint: the old thing that a place may come of, the place that an old thing
    may have become. Hints are of recommendations ("r") and actions ("a")."""

    matched: Matched
    came_of: dict[At, tuple[str, int]] = field(default_factory=dict)
    became: dict[tuple[str, int], At] = field(default_factory=dict)


@dataclass(slots=True)
class _Flat:
    """Both trees as lists, with the index of each thing's parent."""

    old_sections: list[SectionState]
    new_sections: list[tuple[At, UnderstoodSection]]
    old_recs: list[tuple[int, RecommendationState]] = field(default_factory=list)
    new_recs: list[tuple[int, At, UnderstoodRecommendation]] = field(default_factory=list)
    old_actions: list[tuple[int, ActionState]] = field(default_factory=list)
    new_actions: list[tuple[int, At, UnderstoodAction]] = field(default_factory=list)


def match(plan: PlanState, edition: UnderstoodPlan) -> Matches:
    """Sections, then recommendations, then actions; each step is told by what stands under it and above it."""
    flat = _flatten(plan, edition)
    certain = _certain(flat)
    sections = _sections(flat, certain)
    recs = _recommendations(flat, certain, sections)
    actions = _actions(flat, sections, recs)
    matched = Matched(
        {flat.new_sections[j][0]: flat.old_sections[i].id for j, i in sections.pairs.items()},
        {flat.new_recs[j][1]: flat.old_recs[i][1].id for j, i in recs.pairs.items()},
        {flat.new_actions[j][1]: flat.old_actions[i][1].id for j, i in actions.pairs.items()},
    )
    _steps(flat, actions, matched)
    found = Matches(matched)
    for kind, old, new, assigned in (
        ("r", flat.old_recs, flat.new_recs, recs),
        ("a", flat.old_actions, flat.new_actions, actions),
    ):
        for j, i in assigned.maybe_old.items():
            found.came_of[new[j][1]] = (kind, old[i][1].id)
        for i, j in assigned.maybe_new.items():
            found.became[kind, old[i][1].id] = new[j][1]
    return found


def _flatten(plan: PlanState, edition: UnderstoodPlan) -> _Flat:
    flat = _Flat(list(plan.sections), [((s,), section) for s, section in enumerate(edition.sections)])
    for s, old in enumerate(plan.sections):
        for rec in old.recommendations:
            flat.old_actions += [(len(flat.old_recs), action) for action in rec.actions]
            flat.old_recs.append((s, rec))
    for s, new in enumerate(edition.sections):
        for r, understood in enumerate(new.recommendations):
            flat.new_actions += [(len(flat.new_recs), (s, r, a), action) for a, action in enumerate(understood.actions)]
            flat.new_recs.append((s, (s, r), understood))
    return flat


def _certain(flat: _Flat) -> dict[int, int]:
    """Actions whose text stands once on either side: from new to old."""
    old, new = defaultdict(list), defaultdict(list)
    for i, (_rec, action) in enumerate(flat.old_actions):
        old[plain(action.text)].append(i)
    for j, (_rec, _at, understood) in enumerate(flat.new_actions):
        new[plain(understood.text)].append(j)
    return {js[0]: old[text][0] for text, js in new.items() if text and len(js) == 1 and len(old.get(text, ())) == 1}


def _sections(flat: _Flat, certain: dict[int, int]) -> Pairs:
    votes: Counter[tuple[int, int]] = Counter()
    sizes: Counter[int] = Counter()
    for j, (rec, _at, _action) in enumerate(flat.new_actions):
        sizes[flat.new_recs[rec][0]] += 1
        if j in certain:
            votes[flat.old_recs[flat.old_actions[certain[j]][0]][0], flat.new_recs[rec][0]] += 1
    alone = len(flat.old_sections) == len(flat.new_sections) == 1

    def near(i: int, j: int) -> float:
        return VOTES * (1 if alone else votes[i, j] / max(sizes[j], 1)) + ORDER * (i == j)

    old = [PairedText(section.title) for section in flat.old_sections]
    new = [PairedText(section.title or "") for _at, section in flat.new_sections]
    found = assign(old, new, near)
    _pair_by_votes(found, votes, sizes)
    if alone:
        found.pairs[0] = 0
    return found


def _recommendations(flat: _Flat, certain: dict[int, int], sections: Pairs) -> Pairs:
    votes: Counter[tuple[int, int]] = Counter()
    sizes: Counter[int] = Counter(rec for rec, _at, _action in flat.new_actions)
    for j, i in certain.items():
        votes[flat.old_actions[i][0], flat.new_actions[j][0]] += 1
    share = len(flat.old_recs) or 1, len(flat.new_recs) or 1

    def near(i: int, j: int) -> float:
        here = NEIGHBOURS if sections.pairs.get(flat.new_recs[j][0]) == flat.old_recs[i][0] else 0
        return here + VOTES * votes[i, j] / max(sizes[j], 1) + ORDER * (1 - abs(i / share[0] - j / share[1]))

    old = [PairedText(rec.text, rec.ref) for _section, rec in flat.old_recs]
    new = [PairedText(rec.text or "", rec.ref) for _section, _at, rec in flat.new_recs]
    found = assign(old, new, near)
    _pair_by_votes(found, votes, sizes)
    return found


def _pair_by_votes(found: Pairs, votes: Counter[tuple[int, int]], sizes: Counter[int]) -> None:
    """Pair what is left by most of what stands under it: so is a band told that was renamed."""
    for (i, j), count in votes.most_common():
        if j not in found.pairs and i not in found.pairs.values() and count * 2 > sizes[j]:
            found.pairs[j] = i


def _actions(flat: _Flat, sections: Pairs, recs: Pairs) -> Pairs:
    share = len(flat.old_actions) or 1, len(flat.new_actions) or 1

    def near(i: int, j: int) -> float:
        old_rec, new_rec = flat.old_actions[i][0], flat.new_actions[j][0]
        place = ORDER * (1 - abs(i / share[0] - j / share[1]))
        if recs.pairs.get(new_rec) == old_rec:
            return place + NEIGHBOURS * 1.5
        if sections.pairs.get(flat.new_recs[new_rec][0]) == flat.old_recs[old_rec][0]:
            return place + NEIGHBOURS / 2
        return place

    old = [PairedText(action.text, action.ref) for _rec, action in flat.old_actions]
    new = [PairedText(action.text or "", action.ref) for _rec, _at, action in flat.new_actions]
    return assign(old, new, near)


def _steps(flat: _Flat, actions: Pairs, matched: Matched) -> None:
    for j, i in actions.pairs.items():
        old, (_rec, at, new) = flat.old_actions[i][1].steps, flat.new_actions[j]
        if old and new.steps:
            found = assign(
                [PairedText(step.text) for step in old],
                [PairedText(step.text) for step in new.steps],
                lambda a, b: NEIGHBOURS * (a == b),
            )
            for b, a in found.pairs.items():
                matched.steps[(*at, b)] = old[a].id


Thing = TypeVar("Thing", bound=Hashable)


def moved(before: Sequence[Thing], after: Sequence[Thing | None]) -> set[Thing]:
    """Of the things in both, the fewest whose moving makes the one order of the other; None is in neither."""
    place = {thing: n for n, thing in enumerate(before)}
    common = [thing for thing in after if thing is not None and thing in place]
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


def in_new_order(before: Sequence[Thing], after: Sequence[Thing], moving: set[Thing]) -> list[Thing]:
    """The order that `before` takes when those of `moving` (moved or new) go where `after` has them: behind the
    nearest thing that stands before them there, or first."""
    out = [thing for thing in before if thing not in moving]
    for n, thing in enumerate(after):
        if thing in moving:
            ahead = next((other for other in reversed(after[:n]) if other in out), None)
            out.insert(out.index(ahead) + 1 if ahead is not None else 0, thing)
    return out
