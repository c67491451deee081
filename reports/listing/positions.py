"""Where the plans that a person sees stood on a day, as it is known now; no more of them than one page can wait for."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from audits.sources import NotThereYet, as_at, learnt
from plans.filters import NONE, ratings
from plans.filters.scope import Scope
from plans.models import Holding, Lead, Plan, Rag, Standing, User
from plans.state import PlanState

MOST = 1_000
"""Actions that are derived for one page: each costs its whole history."""

MOST_PLANS = 12


class TooMany(LookupError):
    """More than is derived at once; `plans` are those to choose from."""

    def __init__(self, plans: tuple[Plan, ...]):
        super().__init__("Choose a plan")
        self.plans = plans


@dataclass(frozen=True, slots=True)
class PlanPosition:
    """A plan as it stood, with what it was called and its status and scheme then. `learnt` says how that was learnt,
    where a document told it that was brought in after the day."""

    plan: Plan
    state: PlanState
    learnt: str


@dataclass(frozen=True, slots=True)
class Positions:
    """Those of a day, in the order of the list; the plans that were `not_there` then; and from each lead that was
    merged since to the one that it is now (`into`)."""

    on: date
    found: tuple[PlanPosition, ...]
    not_there: tuple[Plan, ...]
    into: dict[int, int]


def positions(user: User, slugs: Iterable[str], *, on: date) -> Positions:
    """All plans that the person sees, where that is not too much; else those of these slugs. Raises TooMany."""
    plans = tuple(Plan.objects.visible_to(user).order_by("title", "pk"))
    wanted = set(slugs)
    chosen = tuple(plan for plan in plans if plan.slug in wanted)
    shown = next((some for some in (plans, chosen) if some and _few(some)), None)
    if plans and shown is None:
        raise TooMany(plans)
    found, not_there = [], []
    for plan in shown or ():
        try:
            state = as_at(plan, on=on)
        except NotThereYet:
            not_there.append(plan)
        else:
            found.append(PlanPosition(_as_it_was(plan, state), state, learnt(plan, on=on)))
    found.sort(key=lambda position: (position.plan.title, position.plan.pk))
    return Positions(on, tuple(found), tuple(not_there), _merged(found))


def _few(plans: tuple[Plan, ...]) -> bool:
    if len(plans) > MOST_PLANS:
        return False
    return Standing.objects.filter(plan__among=[plan.pk for plan in plans]).count() <= MOST


def _as_it_was(plan: Plan, state: PlanState) -> Plan:
    then = copy(plan)
    then.title, then.status, then.scheme_id = state.title, state.status, state.scheme.id
    return then


def _merged(found: list[PlanPosition]) -> dict[int, int]:
    ids = {lead.id for position in found for lead in position.state.leads}
    merged = Lead.objects.filter(pk__in=ids).exclude(merged_into=None)
    return {pk: into for pk, into in merged.values_list("pk", "merged_into") if into}


@dataclass(frozen=True)
class PastScope(Scope):
    """What one person may see of a past day."""

    there: Positions

    @classmethod
    def of(cls, user: User, there: Positions) -> PastScope:
        """Two queries, however many actions."""
        plans = (*(position.plan for position in there.found), *there.not_there)
        rags = list(Rag.objects.filter(scheme__in={plan.scheme_id for plan in plans}).select_related("scheme"))
        return cls(user, there.on, plans, {rag.pk: rag for rag in rags}, ratings.grouped(rags), there)

    @property
    def standings(self):
        """None that is kept: where actions stood is derived."""
        return Standing.objects.none()

    @cached_property
    def number(self) -> int:
        return sum(len(position.state.actions) for position in self.there.found)

    @cached_property
    def sections(self) -> dict[str, tuple[int, ...]]:
        titles: dict[str, tuple[int, ...]] = {}
        for section in (section for position in self.there.found for section in position.state.sections):
            title = section.title or NONE
            titles[title] = (*titles.get(title, ()), section.id)
        return titles

    def leads_among(self, ids) -> dict[int, str]:
        return {pk: name for pk, name in self.leads.items() if pk in ids}

    @cached_property
    def leads(self) -> dict[int, str]:
        """The name that each lead had then, by what it is now."""
        known = (lead for position in self.there.found for lead in position.state.leads)
        return {self.there.into.get(lead.id, lead.id): lead.name for lead in known}

    @cached_property
    def held(self) -> frozenset[int]:
        """The leads that the person was, or whose post they held."""
        return frozenset(Holding.objects.filter(user=self.user).on(self.on).values_list("lead", flat=True))
