"""Whole questions with a name: the live state of a plan, and what lists of plans ask."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import F, Q

from plans import models as m
from plans.assembly import Rows, assemble
from plans.state import PlanState

OF_PLAN = {
    m.Column: "plan",
    m.ColumnVariant: "column__plan",
    m.PlanLead: "plan",
    m.Source: "plan",
    m.Finding: "plan",
    m.Section: "plan",
    m.Period: "plan",
    m.Recommendation: "section__plan",
    m.RecommendationSource: "recommendation__section__plan",
    m.RecommendationFinding: "recommendation__section__plan",
    m.Action: "recommendation__section__plan",
    m.Step: "action__recommendation__section__plan",
    m.Assignment: "action__recommendation__section__plan",
    m.ProgressUpdate: "action__recommendation__section__plan",
    m.Decision: "action__recommendation__section__plan",
    m.Evidence: "action__recommendation__section__plan",
}
"""From each model to the path from it to its plan."""


def plan_state(plan: m.Plan) -> PlanState:
    """The plan as it is now: one query for each model, however many actions."""
    return assemble(live_rows(plan))


def live_rows(plan: m.Plan) -> Rows:
    """The rows of the plan from the tables themselves."""
    by_model = {
        model._meta.model_name: list(model.objects.filter(**{path: plan}).order_by().values())
        for model, path in OF_PLAN.items()
    }
    timescales = m.Timescale.objects.filter(
        Q(section__plan=plan) | Q(action__recommendation__section__plan=plan)
    ).order_by()
    by_model["timescale"] = list(timescales.values())
    ids = [row["id"] for row in by_model["timescale"]]
    by_model["extension"] = list(m.Extension.objects.filter(timescale__in=ids).order_by().values()) if ids else []
    leads = {r["lead_id"] for r in by_model["assignment"]} | {r["lead_id"] for r in by_model["planlead"]}
    by_model["lead"] = list(m.Lead.objects.filter(id__in=leads).order_by().values())
    by_model["holding"] = list(m.Holding.objects.filter(lead__in=leads).order_by().values())
    by_model["ragscheme"] = list(m.RagScheme.objects.filter(id=plan.scheme_id).order_by().values())
    by_model["rag"] = list(m.Rag.objects.filter(scheme=plan.scheme_id).order_by().values())
    return Rows(
        plan=m.Plan.objects.filter(pk=plan.pk).values().get(),
        coordinator=plan.coordinator.name if plan.coordinator else "",
        by_model=by_model,
    )


def owed_since_by_plan(*, on: date) -> dict[int, date]:
    """For each live plan the day from which a position counts as given: see `plans.rules.owed_since`."""
    since = {
        plan_id: on - timedelta(days=cadence)
        for plan_id, cadence in m.Plan.objects.filter(status="live").values_list("id", "cadence_days").order_by()
    }
    for period in open_periods(on=on):
        if period.plan_id in since and period.position_on <= on:
            since[period.plan_id] = max(since[period.plan_id], period.position_on)
    return since


def open_periods(*, on: date) -> list[m.Period]:
    """Of each plan the period that is being collected on that day: the first whose updates are still due."""
    coming = m.Period.objects.filter(Q(due_on__gte=on) | Q(due_on=None, position_on__gte=on))
    first = {}
    for period in coming.order_by("position_on").select_related("plan"):
        first.setdefault(period.plan_id, period)
    return list(first.values())


def updates_on(action: m.Action):
    """What was said of an action, newest first, as the page shows it."""
    return action.updates.select_related("rag").order_by(
        F("position_on").desc(), F("recorded_at").desc(), F("id").desc()
    )


def end_of_day(day: date) -> datetime:
    """The last microsecond of a day in London."""
    from plans.assembly import LONDON

    return datetime.combine(day + timedelta(days=1), datetime.min.time(), LONDON) - timedelta(microseconds=1)
