"""Moving a thing, withdrawing it, bringing it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from plans import models as m
from plans.models import Plan
from plans.operations.editing import bring_back, move, withdraw
from plans.operations.errors import Refused
from plans.operations.freshness import Stale, acts_since, newest_act, read_seen
from plans.operations.words import REASON_LIMIT
from plans.views.editing import names
from plans.views.editing.access import plan_to_edit
from plans.views.editing.kinds import find
from plans.views.editing.places import beside, places

PARENT = {m.Recommendation: m.Section, m.Action: m.Recommendation}


def move_thing(request, slug, noun, pk):
    """GET: where it may go. POST: `to` up or down, or a `place` of the list; 302, or 422 with what to mend."""
    plan = plan_to_edit(request, slug)
    kind, thing = find(plan, noun, pk)
    if thing.withdrawn:
        raise Http404
    offered = places(thing, plan)
    error, field = "", "place"
    if request.method == "POST":
        try:
            done = _move(request, thing, offered)
        except Refused as refused:
            error, field = str(refused), refused.field or "place"
        else:
            if done:
                messages.success(request, f"{names.name(thing)} is moved.")
            return redirect(names.place(plan, thing))
    context = {
        **_about(plan, kind, thing),
        "groups": offered.groups,
        "chosen": request.POST.get("place", ""),
        "why": request.POST.get("why", ""),
        "wants_why": plan.status == Plan.Status.LIVE and type(thing) in PARENT,
        "error": error,
        "field": field,
    }
    return render(request, "plans/editing/move.html", context, status=422 if error else 200)


def _move(request, thing, offered) -> bool:
    to = request.POST.get("to")
    if to in ("up", "down"):
        at = beside(thing, to)
        if at >= 0:
            move(by=request.user, thing=thing, to=at)
        return at >= 0
    read = offered.read(request.POST.get("place", ""))
    if read is None:
        raise Refused("Choose where it goes.", "place")
    parent, at = read
    into = PARENT[type(thing)]._default_manager.get(pk=parent) if parent else None
    move(by=request.user, thing=thing, to=at, into=into, why=request.POST.get("why", ""))
    return True


def withdraw_thing(request, slug, noun, pk):
    """GET: what it takes with it, and the reason. POST: 302, 422 with what to mend, or 409 with what is new."""
    plan = plan_to_edit(request, slug)
    kind, thing = find(plan, noun, pk)
    if thing.withdrawn and request.method != "POST":
        return redirect("edit_restore", slug, noun, pk)
    return _decide(request, plan, kind, thing, "withdraw")


def restore_thing(request, slug, noun, pk):
    """GET: why it was withdrawn. POST: 302, 422 with what to mend, or 409 with what is new."""
    plan = plan_to_edit(request, slug)
    kind, thing = find(plan, noun, pk)
    if not thing.withdrawn and request.method != "POST":
        return redirect("edit_thing", slug, noun, pk)
    return _decide(request, plan, kind, thing, "restore")


def _decide(request, plan, kind, thing, what: str):
    reason, error = request.POST.get("reason", ""), None
    asked = read_seen(request.POST.get("seen", ""))
    seen = newest_act(thing) if asked is None else asked
    if request.method == "POST":
        try:
            if what == "withdraw":
                withdraw(by=request.user, thing=thing, reason=reason, seen=asked)
            else:
                bring_back(by=request.user, thing=thing, why=reason, seen=asked)
        except Refused as refused:
            error = refused
        else:
            done = "withdrawn. It is listed at the end of this page" if what == "withdraw" else "back in the plan"
            messages.success(request, f"{names.name(thing)} is {done}.")
            after = thing if what == "restore" else names.above(thing) or plan
            return redirect(names.place(plan, after))
    is_stale = isinstance(error, Stale)
    context = {
        **_about(plan, kind, thing),
        "what": what,
        "stands": thing.withdrawn == (what == "restore"),
        "takes": _takes(thing) if what == "withdraw" else [],
        "reason": reason,
        "limit": REASON_LIMIT,
        "error": error,
        "news": _news(thing, asked) if is_stale and asked is not None else [],
        "seen": newest_act(thing) if is_stale else seen,
    }
    status = (409 if is_stale else 422) if error else 200
    return render(request, "plans/editing/withdraw.html", context, status=status)


def _news(thing, seen: int) -> list[tuple[m.ChangeSet, list[m.ProgressUpdate]]]:
    """What was done with the thing and under it since, each act with what was said in it."""
    acts = acts_since(thing, seen)
    entries = m.ManifestEntry.objects.filter(
        change__in=acts, model=m.ProgressUpdate._meta.label_lower, history_type="+"
    )
    said: dict[int, list[int]] = {}
    for change, update in entries.values_list("change_id", "object_id"):
        said.setdefault(change, []).append(update)
    updates = m.ProgressUpdate.objects.select_related("rag").in_bulk([pk for found in said.values() for pk in found])
    return [(act, [updates[pk] for pk in said.get(act.pk, ()) if pk in updates]) for act in acts]


def _about(plan, kind, thing) -> dict:
    return {
        "plan": plan,
        "kind": kind,
        "thing": thing,
        "name": names.name(thing),
        "words": names.words(thing),
        "above": names.context(thing),
        "back": names.place(plan, thing),
    }


def _takes(thing) -> list[tuple[int, str]]:
    """What goes with it: how many, and the word for it."""
    match thing:
        case m.Section():
            recs = thing.recommendations.filter(withdrawn=False)
            actions = m.Action.objects.current().filter(recommendation__section=thing)
            counts = [(recs.count(), "recommendation"), (actions.count(), "action")]
        case m.Recommendation():
            counts = [(thing.actions.filter(withdrawn=False).count(), "action")]
        case m.Action():
            counts = [
                (thing.updates.count(), "update"),
                (thing.evidence.filter(withdrawn=False).count(), "piece of evidence,pieces of evidence"),
            ]
        case _:
            counts = []
    return [(count, noun) for count, noun in counts if count]
