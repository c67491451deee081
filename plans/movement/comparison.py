"""The parts of a comparison, and the direction in which a rating went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from plans import rules, stages
from plans.movement.dates import DateMove, moved_dates
from plans.movement.words import Rewording, rewordings
from plans.state import ActionState, PlanState, RagState

BETTER, SAME, WORSE, NOT_COMPARABLE = "better", "same", "worse", "not_comparable"

DIRECTIONS = {BETTER: "Better", WORSE: "Worse", SAME: "Same", NOT_COMPARABLE: "Not comparable"}
"""From each direction to its word, in the order in which they are counted."""

NEW, COMPLETED, CLAIMED, CLOSED = "new", "completed", "claimed", "closed"
NOTHING_SAID, FINISHED_BEFORE, LEFT = "nothing_said", "finished_before", "left"

PARTS = {
    NEW: "New",
    COMPLETED: "Completed and verified",
    CLAIMED: "Claimed, not yet verified",
    CLOSED: "Closed otherwise",
    WORSE: "Worse",
    BETTER: "Better",
    NOTHING_SAID: "Nothing said",
    SAME: "Same, with an update",
    FINISHED_BEFORE: "Finished or closed before",
}
"""From each part to its words, in the order in which they are tried: an action is in the first that fits."""

Rated = RagState | str | None
Pair = tuple[Rated, Rated]
"""What an action was rated then and is rated now."""

VERIFIED = frozenset({stages.VERIFIED, stages.EMBEDDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One action that the plan has now, beside what it was. `was` is None where it is new; `because` says why the
    ratings can't be compared."""

    was: ActionState | None
    now: ActionState
    rated_then: RagState | None
    rated_now: RagState | None
    direction: str
    because: str = ""
    part: str = ""

    @property
    def said(self) -> bool:
        """Whether an update is known of it now that was not known then."""
        before = {update.id for update in self.was.updates} if self.was else set()
        return any(update.id not in before for update in self.now.updates)

    @property
    def reopened(self) -> bool:
        return bool(self.was and rules.finished(self.was) and not rules.finished(self.now))


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Two positions compared. `actions` are those of the later one, in its order; `left` those that were in the plan
    then and are not now. `dates` and `reworded` count some of `actions` again."""

    then: PlanState
    now: PlanState
    actions: tuple[Compared, ...]
    left: tuple[ActionState, ...]
    dates: tuple[DateMove, ...]
    reworded: tuple[Rewording, ...]

    def part(self, name: str) -> tuple[Compared, ...]:
        """The actions of one of `PARTS`."""
        return tuple(each for each in self.actions if each.part == name)

    @property
    def counts(self) -> dict[str, int]:
        """How many actions each of `PARTS` has; together they are all actions of the plan."""
        found = Counter(each.part for each in self.actions)
        return {name: found[name] for name in PARTS}

    @property
    def directions(self) -> dict[str, int]:
        """How many actions that were there before went in each of `DIRECTIONS`; with the new ones they are all."""
        found = Counter(each.direction for each in self.actions if each.was)
        return {name: found[name] for name in DIRECTIONS}

    @property
    def moved(self) -> tuple[DateMove, ...]:
        """The dates that did move, without those that were only asked for."""
        return tuple(each for each in self.dates if each.has_moved)

    def matrix(self) -> dict[tuple[RagState | str | None, RagState | str | None], int]:
        """How many actions went from each rating to each. Of a new one the first is `NEW`, of one that left the plan
        the second is `LEFT`; None is not rated."""
        pairs: Counter[Pair] = Counter((each.rated_then if each.was else NEW, each.rated_now) for each in self.actions)
        pairs.update((rules.rating(self.then, action), LEFT) for action in self.left)
        return dict(pairs)


def compare(then: PlanState, now: PlanState) -> Movement:
    """What became of the position `then` in the position `now`."""
    before = {action.id: action for action in then.actions}
    present = {action.id for action in now.actions}
    return Movement(
        then=then,
        now=now,
        actions=tuple(_compared(then, before.get(action.id), now, action) for action in now.actions),
        left=tuple(action for action in then.actions if action.id not in present),
        dates=moved_dates(then, now),
        reworded=rewordings(then, now),
    )


def direction(then: PlanState, was: ActionState | None, now: PlanState, action: ActionState) -> tuple[str, str]:
    """One of `DIRECTIONS` by the ranks of the two ratings in the one version of a scheme that both are of; where they
    are not comparable, why not."""
    if was is None:
        return NOT_COMPARABLE, "new"
    if then.scheme.id != now.scheme.id:
        return NOT_COMPARABLE, "the plan’s scheme of ratings was changed"
    before, after = rules.rating(then, was), rules.rating(now, action)
    if before is None or after is None:
        return NOT_COMPARABLE, "not rated" if after is None else "not rated then"
    if before.rank == after.rank:
        return SAME, ""
    return (BETTER if after.rank > before.rank else WORSE), ""


def _compared(then: PlanState, was: ActionState | None, now: PlanState, action: ActionState) -> Compared:
    way, because = direction(then, was, now, action)
    compared = Compared(
        was=was,
        now=action,
        rated_then=rules.rating(then, was) if was else None,
        rated_now=rules.rating(now, action),
        direction=way,
        because=because,
    )
    return replace(compared, part=next(name for name, fits in _FITS.items() if fits(compared)))


def _stage_then(each: Compared) -> str:
    return each.was.stage if each.was else ""


_FITS: dict[str, Callable[[Compared], bool]] = {
    NEW: lambda each: each.was is None,
    COMPLETED: lambda each: each.now.stage in VERIFIED and _stage_then(each) not in VERIFIED,
    CLAIMED: lambda each: each.now.stage == stages.CLAIMED != _stage_then(each),
    CLOSED: lambda each: each.now.stage in stages.CLOSED and _stage_then(each) != each.now.stage,
    # What was reported as finished and is open again went back, whatever its rating says.
    WORSE: lambda each: each.direction == WORSE or (each.reopened and each.direction != BETTER),
    BETTER: lambda each: each.direction == BETTER,
    NOTHING_SAID: lambda each: not rules.finished(each.now) and not each.said,
    SAME: lambda each: not rules.finished(each.now),
    FINISHED_BEFORE: lambda each: True,
}
