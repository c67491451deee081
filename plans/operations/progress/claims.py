"""What a later word does to a claim of completion that waits for somebody else's look."""

from __future__ import annotations

from datetime import date

from plans import stages
from plans.models import Action, Decision, ProgressUpdate
from plans.trail import Act


def standing_claim(action: Action) -> ProgressUpdate | None:
    """The newest claim that waits for a decision."""
    return action.standing_claims().last()


def is_later(claim: ProgressUpdate, position_on: date) -> bool:
    """Whether words of that day can speak for the action after the claim: those of an earlier day are only learned
    late, and leave it alone."""
    return position_on >= claim.position_on


def withdraw_by_word(act: Act, action: Action, claim: ProgressUpdate, update: ProgressUpdate) -> Decision:
    """Within the act that records the update: its words don't say that the claim stands, or say that it does not, so it
    stands no more. The action, whose stage follows, is left for the caller to write. The claim is withdrawn from the
    day on which the words are true, but not from before it was made. No reason is kept beside those words: nobody
    gave another."""
    decision = Decision(
        action=action,
        kind=stages.WITHDRAW,
        on=max(update.position_on, claim.position_on),
        recorded_at=act.moment,
        by_id=act.record.actor_id,
        by_name=act.record.actor_name,
        claim=claim,
    )
    action.stage = stages.after(action.stage, stages.WITHDRAW)
    act.save(decision)
    return decision
