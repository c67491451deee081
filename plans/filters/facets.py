"""How many actions each option would leave, with the other filters on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import timedelta
from functools import cached_property, reduce
from operator import or_

from django.db.models import Case, Count, F, IntegerField, Q, Value, When

from plans import stages
from plans.filters import NONE
from plans.filters.action_filter import MOVED, ActionFilter, Option, asked_by_members, group_of
from plans.filters.fields import YES
from plans.models import Assignment, Lead, Plan, Standing, standing
from plans.models.blanks import Blank, KeptQuery, blank_day

DAYS = (7, 30)
"""The horizons that the list always offers; an address may ask for any other."""

WHERE = frozenset({"plan", "status", "section"})
"""The groups that say where an action stands in the plans; those of leads and words are neither these nor `HOW`."""

HOW = frozenset({"rag", "due", "owes", "forecast", "asked", "moved", "off_track", "mine", "stage"})
"""The groups that say how an action stands."""

WAYS = frozenset(("when", way) for way in MOVED)


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

    @property
    def number(self) -> int:
        """How many actions there are without any filter: known already unless one of other groups is on."""
        if all(group_of(option) in HOW for option in self.chosen):
            return self.how.left(without=HOW)
        return self.scope.number

    @cached_property
    def how(self) -> Counts:
        days = sorted({*DAYS, *(int(value) for name, value in self.chosen if name == "due_within")})
        found = self._mixtures(days)
        rated = {pk: rating.value for rating in self.scope.ratings for pk in rating.ids}
        rags = self.scope.rags
        rows = []
        for stage, rag, reported, within, undated, silent, beyond, asked, own, number in found:
            options = {("stage", stage), ("rag", NONE if rag is None else rated.get(rag, ""))}
            options |= {("when", "owes")} if silent else set()
            options |= {("when", "asked")} if asked else set()
            moved = standing.direction(rags.get(rag), rags.get(reported), reported)
            options |= {("when", moved)} & WAYS
            options |= {("mine", YES)} if own else set()
            if stage not in stages.FINISHED:
                options |= {("when", "forecast")} if beyond else set()
                options |= {("when", "no_date")} if undated else set()
                options |= {("off_track", YES)} if rag and rags[rag].needs_attention else set()
                options |= _due(stage, within, days)
            rows.append((frozenset(options), number))
        return Counts(rows, HOW, self.chosen)

    def _mixtures(self, days: list[int]):
        """How many actions stand in each way, those that the filters of other groups leave. Mostly there are none of
        those, and then the question is always the same."""
        scope, own = self.scope, None
        since = standing.by_day(scope.owed_since)
        if scope.holds or any(group_of(option) not in HOW for option in self.chosen):
            left = scope.standings.filter(self.filters.condition(without=HOW))
            own = self.filters.of(("mine", YES)) if scope.holds else None
            horizons = [(each, scope.on + timedelta(each)) for each in days]
            return _mixed(left, scope.on, horizons, since, own)
        told = {f"in {each}": scope.on + timedelta(each) for each in days} | standing.days_told(since)
        plans = [plan.pk for plan in scope.plans]
        return _USUAL(tuple(days), len(since), **told, on=scope.on, plans=plans)

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
        first = left.values_list("lead").annotate(Count("pk"))
        parts = Assignment.objects.current().filter(action__in=left.filter(shared=True).values("pk")).order_by()
        beside = parts.exclude(lead=F("action__standing__lead")).values_list("lead")
        counts = Counter(dict(first)) + Counter(dict(beside.annotate(Count("action", distinct=True))))
        nobody = counts.pop(None, 0)
        return {str(lead): number for lead, number in counts.items()} | {NONE: nobody}

    @cached_property
    def leads(self) -> dict[str, str]:
        """The names of the leads that are counted."""
        ids = [int(lead) for lead in self.under_whom if lead != NONE]
        names = Lead.objects.filter(pk__in=ids).order_by("name").values_list("pk", "name")
        return {str(pk): name for pk, name in names}


def _mixed(standings, on, horizons: Iterable[tuple], since: Iterable[tuple], own: Q | None = None):
    """The mixtures among these, and how many there are of each. `on` is the day, `horizons` how many days and until
    which day, `since` what `standing.silent_since` asks of, `own` what an action of one's own is."""
    due = Case(
        When(due__lt=on, then=Value(-1)),
        *(When(standing.due_between(on, until), then=Value(each)) for each, until in horizons),
        default=None,
        output_field=IntegerField(),
    )
    return (
        standings.order_by()
        .annotate(
            days=due,
            silent=_is(standing.silent_since(since)),
            beyond=_is(Q(forecast_on__gt=F("due"))),
            asked=_is(asked_by_members()),
            own=Value(0) if own is None else _is(own),
        )
        .values_list("stage", "rag", "reported", "days", "undated", "silent", "beyond", "asked", "own")
        .annotate(number=Count("pk"))
    )


def _usual(days: tuple[int, ...], since: int):
    """The same of everything that somebody sees who holds no post, with blanks for their plans and the days."""
    horizons = [(each, blank_day(f"in {each}")) for each in days]
    seen = Standing.objects.filter(current=True, plan__among=Blank("plans"))
    return _mixed(seen, blank_day("on"), horizons, standing.blank_days(since))


_USUAL = KeptQuery(_usual)


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
