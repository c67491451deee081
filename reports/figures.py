"""Counts of a plan's actions on a day: the figures of the overview and of the committee's summary.

Pure functions of a `PlanState` and a date. What each word means is decided in `plans.rules`; here it is only
counted, so that the same figure is the same number wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans import rules, stages
from plans.state import ActionState, PlanState, RagState, SectionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of some actions are what, on a day.

    `by_rating` stands beside the scheme's ratings, in their order; with `not_rated` it adds up to `total`.
    `claimed`, `verified` (embedded included) and `closed` are stages; `past_date` is overdue, `no_date` is
    unfinished without any day.
    """

    total: int
    by_rating: tuple[int, ...]
    not_rated: int
    past_date: int
    no_date: int
    claimed: int
    verified: int
    closed: int


def tally(plan: PlanState, actions: Iterable[ActionState], on: date) -> Tally:
    """Count these actions of the plan on that day."""
    actions = tuple(actions)
    rated = [rules.rating(plan, action) for action in actions]
    return Tally(
        total=len(actions),
        by_rating=tuple(rated.count(rating) for rating in plan.scheme.ratings),
        not_rated=rated.count(None),
        past_date=sum(rules.overdue(action, on) for action in actions),
        no_date=sum(rules.no_date(action) for action in actions),
        claimed=sum(rules.awaits_verification(action) for action in actions),
        verified=sum(action.stage in (stages.VERIFIED, stages.EMBEDDED) for action in actions),
        closed=sum(action.stage in stages.CLOSED for action in actions),
    )


def by_section(plan: PlanState, on: date) -> tuple[tuple[SectionState, Tally], ...]:
    """Each section in printed order with the tally of its actions; they add up to the plan's own tally."""
    return tuple((section, tally(plan, section.actions, on)) for section in plan.sections)


def any_rated(plan: PlanState) -> bool:
    """Whether a rating has been recorded for any action."""
    return any(rules.rating(plan, action) for action in plan.actions)


def needing_attention(plan: PlanState) -> tuple[RagState, ...]:
    """The scheme's ratings that need attention, in its order."""
    return tuple(rating for rating in plan.scheme.ratings if rating.needs_attention)


def worst(plan: PlanState) -> tuple[RagState, ...]:
    """The lowest-ranked of the ratings that need attention; none where the scheme marks none."""
    attention = needing_attention(plan)
    lowest = min((rating.rank for rating in attention), default=None)
    return tuple(rating for rating in attention if rating.rank == lowest)


def exceptions(plan: PlanState, on: date) -> tuple[ActionState, ...]:
    """The unfinished actions that are rated worst or past their date, the worst first: by the ratings that need
    attention, then by how late they are, how often they were extended, how late they are expected, then as printed."""
    bad, attention = worst(plan), needing_attention(plan)

    def is_bad(action: ActionState) -> bool:
        return rules.rating(plan, action) in bad and not rules.finished(action)

    def badness(action: ActionState) -> tuple[float, int, int, int]:
        rating = rules.rating(plan, action)
        rank = rating.rank if rating in attention and rating else float("inf")
        return (rank, -rules.days_late(action, on), -rules.extensions(action), -_expected_late(action))

    found = [action for action in plan.actions if is_bad(action) or rules.overdue(action, on)]
    return tuple(sorted(found, key=badness))


def _expected_late(action: ActionState) -> int:
    """The days by which the last word expects it after its day."""
    due, update = rules.due(action), action.latest_update
    if due is None or update is None or update.forecast_on is None or not rules.forecast_late(action):
        return 0
    return (update.forecast_on - due).days
