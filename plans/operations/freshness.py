"""Whether a decision is taken on an action, or on another thing that is kept (a period, a role, a person, a post), as
it stands, or on a page that has become stale.

A page that asks for a decision bears the number of the newest act on its thing. The verb that it leads to looks,
under the lock of the plan's chain, whether anything was done since.
"""

from __future__ import annotations

from django.db.models import QuerySet

from plans import models as m
from plans import refs
from plans.characters import whole_number
from plans.operations.errors import Refused
from plans.trail import tracked_models as histories

PARTS = (m.Step, m.Assignment, m.Timescale, m.ProgressUpdate, m.Decision, m.Evidence)
"""The models whose rows belong to an action, beside the action itself and the requests to move its dates."""


NEWS = (
    "Something was said or changed since you opened this page, so nothing has been done yet. What is new stands here; "
    "read it, and decide again. What you typed is still here."
)


class Stale(Refused):
    """Something was said, decided or changed since the page was opened."""

    def __init__(self, message: str = NEWS):
        super().__init__(message)


def newest_act(*things) -> int:
    """The number of the newest act that wrote a row of one of these things, or of what stands under it."""
    return max((act for thing in things for act in _acts(thing)), default=0)


def read_seen(text: str) -> int | None:
    """The number that a page bears, as it comes back; None where it bears none."""
    return whole_number(text)


def acts_since(thing, seen: int) -> list[m.ChangeSet]:
    """The acts after that number that touched the thing or what stands under it, the newest first. That one only
    moved up or down, because another beside it came or went, is nothing new."""
    new = [act for act in _acts(thing, after=seen) if not _only_moved(thing, act)]
    return list(m.ChangeSet.objects.filter(pk__in=new).order_by("-pk"))


def check_seen(thing, seen: int | None) -> None:
    """Raises Stale where an act after that number touched the thing; None is for a decision without a page."""
    if seen is not None and acts_since(thing, seen):
        raise Stale


def _acts(thing, *, after: int = 0) -> set[int]:
    rows = [*_placed(thing), *_parts(thing)]
    first, *others = (each.filter(change_id__gt=after).order_by().values_list("change_id") for each in rows)
    return {act for (act,) in first.union(*others)}


def _placed(thing) -> list[QuerySet]:
    """The history rows of the thing and of what has a place of its own under it."""
    rows = [histories.history_of(thing.__class__).objects.filter(id=thing.pk)]
    if isinstance(thing, m.Section):
        under = m.Recommendation.objects.filter(section=thing).values("pk")
        rows.append(histories.history_of(m.Recommendation).objects.filter(id__in=under))
    if isinstance(thing, m.Section | m.Recommendation):
        rows.append(histories.history_of(m.Action).objects.filter(id__in=_actions(thing).values("pk")))
    return rows


def _actions(thing) -> QuerySet:
    """The actions that go where it goes."""
    match thing:
        case m.Section():
            return m.Action.objects.filter(recommendation__section=thing)
        case m.Recommendation():
            return m.Action.objects.filter(recommendation=thing)
        case m.Action():
            return m.Action.objects.filter(pk=thing.pk)
    return m.Action.objects.none()


def _parts(thing) -> list[QuerySet]:
    """The history rows of what belongs to those actions, by model; of a step or a date, of what belongs to that."""
    actions = _actions(thing).values("pk")
    is_date = isinstance(thing, m.Timescale)
    dates = [thing.pk] if is_date else m.Timescale.objects.filter(action__in=actions).values("pk")
    if isinstance(thing, m.Lead | m.User):
        return _posts(thing)
    if isinstance(thing, m.Step):
        return [histories.history_of(model).objects.filter(step_id=thing.pk) for model in (m.Assignment, m.Timescale)]
    return [
        *(histories.history_of(model).objects.filter(action_id__in=actions) for model in PARTS),
        histories.history_of(m.Extension).objects.filter(timescale_id__in=dates),
    ]


def _posts(thing) -> list[QuerySet]:
    """The history rows of who holds a lead and what else it is called; of a person, of what they hold."""
    holdings, aliases = histories.history_of(m.Holding).objects, histories.history_of(m.LeadAlias).objects
    if isinstance(thing, m.User):
        return [holdings.filter(user_id=thing.pk)]
    return [holdings.filter(lead_id=thing.pk), aliases.filter(lead_id=thing.pk)]


def _only_moved(thing, act: int) -> bool:
    if any(rows.filter(change_id=act).exists() for rows in _parts(thing)):
        return False
    return all(
        _is_moved(rows.model, row)
        for rows in _placed(thing)
        for row in rows.filter(change_id=act).order_by("history_id")
    )


def _is_moved(history, row) -> bool:
    """Whether the row says what the one before it of the same thing said, its place apart and the reference that it
    had by its place."""
    rows = history.objects.filter(id=row.id, history_id__lte=row.history_id).order_by("-history_id")
    said = list(rows.values(*histories.fields(row.instance_type))[:2])
    if len(said) < 2:
        return False
    now, before = said
    other = {name for name in now if now[name] != before[name]} - {"order"}
    return not other or (other == {"printed_ref"} and _kept_ref(row.instance_type, before, now))


def _kept_ref(model, before: dict, now: dict) -> bool:
    """Whether an action only has for its own the reference that it had by its place."""
    if model is not m.Action:
        return False
    above = m.Recommendation.objects.get(pk=before["recommendation_id"])
    return refs.is_kept(above.printed_ref, before["order"], before["printed_ref"], now["printed_ref"])
