"""What an action says in the fields of a sheet, from any `PlanState`: the live one, or the one at a sheet's moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plans import columns, rules, stages
from plans.sheets import fields as f
from plans.state import ActionState, PlanState
from plans.wording import day, short_day

Value = str | date | bool | None
"""A day or none of it, yes or no, the code of a rating or "", words."""


def values_of(plan: PlanState, action: ActionState) -> dict[str, Value]:
    """The fields that are merged. Of progress it is what was said last: a sheet adds to that."""
    update = action.latest_update
    rated = rules.rating(plan, action)
    return {
        f.TEXT: action.text,
        f.RAG: rated.code if rated else "",
        f.PROGRESS: update.narrative if update else "",
        f.FORECAST: update.forecast_on if update else None,
        f.DATE: rules.due(action),
        f.RESPONSIBLE: "; ".join(a.printed for a in action.assignments if a.role == "responsible"),
        f.COMPLETE: action.stage in stages.SAID_DONE,
        f.QUESTION: "",
        f.EVIDENCE: action.expected_evidence,
        f.OUTCOME: action.outcome,
        f.RELATED: "\n".join(action.related_plans),
        f.LEAD: "; ".join(a.printed for a in action.assignments if a.role == "lead"),
        **{f"{f.EXTRA}{' '.join(name.split())}": value for name, value in action.extra},
    }


def extras_of(plan: PlanState) -> tuple[str, ...]:
    """The headings of the columns that only the plan knows, each on one line, in an order that a mark counts on."""
    named = (column.heading for column in plan.columns if column.meaning == columns.EXTRA)
    said = (name for action in plan.actions for name, _value in action.extra)
    return tuple(sorted({" ".join(name.split()) for name in (*named, *said)}))


def shown(plan: PlanState, action: ActionState, on: date, *, known_as: str) -> dict[str, Value]:
    """What each cell of its row holds when the sheet goes out, the key apart."""
    values = {name: value for name, value in values_of(plan, action).items() if name in f.FIELDS}
    labels = {rating.code: rating.label for rating in plan.scheme.ratings}
    values[f.RAG] = labels.get(str(values[f.RAG]), "")
    values[f.COMPLETE] = "Yes" if values[f.COMPLETE] else ""
    update = action.latest_update
    said = f"{update.narrative}\n({update.said_by}, {short_day(update.position_on)})" if update else "Nothing yet"
    leads = [plan.lead(a.lead_id).name for a in action.assignments if a.role == "lead"]
    values |= {f.PROGRESS: "", f.REF: known_as, f.PLAN: plan.title, f.LEAD: "\n".join(leads), f.SAID: said}
    return values


def in_words(name: str, value: Value, labels: Mapping[str, str]) -> str:
    """A value as a person reads it; `labels` are the plan's ratings by code."""
    match f.field_of(name).kind:
        case "rating":
            return labels.get(str(value), str(value)) if value else "Not rated"
        case "yes":
            return "Yes" if value else "No"
    return day(value) if isinstance(value, date) else str(value or "") or "None"
