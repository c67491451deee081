"""The orders in which the list can stand."""

from __future__ import annotations

from django.db.models import Case, F, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Lower

from plans import stages
from plans.models import Assignment, Rag
from plans.models.action_queries import PLAN

USUAL = "late"

IN_WORDS = {
    USUAL: "most days late first",
    "ref": "as printed",
    "-ref": "as printed, last first",
    "action": "by action, A to Z",
    "-action": "by action, Z to A",
    "lead": "by lead, A to Z",
    "-lead": "by lead, Z to A",
    "due": "earliest due first",
    "-due": "latest due first",
    "rag": "worst rating first",
    "-rag": "best rating first",
    "updated": "longest without an update first",
    "-updated": "latest update first",
}
"""From each order, as it stands in an address, to its words."""

PRINTED = (f"{PLAN}__title", PLAN, "recommendation__section__order", "recommendation__order", "order", "pk")


def read(value: str | None) -> tuple[str, str | None]:
    """The order that an address asks for, and a sentence where there is none of that name."""
    if not value or value in IN_WORDS:
        return value or USUAL, None
    return USUAL, f"The list can’t be sorted by “{value[:60]}”, so it stands {IN_WORDS[USUAL]}. Choose a heading."


def ordered(actions, sort: str, *, on):
    """Actions with their position, in that order; those that are equal in it stand in the usual one."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name == "ref":
        return actions.order_by(*(f"-{key}" for key in PRINTED) if down else PRINTED)
    usual = (_standing(on), F("due").asc(nulls_last=True), *PRINTED)
    if name == USUAL:
        return actions.order_by(*usual)
    key = _KEYS[name]()
    never_first = name == "updated" and not down
    nulls = {"nulls_first": True} if never_first else {"nulls_last": True}
    return actions.order_by(key.desc(**nulls) if down else key.asc(**nulls), *usual)


def _standing(on):
    """Overdue before what is still to come, and both before what is finished."""
    return Case(
        When(stage__in=stages.FINISHED, then=Value(2)),
        When(stage=stages.CLAIMED, then=Value(1)),
        When(due__lt=on, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )


def _first_lead():
    assigned = Assignment.objects.current().filter(action=OuterRef("pk")).order_by("order", "pk")
    return Lower(Subquery(assigned.values("lead__name")[:1]))


def _rank():
    return Subquery(Rag.objects.filter(pk=OuterRef("rag_now")).values("rank")[:1])


_KEYS = {
    "action": lambda: Lower("text"),
    "lead": _first_lead,
    "due": lambda: F("due"),
    "rag": _rank,
    "updated": lambda: F("said_on"),
}
