"""How many actions each option would leave, with the other filters on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property, reduce
from operator import or_

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When

from plans import stages
from plans.filters import NONE
from plans.filters.action_filter import ActionFilter, Option, group_of
from plans.filters.fields import YES
from plans.models import Assignment, Lead, Plan, standing

DAYS = (7, 30)
"""The horizons that the list always offers; an address may ask for any other."""

WHERE = frozenset({"plan", "status", "section"})
"""The groups that say where an action stands in the plans; those of leads and words are neither these nor `HOW`."""

HOW = frozenset({"rag", "due", "owes", "forecast", "moved", "off_track", "mine", "stage"})
"""The groups that say how an action stands."""


def asked_of(chosen: Iterable[Option]) -> dict[str, set[Option]]:
    """The options that are on, by their group."""
    asked: dict[str, set[Option]] = {}
    for option in chosen:
        asked.setdefault(group_of(option), set()).add(option)
    return asked


def failing(asked: dict[str, set[Option]], options: Collection[Option]) -> frozenset[str]:
    """The groups of which an action with these options has none that is asked for."""
    return frozenset(group for group, wanted in asked.items() if wanted.isdisjoint(options))


class Counts:
    """So many actions for each mixture of options of some groups, so that any combination is summed without another
    query. `chosen` are the options that are on."""

    def __init__(self, rows: Iterable[tuple[frozenset[Option], int]], groups: Collection[str], chosen):
        asked = asked_of(option for option in chosen if group_of(option) in groups)
        self._rows = [(options, failing(asked, options), number) for options, number in rows]

    def left(self, *, without: Collection[str] = (), also: Collection[Option] = ()) -> int:
        """How many actions pass the options that are on, those of some groups apart, and have all of `also`."""
        apart, wanted = frozenset(without), frozenset(also)
        return sum(number for options, fails, number in self._rows if fails <= apart and wanted <= options)


def _due(stage: str, within: int | None, days: Iterable[int]) -> set[Option]:
    """The options that an unfinished action has which is due `within` so many days: -1 for one that is late, None for
    one that is due later than any of `days`."""
    if within is None:
        return set()
    if within < 0:
        return {("when", "overdue")} if stage in standing.WORKED_ON else set()
    return {("due_within", str(each)) for each in days if each >= within}


class Facets:
    """The counts of one listing: one query for how its actions stand, and one more each for where and under whom
    where that is shown."""

    def __init__(self, filters: ActionFilter):
        self.filters = filters
        self.scope = filters.scope
        self.chosen: tuple[Option, ...] = filters.chosen

    def left(self, *, without: Collection[str] = (), also: Collection[Option] = ()) -> int:
        """How many actions the chosen options leave, those of some groups of `HOW` apart, with those of `also`."""
        return self.how.left(without=without, also=also)

    def count(self, option: Option) -> int:
        """How many actions the option has, with the filters of every other group on."""
        group = group_of(option)
        if group in HOW:
            return self.how.left(without={group}, also={option})
        if group in WHERE:
            return self.where.left(without={group}, also={option})
        if group == "lead":
            return self.under_whom.get(option[1], 0)
        return self.how.left()

    def without(self, option: Option) -> int:
        """How many actions there would be if this option were taken off."""
        group = group_of(option)
        rest = [each for each in self.chosen if each != option and group_of(each) == group]
        condition = self.filters.condition(without={group})
        if rest:
            condition &= reduce(or_, map(self.filters.of, rest))
        return self.scope.standings.filter(condition).count()

    @cached_property
    def how(self) -> Counts:
        days = sorted({*DAYS, *(int(value) for name, value in self.chosen if name == "due_within")})
        due = Case(
            When(due__lt=self.scope.on, then=Value(-1)),
            *(When(standing.due_within(each, self.scope.on), then=Value(each)) for each in days),
            default=None,
            output_field=IntegerField(),
        )
        found = (
            self.scope.standings.filter(self.filters.condition(without=HOW))
            .order_by()
            .annotate(
                days=due,
                silent=_is(standing.owes_update(self.scope.owed_since)),
                beyond=_is(Q(forecast_on__gt=F("due"))),
                better=_is(standing.moved("better")),
                worse=_is(standing.moved("worse")),
                own=_is(self.filters.of(("mine", YES))) if self.scope.holds else Value(0),
            )
            .values_list("stage", "rag", "days", "undated", "silent", "beyond", "better", "worse", "own")
            .annotate(number=Count("pk"))
        )
        rated = {pk: rating.value for rating in self.scope.ratings for pk in rating.ids}
        rows = []
        for stage, rag, within, undated, silent, beyond, better, worse, own, number in found:
            options = {("stage", stage), ("rag", NONE if rag is None else rated.get(rag, ""))}
            options |= {("when", "owes")} if silent else set()
            options |= {("when", "better")} if better else {("when", "worse")} if worse else set()
            options |= {("mine", YES)} if own else set()
            if stage not in stages.FINISHED:
                options |= {("when", "forecast")} if beyond else set()
                options |= {("when", "no_date")} if undated else set()
                options |= {("off_track", YES)} if rag and self.scope.rags[rag].needs_attention else set()
                options |= _due(stage, within, days)
            rows.append((frozenset(options), number))
        return Counts(rows, HOW, self.chosen)

    @cached_property
    def where(self) -> Counts:
        plans: dict[int, Plan] = {plan.pk: plan for plan in self.scope.plans}
        titles = {pk: title for title, pks in self.scope.sections.items() for pk in pks}
        found = self.scope.standings.filter(self.filters.condition(without=WHERE)).order_by()
        rows = [
            (
                frozenset(
                    {
                        ("plan", plans[plan].slug),
                        ("status", plans[plan].status),
                        ("section", titles.get(section, "")),
                    }
                ),
                number,
            )
            for plan, section, number in found.values_list("plan", "section").annotate(number=Count("pk"))
        ]
        return Counts(rows, WHERE, self.chosen)

    @cached_property
    def under_whom(self) -> dict[str, int]:
        """How many actions each lead has a part in, by its number as it stands in an address, and nobody."""
        left = self.scope.standings.filter(self.filters.condition(without={"lead"})).order_by()
        assigned = Assignment.objects.current().filter(action__in=left.values("pk")).order_by()
        led = assigned.values_list("lead").annotate(number=Count("action", distinct=True))
        nobody = left.filter(~Exists(Assignment.objects.current().filter(action=OuterRef("pk"))))
        return {str(lead): number for lead, number in led} | {NONE: nobody.count()}

    @cached_property
    def leads(self) -> dict[str, str]:
        """The names of the leads that are counted."""
        ids = [int(lead) for lead in self.under_whom if lead != NONE]
        names = Lead.objects.filter(pk__in=ids).order_by("name").values_list("pk", "name")
        return {str(pk): name for pk, name in names}


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
