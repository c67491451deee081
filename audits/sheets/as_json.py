"""A merge as the command prints it."""

from __future__ import annotations

from datetime import date
from typing import Any

from audits.sheets.file_merge import Merge
from audits.sheets.rows import MergedRow
from audits.sheets.sides import plans_of
from plans.models import Plan
from plans.sheets import fields as f
from plans.sheets.cell_merge import MergedCell, Outcome
from plans.sheets.typed import Unread

BECOMES = {
    f.PROGRESS: "update",
    f.RAG: "update",
    f.FORECAST: "update",
    f.COMPLETE: "update",
    f.DATE: "request",
    f.RESPONSIBLE: "lead",
    f.LEAD: "lead",
    f.TEXT: "edit",
    f.QUESTION: "question",
    f.BESIDE: "note",
}
"""From each field to what its cell becomes, claims apart."""


LISTS = ("changes", "new", "taken_before", "missing", "unknown", "unknown_columns", "notices")


def merge_as_json(merge: Merge) -> dict[str, Any]:
    """`changes` are the cells that say something which the record does not; `plan` is None for a sheet of several."""
    slugs = [plan.slug for plan in plans_of(merge.sheet)]
    return {
        "plan": slugs[0] if len(slugs) == 1 else None,
        "plans": slugs,
        "sheet": merge.sheet.pk,
        "changes": [_change(row, cell) for row in merge.rows for cell in row.telling],
        "new": [{"place": new.place, "cells": new.cells} for new in merge.new],
        "taken_before": [{"place": row.place, "ref": action.known_as} for row, action, _since in merge.became],
        "missing": [action.known_as for action in merge.missing],
        "unknown": [{"place": place, "why": why} for place, why in merge.unknown],
        "unknown_columns": list(merge.unknown_columns),
        "notices": list(merge.notices),
    }


def unchanged_as_json(plans: list[Plan]) -> dict[str, Any]:
    """The same of a paper or a list of ours in which nothing was changed."""
    slugs = [plan.slug for plan in plans]
    nothing: dict[str, Any] = {name: [] for name in LISTS}
    return {"plan": slugs[0] if len(slugs) == 1 else None, "plans": slugs, "sheet": None, **nothing}


def _change(row: MergedRow, cell: MergedCell) -> dict[str, Any]:
    return {
        "ref": row.action.known_as,
        "field": cell.field,
        "base": _plain(row, cell.field, cell.then),
        "sheet": _plain(row, cell.field, cell.sheet),
        "now": _plain(row, cell.field, cell.now),
        "becomes": _becomes(row, cell),
        **({"other": _plain(row, cell.field, cell.other)} if cell.other else {}),
        **({"refused": cell.refused} if cell.refused else {}),
    }


def _becomes(row: MergedRow, cell: MergedCell) -> str:
    """What it becomes: "asked" where a person has to choose, "nothing" where it can't be taken."""
    if row.hindrance or cell.outcome in (Outcome.EMPTIED, Outcome.UNREAD):
        return "nothing"
    if not row.is_chosen(cell):
        return "asked"
    return "claim" if row.claims(cell) else BECOMES.get(cell.field, "edit")


def _plain(row: MergedRow, name: str, value: object) -> object:
    if isinstance(value, Unread):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    if f.field_of(name).kind == "rating":
        return row.labels.get(str(value)) if value else None
    return value if value not in ("", None) else None
