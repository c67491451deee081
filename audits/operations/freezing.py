"""Freezing a period."""

from __future__ import annotations

from audits.models import Snapshot
from audits.sources import as_at
from plans import canonical, permissions
from plans.models import Period
from plans.trail import change_set


def freeze(*, by, period: Period, door: str = "web", at=None) -> Snapshot:
    """Keep the plan's position on the period's position date as it is known now. Raises Denied."""
    plan = period.plan
    permissions.enforce(permissions.check_can_manage_plan, by, plan)
    with change_set(plan, by=by, verb="freeze", door=door, at=at) as act:
        position = as_at(plan, on=min(period.position_on, act.today), known=act.moment)
        snapshot = Snapshot(
            period=period,
            on=period.position_on,
            known=act.moment,
            schema=canonical.SCHEMA,
            state=canonical.to_json(position),
            digest=canonical.digest(position),
        )
        act.save(snapshot)
    return snapshot
