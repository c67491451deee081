"""The stages of an action and the moves between them, as data: they are enforced from here and drawn from here.

A stage is never set by hand. It follows from what was said (updates, claims) and decided (verified, returned,
closed…), each on a day, so that the stage on any past day is the same fold over fewer events.
"""

from __future__ import annotations

from collections.abc import Iterable

NOT_STARTED = "not_started"
IN_PROGRESS = "in_progress"
CLAIMED = "claimed"
VERIFIED = "verified"
EMBEDDED = "embedded"
SUPERSEDED = "superseded"
NO_LONGER_APPLICABLE = "no_longer_applicable"
RISK_ACCEPTED = "risk_accepted"

STAGES = {
    NOT_STARTED: "Not started",
    IN_PROGRESS: "In progress",
    CLAIMED: "Claimed complete",
    VERIFIED: "Verified",
    EMBEDDED: "Embedded",
    SUPERSEDED: "Superseded",
    NO_LONGER_APPLICABLE: "No longer applicable",
    RISK_ACCEPTED: "Risk accepted",
}
"""From each stage to the words on the page, in order."""

CLOSED = frozenset({SUPERSEDED, NO_LONGER_APPLICABLE, RISK_ACCEPTED})
FINISHED = frozenset({VERIFIED, EMBEDDED}) | CLOSED
"""Finished is asked of the stage alone (never of a colour)."""
SAID_DONE = FINISHED | {CLAIMED}
"""Where a rating that means finished can stand: of an action that goes on, it says nothing any more."""

UPDATE = "update"
CLAIM = "claim"
VERIFY = "verified"
RETURN = "returned"
WITHDRAW = "claim_withdrawn"
EMBED = "embedded"
FAIL_RECHECK = "failed_recheck"
REOPEN = "reopened"

EVENTS = {
    UPDATE: "Progress update",
    CLAIM: "Claim of completion",
    VERIFY: "Completion verified",
    RETURN: "Claim returned",
    WITHDRAW: "Claim withdrawn",
    EMBED: "Re-check passed: embedded",
    FAIL_RECHECK: "Re-check failed: reopened",
    SUPERSEDED: "Closed as superseded",
    NO_LONGER_APPLICABLE: "Closed as no longer applicable",
    RISK_ACCEPTED: "Closed with the risk accepted",
    REOPEN: "Reopened",
}

_CLOSING = {SUPERSEDED: SUPERSEDED, NO_LONGER_APPLICABLE: NO_LONGER_APPLICABLE, RISK_ACCEPTED: RISK_ACCEPTED}

TRANSITIONS: dict[str, dict[str, str]] = {
    NOT_STARTED: {UPDATE: IN_PROGRESS, CLAIM: CLAIMED, **_CLOSING},
    IN_PROGRESS: {UPDATE: IN_PROGRESS, CLAIM: CLAIMED, **_CLOSING},
    CLAIMED: {
        UPDATE: CLAIMED,
        CLAIM: CLAIMED,
        VERIFY: VERIFIED,
        RETURN: IN_PROGRESS,
        WITHDRAW: IN_PROGRESS,
        **_CLOSING,
    },
    VERIFIED: {EMBED: EMBEDDED, FAIL_RECHECK: IN_PROGRESS, REOPEN: IN_PROGRESS},
    EMBEDDED: {FAIL_RECHECK: IN_PROGRESS, REOPEN: IN_PROGRESS},
    SUPERSEDED: {REOPEN: IN_PROGRESS},
    NO_LONGER_APPLICABLE: {REOPEN: IN_PROGRESS},
    RISK_ACCEPTED: {REOPEN: IN_PROGRESS},
}
"""From each stage, by event, to the next. What is not here can't happen."""


class NotAllowed(ValueError):
    """The event can't happen in that stage; the message says why in words for a person."""


def after(stage: str, event: str) -> str:
    """The stage that follows. Raises NotAllowed."""
    try:
        return TRANSITIONS[stage][event]
    except KeyError:
        raise NotAllowed(f"{EVENTS[event]} is not possible while the action is “{STAGES[stage].lower()}”.") from None


def fold(events: Iterable[str]) -> str:
    """The stage after these events in order. An event that its stage does not allow leaves the stage as it is:
    a late update for a day before the verification does not undo it."""
    stage = NOT_STARTED
    for event in events:
        stage = TRANSITIONS[stage].get(event, stage)
    return stage


def diagram() -> str:
    """The transitions as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {NOT_STARTED}"]
    for stage, moves in TRANSITIONS.items():
        lines += [f"    {stage} --> {target}: {event}" for event, target in moves.items()]
    return "\n".join(lines) + "\n"
