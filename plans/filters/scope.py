"""What one person may see on a day: where the actions stand, and everything that they can be filtered by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plans.filters import ratings, sections
from plans.models import Assignment, Lead, Plan, Rag, Section, Standing, User
from plans.models.plan import owed_since_in_visible


@dataclass(frozen=True)
class Scope:
    """One person and one day. What is asked for at every listing is at hand; the rest is asked when it is wanted."""

    user: User
    on: date
    plans: tuple[Plan, ...]
    rags: dict[int, Rag]
    ratings: tuple[ratings.Rating, ...]

    @property
    def standings(self):
        """Where each action stands that the person may see; none of them withdrawn."""
        return Standing.objects.filter(current=True, plan__among=[plan.pk for plan in self.plans])

    @cached_property
    def number(self) -> int:
        """How many actions there are in all."""
        return self.standings.count()

    @cached_property
    def sections(self) -> dict[str, tuple[int, ...]]:
        """From each title to the sections of that title."""
        found = Section.objects.filter(plan__among=[plan.pk for plan in self.plans], withdrawn=False)
        return sections.by_title(found.order_by("plan__title", "order", "pk"))

    @cached_property
    def holds(self) -> bool:
        """Whether the person holds a post on that day."""
        return bool(self.user.held_on(self.on))

    @cached_property
    def owed_since(self) -> dict[int, date]:
        """The day from which a position counts as given, for each live plan."""
        return owed_since_in_visible(self.user, on=self.on, plans=self.plans)

    def leads_among(self, ids) -> dict[int, str]:
        """Of these leads the names of those that are assigned to an action which the person may see."""
        if not ids:
            return {}
        assigned = Assignment.objects.current().filter(action__standing__in=self.standings)
        leads = Lead.objects.filter(pk__in=ids).filter(pk__in=assigned.values("lead"))
        return dict(leads.values_list("pk", "name"))


def scope(user, *, on: date) -> Scope:
    """Two queries, however many actions."""
    plans = tuple(Plan.objects.visible_to(user).order_by("title", "pk"))
    rags = list(Rag.objects.filter(scheme__in={plan.scheme_id for plan in plans}).select_related("scheme"))
    return Scope(user, on, plans, {rag.pk: rag for rag in rags}, ratings.grouped(rags))
