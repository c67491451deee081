"""The orders in which the list can stand."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Lower

from plans.models.standing import PRINTED, overdue
from plans.stages import STAGES

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
    "stage": "not started first",
    "-stage": "finished first",
    "updated": "longest without an update first",
    "-updated": "latest update first",
}
"""From each order, as it stands in an address, to its words."""


def read(value: str | None) -> tuple[str, str | None]:
    """The order that an address asks for, and a sentence where there is none of that name."""
    if not value or value in IN_WORDS:
        return value or USUAL, None
    return USUAL, f"The list can’t be sorted by “{value[:60]}”, so it stands {IN_WORDS[USUAL]}. Choose a heading."


def ordered(standings, sort: str, *, on):
    """Where actions stand, in that order; those that are equal in it stand in the usual one."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name == "ref":
        return standings.order_by(*(f"-{key}" for key in PRINTED) if down else PRINTED)
    usual = (_late_first(on), F("due").asc(nulls_last=True), *PRINTED)
    if name == USUAL:
        return standings.order_by(*usual)
    key = _KEYS[name]
    never_first = name == "updated" and not down
    nulls = {"nulls_first": True} if never_first else {"nulls_last": True}
    return standings.order_by(key.desc(**nulls) if down else key.asc(**nulls), *usual)


def _late_first(on):
    """Overdue before what is still to come, and both before what is finished."""
    return Case(
        When(open=False, then=Value(2)),
        When(overdue(on), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )


_KEYS: dict[str, Any] = {
    "action": Lower("action__text"),
    "lead": Lower("lead__name"),
    "due": F("due"),
    "rag": F("rag__rank"),
    "stage": Case(*(When(stage=stage, then=Value(at)) for at, stage in enumerate(STAGES))),
    "updated": F("position_on"),
}
