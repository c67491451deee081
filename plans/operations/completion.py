"""Verifying what is claimed to be done, and closing what will not be."""

from __future__ import annotations

from plans import permissions, stages
from plans.models import Action, Decision, ProgressUpdate, User
from plans.operations.errors import Refused
from plans.operations.said import REASON_LIMIT, said
from plans.trail import change_set


def verify_completion(*, by: User, claim: ProgressUpdate, reason: str = "", door: str = "web", at=None) -> Decision:
    """Accept a claim. The scheme's finished rating, if it has one, becomes the action's.

    Raises Denied, Refused when the action no longer awaits verification.
    """
    permissions.enforce(permissions.check_can_verify, by, claim)
    reason = said(reason, limit=REASON_LIMIT, field="reason")
    return _decide(by=by, action=claim.action, kind=stages.VERIFY, reason=reason, claim=claim, door=door, at=at)


def return_claim(*, by: User, claim: ProgressUpdate, reason: str, door: str = "web", at=None) -> Decision:
    """Send a claim back with what is missing. Raises Denied and Refused."""
    permissions.enforce(permissions.check_can_verify, by, claim)
    reason = said(
        reason, limit=REASON_LIMIT, field="reason", need="Say what is missing, so that the lead knows what to do."
    )
    return _decide(by=by, action=claim.action, kind=stages.RETURN, reason=reason, claim=claim, door=door, at=at)


def close_action(*, by: User, action: Action, kind: str, reason: str, door: str = "web", at=None) -> Decision:
    """Close an action that will not be done as written: superseded, no longer applicable, risk accepted.

    Raises Denied and Refused.
    """
    permissions.enforce(permissions.check_can_close, by, action)
    if kind not in stages.CLOSED:
        raise Refused("Choose how the action is closed.", "kind")
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="Say why it is closed: the committee will ask.")
    return _decide(by=by, action=action, kind=kind, reason=reason, claim=None, door=door, at=at)


def _decide(*, by, action, kind, reason, claim, door, at) -> Decision:
    with change_set(action.plan, by=by, verb=kind, why=reason, door=door, at=at) as act:
        action = Action.objects.get(pk=action.pk)
        if claim and claim != action.updates.filter(claims_completion=True).order_by("-id").first():
            raise Refused("Somebody has claimed completion again since. Look at the newer claim.")
        try:
            action.stage = stages.after(action.stage, kind)
        except stages.NotAllowed as refused:
            raise Refused(str(refused)) from refused
        decision = Decision(
            action=action,
            kind=kind,
            on=act.today,
            recorded_at=act.moment,
            by=by,
            by_name=by.name,
            reason=reason,
            claim=claim,
        )
        act.save(decision)
        act.save(action)
        if kind == stages.VERIFY:
            _rate_finished(act, action, claim, by)
    return decision


def _rate_finished(act, action: Action, claim: ProgressUpdate, by: User) -> None:
    """The claim's words under the scheme's finished rating: a new update, because none is ever edited."""
    finished = action.plan.scheme.ratings.filter(means_finished=True).first()
    if finished is None:
        return
    act.save(
        ProgressUpdate(
            action=action,
            position_on=act.today,
            recorded_at=act.moment,
            narrative=claim.narrative or "Verified.",
            rag=finished,
            said_by=claim.said_by,
            said_by_name=claim.said_by_name,
            recorded_by=by,
            recorded_by_name=by.name,
        )
    )
