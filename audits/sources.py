"""The two sources of a `PlanState` that lie in the past: as at a date and moment, and frozen."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from audits import documents
from audits.models import Snapshot
from plans import canonical, tree
from plans import models as m
from plans.assembly import Rows, assemble, end_of_day
from plans.queries import OF_PLAN
from plans.state import PlanState
from plans.trail import tracked_models as histories
from plans.wording import day

log = logging.getLogger("actionplans.evidence")


class NotThereYet(LookupError):
    """The plan did not exist at that moment."""


def as_at(plan: m.Plan, *, on: date, known: datetime | None = None) -> PlanState:
    """The plan's position on a day, as known at a moment.

    Structure (what the plan says, who leads, by when) is that of the end of the day, or of `known` where that is
    earlier, with what documents that were brought in by then say of that day; of updates and decisions, those count
    that are true of the day or before and were known by then. So an update recorded late for 31 July counts on 31
    July, while what was known earlier stays what it was. Raises NotThereYet.
    """
    known = known or _last_known(plan)
    return assemble(rows_at(plan, on=on, known=known), on=on, known=known)


def learnt(plan: m.Plan, *, on: date, known: datetime | None = None) -> str:
    """How the position on that day was learnt, where that was from a document after it: "As printed in the document
    of 31 July 2026, brought in on 12 November 2026"."""
    return documents.in_words(documents.reaching(plan, on=on, known=known or _last_known(plan)))


class Altered(ValueError):
    """A frozen state is not what its digest says."""


def frozen(snapshot: Snapshot) -> PlanState:
    """The state that a snapshot holds, after its text was held against its digest: the one that it was frozen with, or
    that the last redaction gave it. Raises Altered."""
    redactions = m.ChangeSet.objects.filter(
        verb="redact", links__chain__key=snapshot.period.plan.chain_key, details__snapshots__has_key=str(snapshot.pk)
    )
    last = redactions.order_by("pk").last()
    wanted = last.details["snapshots"][str(snapshot.pk)] if last else snapshot.digest
    if canonical.digest_of_text(snapshot.state) != wanted:
        log.error("the frozen state %s was altered: it is not what its digest says", snapshot.pk)
        raise Altered(f"The figures frozen for {snapshot.period} were altered behind the application’s back.")
    return canonical.from_json(snapshot.state)


def rows_at(plan: m.Plan, *, on: date, known: datetime) -> Rows:
    """The rows of a plan as its history has them: structure at the end of a day, progress as known by a moment."""
    past = _Past(min(end_of_day(on), known), known, documents.reaching(plan, on=on, known=known))
    rows_of_plan = past.of(m.Plan, id=plan.pk)
    if not rows_of_plan:
        raise NotThereYet(_not_there(plan))
    [row] = rows_of_plan
    by_model: dict[str, list[dict]] = {}
    parents: dict[str, list[int]] = {"plan": [plan.pk]}
    for model in OF_PLAN:
        name = str(model._meta.model_name)
        [parent] = tree.UNDER[name]
        where = {f"{parent}_id__among": parents[parent]}
        rows = _latest(model, known, **where) if model in KNOWN_LATER else past.of(model, **where)
        by_model[name] = rows
        parents[name] = [row["id"] for row in rows]
    timescales = past.of(m.Timescale, section_id__among=parents["section"])
    timescales += past.of(m.Timescale, action_id__among=parents["action"])
    by_model["timescale"] = timescales
    by_model["extension"] = past.of(m.Extension, timescale_id__among=[row["id"] for row in timescales])
    naming = ("assignment", "planlead", "membersquestion")
    leads = {row["lead_id"] for name in naming for row in by_model[name]}
    by_model["lead"] = past.of_register(m.Lead, id__among=leads)
    by_model["holding"] = past.of_register(m.Holding, lead_id__among=leads)
    by_model["ragscheme"] = past.of_register(m.RagScheme, id=row["scheme_id"])
    by_model["rag"] = past.of_register(m.Rag, scheme_id=row["scheme_id"])
    by_model["laterconversion"] = _latest(m.Conversion, known, plan_id=plan.pk)
    coordinator = past.of_register(m.User, id=row["coordinator_id"]) if row["coordinator_id"] else []
    return Rows(plan=row, coordinator=coordinator[0]["name"] if coordinator else "", by_model=by_model)


@dataclass(frozen=True, slots=True)
class _Past:
    """Rows as they stood at a moment, with what `printed` documents said of it that were learnt later."""

    moment: datetime
    known: datetime
    printed: tuple[documents.Brought, ...]

    def of(self, model, **where) -> list[dict]:
        """Those of a plan's own."""
        return documents.with_printed(_latest(model, self.moment, **where), model, self.printed, **where)

    def of_register(self, model, **where) -> list[dict]:
        """Those of the organisation's; of what a document needs and was not there at the moment, as it stood when the
        document was brought in."""
        rows = _latest(model, self.moment, **where)
        if not self.printed:
            return rows
        there = {row["id"] for row in rows}
        return rows + [row for row in _latest(model, self.printed[-1].moment, **where) if row["id"] not in there]


def _not_there(plan: m.Plan) -> str:
    known_from = [each.dated for each in documents.brought_in(plan) if each.first]
    reaches = f" It reaches back to {day(known_from[0])}, the day of its document." if known_from else ""
    return f"“{plan}” was not in the system then.{reaches}"


KNOWN_LATER = {m.ProgressUpdate, m.Decision, m.MembersQuestion}


def _latest(model, at: datetime, **where) -> list[dict]:
    """The newest history row of each object up to a moment, as plain values. History rows of one object that
    share a moment are told apart by their number."""
    history = histories.history_of(model).objects.filter(history_date__lte=at, **where).order_by()
    newest = history.values("id").annotate(row=Max("history_id")).values("row")
    names = ("id", *histories.fields(model))
    return list(histories.history_of(model).objects.filter(history_id__in=newest).order_by().values(*names))


def _last_known(plan: m.Plan) -> datetime:
    moments = m.Chain.objects.filter(key__in=[plan.chain_key, "register"]).aggregate(last=Max("last_moment"))
    return moments["last"]
