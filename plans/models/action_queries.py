"""The questions that lists ask of actions, in SQL. `plans.rules` says the same of one `ActionState`."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef

from plans.models import standing
from plans.models.assignments import Assignment, Holding
from plans.models.of_plan import OfPlanQuerySet
from plans.models.plan import Plan
from plans.tree import PLAN


def current(path: str = "") -> dict[str, bool]:
    """The condition on an action, found by that path, that neither it nor what it stands under is withdrawn."""
    return {f"{path}standing__current": True}


class ActionQuerySet(OfPlanQuerySet):
    def visible_to(self, user):
        """The actions of the plans that this person may see; what is not among them is a 404."""
        return self.filter(**{f"{PLAN}__in": Plan.objects.visible_to(user)})

    def current(self):
        """Neither withdrawn nor of a withdrawn recommendation or section."""
        return self.filter(**current())

    def with_plan(self, *of_plan: str):
        """With their plan, and what it points to by these names."""
        return self.select_related(PLAN, *(f"{PLAN}__{name}" for name in of_plan))

    def in_printed_order(self):
        return self.order_by(f"{PLAN}__title", "recommendation__section__order", "recommendation__order", "order", "id")

    def held_by(self, user, *, on: date):
        """Those that a post which this person holds on that day is assigned to, on the action or a step."""
        held = Holding.objects.filter(user=user).on(on)
        assigned = Assignment.objects.current().filter(action=OuterRef("pk"), lead__in=held.values("lead_id"))
        return self.filter(Exists(assigned))

    def led_by(self, lead):
        """Those that this post has a part in, on the action or a step."""
        parts = Assignment.objects.current().filter(action=OuterRef("pk"), lead=lead)
        return self.filter(Exists(parts))

    def with_position(self):
        """Adds what a list shows of each, from where it stands: `due` (the latest day of its earliest unmet
        timescale), and of the update that speaks for it `said_on`, `rag_now` (an id, of the scheme that the
        plan has), `forecast_now`."""
        return self.annotate(
            due=F("standing__due"),
            said_on=F("standing__position_on"),
            rag_now=F("standing__rag_id"),
            forecast_now=F("standing__forecast_on"),
        )

    def unfinished(self):
        return self.filter(standing__open=True)

    def overdue(self, *, on: date):
        return self.filter(standing.overdue(on, at="standing__"))

    def no_date(self):
        return self.filter(standing.no_date(at="standing__"))

    def forecast_late(self):
        return self.filter(standing.forecast_late(at="standing__"))

    def owes_update(self, *, on: date):
        """Of a live plan, worked on, and nothing said since the plan's cadence or its open period asks for it."""
        return self.filter(standing.owes_update(Plan.objects.owed_since(on=on), at="standing__"))
