"""A plan's audit log: its change sets, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from audits import changes
from audits.words import done, moved
from plans import models as m
from plans.assembly import LONDON
from plans.trail import tracked_models as histories
from plans.wording import number_of

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


@dataclass(frozen=True, slots=True)
class Asked:
    """What the log is narrowed to: acts by one person (a name), by some verbs, on some actions (ids), from a day, to a
    day."""

    person: str = ""
    verbs: frozenset[str] | None = None
    actions: frozenset[int] | None = None
    since: date | None = None
    until: date | None = None


def acts(plan: m.Plan, asked: Asked):
    """The links of the plan's chain, newest first, narrowed to what is asked."""
    links = (
        m.ChainLink.objects.filter(chain__key=plan.chain_key).select_related("change", "chain").order_by("-position")
    )
    if asked.person:
        links = links.filter(change__actor_name=asked.person)
    if asked.verbs is not None:
        links = links.filter(change__verb__in=asked.verbs)
    if asked.actions is not None:
        links = links.filter(change__in=_acts_on(asked.actions))
    if asked.since:
        links = links.filter(change__moment__gte=_midnight(asked.since))
    if asked.until:
        links = links.filter(change__moment__lt=_midnight(asked.until + timedelta(days=1)))
    return links


def _acts_on(actions: frozenset[int]) -> set[int]:
    """The change sets that wrote anything of these actions, or moved them. One that only made room for something
    beside them is none of them."""
    parts: dict[str, set[int]] = {"action_id": set(actions)}
    found = {row.change_id for row in changes.of_objects(m.Action, actions) if not row.only_place}
    moved = m.ChangeSet.objects.filter(verb="move_action", details__moved__in=list(actions))
    found.update(moved.values_list("pk", flat=True))
    for model, key in ((m.Step, "step_id"), (m.Timescale, "timescale_id")):
        parts[key] = set(_rows_under(model, "action_id", parts["action_id"]))
    for model in histories.models().values():
        ids = {pk for key in parts if key in histories.fields(model) for pk in _rows_under(model, key, parts[key])}
        found.update(row.change_id for row in changes.of_objects(model, ids) if not row.only_place)
    return found


def _rows_under(model, key: str, ids: set[int]) -> set[int]:
    history = histories.history_of(model).objects.filter(**{f"{key}__in": ids})
    return set(history.order_by().values_list("id", flat=True))


def known(plan: m.Plan) -> tuple[list[str], list[str]]:
    """The names of people and the verbs that the log holds, each in order."""
    done_here = m.ChangeSet.objects.filter(links__chain__key=plan.chain_key).order_by()
    pairs = set(done_here.values_list("actor_name", "verb").distinct())
    return sorted({name for name, _verb in pairs}), sorted({verb for _name, verb in pairs})


def describe(links) -> list[Logged]:
    """What a page of the log shows of these links; of an act on several plans what it did in this one."""
    entries = m.ManifestEntry.objects.filter(change__in=[link.change_id for link in links]).order_by()
    sizes = dict(entries.values_list("change").annotate(rows=Count("pk")))
    by_act = changes.of_acts(pk for pk, rows in sizes.items() if rows <= WHOLE)
    extended = _extended(row for rows in by_act.values() for row in rows)
    moves = {link.change_id: link.change.details.get("moved") for link in links if link.change.verb == "move_action"}
    touched = {pk: [moves[pk]] if pk in moves else _actions_of(rows, extended) for pk, rows in by_act.items()}
    actions = m.Action.objects.with_plan().in_bulk({pk for ids in touched.values() for pk in ids})
    return [
        _of_plan(link, by_act[link.change_id], extended, touched.get(link.change_id, ()), actions, sizes)
        for link in links
    ]


def _of_plan(link, rows, extended: dict[int, int], ids, actions: dict[int, m.Action], sizes: dict[int, int]) -> Logged:
    """The act without the rows of actions of other plans."""
    ids = [pk for pk in ids if pk in actions]
    beside = {pk for pk in ids if actions[pk].plan.chain_key != link.chain.key}
    own = [row for row in rows if _action_of(row, extended) not in beside]
    size = sizes.get(link.change_id, 0) - len(rows) + len(own)
    return _logged(link, own, [pk for pk in ids if pk not in beside], actions, size)


def _logged(link, rows, ids, actions, size) -> Logged:
    return Logged(
        act=link.change,
        position=link.position,
        digest=link.digest,
        done=done(link.change, _status(rows)),
        about=moved(link.change) or link.change.details.get("about", ""),
        actions=tuple(actions[pk] for pk in ids if pk in actions),
        differences=(*rescaled(link.change), *(d for row in rows for d in row.differences)),
        rows=size,
    )


def rescaled(act: m.ChangeSet) -> tuple[changes.Difference, ...]:
    """What a change of the plan's RAG scheme made of each rating."""
    if act.verb != "change_plan_scheme":
        return ()
    told = [changes.Difference("RAG scheme", act.details.get("from", ""), act.details.get("to", ""))]
    for was, now, number in act.details.get("becomes", ()):
        told.append(changes.Difference(f"RAG of {number_of(number, 'action')}", was, now or "Not rated"))
    return tuple(told)


def _actions_of(rows, extended: dict[int, int]) -> list[int]:
    """The actions that an act touched, by id. `extended` gives the action of each timescale that was asked to move."""
    rows = sorted((row for row in rows if not row.only_place), key=lambda row: row.model is not m.Action)
    return list(dict.fromkeys(filter(None, (_action_of(row, extended) for row in rows))))


def _action_of(row, extended: dict[int, int]) -> int | None:
    """The action that a row is of; none of what belongs to the plan as a whole."""
    if row.model is m.Action:
        return row.object_id
    return extended[row.values["timescale_id"]] if row.model is m.Extension else row.values.get("action_id")


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
