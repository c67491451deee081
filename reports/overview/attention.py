"""What needs attention first, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, Value, When
from django.utils.text import Truncator

from plans import stages, tree, wording
from plans.models import Action, Rag, Standing, standing
from reports.overview.addresses import Addresses
from reports.overview.tables import Figure
from reports.overview.tally import Tally

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
    first = list(_ordered(tally).values_list("pk", flat=True)[:FIRST])  # and only of these everything that is shown
    found = Standing.objects.select_related(tree.ACTION_PLAN, "update", "rag").in_bulk(first)
    return tuple(_attention(tally, found[pk]) for pk in first if pk in found)


def _ordered(tally: Tally):
    """All of them in that order, or only those of the worst rating that are late, where there are enough: an index
    has those in their order."""
    late = standing.overdue(tally.on)
    here = {mixture.rag for mixture in tally.mixtures}
    wanting = {rag.rank for pk, rag in tally.rags.items() if pk in here and rag.needs_attention}
    worst = [pk for pk, rag in tally.rags.items() if rag.needs_attention and rag.rank == min(wanting, default=None)]
    if sum(mixture.late for mixture in tally.mixtures if mixture.rag in worst) >= FIRST:
        return tally.standings.filter(late, rag__in=worst).order_by("due", *standing.PRINTED)
    troubled = tally.standings.filter(standing.off_track() | late).annotate(
        worst=Case(When(rag__needs_attention=True, then="rag__rank"), default=Value(UNRANKED)),
        since=Case(When(late, then="due")),
    )
    return troubled.order_by("worst", F("since").asc(nulls_last=True), *standing.PRINTED)


def everything(tally: Tally, addresses: Addresses) -> Iterable[Figure]:
    """The ways to all that is off track and all that is overdue, where there is any."""
    off_track, late = tally.count(tally.off_track), sum(mixture.late for mixture in tally.mixtures)
    if off_track:
        yield Figure(off_track, "off track", addresses.actions(off_track="yes"))
    if late:
        yield Figure(late, "overdue", addresses.actions(when="overdue"))


def _attention(tally: Tally, stands: Standing) -> Attention:
    worked_on = stands.stage in standing.WORKED_ON
    late = wording.late(stands.due, tally.on) if worked_on and stands.due else ""
    said = Truncator(stands.update.narrative).words(WORDS) if stands.update else ""
    return Attention(stands.action, stands.rag, late, tuple(_reasons(tally, stands)), said)


def _reasons(tally: Tally, stands: Standing) -> Iterable[str]:
    if stands.stage == stages.CLAIMED:
        yield "Claimed complete, waiting to be verified"
    if stands.due and stands.forecast_on and stands.forecast_on > stands.due:
        days = wording.number_of((stands.forecast_on - stands.due).days, "day")
        yield f"Forecast {wording.day(stands.forecast_on)}, {days} after the agreed date"
    if stands.update is None:
        yield "No update yet"
    elif silent_for := _silent_for(tally, stands):
        yield f"No update for {wording.number_of(silent_for, 'day')}"
    if stands.update and not stands.update.narrative:
        yield "Rated in the plan’s document, and nothing said since"


def _silent_for(tally: Tally, stands: Standing) -> int:
    """Days since its last word, where its plan asks for another by now."""
    since = tally.owed_since.get(stands.plan_id)
    owes = stands.stage in standing.WORKED_ON and since and stands.position_on and stands.position_on < since
    return (tally.on - stands.position_on).days if owes and stands.position_on else 0
