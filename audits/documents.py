"""What the documents of a plan say of days before they were brought in.

A document as at 31 July that is imported on 12 November says what stood on 31 July. Its act counts from the
document's day on for whoever asks now, and not at all for whoever asks what was known before the import.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from plans import models as m
from plans.assembly import end_of_day
from plans.queries import acts_taken_back
from plans.trail import tracked_models as histories
from plans.wording import day, listed

FIRST, LATER = "import_plan", "apply_edition"
"""The verbs of the acts that bring a document in: the one that a plan came from, and a later edition of it."""

Row = dict


@dataclass(frozen=True, slots=True)
class Brought:
    """A document that was brought in: the act, its moment, the day that the document is of, and whether the plan came
    from it."""

    act_id: int
    moment: datetime
    dated: date
    first: bool


def brought_in(plan: m.Plan) -> list[Brought]:
    """The plan's documents of which the day is known, in the order in which they were brought in."""
    acts = m.ChangeSet.objects.filter(links__chain__key=plan.chain_key, verb__in=[FIRST, LATER])
    printed = dict(
        histories.history_of(m.Plan).objects.filter(id=plan.pk, change__verb=FIRST).values_list("change", "dated")
    )
    found = []
    for pk, moment, verb, details in acts.order_by("moment").values_list("pk", "moment", "verb", "details"):
        given = details.get("dated")
        dated = date.fromisoformat(given) if given else printed.get(pk)
        if dated:
            found.append(Brought(pk, moment, dated, verb == FIRST))
    return found


def reaching(plan: m.Plan, *, on: date, known: datetime) -> tuple[Brought, ...]:
    """The documents of that day or before that were brought in after it and by `known`, and not taken back by then."""
    end = end_of_day(on)
    taken_back = acts_taken_back(by=known)
    return tuple(
        each
        for each in brought_in(plan)
        if each.dated <= on and end < each.moment <= known and each.act_id not in taken_back
    )


def in_words(documents: tuple[Brought, ...]) -> str:
    """ "As printed in the document of 31 July 2026, brought in on 12 November 2026", or nothing."""
    if not documents:
        return ""
    told = [
        f"{'the document' if each.first else 'the edition'} of {day(each.dated)}, "
        f"brought in on {day(timezone.localdate(each.moment))}"
        for each in documents
    ]
    return f"As printed in {listed(told)}"


def with_printed(rows: list[Row], model: type, documents: tuple[Brought, ...], **where) -> list[Row]:
    """The rows of a model with what the documents say: those that they made, and of those that were there the fields
    that they changed. What people changed in between stays out."""
    if not documents:
        return rows
    found = {row["id"]: row for row in rows}
    written = _written(model, documents, where)
    before = _before(model, written, documents)
    for document in documents:
        for row in written[document.act_id]:
            last = before.get(row["history_id"])
            if row["id"] in found and last:
                changed = {name: value for name, value in row.items() if name != "history_id" and value != last[name]}
                found[row["id"]] = {**found[row["id"]], **changed}
            elif last is None or document.first:
                found[row["id"]] = {name: value for name, value in row.items() if name != "history_id"}
    return list(found.values())


def _written(model, documents, where) -> dict[int, list[Row]]:
    """The history rows of each of these acts, by the act."""
    ids = [each.act_id for each in documents]
    rows = histories.history_of(model).objects.filter(change__in=ids, **where).order_by("history_id")
    by_act = defaultdict(list)
    for row in rows.values("history_id", "change_id", "id", *histories.fields(model)):
        by_act[row.pop("change_id")].append(row)
    return by_act


def _before(model, written: dict[int, list[Row]], documents) -> dict[int, Row]:
    """From the number of each of those history rows to the one before it of the same object, where there is one."""
    rows = [row for of_act in written.values() for row in of_act]
    if not rows:
        return {}
    history = histories.history_of(model).objects.filter(
        id__in={row["id"] for row in rows}, history_date__lte=max(each.moment for each in documents)
    )
    asked = {row["history_id"] for row in rows}
    found: dict[int, dict] = {}
    last: dict[int, dict] = {}
    for row in history.order_by("history_id").values("history_id", "id", *histories.fields(model)):
        if row["history_id"] in asked and row["id"] in last:
            found[row["history_id"]] = last[row["id"]]
        last[row["id"]] = row
    return found
