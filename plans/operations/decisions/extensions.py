"""Moving an agreed date: asked for, decided by somebody else, never in silence."""

from __future__ import annotations

from datetime import date

from plans import stages
from plans.models import Action, Extension, Lead, Timescale, User
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.actions import can_ask_extension, can_decide_extension
from plans.permissions.plans import can_agree_dates
from plans.trail import Act, Actor, change_set

REASON = "Say why the date has to move."
NOT_LATER = "The new date has to be later than the agreed one."


def request_extension(
    *,
    by: User,
    timescale: Timescale,
    to_latest: date,
    reason: str,
    said_by: User | Lead | Actor | None = None,
    said_by_name: str = "",
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Extension:
    """Ask for a later day; `said_by`, where it is somebody else's request that `by` records, under the name
    `said_by_name`; whoever is not here may have given no reason, and then none is kept. Raises Denied; Refused without
    a reason of one's own, for a day that is not later, or where a request already
    waits; Stale where something was done since the act `seen`."""
    action = _action_of(timescale)
    can_ask_extension.enforce(by, action)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="" if said_by_name else REASON)
    with change_set(action.plan, by=by, verb="request_extension", why=reason, door=door, at=at) as act:
        check_seen(action, seen)
        asker = said_by if isinstance(said_by, User) else by
        extension = _asked(asker, timescale, to_latest, reason, act.today)
        extension.asked_by_name = said_by_name or asker.name
        act.save(extension)
    return extension


def agree_later_date(
    *, by: User, timescale: Timescale, to_latest: date, reason: str, door: str = "web", at=None
) -> Extension:
    """Move an agreed date as a manager, who decides on dates: an extension that nobody else asked for, agreed at
    once. Raises Denied; Refused for whatever can't be asked for."""
    action = _action_of(timescale)
    can_ask_extension.enforce(by, action)
    can_agree_dates.enforce(by, action.plan)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need=REASON)
    with change_set(action.plan, by=by, verb="decide_extension", why=reason, door=door, at=at) as act:
        extension = _asked(by, timescale, to_latest, reason, act.today)
        _decide(act, extension, by, agreed=True, reason=reason)
    return extension


def movable(action: Action) -> list[Timescale]:
    """The dates of an action that could move, the first to come first."""
    dated = action.timescales.current().filter(met_on=None, step__met_on=None).exclude(latest=None)
    return list(dated.select_related("step").order_by("latest", "pk"))


def _action_of(timescale: Timescale) -> Action:
    """Raises Refused for a section's timescale."""
    if timescale.action is None:
        raise Refused("A band’s timescale is part of the plan; ask to move the date of one of its actions.")
    return timescale.action


def _asked(by: User, timescale: Timescale, to_latest: date, reason: str, on: date) -> Extension:
    """The request, not saved. Raises Refused for what can't be asked for."""
    timescale.refresh_from_db()
    _check_unfinished(_action_of(timescale))
    if timescale.withdrawn:
        raise Refused("This date has been withdrawn from the plan, so it can’t be moved.")
    if refusal := refusal_of(timescale, to_latest):
        raise Refused(refusal, "to_latest" if refusal == NOT_LATER else "")
    return Extension(
        timescale=timescale,
        from_latest=timescale.latest,
        to_latest=to_latest,
        reason=reason,
        asked_by=by,
        asked_by_name=by.name,
        asked_on=on,
    )


def refusal_of(timescale: Timescale, to_latest: date) -> str:
    """Why that day can't be asked for; empty where it can."""
    if timescale.latest and to_latest <= timescale.latest:
        return NOT_LATER
    if timescale.extensions.filter(status=Extension.Status.REQUESTED).exists():
        return "A request for this date already waits for a decision."
    return ""


def decide_extension(
    *,
    by: User,
    extension: Extension,
    agreed: bool,
    reason: str = "",
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Extension:
    """Agree or refuse a request; an agreed one moves the timescale. Raises Denied; Refused for one that is
    decided already or refused without a reason; Stale where something was done since the act `seen`."""
    can_decide_extension.enforce(by, extension)
    need = "" if agreed else "Say why the new date is refused."
    reason = said(reason, limit=REASON_LIMIT, field="reason", need=need)
    action = extension.action
    plan = action.plan
    with change_set(plan, by=by, verb="decide_extension", why=reason, door=door, at=at) as act:
        extension.refresh_from_db()
        check_seen(action, seen)
        if extension.status != Extension.Status.REQUESTED:
            raise Refused("This request has been decided already.")
        if agreed:
            _check_unfinished(action)
        _decide(act, extension, by, agreed=agreed, reason=reason)
    return extension


def _decide(act: Act, extension: Extension, by: User, *, agreed: bool, reason: str) -> None:
    """Write the decision and, where it is agreed, the new day."""
    extension.status = Extension.Status.AGREED if agreed else Extension.Status.REFUSED
    extension.decided_by = by
    extension.decided_by_name = by.name
    extension.decided_on = act.today
    extension.decision_reason = reason
    act.save(extension)
    if agreed:
        timescale = extension.timescale
        timescale.latest = extension.to_latest
        if timescale.earliest and timescale.earliest > timescale.latest:
            timescale.earliest = None
        act.save(timescale)


def _check_unfinished(action: Action) -> None:
    if action.stage in stages.FINISHED:
        raise Refused(f"The action is {stages.STAGES[action.stage].lower()}, so its date doesn’t have to move.")
