"""By which act an action came into its plan, left it, or was reworded: who, when and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from audits.words import DONE
from plans import models as m
from plans.trail import tracked_models as histories


@dataclass(frozen=True, slots=True)
class Reason:
    """Who did it on which day, and the reason that was given; where none was, what the act was."""

    by: str
    on: date
    why: str


def added(ids: Collection[int]) -> dict[int, Reason]:
    """Of each of these actions, the act that brought it in."""
    found: dict[int, Reason] = {}
    for row in _history(ids):
        found.setdefault(row["id"], _told(row))
    return found


def withdrawn(ids: Collection[int]) -> dict[int, Reason]:
    """Of each of these that is withdrawn, the last act that took it out."""
    found: dict[int, Reason] = {}
    before: dict[int, bool] = {}
    for row in _history(ids, "withdrawn", "withdrawn_reason"):
        if row["withdrawn"] and not before.get(row["id"]):
            found[row["id"]] = _told(row, row["withdrawn_reason"])
        before[row["id"]] = row["withdrawn"]
    return found


def reworded(wanted: Collection[tuple[int, str, str]]) -> dict[tuple[int, str, str], Reason]:
    """Of each action's field and what it came to say, the last act that made it say so."""
    fields = sorted({field for _id, field, _words in wanted})
    found: dict[tuple[int, str, str], Reason] = {}
    before: dict[tuple[int, str], str] = {}
    for row in _history({pk for pk, _field, _words in wanted}, *fields):
        for field in fields:
            key = (row["id"], field, row[field])
            if key in wanted and before.get((row["id"], field)) != row[field]:
                found[key] = _told(row)
            before[row["id"], field] = row[field]
    return found


def _history(ids: Collection[int], *fields: str) -> Iterator[dict]:
    """The history rows of these actions, oldest first, with the act that each belongs to."""
    if not ids:
        return iter(())
    rows = histories.history_of(m.Action).objects.filter(id__in=ids).order_by("history_id")
    return iter(rows.values("id", "change__actor_name", "change__moment", "change__why", "change__verb", *fields))


def _told(row: dict, reason: str = "") -> Reason:
    verb = row["change__verb"]
    why = reason or row["change__why"] or DONE.get(verb, verb.replace("_", " ")).capitalize() + "."
    return Reason(row["change__actor_name"], timezone.localdate(row["change__moment"]), why)
