"""What needs attention first, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, F, Value, When
from django.utils.text import Truncator

from plans import stages, wording
from plans.models import Action, Rag, Standing, standing
from reports.overview.addresses import Addresses
from reports.overview.tables import Figure
from reports.overview.tally import Tally

if TYPE_CHECKING:
    from typing import TypedDict

    from django_stubs_ext import WithAnnotations

    class Added(TypedDict):
        since: date | None
        owes: bool


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


def attention(tally: Tally) -> tuple[Attention, ...]:
    """The unfinished actions that are rated as needing attention or late: worst rating, then most late, first."""
    late = standing.overdue(tally.on)
    found = (
        tally.standings.filter(standing.off_track() | late)
        .annotate(
            worst=Case(When(rag__needs_attention=True, then="rag__rank"), default=Value(UNRANKED)),
            since=Case(When(late, then="due")),
            owes=Case(When(standing.owes_update(tally.owed_since), then=Value(True)), default=Value(False)),
        )
        .select_related("action__recommendation__section__plan", "update", "rag")
        .order_by("worst", F("since").asc(nulls_last=True), *standing.PRINTED)
    )
    return tuple(_attention(tally, stands) for stands in found[:FIRST])


def everything(tally: Tally, addresses: Addresses) -> Iterable[Figure]:
    """The ways to all that is off track and all that is overdue, where there is any."""
    off_track, late = tally.count(tally.off_track), tally.count(lambda mixture: mixture.late)
    if off_track:
        yield Figure(off_track, "off track", addresses.actions(off_track="yes"))
    if late:
        yield Figure(late, "overdue", addresses.actions(when="overdue"))


def _attention(tally: Tally, stands: WithAnnotations[Standing, Added]) -> Attention:
    late = wording.late(stands.since, tally.on) if stands.since else ""
    said = Truncator(stands.update.narrative).words(WORDS) if stands.update else ""
    return Attention(stands.action, stands.rag, late, tuple(_reasons(tally, stands)), said)


def _reasons(tally: Tally, stands: WithAnnotations[Standing, Added]) -> Iterable[str]:
    if stands.stage == stages.CLAIMED:
        yield "Claimed complete, waiting to be verified"
    if stands.due and stands.forecast_on and stands.forecast_on > stands.due:
        days = wording.number_of((stands.forecast_on - stands.due).days, "day")
        yield f"Forecast {wording.day(stands.forecast_on)}, {days} after the agreed date"
    if stands.update is None:
        yield "No update yet"
    elif stands.owes and stands.position_on:
        yield f"No update for {wording.number_of((tally.on - stands.position_on).days, 'day')}"
    if stands.update and not stands.update.narrative:
        yield "Rated in the plan’s document, and nothing said since"
