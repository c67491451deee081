"""What an address asks of the actions list, for one person on one day: the way into these filters."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.http import QueryDict

from plans.filters import orders
from plans.filters.action_filter import ActionFilter
from plans.filters.facets import Facets
from plans.filters.scope import Scope, scope


class Listing:
    """`standings` says where its actions stand, in the order of `sort`; `problems` holds a sentence for each part of
    the address that can't be used. Everything else of it is."""

    def __init__(self, user, address: QueryDict, *, on: date):
        self._read(scope(user, on=on), address)

    def _read(self, scope: Scope, address: QueryDict) -> None:
        self.on = scope.on
        self.scope = scope
        self.filters = ActionFilter(address, scope=scope)
        self.sort, unknown_sort = orders.read(address.get("sort"))
        self.problems = [*self.filters.problems, *([unknown_sort] if unknown_sort else [])]

    @property
    def standings(self):
        return orders.ordered(self.filters.qs, self.sort, on=self.on)

    @property
    def ids(self):
        """The actions of the list, in its order."""
        return self.standings.values_list("pk", flat=True)

    @property
    def order_in_words(self) -> str:
        return orders.IN_WORDS[self.sort]

    @cached_property
    def facets(self) -> Facets:
        return Facets(self.filters)

    @cached_property
    def number(self) -> int:
        """How many actions there are without any filter."""
        return self.facets.number

    @cached_property
    def several_plans(self) -> bool:
        """Whether a row has to say which plan it is of."""
        return len(self.scope.plans) > 1 and len(self.filters.data.getlist("plan")) != 1

    @property
    def address(self) -> QueryDict:
        """What could be used of the address, in its plain form, without the page."""
        address = self.filters.data.copy()
        if self.sort != orders.USUAL:
            address["sort"] = self.sort
        return address
