"""How many actions each option would leave, with the other filters on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from plans.filters import NONE
from plans.filters.action_filter import DATES, FLAGS, ActionFilter
from plans.filters.fields import YES
from plans.filters.scope import Scope
from plans.models.action_queries import PLAN

DAYS = (7, 30)
"""The horizons that the list always offers; an address may ask for any other."""

Option = tuple[str, str]
"""A filter and one of its values, as they stand in an address."""


def group_of(option: Option) -> str:
    """The filters of one group widen each other and narrow every other group: all about the due day are one,
    and each flag is its own."""
    name, value = option
    if name == "due_within" or option in {("when", each) for each in DATES}:
        return "due"
    return value if name == "when" else name


class Facets:
    """The actions of every option as sets of ids, so that any combination is counted without another query.

    `ActionFilter` alone says which actions an option leaves; here they are only intersected. `members` gives the
    ids by option, `chosen` the options that the address has on.
    """

    def __init__(self, filters: ActionFilter):
        self.chosen: tuple[Option, ...] = tuple(
            (name, value) for name, values in filters.data.lists() for value in values
        )
        self.every, self.members = _by_row(filters.scope)
        for option in _asked_in_sql(self.chosen):
            self.members[option] = set(filters.alone(*option).order_by().values_list("pk", flat=True))
        self._left: dict[frozenset[str], frozenset[int]] = {}

    def left(self, *, without: Iterable[str] = ()) -> frozenset[int]:
        """The actions that the chosen options leave, those of some groups apart."""
        key = frozenset(without)
        if key not in self._left:
            groups: dict[str, set[int]] = defaultdict(set)
            for option in self.chosen:
                groups[group_of(option)] |= self.members[option]
            ids = [actions for group, actions in groups.items() if group not in key]
            self._left[key] = frozenset(self.every.intersection(*ids))
        return self._left[key]

    def count(self, option: Option) -> int:
        """How many actions the option has, with the filters of every other group on."""
        return len(self.members[option] & self.left(without={group_of(option)}))


def _by_row(scope: Scope) -> tuple[set[int], dict[Option, set[int]]]:
    """Every action, and those of each option that one look at the actions tells."""
    every, members = set(), defaultdict(set)
    rated = {pk: rating.value for rating in scope.ratings for pk in rating.ids}
    status = {plan.slug: plan.status for plan in scope.plans}
    titles = {pk: title for title, pks in scope.sections.items() for pk in pks}
    names = ("pk", f"{PLAN}__slug", "recommendation__section", "stage", "rag_now")
    for pk, plan, section, stage, rag in scope.actions.order_by().values_list(*names):
        every.add(pk)
        rating = NONE if rag is None else rated.get(rag)
        told = {"plan": plan, "status": status.get(plan), "section": titles.get(section), "stage": stage, "rag": rating}
        for name, value in told.items():
            members[name, str(value)].add(pk)
    for lead, actions in scope.led.items():
        members["lead", str(lead)] |= actions
    members["lead", NONE] = every.difference(*scope.led.values())
    return every, members


def _asked_in_sql(chosen: Iterable[Option]) -> list[Option]:
    """The options that only a query of their own can tell: the standing ones, and those of the address."""
    standing = [("when", value) for value in (*DATES, *FLAGS)]
    standing += [("due_within", str(days)) for days in DAYS]
    standing += [(name, YES) for name in ("off_track", "mine")]
    asked = [option for option in chosen if option[0] in ("words", "due_within")]
    return list(dict.fromkeys([*standing, *asked]))
