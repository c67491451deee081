"""Freezing a period's position, and unfreezing it while no paper was issued from it."""

from __future__ import annotations

from datetime import date

from audits.hindrances import Hindrance, hindrances
from audits.models import IssuedPaper, Snapshot
from audits.sources import NotThereYet, as_at
from plans import canonical, wording
from plans.exempt_shown import applying
from plans.models import Period
from plans.operations.errors import Refused
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.plans import can_manage_plan
from plans.queries import exempt_of
from plans.state import PlanState
from plans.trail import Act, change_set


def frozen_of(period: Period) -> Snapshot | None:
    """The position of the period that is frozen, if one is."""
    return Snapshot.objects.filter(period=period, withdrawn=False).order_by("-pk").first()


def position_before(period: Period, *, on: date) -> date | None:
    """The day of the position before that day: of the last paper that was issued, else of the period before."""
    issued = IssuedPaper.objects.papers().filter(plan=period.plan_id, snapshot__on__lt=on).order_by("-snapshot__on")
    paper = issued.values_list("snapshot__on", flat=True).first()
    periods = Period.objects.current().filter(plan=period.plan_id, position_on__lt=on).order_by("-position_on")
    return paper or periods.values_list("position_on", flat=True).first()


def hinders(period: Period, state: PlanState, *, on: date, today: date) -> tuple[Hindrance, ...]:
    """What is not settled in the period's position."""
    since = position_before(period, on=on)
    return hindrances(state, on=on, today=today, since=since, marks=applying(exempt_of(period.plan), state))


def freeze(
    *, by, period: Period, on: date | None = None, despite: str | None = None, door: str = "web", at=None
) -> Snapshot:
    """Keep the plan's position as it is known now: on the period's position date, or on an earlier day `on`; before
    that date has come, of today. `despite` is the reason for which it is frozen though something stops it; None where
    nobody can be asked for one.

    Raises Denied; Refused where it is frozen already, for a day that has not come or is later than the period's, and
    where something stops it and the reason is empty.
    """
    plan = period.plan
    can_manage_plan.enforce(by, plan)
    why = " ".join((despite or "").split())[:REASON_LIMIT]
    with change_set(plan, by=by, verb="freeze", why=why, door=door, at=at) as act:
        wanted = on or min(period.position_on, act.today)
        position = _position(period, wanted, act)
        stops = [each for each in hinders(period, position, on=wanted, today=act.today) if each.stops]
        if stops and despite is not None and not why:
            raise Refused(
                f"{stops[0].title}. {stops[0].prints} Settle it first, or say why it is frozen all the same.", "despite"
            )
        snapshot = Snapshot(
            period=period,
            on=wanted,
            known=act.moment,
            schema=canonical.SCHEMA,
            state=canonical.to_json(position),
            digest=canonical.digest(position),
        )
        act.save(snapshot)
    return snapshot


def _position(period: Period, on: date, act: Act) -> PlanState:
    """What there is to be frozen. Raises Refused."""
    if period.withdrawn:
        raise Refused(f"“{period.name}” has been withdrawn, so nothing is frozen of it.")
    if frozen_of(period):
        raise Refused(f"The position of “{period.name}” is frozen already.")
    _check_day(period, on, act.today)
    try:
        return as_at(period.plan, on=on, known=act.moment)
    except NotThereYet as error:
        raise Refused(str(error), "on") from error


def _check_day(period: Period, on: date, today: date) -> None:
    if on > today:
        raise Refused(f"{wording.day(on)} has not come yet.", "on")
    if on > period.position_on:
        raise Refused(
            f"“{period.name}” is of {wording.day(period.position_on)}, so its position is of that day or earlier.", "on"
        )


def unfreeze(*, by, snapshot: Snapshot, reason: str, door: str = "web", at=None) -> Snapshot:
    """Take a frozen position back, so that what came later counts again; the frozen state stays in the record. Raises
    Denied; Refused without a reason, where it is unfrozen already, and once a paper was issued from it."""
    plan = snapshot.period.plan
    can_manage_plan.enforce(by, plan)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="Say why the position is unfrozen.")
    with change_set(plan, by=by, verb="unfreeze", why=reason, door=door, at=at) as act:
        snapshot.refresh_from_db()
        paper = IssuedPaper.objects.filter(snapshot=snapshot).first()
        if paper:
            raise Refused(f"{paper} was issued from this position, so it stays. Correct it by a supplement.", "reason")
        if snapshot.withdrawn:
            raise Refused("This position is unfrozen already.", "reason")
        snapshot.withdrawn, snapshot.withdrawn_reason = True, reason
        act.save(snapshot)
    return snapshot
