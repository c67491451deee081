"""Many actions looked through, or changed, as one act.

Looking through is doing it and taking it back: what a verb refuses is then known before anything is written, and can't
be another thing than what it refuses when it is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction

from plans import models as m
from plans.operations.bulk.changes import CHANGES, BulkChange
from plans.operations.errors import Overtaken, Refused
from plans.operations.freshness import Stale, acts_since
from plans.permissions.permission import Denied
from plans.permissions.plans import can_agree_dates
from plans.trail import whole_act
from plans.wording import number_of

VERB = "change_many"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRow:
    """What becomes of one action: what it says before and after, or what hinders it."""

    action: int
    before: str = ""
    after: str = ""
    hindrance: str = ""

    @property
    def changes(self) -> bool:
        return not self.hindrance and self.before != self.after

    def as_json(self) -> dict:
        return asdict(self)


class _TakenBack(Exception):
    """Ends an act of which nothing is to stay."""


def looked_through(user: m.User, ids: Iterable[int], change: BulkChange) -> list[BulkRow]:
    """What would become of each of these actions that the person may see, in their order."""
    actions = found(user, ids)
    rows: dict[int, BulkRow] = {}
    try:
        with transaction.atomic():
            for plan, its_own in _by_plan(actions):
                with _one_act(user, plan, its_own, change):
                    rows |= {action.pk: _tried(user, action, change) for action in its_own}
            raise _TakenBack
    except _TakenBack:
        return [rows[action.pk] for action in actions]


def changed(
    user: m.User, ids: Iterable[int], change: BulkChange, *, seen: int, door: str = "web", at=None
) -> list[m.ChangeSet]:
    """Change each of these actions: all or none, in one act of each plan, whose log holds nothing of another. Raises
    Refused and Denied for any that can't be, and Stale where something was done with one since the act `seen`."""
    acts = []
    with transaction.atomic():
        for plan, actions in _by_plan(found(user, ids)):
            with _one_act(user, plan, actions, change, door=door, at=at) as act:
                _check_unseen(plan, actions, seen, act.record)
                for action in actions:
                    _written(user, action, change)
            acts.append(act.record)
    return acts


def found(user: m.User, ids: Iterable[int]) -> list[m.Action]:
    """Of these actions those that the person may see and that are not withdrawn, in the order of the ids, with what
    they say now."""
    places = {pk: place for place, pk in enumerate(ids)}
    seen = m.Action.objects.visible_to(user).current().filter(pk__among=list(places)).with_plan()
    return sorted(seen.prefetch_related("assignments__lead"), key=lambda action: places[action.pk])


def _by_plan(actions: list[m.Action]) -> list[tuple[m.Plan, list[m.Action]]]:
    """The actions of each plan, in the order in which their chains are locked everywhere."""
    of: dict[str, list[m.Action]] = defaultdict(list)
    for action in actions:
        of[action.plan.chain_key].append(action)
    return [(of[key][0].plan, of[key]) for key in sorted(of)]


def _one_act(user: m.User, plan: m.Plan, actions: list[m.Action], change: BulkChange, *, door: str = "web", at=None):
    about = f"{CHANGES[change.what].words}: {number_of(len(actions), 'action')}"
    details: dict[str, str | bool] = {"what": change.what, "about": about}
    if change.what == "date" and not can_agree_dates.allows(user, plan):
        details["asks"] = True
    return whole_act(plan, by=user, verb=VERB, door=door, why=change.reason, details=details, at=at)


def _tried(user: m.User, action: m.Action, change: BulkChange) -> BulkRow:
    kind = CHANGES[change.what]
    before = kind.before(action, change)
    try:
        kind.check(user, action)
        with transaction.atomic():
            after = _written(user, action, change)
    except (Denied, Refused, Overtaken) as hindrance:
        return BulkRow(action=action.pk, before=before, hindrance=str(hindrance))
    return BulkRow(action=action.pk, before=before, after=after)


def _written(user: m.User, action: m.Action, change: BulkChange) -> str:
    return CHANGES[change.what].write(user, action, change)


def _check_unseen(plan: m.Plan, actions: list[m.Action], seen: int, own: m.ChangeSet) -> None:
    """Raises Stale where one of the actions was touched since the act `seen`. Where nothing was done in the plan, none
    of them is asked for."""
    later = m.ChainLink.objects.filter(chain__key=plan.chain_key, change__gt=seen).exclude(change=own)
    if later.exists() and any(acts_since(action, seen) for action in actions):
        raise Stale
