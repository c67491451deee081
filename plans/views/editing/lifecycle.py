"""Moving a thing, withdrawing it, bringing it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from plans import models as m
from plans.forms.address import AddressForm, Number, in_address
from plans.forms.decisions import DecisionForm
from plans.forms.editing.base import MoveForm
from plans.models import Plan
from plans.operations.editing import bring_back, move, withdraw
from plans.operations.errors import Refused
from plans.operations.freshness import acts_since, newest_act
from plans.operations.words import REASON_LIMIT
from plans.views.editing import names
from plans.views.editing.access import plan_to_edit
from plans.views.editing.kinds import find
from plans.views.editing.places import Places, beside, places
from plans.views.sent import refusals, sent

PARENT = {m.Recommendation: m.Section, m.Action: m.Recommendation}


class SectionAddress(AddressForm):
    """Of a long plan the section whose places are offered."""

    section = Number()


def move_thing(request, slug, noun, pk):
    """GET: where it may go. POST: `to` up or down, or a `place` of the list; 302, or 422 with what to mend."""
    plan = plan_to_edit(request, slug)
    kind, thing = find(plan, noun, pk)
    if thing.withdrawn:
        raise Http404
    offered = places(thing, plan, in_address(request, SectionAddress)["section"])
    form = MoveForm(sent(request))
    if form.is_valid():
        with refusals(form):
            if _move(request.user, thing, offered, **form.cleaned_data):
                messages.success(request, f"{names.name(thing)} is moved.")
            return redirect(names.place(plan, thing))
    context = {
        **_about(plan, kind, thing),
        "groups": offered.groups,
        "sections": offered.sections,
        "shown": offered.shown,
        "chosen": form.typed.get("place", ""),
        "why": form.typed.get("why", ""),
        "wants_why": plan.status == Plan.Status.LIVE and type(thing) in PARENT,
        "error": str(form.error or ""),
        "field": (form.error and form.error.field) or "place",
    }
    return render(request, "plans/editing/move.html", context, status=form.http_status)


def _move(by, thing, offered: Places, *, to: str, place: str, why: str) -> bool:
    """Whether it has another place now. Raises Refused."""
    if to in ("up", "down"):
        at = beside(thing, to)
        if at >= 0:
            move(by=by, thing=thing, to=at)
        return at >= 0
    read = offered.read(place)
    if read is None:
        raise Refused("Choose where it goes.", "place")
    parent, at = read
    into = PARENT[type(thing)]._default_manager.get(pk=parent) if parent else None
    move(by=by, thing=thing, to=at, into=into, why=why)
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
    form, newest = DecisionForm(sent(request)), newest_act(thing)
    if form.is_valid():
        reason, asked = form.cleaned_data["reason"], form.cleaned_data["seen"]
        with refusals(form):
            if what == "withdraw":
                withdraw(by=request.user, thing=thing, reason=reason, seen=asked)
            else:
                bring_back(by=request.user, thing=thing, why=reason, seen=asked)
            done = "withdrawn. It is listed at the end of this page" if what == "withdraw" else "back in the plan"
            messages.success(request, f"{names.name(thing)} is {done}.")
            after = thing if what == "restore" else names.above(thing) or plan
            return redirect(names.place(plan, after))
    asked = form.cleaned_data["seen"] if form.is_bound else None
    context = {
        **_about(plan, kind, thing),
        "what": what,
        "stands": thing.withdrawn == (what == "restore"),
        "takes": _takes(thing) if what == "withdraw" else [],
        "reason": form.typed.get("reason", ""),
        "limit": REASON_LIMIT,
        "error": form.error,
        "news": _news(thing, asked) if form.is_stale and asked is not None else [],
        "seen": newest_act(thing) if form.is_stale else newest if asked is None else asked,
    }
    return render(request, "plans/editing/withdraw.html", context, status=form.http_status)


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
