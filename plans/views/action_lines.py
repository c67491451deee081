"""What the actions list shows of each action, on the page and as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from plans import stages
from plans.filters.listing import Listing
from plans.models import Action, Assignment, Rag, Timescale
from plans.rules import DATED_OTHERWISE
from plans.wording import KINDS_IN_WORDS

UNDATED = "No date"


@dataclass(frozen=True, slots=True)
class Line:
    """One action. `leads` are its leads' names, `others` names with a role that is not lead's; `undated` stands
    in place of a day (Ongoing, No date) with `printed`, the paper's own words where they say more."""

    action: Action
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
        return self.action.stage in stages.FINISHED


def with_rows(actions):
    """The actions with everything that `lines` reads: two more queries, however many actions."""
    assigned = Assignment.objects.current().select_related("lead").order_by("order", "pk")
    unmet = Timescale.objects.filter(withdrawn=False).filter(Q(step=None) | Q(step__met_on=None, step__withdrawn=False))
    return actions.select_related("recommendation__section__plan").prefetch_related(
        Prefetch("assignments", queryset=assigned, to_attr="assigned"),
        Prefetch("timescales", queryset=unmet.order_by("order", "pk"), to_attr="unmet"),
    )


def lines(listing: Listing, actions: Iterable[Action]) -> list[Line]:
    """A line for each of these actions (of `with_rows`)."""
    is_of = listing.facets.members
    rags = listing.scope.rags
    return [
        Line(
            action=action,
            rating=rags.get(action.rag_now),
            leads=_names(action, Assignment.Role.LEAD),
            others=_others(action),
            **_undated(action),
            overdue=action.pk in is_of["when", "overdue"],
            owes=action.pk in is_of["when", "owes"],
            forecast_late=action.pk in is_of["when", "forecast"],
        )
        for action in actions
    ]


def _names(action, role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.lead.name for each in action.assigned if each.role == role))


def _others(action) -> tuple[str, ...]:
    """Those who support or answer for it and do not lead it."""
    leads = _names(action, Assignment.Role.LEAD)
    found = {each.lead.name: each.get_role_display() for each in action.assigned if each.lead.name not in leads}
    return tuple(f"{name} ({role.lower()})" for name, role in found.items())


def _undated(action) -> dict[str, str]:
    """What stands in place of a day, and the printed words where they say more than that."""
    if action.due:
        return {"undated": "", "printed": ""}
    kinds = [each for each in action.unmet if each.kind in DATED_OTHERWISE] or action.unmet
    if not kinds:
        return {"undated": UNDATED, "printed": ""}
    first = kinds[0]
    words = KINDS_IN_WORDS[first.kind] if first.kind in DATED_OTHERWISE else UNDATED
    says_more = first.text.strip().casefold() != words.casefold()
    return {"undated": words, "printed": first.text.strip() if says_more else ""}
