"""How many actions of some plans stand how on a day: the one count that every figure and table is summed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, F, Min, OuterRef, Q, Subquery, Value

from plans import stages
from plans.filters.ratings import Rating, grouped
from plans.models import Assignment, Lead, Plan, Rag, Section, Standing, standing
from plans.models.plan import owed_since

AT = "action__standing__"


@dataclass(frozen=True, slots=True)
class Mixture:
    """So many actions that are alike: of one plan (and section, where one plan is counted), stage and rating; and how
    many of them are overdue (`late`), owe an update, are expected `beyond` their day, and were never spoken of."""

    plan: int
    section: int
    stage: str
    rag: int | None
    number: int
    late: int
    owes: int = 0
    beyond: int = 0
    silent: int = 0


class Tally:
    """`mixtures` add up to every current action of the plans; `ratings` is what their schemes can say, worst first,
    each once (`plans.filters.ratings`). Six queries, however many actions."""

    def __init__(self, plans: Iterable[Plan], *, on: date):
        self.on = on
        self.plans = {plan.pk: plan for plan in plans}
        self.owed_since = owed_since({plan.pk: plan.cadence_days for plan in self.plans.values()}, on=on)
        self.standings = Standing.objects.filter(current=True, plan__among=self.plans)
        self.mixtures = self._mixtures()
        self.rags = {rag.pk: rag for rag in Rag.objects.select_related("scheme")}
        schemes = {self.plans[mixture.plan].scheme_id for mixture in self.mixtures}
        self.ratings = grouped(rag for rag in self.rags.values() if rag.scheme_id in schemes)

    def _mixtures(self) -> list[Mixture]:
        one = len(self.plans) == 1
        rows = self.standings.order_by().annotate(where=F("section") if one else Value(0))
        counts = {
            "number": Count("pk"),
            "late": Count("pk", filter=standing.overdue(self.on)),
            "owes": Count("pk", filter=standing.owes_update(self.owed_since)),
            "beyond": Count("pk", filter=standing.forecast_late()),
            "silent": Count("pk", filter=Q(update=None)),
        }
        names = ("plan", "where", "stage", "rag")
        return [Mixture(*row) for row in rows.values(*names).annotate(**counts).values_list(*names, *counts)]

    @cached_property
    def by_plan(self) -> dict[int, list[Mixture]]:
        found = defaultdict(list)
        for mixture in self.mixtures:
            found[mixture.plan].append(mixture)
        return found

    @property
    def with_actions(self) -> list[Plan]:
        """The plans that have an action, by their titles."""
        return [plan for pk, plan in self.plans.items() if pk in self.by_plan]

    def count(self, which: Callable[[Mixture], bool] = lambda _mixture: True) -> int:
        """How many actions are of a mixture of which this is true."""
        return sum(mixture.number for mixture in self.mixtures if which(mixture))

    def needs_attention(self, mixture) -> bool:
        """Its scheme says so of its rating, whatever its stage."""
        rag = self.rags.get(mixture.rag)
        return bool(rag and rag.needs_attention)

    def off_track(self, mixture) -> bool:
        """Unfinished, and its scheme says that its rating needs attention."""
        return mixture.stage not in stages.FINISHED and self.needs_attention(mixture)

    def rated(self, rating: Rating) -> Callable[[Mixture], bool]:
        return lambda mixture: mixture.rag in rating.ids

    @property
    def longest(self) -> int:
        """Days that the latest of the overdue is late."""
        first = self.standings.filter(standing.overdue(self.on)).aggregate(first=Min("due"))["first"]
        return (self.on - first).days if first else 0

    def sections(self) -> dict[int, str]:
        """The titles of the sections, in printed order."""
        found = Section.objects.filter(plan__in=self.plans, withdrawn=False).order_by("order", "pk")
        return dict(found.values_list("pk", "title"))

    def by_lead(self) -> list[tuple[Lead, list[Mixture]]]:
        """Everybody who leads an action, with a mixture of every action that they are assigned to in any part, on a
        step too: what the list shows for them."""
        found: dict[int, list[Mixture]] = defaultdict(list)
        for rows in (self._by_first_lead(), self._by_further_leads()):
            for lead, stage, rag, number, late in rows:
                found[lead].append(Mixture(0, 0, stage, rag, number, late))
        leading = self._assigned().filter(role=Assignment.Role.LEAD, lead=OuterRef("pk")).order_by().values("pk")
        one = Subquery(leading[:1])  # stops at the first, where PostgreSQL has an EXISTS read all of them
        leads = Lead.objects.filter(pk__among=list(found)).alias(one=one).filter(one__isnull=False)
        return [(lead, found[lead.pk]) for lead in leads]

    def _by_first_lead(self):
        """Each action once, at the lead whom its standing keeps: nothing to tell apart, so nothing to sort."""
        counts = {"number": Count("pk"), "late": Count("pk", filter=standing.overdue(self.on))}
        names = ("lead", "stage", "rag")
        rows = self.standings.exclude(lead=None).order_by()
        return rows.values(*names).annotate(**counts).values_list(*names, *counts)

    def _by_further_leads(self):
        """Each action once at every other lead of it, however often it is assigned to that one."""
        counts = {
            "number": Count("action", distinct=True),
            "late": Count("action", distinct=True, filter=standing.overdue(self.on, at=AT)),
        }
        names = ("lead", f"{AT}stage", f"{AT}rag")
        rows = self._assigned().filter(**{f"{AT}shared": True}).exclude(lead=F(f"{AT}lead")).order_by()
        return rows.values(*names).annotate(**counts).values_list(*names, *counts)

    def _assigned(self):
        return Assignment.objects.current().filter(**{f"{AT}current": True, f"{AT}plan__among": self.plans})
