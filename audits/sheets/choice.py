"""Which rows a sheet can hold: of the plans whose sheets a person sends, the actions of a lead or of a list."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property

from django.db.models import Count, F
from django.http import QueryDict

from plans import models as m
from plans.filters.listing import Listing
from plans.filters.panel import Panel
from plans.models.standing import PRINTED, owes_update

AT = "action__standing__"


class RowChoice:
    """What one person may put in a sheet on a day; `query` is the list that they came from, `plan` the plan."""

    def __init__(self, user, *, on: date, plan: m.Plan | None = None, query: str = ""):
        self.user, self.on, self.plan = user, on, plan
        self.query = query[:2000]

    @cached_property
    def plans(self) -> list[m.Plan]:
        """Those whose sheets they send, or the one that is asked for."""
        held = self.user.plans_as("officer", "manager")
        found = m.Plan.objects.visible_to(self.user).filter(pk__in=held).exclude(status=m.Plan.Status.CLOSED)
        return list(found.filter(pk=self.plan.pk) if self.plan else found)

    @cached_property
    def leads(self) -> list[tuple[int, str, int]]:
        """Who leads something that is open there: id, name and how many."""
        counts = self._led_first()
        for lead, number in self._led_further():
            counts[lead] += number
        names = m.Lead.objects.filter(pk__in=counts).order_by("name").values_list("pk", "name")
        return [(pk, name, counts[pk]) for pk, name in names]

    def _led_first(self) -> Counter[int]:
        """Each open action once, at the lead whom its standing keeps: most have no other."""
        open_ones = m.Standing.objects.filter(open=True, current=True, plan__among=[plan.pk for plan in self.plans])
        return Counter(dict(open_ones.exclude(lead=None).order_by().values_list("lead").annotate(Count("pk"))))

    def _led_further(self):
        """Each once at every other lead of it, however often it is assigned to that one."""
        plans = [plan.pk for plan in self.plans]
        of_these = {f"{AT}open": True, f"{AT}current": True, f"{AT}shared": True, f"{AT}plan__among": plans}
        rows = m.Assignment.objects.current().filter(**of_these).exclude(lead=F(f"{AT}lead")).order_by()
        return rows.values_list("lead").annotate(Count("action", distinct=True))

    @cached_property
    def listed(self) -> list[int]:
        """The actions of the list that they came from."""
        if not self.query:
            return []
        return list(self._listing.standings.filter(plan__in=self.plans).values_list("pk", flat=True))

    @cached_property
    def list_in_words(self) -> str:
        """What that list is narrowed by: "Red; Overdue"."""
        panel = Panel(self._listing)
        return "; ".join(panel.label(option) for option in self._listing.facets.chosen) or "all actions"

    @cached_property
    def _listing(self) -> Listing:
        return Listing(self.user, QueryDict(self.query), on=self.on)

    def rows_of(self, lead: m.Lead, *, owing: bool) -> list[int]:
        """The open actions of a lead, as their papers print them; with `owing` those that owe an update."""
        found = self._open().filter(action__in=m.Assignment.objects.current().filter(lead=lead).values("action"))
        if owing:
            since = m.Plan.objects.filter(pk__in=[plan.pk for plan in self.plans]).owed_since(on=self.on)
            found = found.filter(owes_update(since))
        return list(found.order_by(*PRINTED).values_list("pk", flat=True))

    def _open(self):
        return m.Standing.objects.filter(current=True, open=True, plan__in=self.plans)
