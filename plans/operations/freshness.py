"""Whether a decision is taken on an action as it stands, or on a page that has become stale.

A page that asks for a decision bears the number of the newest act on its action. The verb that it leads to looks,
under the lock of the plan's chain, whether anything was done since.
"""

from __future__ import annotations

from django.db.models import QuerySet

from plans import models as m
from plans.operations.errors import Refused
from plans.trail import tracked

PARTS = (m.Step, m.Assignment, m.Timescale, m.ProgressUpdate, m.Decision, m.Evidence)
"""The models whose rows belong to one action, beside the action itself and the requests to move its dates."""


NEWS = (
    "Something was said or changed since you opened this page, so nothing has been done yet. What is new stands here; "
    "read it, and decide again. What you typed is still here."
)


class Stale(Refused):
    """Something was said, decided or changed since the page was opened."""

    def __init__(self, message: str = NEWS):
        super().__init__(message)


def newest_act(action: int) -> int:
    """The number of the newest act that wrote a row of the action with that id."""
    return max(_acts(action), default=0)


def check_seen(action: m.Action, seen: int | None) -> None:
    """Raises Stale where an act after that number touched the action; None is for a decision without a page. That it
    only moved up or down, because another beside it came or went, is nothing new."""
    if seen is None:
        return
    if any(not _only_moved(action.pk, act) for act in _acts(action.pk, after=seen)):
        raise Stale


def _acts(action: int, *, after: int = 0) -> set[int]:
    rows = [tracked.history_of(m.Action).objects.filter(id=action), *_parts(action)]
    first, *others = (each.filter(change_id__gt=after).order_by().values_list("change_id") for each in rows)
    return {act for (act,) in first.union(*others)}


def _parts(action: int) -> list[QuerySet]:
    """The history rows of what belongs to the action, by model."""
    dates = m.Timescale.objects.filter(action=action).values("pk")
    return [
        *(tracked.history_of(model).objects.filter(action_id=action) for model in PARTS),
        tracked.history_of(m.Extension).objects.filter(timescale_id__in=dates),
    ]


def _only_moved(action: int, act: int) -> bool:
    if any(rows.filter(change_id=act).exists() for rows in _parts(action)):
        return False
    names = [name for name in tracked.fields(m.Action) if name != "order"]
    history = tracked.history_of(m.Action).objects.filter(id=action, change_id__lte=act)
    rows = list(history.order_by("-history_id").values(*names)[:2])
    return len(rows) == 2 and rows[0] == rows[1]
