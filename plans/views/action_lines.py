"""What the actions list shows of each action, on the page and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import F, Prefetch, Q

from plans import stages
from plans.filters.listing import Listing
from plans.models import Action, Assignment, Rag, Recommendation, Standing, Timescale
from plans.models.standing import WORKED_ON
from plans.rules import DATED_OTHERWISE
from plans.wording import KINDS_IN_WORDS

UNDATED = "No date"

AT_ONCE = 500
"""Rows that are read together where all of a list is wanted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One action and where it stands. `leads` are its leads' names, `others` names with a role that is not lead's;
    `undated` stands in place of a day (Ongoing, No date) with `printed`, the paper's own words where they say more."""

    action: Action
    stands: Standing
    rating: Rag | None
    leads: tuple[str, ...]
    others: tuple[str, ...]
    undated: str
    printed: str
    overdue: bool
    owes: bool
    forecast_late: bool

    @property
    def finished(self) -> bool:
        return self.stands.stage in stages.FINISHED


NOT_SHOWN = ("lead_in", "expected_evidence", "outcome", "related_plans", "extra", "printed", "withdrawn_reason")
"""What no line shows of an action; much of it is read from JSON."""


def lines(listing: Listing, ids: Iterable[int], *, words: bool = False) -> Iterator[Line]:
    """A line for each of these actions, in their order: four to six queries for so many at once. With `words`, what was
    said last is read too, as `said` of the standing."""
    rest = iter(ids)
    while some := list(islice(rest, AT_ONCE)):
        found = {standing.pk: standing for standing in _with_rows(some, words)}
        for pk in some:
            if pk in found:  # else it went while the list was being read
                yield _line(listing, found[pk])


def _with_rows(ids: list[int], words: bool):
    """The standings with what a line shows of each. Of many rows, what several share is read once: building it anew
    for each row is most of what a long list takes."""
    assigned = Assignment.objects.current().order_by("order", "pk")
    frames = Recommendation.objects.select_related("section__plan")
    if words:
        rows = Standing.objects.select_related("action").defer(*(f"action__{name}" for name in NOT_SHOWN))
        rows = rows.annotate(said=F("update__narrative"))
        shared = [Prefetch("action__recommendation", queryset=frames)]
        assigned = assigned.prefetch_related("lead")
    else:
        rows = Standing.objects.select_related("action__recommendation__section__plan")
        shared = []
        assigned = assigned.select_related("lead")
    dateless = unmet_timescales().filter(action__standing__due=None)  # of others the day is shown
    return rows.filter(pk__in=ids).prefetch_related(
        *shared,
        Prefetch("action__assignments", queryset=assigned, to_attr="assigned"),
        Prefetch("action__timescales", queryset=dateless, to_attr="unmet"),
    )


def _line(listing: Listing, stands: Standing) -> Line:
    action = stands.action
    since = listing.scope.owed_since.get(stands.plan_id)
    worked_on = stands.stage in WORKED_ON
    return Line(
        action=action,
        stands=stands,
        rating=listing.scope.rags.get(stands.rag_id),
        leads=_names(action, Assignment.Role.LEAD),
        others=_others(action),
        **without_a_day(action, stands.due),
        overdue=worked_on and stands.due is not None and stands.due < listing.on,
        owes=worked_on and since is not None and (stands.position_on is None or stands.position_on < since),
        forecast_late=stands.open and bool(stands.due and stands.forecast_on and stands.forecast_on > stands.due),
    )


def _names(action, role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.lead.name for each in action.assigned if each.role == role))


def _others(action) -> tuple[str, ...]:
    """Those who support or answer for it and do not lead it."""
    leads = _names(action, Assignment.Role.LEAD)
    found = {each.lead.name: each.get_role_display() for each in action.assigned if each.lead.name not in leads}
    return tuple(f"{name} ({role.lower()})" for name, role in found.items())


def unmet_timescales():
    """What says when the work is to be done, on an action or its steps, met steps apart: for a `Prefetch`."""
    unmet = Q(step=None) | Q(step__met_on=None, step__withdrawn=False)
    return Timescale.objects.filter(unmet, withdrawn=False).order_by("order", "pk")


def without_a_day(action, due: date | None) -> dict[str, str]:
    """What stands in place of a day (`undated`), and the printed words where they say more than that (`printed`), of
    an action with its `unmet` timescales."""
    if due:
        return {"undated": "", "printed": ""}
    kinds = [each for each in action.unmet if each.kind in DATED_OTHERWISE] or action.unmet
    if not kinds:
        return {"undated": UNDATED, "printed": ""}
    first = kinds[0]
    words = KINDS_IN_WORDS[first.kind] if first.kind in DATED_OTHERWISE else UNDATED
    says_more = first.text.strip().casefold() != words.casefold()
    return {"undated": words, "printed": first.text.strip() if says_more else ""}
