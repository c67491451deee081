"""The rows of a file that came home without a key: what they say as new actions, and what they became before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from audits.models import SheetOut
from audits.sheets import sides
from audits.sheets.returns import ReadRow, ReadSheet
from audits.sheets.rows import MergedRow, NewRow
from audits.sheets.sides import Side
from plans import models as m
from plans import stages
from plans.queries import acts_taken_back
from plans.sheets import fields as f
from plans.sheets.typed import in_one_line, same_words
from plans.state import ActionState, PlanState
from plans.tree import PLAN

SAID = (f.RAG, f.PROGRESS, f.FORECAST, f.COMPLETE, f.RESPONSIBLE, f.QUESTION)
"""What a new row may say of its action besides what the action is, who leads it and when it is due."""

NOTHING = ActionState(id=0, text="", stage=stages.NOT_STARTED)
"""What stands of an action of which nobody has said anything."""


def blank(plan: PlanState) -> Side:
    """Where a new action of that plan stands."""
    return Side(plan, NOTHING)


def names_said(row: ReadRow) -> list[str]:
    """The fields in which a new row says something of its action."""
    return [name for name in SAID if row.cells.get(name, "").strip() or (name == f.RAG and row.colour)]


def without_key(
    returned: ReadSheet, actions: dict[int, m.Action], read: Callable[[ReadRow, m.Action], MergedRow]
) -> tuple[list[NewRow], tuple[tuple[str, str], ...]]:
    """The rows that are of no action of the sheet: new ones, each `read` as what is said of a new action below that of
    the row above, and those of which nothing can be taken."""
    new, unknown = [], []
    for number, row in enumerate(returned.rows):
        if row.action is not None:
            continue
        if row.why:
            unknown.append((row.place, row.why))
        elif row.cells.get(f.TEXT, "").strip():
            above = actions.get(row.above or 0)
            new.append(NewRow(number, row.place, row.cells, above, read(row, above) if above else None))
        elif any(row.cells.get(name, "").strip() for name in (*f.MERGED, f.BESIDE)):
            unknown.append((row.place, "It has neither a key nor the words of an action."))
    return new, tuple(unknown)


def taken_before(
    sheet: SheetOut, rows: list[NewRow]
) -> tuple[tuple[tuple[NewRow, m.Action, str], ...], tuple[NewRow, ...]]:
    """The rows without a key that were taken from an earlier file of the sheet, with what each became, as long as that
    stands; and the others, each with the action that has its words already."""
    if not rows:
        return (), ()
    taken = _taken(sheet) if sheet.pk else []
    before = {in_one_line(each["row"].get(f.TEXT, "")): each for each in taken}
    beside = m.Action.objects.filter(**{f"{PLAN}__in": sides.plans_of(sheet)}, withdrawn=False).reverse()
    twins = {in_one_line(text): pk for pk, text in beside.values_list("pk", "text")}
    asked = {twins.get(in_one_line(row.text)) for row in rows} | {each["action"] for each in taken}
    known = m.Action.objects.select_related(PLAN).in_bulk(asked - {None})
    became, others = [], []
    for row in rows:
        said = in_one_line(row.text)
        if said in before:
            became.append((row, known[before[said]["action"]], _since(before[said]["row"], row.cells)))
        else:
            others.append(replace(row, twin=known[twins[said]] if said in twins else None))
    return tuple(became), tuple(others)


def _taken(sheet: SheetOut) -> list[dict]:
    """What rows without a key became in the merges of a sheet that stand."""
    done = sheet.returns.exclude(act=None).exclude(act__in=acts_taken_back()).order_by("pk")
    return [each for applied in done.values_list("applied", flat=True) for each in applied if each.get("row")]


def _since(before: dict[str, str], cells: dict[str, str]) -> str:
    """What a row says otherwise than when it was taken."""
    told = [
        f"{f.field_of(name).heading}: {text}"
        for name, text in cells.items()
        if name in (*f.FILLED, f.LEAD, f.BESIDE) and text and not same_words(before.get(name, ""), text)
    ]
    return "; ".join(told)
