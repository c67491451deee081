"""Choosing where a report's state comes from: the plan as it is, or as at a day as known at a moment."""

from __future__ import annotations

from datetime import date, datetime

from audits.sources import as_at, learnt
from plans.models import Chain, Plan
from plans.queries import plan_state
from plans.state import PlanState


def state_for(plan: Plan, *, on: date, today: date, known: datetime | None = None) -> PlanState:
    """The live state for today as known now, otherwise the state of that day. Raises NotThereYet."""
    if on == today and known is None:
        return plan_state(plan)
    return as_at(plan, on=on, known=known)


def learnt_of(plan: Plan, *, on: date, today: date, known: datetime | None = None) -> str:
    """How the position of that day was learnt, where a document that was brought in later told it; else nothing."""
    return "" if on == today and known is None else learnt(plan, on=on, known=known)


def head_of(plan: Plan) -> str:
    """The head of the plan's chain as a report prints it: its last link's number and digest."""
    chain = Chain.objects.get(key=plan.chain_key)
    return f"{chain.position} {chain.head}"
