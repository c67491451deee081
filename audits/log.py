"""A plan's audit log: its change sets, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from audits import changes
from audits.words import done, moved
from plans import models as m
from plans.assembly import LONDON

WHOLE = 12
"""Rows of an act that are shown one by one; a larger act is summed up."""


@dataclass(frozen=True, slots=True)
class Logged:
    """One act of the log: what was done, to which actions, and what changed."""

    act: m.ChangeSet
    position: int
    digest: str
    done: str
    about: str
    actions: tuple[m.Action, ...]
    differences: tuple[changes.Difference, ...]
    rows: int


def acts(plan: m.Plan, *, person: str = "", since: date | None = None, until: date | None = None):
    """The links of the plan's chain, newest first: by one person (a name), from a day to a day, when given."""
    links = m.ChainLink.objects.filter(chain__key=plan.chain_key).select_related("change").order_by("-position")
    if person:
        links = links.filter(change__actor_name=person)
    if since:
        links = links.filter(change__moment__gte=_midnight(since))
    if until:
        links = links.filter(change__moment__lt=_midnight(until + timedelta(days=1)))
    return links


def people(plan: m.Plan) -> list[str]:
    """The names that the log knows, in order."""
    names = m.ChangeSet.objects.filter(links__chain__key=plan.chain_key).values_list("actor_name", flat=True)
    return sorted(set(names.order_by()))


def describe(links) -> list[Logged]:
    """What a page of the log shows of these links."""
    entries = m.ManifestEntry.objects.filter(change__in=[link.change_id for link in links]).order_by()
    sizes = dict(entries.values_list("change").annotate(rows=Count("pk")))
    by_act = changes.of_acts(pk for pk, rows in sizes.items() if rows <= WHOLE)
    extended = _extended(row for rows in by_act.values() for row in rows)
    moves = {link.change_id: link.change.details.get("moved") for link in links if link.change.verb == "move_action"}
    touched = {pk: [moves[pk]] if pk in moves else _actions_of(rows, extended) for pk, rows in by_act.items()}
    actions = m.Action.objects.select_related("recommendation").in_bulk({pk for ids in touched.values() for pk in ids})
    return [
        _logged(link, by_act[link.change_id], touched.get(link.change_id, ()), actions, sizes.get(link.change_id, 0))
        for link in links
    ]


def _logged(link, rows, ids, actions, size) -> Logged:
    return Logged(
        act=link.change,
        position=link.position,
        digest=link.digest,
        done=done(link.change, _status(rows)),
        about=moved(link.change) or link.change.details.get("about", ""),
        actions=tuple(actions[pk] for pk in ids if pk in actions),
        differences=tuple(d for row in rows for d in row.differences),
        rows=size,
    )


def _actions_of(rows, extended: dict[int, int]) -> list[int]:
    """The actions that an act touched, by id. `extended` gives the action of each timescale that was asked to move."""
    rows = [row for row in rows if not row.only_place]
    ids = dict.fromkeys(row.object_id for row in rows if row.model is m.Action)
    ids.update(dict.fromkeys(row.values["action_id"] for row in rows if row.values.get("action_id")))
    ids.update(dict.fromkeys(extended[row.values["timescale_id"]] for row in rows if row.model is m.Extension))
    return list(ids)


def _extended(rows) -> dict[int, int]:
    """From each timescale that one of these rows asks to move, or decides on, to its action."""
    timescales = {row.values["timescale_id"] for row in rows if row.model is m.Extension}
    if not timescales:
        return {}
    return dict(m.Timescale.objects.filter(pk__in=timescales).order_by().values_list("pk", "action_id"))


def _status(rows) -> str:
    """What became of a request for a new date in an act that decided on one."""
    return next((row.values["status"] for row in rows if row.model is m.Extension), "")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), LONDON)
