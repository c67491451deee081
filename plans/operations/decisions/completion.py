"""Verifying what is claimed to be done, taking a claim back, and closing what will not be.

`seen` is the number of the newest act on the action that the person had before them (`plans.operations.freshness`):
what was done since makes their decision `Stale`.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from plans import stages
from plans.models import Action, Decision, ProgressUpdate, Rag, User
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.progress.claims import standing_claim
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.actions import can_close, can_recheck, can_reopen, can_verify, can_withdraw_claim
from plans.trail import Act, change_set
from plans.wording import day


def verify_completion(
    *,
    by: User,
    claim: ProgressUpdate,
    reason: str = "",
    recheck_on: date | None = None,
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Decision:
    """Accept a claim. The scheme's finished rating, if it has one, becomes the action's. On `recheck_on` somebody
    looks again whether it has lasted.

    Raises Denied, Refused when the action no longer awaits verification or the day is not to come.
    """
    can_verify.enforce(by, claim)
    reason = said(reason, limit=REASON_LIMIT, field="reason")
    kind = stages.VERIFY
    with _deciding(
        by=by, action=claim.action, kind=kind, reason=reason, seen=seen, door=door, at=at, claim=claim
    ) as made:
        if recheck_on and recheck_on <= made.act.today:
            raise Refused("The day of the re-check has to be one to come.", "recheck_on")
        made.decision.recheck_on = recheck_on
        _rate_finished(made.act, made.action, claim, by)
    return made.decision


def return_claim(
    *, by: User, claim: ProgressUpdate, reason: str, seen: int | None = None, door: str = "web", at=None
) -> Decision:
    """Send a claim back with what is missing. Raises Denied and Refused."""
    can_verify.enforce(by, claim)
    reason = said(
        reason, limit=REASON_LIMIT, field="reason", need="Say what is missing, so that the lead knows what to do."
    )
    kind = stages.RETURN
    with _deciding(
        by=by, action=claim.action, kind=kind, reason=reason, seen=seen, door=door, at=at, claim=claim
    ) as made:
        return made.decision


def withdraw_claim(
    *,
    by: User,
    claim: ProgressUpdate,
    reason: str,
    rag: Rag | None = None,
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Decision:
    """Take back a claim that nobody has decided on yet. The reason is said of the action, under the rating that it
    deserves now (None: the one it has, unless that means finished), so that the words of the claim are not its last.

    Raises Denied; Refused without a reason, for a rating that can't stand, and for what is no standing claim.
    """
    can_withdraw_claim.enforce(by, claim)
    need = "Say why it is not complete after all: whoever was to verify it will ask."
    reason = said(reason, limit=REASON_LIMIT, field="reason", need=need)
    kind = stages.WITHDRAW
    with _deciding(
        by=by, action=claim.action, kind=kind, reason=reason, seen=seen, door=door, at=at, claim=claim
    ) as made:
        _check_open_rating(made.action, rag)
        _say(
            made.act,
            made.action,
            reason,
            rag or open_rating(made.action),
            said_by=by,
            said_by_name=by.name,
            by=by,
        )
        return made.decision


def close_action(
    *, by: User, action: Action, kind: str, reason: str, seen: int | None = None, door: str = "web", at=None
) -> Decision:
    """Close an action that will not be done as written: superseded, no longer applicable, risk accepted.

    Raises Denied and Refused.
    """
    can_close.enforce(by, action)
    if kind not in stages.CLOSED:
        raise Refused("Choose how the action is closed.", "kind")
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="Say why it is closed: the committee will ask.")
    with _deciding(by=by, action=action, kind=kind, reason=reason, seen=seen, door=door, at=at) as made:
        return made.decision


def embed(
    *,
    by: User,
    action: Action,
    on: date | None = None,
    reason: str = "",
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Decision:
    """A re-check found that a verified action has lasted. `on` is the day of the re-check, today when left out.

    Raises Denied; Refused for a day that can't be, and for an action that is not verified.
    """
    can_recheck.enforce(by, action)
    reason = said(reason, limit=REASON_LIMIT, field="reason")
    with _deciding(by=by, action=action, kind=stages.EMBED, reason=reason, seen=seen, door=door, at=at) as made:
        _date(made, on)
        return made.decision


def fail_recheck(
    *,
    by: User,
    action: Action,
    reason: str,
    rag: Rag | None = None,
    on: date | None = None,
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Decision:
    """A re-check found that it has not lasted: the action is open again, under the rating that it deserves now.

    Raises Denied; Refused without a reason, for a rating that can't stand and for a day that can't be.
    """
    can_recheck.enforce(by, action)
    need = "Say what the re-check found, so that the lead knows what to do."
    return _reopen(by, action, stages.FAIL_RECHECK, reason, need, rag=rag, on=on, seen=seen, door=door, at=at)


def reopen_action(
    *,
    by: User,
    action: Action,
    reason: str,
    rag: Rag | None = None,
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Decision:
    """Open a closed or finished action again. A new rating is needed where the one it has means finished.

    Raises Denied; Refused without a reason, and for a rating that can't stand.
    """
    can_reopen.enforce(by, action)
    need = "Say why it is opened again: its lead will ask."
    return _reopen(by, action, stages.REOPEN, reason, need, rag=rag, on=None, seen=seen, door=door, at=at)


def _reopen(by, action, kind, reason, need, *, rag, on, seen, door, at) -> Decision:
    reason = said(reason, limit=REASON_LIMIT, field="reason", need=need)
    with _deciding(by=by, action=action, kind=kind, reason=reason, seen=seen, door=door, at=at) as made:
        _date(made, on)
        last = _last_word(made.action)
        if rag is None and last and last.rating and last.rating.means_finished:
            raise Refused(f"Choose how it stands now: {last.rating.label} is for what is finished.", "rag")
        _check_open_rating(made.action, rag)
        if rag:
            _say(made.act, made.action, reason, rag, said_by=by, said_by_name=by.name, by=by)
        return made.decision


def _last_word(action: Action) -> ProgressUpdate | None:
    return action.updates.filter(corrected_by=None).order_by("position_on", "recorded_at", "pk").last()


def finished_rating(claim: ProgressUpdate) -> Rag | None:
    """The rating that verifying the claim gives: the scheme's finished one, of several the one that the document
    printed; None where the scheme has none."""
    claimed = claim.rating
    if claimed and claimed.means_finished:
        return claimed
    return Rag.objects.filter(scheme__plans=claim.action.plan.pk, means_finished=True).first()


def open_rating(action: Action) -> Rag | None:
    """The rating that the action has and keeps when it is not complete after all; None is *not rated*."""
    last = _last_word(action)
    rag = last.rating if last else None
    return None if rag and rag.means_finished else rag


def _check_open_rating(action: Action, rag: Rag | None) -> None:
    if rag and (rag.scheme_id != action.plan.scheme_id or rag.means_finished):
        raise Refused("Choose one of this plan’s own ratings for what is not finished.", "rag")


@dataclass(frozen=True, slots=True)
class _Made:
    """A decision that is about to be written, with the act and the action as it is now."""

    act: Act
    action: Action
    decision: Decision


@contextmanager
def _deciding(*, by, action, kind, reason, seen, door, at, claim=None):
    """The decision within its act; it and the action's new stage are written when the block closes. Raises
    Refused."""
    with change_set(action.plan, by=by, verb=kind, why=reason, door=door, at=at) as act:
        action = Action.objects.get(pk=action.pk)
        check_seen(action, seen)
        standing = standing_claim(action)
        if claim and standing and claim != standing:
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
        yield _Made(act, action, decision)
        act.save(decision)
        act.save(action)


def _date(made: _Made, on: date | None) -> None:
    """Put the decision on the day of the re-check."""
    if on is None:
        return
    if on > made.act.today:
        raise Refused("The day of the re-check can’t be in the future.", "on")
    verified = made.action.decisions.filter(kind=stages.VERIFY).order_by("recorded_at").last()
    if verified and on < verified.on:
        raise Refused(f"It was verified on {day(verified.on)}, so it can’t have been re-checked before that.", "on")
    made.decision.on = on


def _rate_finished(act, action: Action, claim: ProgressUpdate, by: User) -> None:
    """The claim's words under the finished rating: a new update, because none is ever edited."""
    finished = finished_rating(claim)
    if finished is None:
        return
    said_by = {"said_by": claim.said_by, "said_by_name": claim.said_by_name}
    _say(act, action, claim.narrative, finished, **said_by, by=by)


def _say(act, action, narrative, rag, *, said_by, said_by_name, by) -> None:
    act.save(
        ProgressUpdate(
            action=action,
            position_on=act.today,
            recorded_at=act.moment,
            narrative=narrative,
            rag=rag,
            said_by=said_by,
            said_by_name=said_by_name,
            recorded_by=by,
            recorded_by_name=by.name,
        )
    )
