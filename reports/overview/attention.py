"""What needs attention first, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator

from plans import stages, wording
from plans.models import Action, ProgressUpdate, Rag
from reports.overview.addresses import Addresses
from reports.overview.standing import Standing
from reports.overview.tables import Figure

FIRST = 8
"""How many actions are listed."""

WORDS = 30
"""How many words of what was said last are repeated."""

UNRANKED = 99
"""Below every rating that needs attention."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One action that needs attention. `late` ("3 days late") and each of `reasons` are said of it in words; `said`
    is the beginning of its last narrative. At least one of the three is there."""

    action: Action
    rating: Rag | None
    late: str
    reasons: tuple[str, ...]
    said: str


def attention(standing: Standing) -> tuple[Attention, ...]:
    """The unfinished actions that are rated as needing attention or late: worst rating, then most late, first."""

    def urgency(action):
        rank = standing.rating(action).rank if standing.needs_attention(action) else UNRANKED
        return rank, -standing.days_late(action)

    needing = [action for action in standing.actions if standing.off_track(action) or action.pk in standing.late]
    first = sorted(needing, key=urgency)[:FIRST]
    last = _last_updates(first)
    return tuple(_attention(standing, action, last.get(action.pk)) for action in first)


def everything(standing: Standing, addresses: Addresses) -> Iterable[Figure]:
    """The ways to all that is off track and all that is overdue, where there is any."""
    off_track = sum(map(standing.off_track, standing.actions))
    if off_track:
        yield Figure(off_track, "off track", addresses.actions(off_track="yes"))
    if standing.late:
        yield Figure(len(standing.late), "overdue", addresses.actions(when="overdue"))


def _last_updates(actions: Sequence[Action]) -> dict[int, ProgressUpdate]:
    """Of each action the update that speaks for it."""
    said = ProgressUpdate.objects.filter(action__in=actions, corrected_by=None)
    return {update.action_id: update for update in said.order_by("position_on", "recorded_at", "id")}


def _attention(standing: Standing, action: Action, last: ProgressUpdate | None) -> Attention:
    late = wording.late(action.due, standing.on) if action.pk in standing.late else ""
    reasons = tuple(_reasons(standing, action, last))
    said = Truncator(last.narrative).words(WORDS) if last else ""
    return Attention(action, standing.rating(action), late, reasons, said)


def _reasons(standing: Standing, action: Action, last: ProgressUpdate | None) -> Iterable[str]:
    if action.stage == stages.CLAIMED:
        yield "Claimed complete, waiting to be verified"
    beyond = standing.forecast_late_by(action)
    if beyond:
        days = wording.number_of(beyond, "day")
        yield f"Forecast {wording.day(action.forecast_now)}, {days} after the agreed date"
    if last is None:
        yield "No update yet"
    elif standing.owes(action):
        yield f"No update for {wording.number_of((standing.on - action.said_on).days, 'day')}"
    if last and not last.narrative:
        yield "Rated in the plan’s document, and nothing said since"
