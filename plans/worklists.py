"""What waits for a person: the actions they lead, the claims to verify, the dates to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from plans import stages, tree
from plans.models import (
    Action,
    Decision,
    Extension,
    Membership,
    MembersQuestion,
    OpenQuestion,
    Plan,
    ProgressUpdate,
    Standing,
    User,
)
from plans.models.action_queries import current
from plans.models.assignments import led_by
from plans.models.blanks import Blank, KeptCounts, blank_day
from plans.models.plan import owed_since_in_visible
from plans.models.standing import blank_days, by_day, days_told, owes_update, silent_since

MANAGER, OFFICER = Membership.Role.MANAGER, Membership.Role.OFFICER

MANY = 100
"""How far is counted what waits: beyond it only that it is many matters."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whether a person leads anything, runs or manages any plan, decides on dates, and how much waits for them,
    each up to `MANY`."""

    is_lead: bool
    oversees: bool
    decides: bool = False
    owed: int = 0
    asked: int = 0
    to_verify: int = 0
    to_decide: int = 0
    to_chase: int = 0


def waiting(user, *, on: date, counted: bool = True) -> Waiting:
    """What stands in the main navigation, with the counts beside it unless they are shown nowhere."""
    roles = set(user.parts.values())
    oversees, decides = bool(roles & {"manager", "officer"}), "manager" in roles
    is_lead = bool(roles & {"contributor", "manager"}) and user.was_named
    counts = _counts(user, on, is_lead=is_lead, oversees=oversees, decides=decides) if counted else {}
    return Waiting(is_lead=is_lead, oversees=oversees, decides=decides, **counts)


def _counts(user, on: date, *, is_lead: bool, oversees: bool, decides: bool) -> dict[str, int]:
    """What waits, each up to `MANY`, in one query of what this person has a part in."""
    asked = (
        [("owed", "asked")] * is_lead
        + [("to_verify", "to_recheck", "to_chase", "to_answer")] * oversees
        + [("to_decide",)] * decides
    )
    names = tuple(name for each in asked for name in each)
    if not names:
        return {}
    days = by_day(owed_since_in_visible(user, on=on)) if is_lead or oversees else []
    told = {"user": user.pk, "held": user.held_on(on) if is_lead else [], "on": on}
    told |= {"managed": user.plans_as(MANAGER), "overseen": user.plans_as(MANAGER, OFFICER)}
    found = dict(zip(names, _WAITING(names, len(days), **told, **days_told(days)), strict=True))
    if not oversees:
        return found
    rechecks, answers = found.pop("to_recheck"), found.pop("to_answer")
    return found | {"to_verify": found["to_verify"] + rechecks, "to_chase": found["to_chase"] + answers}


def _questions(names: tuple[str, ...], days: int):
    """Of what each of these counts consists, with blanks for the person, the day, and their plans."""
    user, on, overseen = Blank("user"), blank_day("on"), Blank("overseen")
    silent = silent_since(blank_days(days))
    every = {
        "owed": lambda: _led_by(Blank("held")).filter(silent),
        "asked": lambda: _asked(Blank("held")),
        "to_verify": lambda: _claimed(user, overseen),
        "to_recheck": lambda: _to_recheck(user, overseen, on),
        "to_chase": lambda: Standing.objects.filter(silent, plan__among=overseen, current=True),
        "to_answer": lambda: OpenQuestion.objects.asked_back().filter(plan__among=overseen),
        "to_decide": lambda: _to_decide(user, Blank("managed")),
    }
    return [every[name]() for name in names]


_WAITING = KeptCounts(_questions, most=MANY)


def runs(user) -> set[int] | None:
    """The numbers of the plans in which this person gives roles; None for an administrator, who does in all."""
    if user.is_administrator:
        return None
    return set(user.plans_as(OFFICER))


def deciders(plan: Plan, *, but: User | None = None) -> list[str]:
    """Who decides on new dates in a plan, other than the one who asks: the names of its managers."""
    held = plan.memberships.filter(role=Membership.Role.MANAGER, withdrawn=False, user__is_active=True)
    return list(held.exclude(user=but).order_by("user__name").values_list("user__name", flat=True))


def standings_of(user, *, on: date):
    """Where the current actions stand that a post of this person's is assigned to."""
    return _led_by(user.held_on(on)).filter(plan__in=Plan.objects.visible_to(user))


def _led_by(leads):
    """Where the current actions stand that one of these is assigned to."""
    return Standing.objects.filter(led_by(leads), current=True)


def members_questions(user, *, on: date):
    """What members asked and a post of this person's is to answer, the first due first."""
    visible = Action.objects.visible_to(user)
    found = _asked(user.held_on(on)).filter(action__in=visible).select_related(tree.ACTION_PLAN, "lead")
    return found.order_by("due_on", "pk")


