"""The understood plan as the JSON object of `import_plan FILE --dry-run --json`."""

from typing import Any

from plans.importing.understood_plan import (
    UnderstoodAction,
    UnderstoodLead,
    UnderstoodPlan,
    UnderstoodRecommendation,
    UnderstoodStep,
)
from plans.timescales import Timescale


def as_json(plan: UnderstoodPlan) -> dict[str, Any]:
    """A dict of plain values, ready for `json.dumps`. Dates are ISO 8601 text; empty is None or [].

    "columns" lists headings as printed. A column that the document leaves without a heading (often that of the
    references) is not among them: there is no heading to give; what it holds is in "ref", or in "extra" under
    "Column" and its number.
    """
    return {
        "title": plan.title,
        "subtitle": plan.subtitle,
        "dated": plan.dated.isoformat() if plan.dated else None,
        "columns": [column.heading for column in plan.columns if column.heading],
        "notes": [*plan.notes_before, *plan.notes_after],
        "abbreviations": dict(plan.abbreviations),
        "sources": {source.code: source.title for source in plan.sources},
        "plan_leads": list(plan.plan_leads),
        "legend": list(plan.legend),
        "sections": [
            {"title": section.title, "recommendations": [_recommendation(rec) for rec in section.recommendations]}
            for section in plan.sections
        ],
        "questions": [
            {"row": question.row, "field": question.field, "text": question.text, "because": question.because}
            for question in plan.questions
        ],
    }


def _recommendation(recommendation: UnderstoodRecommendation) -> dict[str, Any]:
    return {
        "ref": recommendation.ref,
        "sources": list(recommendation.sources),
        "text": recommendation.text,
        "links": list(recommendation.links),
        "links_text": recommendation.links_text,
        "actions": [_action(action) for action in recommendation.actions],
    }


def _action(action: UnderstoodAction) -> dict[str, Any]:
    return {
        "row": action.row,
        "ref": action.ref,
        "text": action.text,
        "lead_in": action.lead_in,
        "steps": [_step(step) for step in action.steps],
        "leads": [_lead(lead) for lead in action.leads],
        "evidence": action.evidence,
        "timescales": [_timescale(timescale) for timescale in action.timescales],
        "links_to_plans": list(action.links_to_plans),
        "progress": action.progress,
        "outcome": action.outcome,
        "rag": action.rag,
        "extra": dict(action.extra),
    }


def _step(step: UnderstoodStep) -> dict[str, Any]:
    return {
        "text": step.text,
        "leads": [_lead(lead) for lead in step.leads],
        "timescales": [_timescale(timescale) for timescale in step.timescales],
    }


def _lead(lead: UnderstoodLead) -> dict[str, Any]:
    return {"name": lead.name, "role": lead.role, "means": lead.means, "note": lead.note}


def _timescale(timescale: Timescale) -> dict[str, Any]:
    return {
        "text": timescale.text,
        "kind": timescale.kind,
        "earliest": timescale.earliest.isoformat() if timescale.earliest else None,
        "latest": timescale.latest.isoformat() if timescale.latest else None,
    }
