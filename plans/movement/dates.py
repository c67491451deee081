"""Dates that moved between two positions, and those that were asked for meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans.state import ActionState, ExtensionState, PlanState, TimescaleState

AGREED, REFUSED, REQUESTED, CORRECTED = "agreed", "refused", "requested", "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMove:
    """A day from which and to which a timescale of an action moved, or was asked to move. `status` is that of the
    request, or `CORRECTED` where there was none: the date was corrected, added or taken out. `number` says which
    extension of the action it is or would be; it is 0 of a correction."""

    action_id: int
    timescale_id: int
    was: date | None
    becomes: date | None
    status: str
    reason: str = ""
    asked_by: str = ""
    asked_on: date | None = None
    decided_by: str = ""
    decided_on: date | None = None
    decision_reason: str = ""
    number: int = 0

    @property
    def has_moved(self) -> bool:
        return self.status in (AGREED, CORRECTED)

    @property
    def days(self) -> int | None:
        """By how many days; less than none for an earlier one."""
        return (self.becomes - self.was).days if self.was and self.becomes else None


def moved_dates(then: PlanState, now: PlanState) -> tuple[DateMove, ...]:
    """In the plan's order, of each action what was agreed and corrected before what was refused and what waits."""
    before = {action.id: action for action in then.actions}
    found = (move for action in now.actions for move in _of_action(before.get(action.id), action))
    return tuple(found)


def _of_action(was: ActionState | None, now: ActionState) -> Iterator[DateMove]:
    known = {each.id: each for each in was.every_timescale} if was else {}
    numbers = _numbers(now)
    asked = []
    for timescale in now.every_timescale:
        earlier = known.pop(timescale.id, None)
        new = _newly(earlier, timescale)
        yield from _corrections(was, now, earlier, timescale, [each for each in new if each.status == AGREED])
        for extension in new:
            move = _extended(now, timescale, extension, numbers[extension.id])
            if move.has_moved:
                yield move
            else:
                asked.append(move)
    for gone in known.values():
        if gone.latest:
            yield _corrected(now, gone, gone.latest, None)
    yield from asked


def _newly(was: TimescaleState | None, now: TimescaleState) -> list[ExtensionState]:
    """The requests that are decided otherwise than they were, or were not there, in the order of their decisions."""
    before = {each.id: each.status for each in was.extensions} if was else {}
    new = [each for each in now.extensions if before.get(each.id) != each.status]
    return sorted(new, key=_order)


def _order(extension: ExtensionState) -> tuple[date, int]:
    return extension.decided_on or date.max, extension.id


def _numbers(action: ActionState) -> dict[int, int]:
    """From each request of the action to which extension it is, counted over all of its timescales; one that was
    refused or waits would be the next."""
    every = sorted((each for timescale in action.every_timescale for each in timescale.extensions), key=_order)
    numbers, agreed = {}, 0
    for each in every:
        numbers[each.id] = agreed + 1
        agreed += each.status == AGREED
    return numbers


def _extended(action: ActionState, timescale: TimescaleState, extension: ExtensionState, number: int) -> DateMove:
    return DateMove(
        action_id=action.id,
        timescale_id=timescale.id,
        was=extension.from_latest,
        becomes=extension.to_latest,
        status=extension.status,
        reason=extension.reason,
        asked_by=extension.asked_by,
        asked_on=extension.asked_on,
        decided_by=extension.decided_by,
        decided_on=extension.decided_on,
        decision_reason=extension.decision_reason,
        number=number,
    )


def _corrections(
    was: ActionState | None,
    now: ActionState,
    earlier: TimescaleState | None,
    timescale: TimescaleState,
    agreed: list[ExtensionState],
) -> Iterator[DateMove]:
    """What of a date's way the extensions that were agreed do not tell. A new action's own dates are no news."""
    if was is None or (earlier is None and timescale.latest is None):
        return
    day = earlier.latest if earlier else None
    for extension in agreed:
        if extension.from_latest != day:
            yield _corrected(now, timescale, day, extension.from_latest)
        day = extension.to_latest
    if day != timescale.latest:
        yield _corrected(now, timescale, day, timescale.latest)


def _corrected(action: ActionState, timescale: TimescaleState, was: date | None, becomes: date | None) -> DateMove:
    return DateMove(action_id=action.id, timescale_id=timescale.id, was=was, becomes=becomes, status=CORRECTED)
