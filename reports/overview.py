"""The figures of the overview: how the actions of several plans stand on a day, by plan and by lead.

Everything is counted over one list of actions, so that every table adds up to the same total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from plans import stages
from plans.models import Action, Assignment, Lead, Plan, Rag
from reports.charts import NOT_RATED, Bar, Part, stacked_bar

FIRST = 8
"""How many actions "what needs attention first" lists."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and the address of the actions behind it; `rating` where it counts one (`unrated`: none)."""

    count: int
    words: str
    url: str
    rating: Rag | None = None
    unrated: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of a table: a plan or lead, its bar, and its counts each with their address."""

    name: str
    url: str
    bar: Bar
    counts: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """One action that needs attention, and why."""

    action: Action
    rating: Rag | None
    days_late: int
    silent_for: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    figures: tuple[Figure, ...]
    first: tuple[Attention, ...]
    ratings: tuple[Rag, ...]
    by_plan: tuple[Counted, ...]
    by_lead: tuple[Counted, ...]
    all_plans: tuple[int, ...]


def overview(user, *, on: date) -> Overview:
    """The overview of every plan that this person may see: eight queries, however many actions."""
    actions = list(
        Action.objects.visible_to(user)
        .current()
        .filter(recommendation__section__plan__status=Plan.Status.LIVE)
        .with_position()
        .select_related("recommendation__section__plan")
        .order_by("recommendation__section__plan__title", "recommendation__section__order", "recommendation__order")
    )
    return _Count(actions, on).overview()


class _Count:
    """One list of actions on one day, counted in several ways."""

    def __init__(self, actions: list[Action], on: date):
        self.actions, self.on = actions, on
        self.ratings = {rating.pk: rating for rating in Rag.objects.select_related("scheme")}
        self.owed = Plan.objects.owed_since(on=on)
        self.late = {action.pk for action in actions if self._overdue(action)}
        self.by_code = self._codes()

    def overview(self) -> Overview:
        plans = defaultdict(list)
        for action in self.actions:
            plans[action.plan].append(action)
        leads = self._by_lead()
        scale = max((len(mine) for mine in plans.values()), default=0)
        lead_scale = max((len(mine) for _lead, mine in leads), default=0)
        by_plan = tuple(
            self._row(plan.title, reverse("plan", args=[plan.slug]), mine, {"plan": plan.slug}, scale)
            for plan, mine in plans.items()
        )
        by_lead = tuple(
            self._row(lead.name, _actions(lead=lead.pk), mine, {"lead": lead.pk}, lead_scale) for lead, mine in leads
        )
        return Overview(
            figures=tuple(self._figures()),
            first=tuple(self._attention()),
            ratings=tuple(self.by_code.values()),
            by_plan=by_plan,
            by_lead=by_lead,
            all_plans=tuple(sum(row.counts[i].count for row in by_plan) for i in range(len(self.by_code) + 3)),
        )

    def _codes(self) -> dict[str, Rag]:
        """The ratings by code, worst first: those of the plans' schemes, one of each code."""
        schemes = {action.plan.scheme_id for action in self.actions}
        found = [rating for rating in self.ratings.values() if rating.scheme_id in schemes]
        return {rating.code: rating for rating in sorted(found, key=lambda rating: rating.rank)}

    def _rating(self, action) -> Rag | None:
        return self.ratings.get(action.rag_now)

    def _overdue(self, action) -> bool:
        waits = action.stage in (*stages.FINISHED, stages.CLAIMED)
        return not waits and action.due is not None and action.due < self.on

    def _owes(self, action) -> bool:
        since = self.owed.get(action.plan.pk)
        waits = action.stage in (*stages.FINISHED, stages.CLAIMED)
        return not waits and since is not None and (action.said_on is None or action.said_on < since)

    def _figures(self) -> Iterable[Figure]:
        for rating in self.by_code.values():
            if rating.needs_attention:
                count = sum(r.code == rating.code for r in map(self._rating, self.actions) if r)
                yield Figure(count, rating.label, _actions(rag=rating.code), rating=rating, note=rating.scheme.name)
        longest = max(((self.on - a.due).days for a in self.actions if a.pk in self.late), default=0)
        yield Figure(len(self.late), "Overdue", _actions(when="overdue"), note=f"longest {longest} days")
        forecast = sum(
            bool(a.stage not in stages.FINISHED and a.due and a.forecast_now and a.forecast_now > a.due)
            for a in self.actions
        )
        yield Figure(forecast, "Forecast late", _actions(when="forecast"), note="beyond the agreed date")
        owing = sum(map(self._owes, self.actions))
        yield Figure(owing, "Owe an update", _actions(when="owes"), note="silent for too long")
        claimed = sum(a.stage == stages.CLAIMED for a in self.actions)
        yield Figure(claimed, "To verify", _actions(stage=stages.CLAIMED), note="claimed complete")
        unrated = sum(a.rag_now is None for a in self.actions)
        never = sum(a.said_on is None for a in self.actions)
        yield Figure(unrated, "Not rated", _actions(rag="none"), unrated=True, note=f"{never} never updated")

    def _attention(self) -> list[Attention]:
        """Unfinished actions that are rated as needing attention or are late: worst rating, most late first."""

        def urgency(action):
            rating = self._rating(action)
            rank = rating.rank if rating and rating.needs_attention else 99
            return rank, -((self.on - action.due).days if action.pk in self.late else 0)

        def needs(action):
            rating = self._rating(action)
            attention = bool(rating and rating.needs_attention)
            return action.stage not in stages.FINISHED and (attention or action.pk in self.late)

        first = sorted(filter(needs, self.actions), key=urgency)[:FIRST]
        return [
            Attention(
                action=action,
                rating=self._rating(action),
                days_late=(self.on - action.due).days if action.pk in self.late else 0,
                silent_for=(self.on - action.said_on).days if action.said_on and self._owes(action) else None,
            )
            for action in first
        ]

    def _by_lead(self) -> list[tuple[Lead, list[Action]]]:
        """Each lead with the actions it leads, most off track first."""
        mine = defaultdict(dict)
        found = {action.pk: action for action in self.actions}
        assigned = Assignment.objects.filter(action__in=found, withdrawn=False, role=Assignment.Role.LEAD)
        for lead_id, action_id in assigned.order_by("action").values_list("lead_id", "action_id"):
            mine[lead_id][action_id] = found[action_id]
        leads = Lead.objects.in_bulk(mine)

        def off_track(actions):
            ratings = [self._rating(action) for action in actions]
            return sum(bool(r and r.needs_attention) for r in ratings), sum(a.pk in self.late for a in actions)

        pairs = [(leads[pk], list(actions.values())) for pk, actions in mine.items()]
        return sorted(pairs, key=lambda pair: (*(-n for n in off_track(pair[1])), pair[0].name))

    def _row(self, name: str, url: str, actions: list[Action], where: dict, scale: int) -> Counted:
        rated = [self._rating(action) for action in actions]
        counts, parts = [], []
        for code, rating in self.by_code.items():
            count = sum(r.code == code for r in rated if r)
            counts.append(Figure(count, rating.label, _actions(**where, rag=code)))
            parts.append(Part(name=rating.label, colour=rating.colour, count=count))
        unrated = rated.count(None)
        late = sum(action.pk in self.late for action in actions)
        counts += [
            Figure(unrated, "Not rated", _actions(**where, rag="none")),
            Figure(len(actions), "Total", _actions(**where)),
            Figure(late, "Overdue", _actions(**where, when="overdue")),
        ]
        parts.append(Part(name="Not rated", colour=NOT_RATED, count=unrated))
        return Counted(name, url, stacked_bar(parts, name=name, scale=scale), tuple(counts))


def _actions(**where) -> str:
    """The list of those actions, of live plans as the overview's figures are."""
    return f"{reverse('actions')}?{urlencode({**where, 'status': Plan.Status.LIVE.value})}"
