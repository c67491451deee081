"""How many actions of some plans stand how on a day: the one count that every figure and table is summed from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Min, Q, Value, When

from plans import stages
from plans.filters.ratings import Rating, grouped
from plans.models import Assignment, Lead, Plan, Rag, Section, Standing, standing


@dataclass(frozen=True, slots=True)
class Mixture:
    """So many actions that are alike: of one plan (and section, where one plan is counted), stage and rating, and the
    same in all that depends on the day."""

    plan: int
    section: int
    stage: str
    rag: int | None
    late: int
    owes: int
    beyond: int
    silent: int
    number: int


class Tally:
    """`mixtures` add up to every current action of the plans; `ratings` is what their schemes can say, worst first,
    each once (`plans.filters.ratings`). Five queries, however many actions."""

    def __init__(self, plans: Iterable[Plan], *, on: date):
        self.on = on
        self.plans = {plan.pk: plan for plan in plans}
        self.owed_since = Plan.objects.filter(pk__in=self.plans).owed_since(on=on)
        self.standings = Standing.objects.filter(current=True, plan__in=self.plans)
        self.mixtures = self._mixtures()
        self.rags = {rag.pk: rag for rag in Rag.objects.select_related("scheme")}
        schemes = {self.plans[mixture.plan].scheme_id for mixture in self.mixtures}
        self.ratings = grouped(rag for rag in self.rags.values() if rag.scheme_id in schemes)

    def _mixtures(self) -> list[Mixture]:
        one = len(self.plans) == 1
        rows = self.standings.order_by().annotate(
            late=_is(standing.overdue(self.on)),
            owes=_is(standing.owes_update(self.owed_since)),
            beyond=_is(standing.forecast_late()),
            silent=_is(Q(update=None)),
            where=F("section") if one else Value(0),
        )
        names = ("plan", "where", "stage", "rag", "late", "owes", "beyond", "silent")
        return [Mixture(*row) for row in rows.values_list(*names).annotate(number=Count("pk"))]

    def count(self, which: Callable[[Mixture], object] = lambda _mixture: True) -> int:
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
        assigned = Assignment.objects.current().filter(action__standing__in=self.standings).order_by()
        leading = set(assigned.filter(role=Assignment.Role.LEAD).values_list("lead", flat=True).distinct())
        at = "action__standing__"
        rows = assigned.filter(lead__in=leading).annotate(late=_is(standing.overdue(self.on, at=at)))
        found: dict[int, list[Mixture]] = {}
        names = ("lead", f"{at}stage", f"{at}rag", "late")
        for lead, stage, rag, late, number in rows.values_list(*names).annotate(number=Count("action", distinct=True)):
            mixture = Mixture(0, 0, stage, rag, late, owes=0, beyond=0, silent=0, number=number)
            found.setdefault(lead, []).append(mixture)
        leads = Lead.objects.in_bulk(leading)
        return [(leads[pk], mixtures) for pk, mixtures in found.items()]


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
