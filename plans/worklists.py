"""What waits for a person: the actions they lead, the claims to verify, the dates to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plans import stages
from plans.models import Action, Extension, Holding, Membership, ProgressUpdate


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whether a person leads anything or oversees any plan, and how much waits for them."""

    is_lead: bool
    oversees: bool
    owed: int = 0
    to_verify: int = 0
    to_decide: int = 0


def waiting(user, *, on: date) -> Waiting:
    """The counts beside the main navigation."""
    roles = set(
        Membership.objects.filter(user=user, withdrawn=False).values_list("role", flat=True).order_by().distinct()
    )
    oversees = bool(roles & {"manager"})
    is_lead = bool(roles & {"contributor", "manager"}) and Holding.objects.filter(user=user).exists()
    return Waiting(
        is_lead=is_lead,
        oversees=oversees,
        owed=my_actions(user, on=on).owes_update(on=on).count() if is_lead else 0,
        to_verify=to_verify(user).count() if oversees else 0,
        to_decide=to_decide(user).count() if oversees else 0,
    )


def my_actions(user, *, on: date):
    """The current actions that a post of this person's is assigned to, with their position."""
    return Action.objects.visible_to(user).current().held_by(user, on=on).with_position()


def to_verify(user):
    """The standing claims that this person may verify: of plans they manage or run, made by somebody else."""
    plans = Membership.objects.filter(user=user, withdrawn=False, role__in=["manager", "officer"]).values("plan")
    return (
        ProgressUpdate.objects.filter(
            claims_completion=True,
            corrected_by=None,
            decisions=None,
            action__stage=stages.CLAIMED,
            action__withdrawn=False,
            action__recommendation__section__plan__in=plans,
        )
        .exclude(said_by=user)
        .exclude(recorded_by=user)
        .order_by("position_on", "id")
    )


def to_decide(user):
    """The extension requests that this person may decide."""
    plans = Membership.objects.filter(user=user, withdrawn=False, role="manager").values("plan")
    return (
        Extension.objects.filter(
            status=Extension.Status.REQUESTED, timescale__action__recommendation__section__plan__in=plans
        )
        .exclude(asked_by=user)
        .order_by("asked_on", "id")
    )
