"""What an action's dates and words amount to on a day: pure functions of a state and a date.

The definitions are those of the glossary in docs/words.md. The querysets of `plans.models.standing` say the same
in SQL for lists; a test holds the two against each other over random plans.
"""

from __future__ import annotations

from datetime import date, timedelta

from plans import stages
from plans.state import ActionState, PeriodState, PlanState, RagState, TimescaleState

DATED_OTHERWISE = frozenset({"ongoing", "recurring", "in_place", "complete", "immediate"})
"""The kinds of timescale that have no day and need none."""


def finished(action: ActionState) -> bool:
    """Verified, embedded or closed: asked of the stage alone."""
    return action.stage in stages.FINISHED


def awaits_verification(action: ActionState) -> bool:
    return action.stage == stages.CLAIMED


def timescales(action: ActionState) -> tuple[TimescaleState, ...]:
    """The action's own timescales and those of its unmet steps."""
    steps = (t for step in action.steps if step.met_on is None for t in step.timescales)
    return (*action.timescales, *steps)


def due(action: ActionState) -> date | None:
    """The latest day of its earliest unmet timescale, its own or a step's; None where none has a day."""
    days = [t.latest for t in timescales(action) if t.met_on is None and t.latest is not None]
    return min(days, default=None)


def first_due(action: ActionState) -> date | None:
    """The day that `due` was before any extension."""
    current = due(action)
    for timescale in timescales(action):
        if timescale.latest == current:
            agreed = [e for e in timescale.extensions if e.status == "agreed"]
            if agreed:
                return agreed[0].from_latest
    return current


def extensions(action: ActionState) -> int:
    """How many extensions of its timescales were agreed."""
    return sum(e.status == "agreed" for t in action.every_timescale for e in t.extensions)


def overdue(action: ActionState, on: date) -> bool:
    """Not finished, not awaiting verification, and its due day is past."""
    last = due(action)
    return not finished(action) and not awaits_verification(action) and last is not None and last < on


def days_late(action: ActionState, on: date) -> int:
    """Days past the due day; 0 when not overdue."""
    last = due(action)
    return (on - last).days if overdue(action, on) and last else 0


def undated(action: ActionState) -> bool:
    """Nothing printed gives it a day or says that it is ongoing, in place or complete."""
    return due(action) is None and not any(t.kind in DATED_OTHERWISE for t in timescales(action))


def no_date(action: ActionState) -> bool:
    """Unfinished and undated."""
    return not finished(action) and undated(action)


def forecast_late(action: ActionState) -> bool:
    """The last word expects it after its due day. Shown apart from overdue."""
    last, update = due(action), action.latest_update
    return bool(not finished(action) and last and update and update.forecast_on and update.forecast_on > last)


def standing(action: ActionState, stage: str) -> dict:
    """What is kept of it beside the action, by column (`plans.models.Standing`): all that follows from its rows and
    from no day. `stage` is the one that stands in its row."""
    update = action.latest_update
    claims = [u.id for u in action.updates if u.claims_completion] if stage == stages.CLAIMED else []
    leads = [a.lead_id for a in action.every_assignment]
    return {
        "lead_id": leads[0] if leads else None,
        "shared": len(set(leads)) > 1,
        "stage": stage,
        "open": stage not in stages.FINISHED,
        "due": due(action),
        "undated": undated(action),
        "update_id": update and update.id,
        "rag_id": update and update.rag_id,
        "position_on": last_said_on(action),
        "forecast_on": update and update.forecast_on,
        "claim_id": claims[-1] if claims else None,
        "extensions": extensions(action),
    }


def rating(plan: PlanState, action: ActionState) -> RagState | None:
    """The rating of the latest update; None is *not rated*, never inferred to be green. A document's rating that means
    finished stands with the claim that it is, and goes with it."""
    update = action.latest_update
    found = plan.rag(update.rag_id) if update else None
    return None if found and found.means_finished and action.stage not in stages.SAID_DONE else found


def only_claimed(action: ActionState, found: RagState | None) -> bool:
    """Whether its rating says that it is finished where nobody has verified that yet."""
    return found is not None and found.means_finished and awaits_verification(action)


def open_period(plan: PlanState, on: date) -> PeriodState | None:
    """The period that is being collected on that day: the first whose updates are still due and which nobody has
    closed before."""
    coming = [
        p for p in plan.periods if (p.due_on or p.position_on) >= on and (p.closed_on is None or p.closed_on > on)
    ]
    return min(coming, key=lambda p: p.position_on, default=None)


def owed_since(plan: PlanState, on: date) -> date:
    """The day from which a position counts as given: the cadence's, or the position date of the open period
    once that has come, whichever is later."""
    since = on - timedelta(days=plan.cadence_days)
    period = open_period(plan, on)
    if period and period.position_on <= on:
        return max(since, period.position_on)
    return since


def owes_update(plan: PlanState, action: ActionState, on: date) -> bool:
    """Of a live plan, unfinished, unclaimed, and nothing said of it since `owed_since`."""
    if plan.status != "live" or finished(action) or awaits_verification(action):
        return False
    last = last_said_on(action)
    return last is None or last < owed_since(plan, on)


def last_said_on(action: ActionState) -> date | None:
    """The day of which was said last where it stands. A rating or a forecast that somebody gave without any words says
    nothing of that; what a document prints, and a claim, does."""
    update = action.latest_update
    says = update and (update.narrative or update.by_document or update.claims_completion)
    return update.position_on if update and says else None
