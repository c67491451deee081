"""What hinders the freezing of a position: what would print something that may change, and what only prints as it
stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans import rules
from plans.exemptions import Exempt, is_lost
from plans.state import ActionState, PlanState
from plans.wording import day, number_of

DECIDE, READ, CLAIMS, UPDATES, NOT_OVER = "decide", "read", "claims", "updates", "not_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """One thing that is not settled: what it is, of how many actions (their ids), and what the paper would print.
    `stops` says that the position is not frozen without a reason while it is so."""

    key: str
    title: str
    actions: tuple[int, ...] = ()
    prints: str
    stops: bool = False


def hindrances(
    plan: PlanState, *, on: date, today: date, since: date | None = None, marks: Iterable[Exempt] = ()
) -> tuple[Hindrance, ...]:
    """What is not settled in the position of the day `on`; those that stop first. `since` is the day of the position
    before it: what nothing was said of after that owes the paper an update. `marks` are of what is exempt."""
    asked = tuple(action.id for action in plan.actions if _waits(action))
    claims = tuple(action.id for action in plan.actions if rules.awaits_verification(action))
    silent = tuple(action.id for action in plan.actions if _says_nothing(action, since))
    found = []
    if asked:
        words = number_of(len(asked), "new date is not decided", "new dates are not decided")
        prints = "The paper would print a date that may change."
        found.append(Hindrance(key=DECIDE, title=words, actions=asked, prints=prints, stops=True))
    found += _unread(plan, tuple(marks))
    if on >= today:
        prints = f"What is still said of {day(on)} would be missing."
        found.append(Hindrance(key=NOT_OVER, title=f"{day(on)} is not over", prints=prints))
    if silent:
        words = number_of(len(silent), "update not in", "updates not in")
        said = f"was said after {day(since)}" if since else "was ever said"
        prints = f"Nothing {said}; the paper prints what stands."
        found.append(Hindrance(key=UPDATES, title=words, actions=silent, prints=prints))
    if claims:
        words = number_of(len(claims), "claim not verified", "claims not verified")
        prints = "Printed as claimed complete, not yet verified."
        found.append(Hindrance(key=CLAIMS, title=words, actions=claims, prints=prints))
    return tuple(found)


def _waits(action: ActionState) -> bool:
    return any(each.status == "requested" for timescale in action.every_timescale for each in timescale.extensions)


def _says_nothing(action: ActionState, since: date | None) -> bool:
    if rules.finished(action) or rules.awaits_verification(action):
        return False
    update = action.latest_update
    return update is None or (since is not None and update.position_on <= since)


def _unread(plan: PlanState, marks: tuple[Exempt, ...]) -> list[Hindrance]:
    """What was marked as exempt and no officer has read; and what was reworded since it was marked."""
    actions = {action.id: action for action in plan.actions}
    mine = [mark for mark in marks if mark.action_id in actions]
    waiting = [mark for mark in mine if mark.paragraph is None or is_lost(actions[mark.action_id], mark)]
    if not waiting:
        return []
    words = number_of(len(waiting), "marked passage is to be read", "marked passages are to be read")
    prints = "Until an officer has read it, the public version leaves it out and can’t say why."
    found = tuple(dict.fromkeys(mark.action_id for mark in waiting))
    return [Hindrance(key=READ, title=words, actions=found, prints=prints, stops=True)]
