"""The actions of some plans on a day, and what is true of each: the one list that everything is counted over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plans import stages
from plans.filters.ratings import grouped
from plans.models import Action, Plan, Rag
from plans.models.action_queries import PLAN


class Standing:
    """`actions` in printed order, with their position; `ratings` what the plans' schemes can say, worst
    first, each once (`plans.filters.ratings`); `late` the ids of the overdue. Four queries."""

    def __init__(self, plans: Iterable[Plan], *, on: date):
        self.on = on
        self.actions: list[Action] = list(
            Action.objects.current()
            .filter(**{f"{PLAN}__in": plans})
            .with_position()
            .select_related(PLAN)
            .in_printed_order()
        )
        self._ratings = {rating.pk: rating for rating in Rag.objects.select_related("scheme")}
        self._owed = Plan.objects.owed_since(on=on)
        self.late = {action.pk for action in self.actions if self._overdue(action)}
        schemes = {action.plan.scheme_id for action in self.actions}
        found = [rating for rating in self._ratings.values() if rating.scheme_id in schemes]
        self.ratings = grouped(found)

    def rating(self, action) -> Rag | None:
        """The rating of the update that speaks for it; None is *not rated*."""
        return self._ratings.get(action.rag_now)

    def off_track(self, action) -> bool:
        """Unfinished, and its scheme says that its rating needs attention."""
        return action.stage not in stages.FINISHED and self.needs_attention(action)

    def needs_attention(self, action) -> bool:
        """Its scheme says so of its rating, whatever its stage."""
        rating = self.rating(action)
        return bool(rating and rating.needs_attention)

    def days_late(self, action) -> int:
        return (self.on - action.due).days if action.pk in self.late else 0

    def forecast_late_by(self, action) -> int:
        """Days between the agreed date and a later forecast; 0 without one."""
        if action.stage in stages.FINISHED or not (action.due and action.forecast_now):
            return 0
        return max(0, (action.forecast_now - action.due).days)

    def owes(self, action) -> bool:
        """Unfinished, unclaimed, and nothing was said since its plan asks for it."""
        since = self._owed.get(action.plan.pk)
        return not _waits(action) and since is not None and (action.said_on is None or action.said_on < since)

    def _overdue(self, action) -> bool:
        return not _waits(action) and action.due is not None and action.due < self.on


def _waits(action) -> bool:
    return action.stage in (*stages.FINISHED, stages.CLAIMED)
