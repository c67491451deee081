"""Posts and who holds them, from a day to a day. Handing over moves what a leaver leads, and nothing of the past."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plans import leadnames, tree
from plans.models import Assignment, Holding, Lead, Membership, Plan, User
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.people.roles import give
from plans.permissions.parts import speaks_in
from plans.permissions.people import can_appoint, can_give_roles
from plans.trail import SYSTEM, change_set
from plans.wording import day


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a handing over did: the new holdings, the plans in which the successor became a contributor, and those
    where somebody else has to make them one."""

    holdings: tuple[Holding, ...]
    given: tuple[Plan, ...]
    still_to_give: tuple[Plan, ...]


def appoint(
    *,
    by=SYSTEM,
    lead: Lead,
    user: User | None = None,
    name: str = "",
    from_on: date | None = None,
    door: str = "command",
    at=None,
) -> Holding:
    """Say who holds a post from a day on; whoever held it until then holds it to the day before. `name` is for
    somebody without an account.

    Raises Denied; Refused where an earlier holder's time begins on that day or later.
    """
    can_appoint.enforce(by, lead)
    with change_set(by=by, verb="appoint", door=door, register=True, at=at) as act:
        return put_holder(act, lead, user, name, from_on)


def hand_over(
    *,
    by=SYSTEM,
    leads: Iterable[Lead],
    to: User,
    from_on: date | None,
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> HandedOver:
    """Give posts, with every action that they lead, to a successor from a day on, as one act. None is from the
    beginning, for posts that nobody held before.

    Where the successor has no part in a plan that the posts lead in, they become its contributor, so that they can
    update what is now theirs; in a plan whose roles `by` does not give, that stays to be done. Raises Denied; Refused
    for a closed account, for no post at all, and for a day on which the post was not yet the leaver's; Stale.
    """
    leads = list(leads)
    if not leads:
        raise Refused("There is no post to hand over.")
    if not to.is_active:
        raise Refused(f"The account of {to} is closed, so they can’t take anything over.", "to")
    for lead in leads:
        can_appoint.enforce(by, lead)
    plans = plans_led_by(leads)
    mine = [plan for plan in plans if _may_give(by, plan)]
    with change_set(*mine, by=by, verb="hand_over", door=door, register=True, at=at) as act:
        for lead in leads:
            check_seen(lead, seen)
        holdings = tuple(put_holder(act, lead, to, "", from_on) for lead in leads)
        lacking = [plan for plan in plans if not speaks_in(to, plan)]
        for plan in lacking:
            if plan in mine:
                give(act, by=by, user=to, plan=plan, role=Membership.Role.CONTRIBUTOR)
    return HandedOver(
        holdings=holdings,
        given=tuple(plan for plan in lacking if plan in mine),
        still_to_give=tuple(plan for plan in lacking if plan not in mine),
    )


def plans_led_by(leads: Iterable[Lead]) -> list[Plan]:
    """The plans that are not closed in which these have a part."""
    parts = Assignment.objects.filter(lead__in=list(leads), withdrawn=False, action__withdrawn=False)
    ids = parts.order_by().values(tree.ACTION_PLAN).distinct()
    return list(Plan.objects.filter(pk__in=ids).exclude(status=Plan.Status.CLOSED).order_by("title"))


def put_holder(act, lead: Lead, user: User | None, name: str, from_on: date | None) -> Holding:
    """Within an act: somebody holds a post from a day on, and whoever held it until then to the day before. Whose name
    stands there without an account holds on, by their account. Raises Refused."""
    standing = lead.holdings.filter(to_on=None) if from_on is None else lead.holdings.not_over(from_on)
    for earlier in standing.order_by("pk"):
        if user and earlier.user_id is None and leadnames.key(earlier.name) == leadnames.key(user.name):
            earlier.user = user
            act.save(earlier)
            return earlier
        _check_successor(act, lead, earlier, user, from_on)
        earlier.to_on = from_on and from_on - timedelta(days=1)
        act.save(earlier)
    holding = Holding(lead=lead, user=user, name=name or str(user), from_on=from_on)
    act.save(holding)
    return holding


def _check_successor(act, lead: Lead, earlier: Holding, user: User | None, from_on: date | None) -> None:
    """Raises Refused where the successor's time would take away a time that is over, or swallow one whole."""
    if user and earlier.user_id == user.pk:
        raise Refused(f"{earlier.name} already holds {lead}.", "to")
    if from_on is None or (earlier.from_on and earlier.from_on >= from_on):
        raise Refused(f"{earlier.name} already holds {lead}: give a later day for the successor.", "from_on")
    if earlier.to_on and earlier.to_on < act.today:
        raise Refused(f"{earlier.name} held {lead} until {day(earlier.to_on)}: give a later day.", "from_on")


def _may_give(by, plan: Plan) -> bool:
    return not isinstance(by, User) or can_give_roles.allows(by, plan)
