"""The order of things under what they stand in: counted from 0 among those that are current."""

from __future__ import annotations

from collections.abc import Collection

from plans import models as m
from plans import refs
from plans.operations.editing.cells import keep_cell
from plans.operations.editing.edit import check_stands, editing, want_reason
from plans.operations.editing.things import NOUNS, about, own_words, plan_of, siblings
from plans.operations.errors import Refused
from plans.trail import Act

INTO = {m.Recommendation: ("section", m.Section), m.Action: ("recommendation", m.Recommendation)}
"""What may move out of what it stands under: the field that says so, and the model of what it may move into."""

STEPS_APART = 100
"""The leads of an action's steps come after its own: each step has so many places."""


def move(*, by, thing, to: int, into=None, why: str = "", door: str = "web", at=None):
    """Give a thing its place `to` (from 0) among those beside it; with `into`, under another section or
    recommendation of the plan. A place past the end is the end.

    Raises Denied; Refused for what is withdrawn, belongs to another plan, or moves elsewhere on a live plan without
    a reason.
    """
    plan, noun = plan_of(thing), NOUNS[type(thing)]
    details = {**about(thing), "moved": thing.pk, **_from_and_to(thing, into)}
    with editing(plan, by=by, verb=f"move_{noun}", why=why, details=details, door=door, at=at) as act:
        thing.refresh_from_db()
        check_stands(thing)
        keep_refs(act, thing)
        if into is not None:
            _put_under(act, thing, into)
        beside = [each for each in siblings(thing) if each.pk != thing.pk]
        beside.insert(max(0, to), thing)
        words = own_words(thing.action) if isinstance(thing, m.Step) else ""
        number(act, beside)
        if isinstance(thing, m.Step):
            keep_cell(act, thing.action, words)
    return thing


def number(act: Act, things) -> None:
    """Write each thing's place where it is not that already."""
    for place, each in enumerate(things, start=_first(things[0]) if things else 0):
        each.order = place
        act.save(each)


def close_up(act: Act, thing) -> None:
    """Those beside a thing that has just gone move up."""
    number(act, list(siblings(thing)))


def keep_refs(act: Act, thing) -> None:
    """Before an action comes, goes or moves: those that stand there keep the references by which papers and people know
    them, where these follow from their places. A plan that is still a draft is numbered as it is put together."""
    if not _has_lasting_ref(thing):
        return
    for each in siblings(thing).select_related("recommendation"):
        if not each.printed_ref and each.ref:
            each.printed_ref = each.ref
            act.save(each)
            if each.pk == thing.pk:
                thing.printed_ref = each.printed_ref


def give_free_ref(thing, besides: Collection[str] = ()) -> None:
    """Give an action that comes under its recommendation, not saved, a reference that none there has or had, nor one of
    `besides`, where the one that follows from its place is taken."""
    if not _has_lasting_ref(thing) or thing.printed_ref or not thing.ref:
        return
    taken = _taken(thing).union(besides)
    stem, number = thing.ref.rpartition(".")[0], thing.order + 1
    if thing.ref in taken:
        while f"{stem}.{number}" in taken:
            number += 1
        thing.printed_ref = f"{stem}.{number}"


def _keep_apart(thing) -> None:
    """Give an action that came from elsewhere, not saved, such a reference where one there has its own already: two
    recommendations may be numbered alike."""
    if not _has_lasting_ref(thing):
        return
    if refs.is_made(thing.ref, [thing.recommendation.printed_ref]) and thing.ref in _taken(thing):
        thing.printed_ref, thing.order = "", last(thing)
        give_free_ref(thing)
        thing.printed_ref = thing.ref  # the place that it is given next is another


def _has_lasting_ref(thing) -> bool:
    return isinstance(thing, m.Action) and thing.plan.status != m.Plan.Status.DRAFT


def _taken(thing) -> set[str]:
    """What is or was an action's reference beside it, or stayed with one that went elsewhere."""
    beside = thing.recommendation.actions.exclude(pk=thing.pk).select_related("recommendation")
    own = m.Action.objects.of_plan(thing.plan).exclude(pk=thing.pk).exclude(printed_ref="")
    kept = own.values_list("printed_ref", flat=True)
    return {each.ref for each in beside} | {refs.action_ref("", ref, 0) for ref in kept}


def last(thing) -> int:
    """The place after all those that stand beside a new thing."""
    others = siblings(thing)
    end = others.last()
    return end.order + 1 if end else _first(thing)


def _put_under(act: Act, thing, into) -> None:
    field, model = INTO.get(type(thing), ("", None))
    if model is None or not isinstance(into, model) or plan_of(into) != plan_of(thing):
        raise Refused("Choose a place in this plan.", "place")
    check_stands(into)
    if getattr(thing, f"{field}_id") == into.pk:
        return
    want_reason(act, thing)
    left = [each for each in siblings(thing) if each.pk != thing.pk]
    setattr(thing, field, into)
    number(act, left)
    keep_refs(act, thing)
    _keep_apart(thing)


def _from_and_to(thing, into) -> dict[str, str]:
    """What the log says of a move to under something else."""
    field, _model = INTO.get(type(thing), ("", None))
    if into is None or not field or getattr(thing, f"{field}_id") == into.pk:
        return {}
    return {"moved_from": about(getattr(thing, field))["about"], "moved_to": about(into).get("about", "")}


def _first(thing) -> int:
    is_of_step = isinstance(thing, m.Assignment) and thing.step
    return STEPS_APART * (thing.step.order + 1) if is_of_step else 0
