"""What one person may see on a day: the actions, and everything that they can be filtered by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from plans.filters import ratings, sections
from plans.models import Action, Assignment, Plan, Rag, Section


@dataclass(frozen=True, slots=True)
class Scope:
    """`actions` is a queryset with its position; `sections` gives the ids of each title; `rags` the ratings of the
    plans' schemes by id; `leads` each lead's name by id and `led` the ids of the actions it is assigned to."""

    user: object
    on: date
    actions: object
    plans: tuple[Plan, ...]
    sections: dict[str, tuple[int, ...]]
    rags: dict[int, Rag]
    ratings: tuple[ratings.Rating, ...]
    leads: dict[int, str]
    led: dict[int, frozenset[int]]


def scope(user, *, on: date) -> Scope:
    """Four queries, however many actions."""
    plans = tuple(Plan.objects.visible_to(user).order_by("title", "pk"))
    visible = Action.objects.visible_to(user).current()
    rags = list(Rag.objects.filter(scheme__in={plan.scheme_id for plan in plans}))
    leads, led = {}, defaultdict(set)
    assigned = Assignment.objects.current().filter(action__in=visible).order_by()
    for lead, name, action in assigned.values_list("lead_id", "lead__name", "action_id"):
        leads[lead] = name
        led[lead].add(action)
    return Scope(
        user=user,
        on=on,
        actions=visible.with_position(),
        plans=plans,
        sections=sections.by_title(
            Section.objects.filter(plan__in=plans, withdrawn=False).order_by("plan__title", "order", "pk")
        ),
        rags={rag.pk: rag for rag in rags},
        ratings=ratings.grouped(rags),
        leads=leads,
        led={lead: frozenset(actions) for lead, actions in led.items()},
    )
