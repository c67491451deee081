"""The two sources of a `PlanState` that lie in the past: as at a date and moment, and frozen."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max

from audits.models import Snapshot
from plans import canonical
from plans import models as m
from plans.assembly import Rows, assemble, end_of_day
from plans.state import PlanState
from plans.trail import tracked


class NotThereYet(LookupError):
    """The plan did not exist at that moment."""


def as_at(plan: m.Plan, *, on: date, known: datetime | None = None) -> PlanState:
    """The plan's position on a day, as known at a moment.

    Structure (what the plan says, who leads, by when) is that of the end of the day, or of `known` where that is
    earlier; of updates and decisions, those count that are true of the day or before and were known by then. So
    an update recorded late for 31 July counts on 31 July, while what was known earlier stays what it was.
    Raises NotThereYet.
    """
    end = end_of_day(on)
    known = known or _last_known(plan)
    moment = min(end, known)
    return assemble(rows_at(plan, moment=moment, known=known), on=on, known=known)


def frozen(snapshot: Snapshot) -> PlanState:
    """The state that a snapshot holds."""
    return canonical.from_json(snapshot.state)


def rows_at(plan: m.Plan, *, moment: datetime, known: datetime) -> Rows:
    """The rows of a plan as its history has them: structure at a moment, progress as known by another."""
    plan_rows = _latest(m.Plan, moment, id=plan.pk)
    if not plan_rows:
        raise NotThereYet(f"“{plan}” was not in the system then.")
    by_model: dict[str, list[dict]] = {}
    parents: dict[str, list[int]] = {"plan": [plan.pk]}
    for model, parent in PARENTS:
        at = known if model in KNOWN_LATER else moment
        rows = _latest(model, at, **{f"{parent}_id__in": parents[parent]})
        by_model[model._meta.model_name] = rows
        parents[model._meta.model_name] = [row["id"] for row in rows]
    timescales = _latest(m.Timescale, moment, section_id__in=parents["section"])
    timescales += _latest(m.Timescale, moment, action_id__in=parents["action"])
    by_model["timescale"] = timescales
    by_model["extension"] = _latest(m.Extension, moment, timescale_id__in=[row["id"] for row in timescales])
    leads = {row["lead_id"] for row in (*by_model["assignment"], *by_model["planlead"])}
    by_model["lead"] = _latest(m.Lead, moment, id__in=leads)
    by_model["holding"] = _latest(m.Holding, moment, lead_id__in=leads)
    [row] = plan_rows
    by_model["ragscheme"] = _latest(m.RagScheme, moment, id=row["scheme_id"])
    by_model["rag"] = _latest(m.Rag, moment, scheme_id=row["scheme_id"])
    coordinator = _latest(m.User, moment, id=row["coordinator_id"]) if row["coordinator_id"] else []
    return Rows(plan=row, coordinator=coordinator[0]["name"] if coordinator else "", by_model=by_model)


PARENTS = (
    (m.Column, "plan"),
    (m.ColumnVariant, "column"),
    (m.PlanLead, "plan"),
    (m.Source, "plan"),
    (m.Finding, "plan"),
    (m.Section, "plan"),
    (m.Period, "plan"),
    (m.Recommendation, "section"),
    (m.RecommendationSource, "recommendation"),
    (m.RecommendationFinding, "recommendation"),
    (m.Action, "recommendation"),
    (m.Step, "action"),
    (m.Assignment, "action"),
    (m.ProgressUpdate, "action"),
    (m.Decision, "action"),
    (m.Evidence, "action"),
)
"""Each model after the one that it belongs to."""

KNOWN_LATER = {m.ProgressUpdate, m.Decision}


def _latest(model, at: datetime, **where) -> list[dict]:
    """The newest history row of each object up to a moment, as plain values. History rows of one object that
    share a moment are told apart by their number."""
    history = tracked.history_of(model).objects.filter(history_date__lte=at, **where).order_by()
    newest = history.values("id").annotate(row=Max("history_id")).values("row")
    names = ("id", *tracked.fields(model))
    return list(tracked.history_of(model).objects.filter(history_id__in=newest).order_by().values(*names))


def _last_known(plan: m.Plan) -> datetime:
    moments = m.Chain.objects.filter(key__in=[plan.chain_key, "register"]).aggregate(last=Max("last_moment"))
    return moments["last"]
