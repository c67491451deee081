"""Which part a person has in a plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from plans.models import Action, Assignment, Holding, Membership, Plan
from plans.models.blanks import Blank, KeptQuery, blank_day
from plans.trail import Actor

OFFICER, MANAGER, CONTRIBUTOR, VIEWER = (role.value for role in Membership.Role)


def _held():
    held = Membership.objects.filter(user=Blank("user"), plan=Blank("plan"), withdrawn=False)
    return held.order_by().values_list("role")


def _led():
    held = Holding.objects.filter(user=Blank("user")).on(blank_day("on"))
    led = Assignment.objects.current().filter(action=Blank("action"), lead__in=held.order_by().values("lead_id"))
    return led.order_by().values_list("pk")[:1]


_HELD, _LED = KeptQuery(_held), KeptQuery(_led)


def roles(user, plan: Plan) -> set[str]:
    """The role that this person holds in the plan, and "administrator"; empty for somebody deactivated."""
    if not user.is_active:
        return set()
    if user.keeps_parts:
        held = {user.parts[plan.pk]} if plan.pk in user.parts else set()
    else:
        held = {role for (role,) in _HELD(user=user.pk, plan=plan.pk)}
    return held | ({"administrator"} if user.is_administrator else set())


@contextmanager
def keeping_parts(by) -> Iterator[None]:
    """Ask once for this person's parts, and not for each of the many things that an act does; none of them may change
    a part of theirs. A command has none."""
    if isinstance(by, Actor) or by.keeps_parts:
        yield
        return
    by.keeps_parts = True
    try:
        yield
    finally:
        by.keeps_parts = False
        by.forget_parts()


def speaks_in(user, plan: Plan) -> bool:
    """Whether this person has a part in the plan beyond reading it."""
    return bool(roles(user, plan) & {OFFICER, MANAGER, CONTRIBUTOR})


def leads_it(user, action: Action, on) -> bool:
    """A post that this person holds on that day is assigned to the action or one of its steps."""
    return bool(_LED(user=user.pk, action=action.pk, on=on))
