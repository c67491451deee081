"""What an address asks of the actions list as at a past day: `plans.filters.listing.Listing` for what was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict

from plans import stages
from plans.filters import orders
from plans.filters.action_filter import MOVED, ActionFilter, Option, group_of
from plans.filters.facets import DAYS, Counts, Facets, asked_of, failing
from plans.filters.listing import Listing
from plans.models import User
from plans.views.action_lines import Line
from reports.listing.day import NAME
from reports.listing.positions import PastScope, Positions
from reports.listing.rows import PastRow, rows


class PastListing(Listing):
    """Of the day of these positions. `rows` are those that the filters leave, in the order of `sort`."""

    scope: PastScope

    def __init__(self, user: User, address: QueryDict, *, there: Positions):
        self.there = there
        self._read(PastScope.of(user, there), address)
        self.problems += _only_today(self.filters)

    @cached_property
    def every(self) -> tuple[PastRow, ...]:
        days = sorted({*DAYS, *(int(value) for name, value in self.filters.chosen if name == "due_within")})
        return tuple(rows(self.scope, self.filters.chosen, days))

    @cached_property
    def rows(self) -> list[PastRow]:
        asked = asked_of(self.filters.chosen)
        return ordered([row for row in self.every if not failing(asked, row.options)], self.sort)

    @property
    def ids(self) -> list[int]:
        return [row.line.pk for row in self.rows]

    def lines(self, ids: Iterable[int], *, words: bool = False) -> Iterator[Line]:
        """Those of these actions; what was said last is always with them."""
        of = {row.line.pk: row.line for row in self.rows}
        return (of[pk] for pk in ids)

    @cached_property
    def facets(self) -> PastFacets:
        return PastFacets(self)

    @property
    def number(self) -> int:
        return self.scope.number

    @property
    def address_today(self) -> QueryDict:
        """The same of today's list."""
        return super().address

    @property
    def address(self) -> QueryDict:
        address = self.address_today
        address[NAME] = self.on.isoformat()
        return address


class PastFacets(Facets):
    """The counts of one such listing, as `plans.filters.facets.Facets` gives them."""

    def __init__(self, listing: PastListing):
        self.chosen: tuple[Option, ...] = listing.filters.chosen
        self._counted = [(row.options, 1) for row in listing.every]
        self._names = listing.scope.leads
        groups = {group_of(option) for options, _one in self._counted for option in options}
        self._groups = groups | {group_of(option) for option in self.chosen}
        self._counts = Counts(self._counted, self._groups, self.chosen)

    def left(self, *, without: Collection[str] = (), also: Collection[Option] = ()) -> int:
        return self._counts.left(without=without, also=also)

    def count(self, option: Option) -> int:
        return self.left(without={group_of(option)}, also={option})

    def without(self, option: Option) -> int:
        return Counts(self._counted, self._groups, [each for each in self.chosen if each != option]).left()

    @cached_property
    def leads(self) -> dict[str, str]:
        """The names of the leads that are counted."""
        named = sorted(self._names.items(), key=lambda lead: lead[1])
        return {str(pk): name for pk, name in named if self.count(("lead", str(pk)))}


def ordered(found: list[PastRow], sort: str) -> list[PastRow]:
    """In that order, of rows that stand as printed; those that are equal in it stand in the usual one."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name == "ref":
        return found[::-1] if down else found
    usual = sorted(found, key=lambda row: (_late_first(row.line), row.line.due or date.max))
    if name == orders.USUAL:
        return usual
    key = _KEYS[name]
    told = sorted((row for row in usual if key(row) is not None), key=key, reverse=down)
    untold = [row for row in usual if key(row) is None]
    return [*untold, *told] if name == "updated" and not down else [*told, *untold]


def _late_first(line: Line) -> int:
    return 2 if line.finished else 0 if line.overdue else 1


_STAGES = list(stages.STAGES)

_KEYS: dict[str, Callable[[PastRow], Any]] = {
    "action": lambda row: row.line.text.lower(),
    "lead": lambda row: row.first_lead.lower() or None,
    "due": lambda row: row.line.due,
    "rag": lambda row: row.line.rating.rank if row.line.rating else None,
    "stage": lambda row: _STAGES.index(row.line.stage),
    "updated": lambda row: row.line.position_on,
}


def _only_today(filters: ActionFilter) -> list[str]:
    """What is asked that the record can't tell of a past day: taken off, and said."""
    problems = []
    for value in [each for each in filters.data.getlist("when") if each in MOVED]:
        kept = [each for each in filters.data.getlist("when") if each != value]
        filters.data.setlist("when", kept)
        filters.chosen = tuple(option for option in filters.chosen if option != ("when", value))
        problems.append(
            f"“{MOVED[value]}” can be asked of today alone. “What changed” on a plan’s page compares any two days."
        )
    return problems