def _asked(leads):
    return MembersQuestion.objects.unanswered().filter(
        lead__among=leads, action__standing__plan__status=Plan.Status.LIVE, **current("action__")
    )


def my_actions(user, *, on: date):
    """The current actions that a post of this person's is assigned to, with their position."""
    return Action.objects.visible_to(user).current().held_by(user, on=on).with_position()


def returned(action: Action) -> Decision | None:
    """The decision by which the action's last claim came back, while nothing has been said since."""
    return returned_of([action]).get(action.pk)


def returned_of(actions) -> dict[int, Decision]:
    """Of these actions in progress, the decision that returned the claim which was their last word."""
    decisions = returns().filter(action__in=actions).order_by("recorded_at", "pk")
    return {decision.action_id: decision for decision in decisions}


def returns():
    """The decisions that returned a claim which was the last word of an action in progress."""
    later = ProgressUpdate.objects.filter(action=OuterRef("action"), recorded_at__gt=OuterRef("recorded_at"))
    return Decision.objects.filter(kind=stages.RETURN, action__stage=stages.IN_PROGRESS).exclude(Exists(later))


def to_verify(user):
    """The standing claims that this person may verify: of plans they manage or run, the newest of each action, none
    of those that stand made or recorded by themselves."""
    stand = _claimed(user, user.plans_as(MANAGER, OFFICER))
    # By number: where PostgreSQL is asked for both together, it reads all that was ever said.
    claims = ProgressUpdate.objects.filter(pk__among=list(stand.values_list("claim", flat=True)))
    return claims.order_by("position_on", "id")


def _claimed(user, plans):
    """Where the actions of these claims stand."""
    decided = Decision.objects.filter(action=OuterRef("action"), recorded_at__gte=OuterRef("recorded_at"))
    theirs = Q(said_by=user) | Q(recorded_by=user)
    own = ProgressUpdate.objects.filter(
        theirs, ~Exists(decided), action=OuterRef("pk"), claims_completion=True, corrected_by=None
    )
    return Standing.objects.filter(~Exists(own), current=True, claim__isnull=False, plan__among=plans)


def withdrawn_claims(user, *, since: date, until: date):
    """The withdrawals, from that day on and before the other, of claims that this person was to verify from before
    that day: neither made nor withdrawn by themselves, and not claimed again."""
    return (
        Decision.objects.filter(
            kind=stages.WITHDRAW,
            recorded_at__date__gte=since,
            recorded_at__date__lt=until,
            claim__recorded_at__date__lt=since,
            action__standing__plan__among=user.plans_as(MANAGER, OFFICER),
            **current("action__"),
        )
        .exclude(Q(by=user) | Q(claim__said_by=user) | Q(claim__recorded_by=user))
        .exclude(action__stage=stages.CLAIMED)
        .select_related(tree.ACTION_PLAN, "claim")
        .order_by("recorded_at", "pk")
    )


def to_recheck(user, *, on: date):
    """The verifications whose day to look again has come, of plans that this person manages or runs, where they
    neither said nor recorded any of the claims that led to them."""
    found = _to_recheck(user, user.plans_as(MANAGER, OFFICER), on)
    return found.select_related(tree.ACTION_PLAN).order_by("recheck_on", "pk")


def _to_recheck(user, plans, on):
    between = Decision.objects.filter(
        action=OuterRef("action"),
        recorded_at__gte=OuterRef("recorded_at"),
        recorded_at__lt=OuterRef(OuterRef("recorded_at")),
    )
    own = ProgressUpdate.objects.filter(
        Q(said_by=user) | Q(recorded_by=user),
        ~Exists(between),
        action=OuterRef("action"),
        claims_completion=True,
        corrected_by=None,
        recorded_at__lt=OuterRef("recorded_at"),
    )
    later = Decision.objects.filter(action=OuterRef("action"), kind=stages.VERIFY, pk__gt=OuterRef("pk"))
    return Decision.objects.filter(
        ~Exists(own),
        ~Exists(later),
        kind=stages.VERIFY,
        recheck_on__lte=on,
        action__stage=stages.VERIFIED,
        action__standing__plan__among=plans,
        **current("action__"),
    )


def to_decide(user):
    """The extension requests that this person may decide."""
    return _to_decide(user, user.plans_as(MANAGER)).order_by("asked_on", "id")


def _to_decide(user, plans):
    return Extension.objects.filter(
        status=Extension.Status.REQUESTED,
        timescale__action__standing__plan__among=plans,
        timescale__withdrawn=False,
        **current("timescale__action__"),
    ).exclude(asked_by=user)


def overseen(user):
    """The live plans that this person runs or manages."""
    return Plan.objects.filter(status=Plan.Status.LIVE, pk__among=user.plans_as(MANAGER, OFFICER))


def to_chase(user, *, on: date):
    """Where the actions stand of plans that they run or manage for which somebody owes an update."""
    return Standing.objects.filter(owes_update(overseen(user).owed_since(on=on)), current=True)
