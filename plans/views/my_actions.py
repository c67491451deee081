"""My actions: what is overdue, what owes an update, what comes next, the rest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max
from django.shortcuts import render
from django.utils import timezone

from plans import stages
from plans.clock import today
from plans.models import Action, Decision, Extension, Holding, Period, Plan, ProgressUpdate, Rag, UpdateDraft
from plans.worklists import my_actions as mine
from plans.worklists import returned_of

SOON = 30
"""Days ahead that "due next" looks."""


@dataclass(slots=True)
class Line:
    """One action on the page, with what was said of it last."""

    action: Action
    last: object | None
    owes: bool
    overdue: bool
    extensions: int
    silent_for: int | None
    returned: Decision | None
    refused: Extension | None
    draft: UpdateDraft | None
    newest: int | None
    ratings: list[Rag]

    @property
    def forecast(self):
        """The day that was forecast last, for an update that says nothing else of it."""
        return self.last and self.last.forecast_on

    @property
    def takes_updates(self) -> bool:
        return self.action.stage not in (*stages.FINISHED, stages.CLAIMED)


def my_actions(request):
    """The page. What a head of service owes stands first; finished things stand last."""
    on = today()
    actions = list(
        mine(request.user, on=on)
        .select_related("recommendation__section__plan")
        .order_by("due", "recommendation__section__plan__title", "recommendation__order", "order")
    )
    lines = list(_lines(request.user, actions, on))
    overdue = [line for line in lines if line.overdue]
    back = [line for line in lines if line.returned and not line.overdue]
    owing = [line for line in lines if line.owes and not line.overdue and not line.returned]
    shown = {id(line) for line in (*overdue, *back, *owing)}
    soon = [line for line in lines if id(line) not in shown and _soon(line, on)]
    shown |= {id(line) for line in soon}
    context = {
        "on": on,
        "overdue": overdue,
        "back": back,
        "owing": owing,
        "soon": soon,
        "rest": sorted(
            (line for line in lines if id(line) not in shown), key=lambda line: line.action.stage in stages.FINISHED
        ),
        "lines": lines,
        "open": sum(line.action.stage not in stages.FINISHED for line in lines),
        "verified": sum(line.action.stage in (stages.VERIFIED, stages.EMBEDDED) for line in lines),
        "plans": len({line.action.plan.pk for line in lines}),
        "owed": [line for line in lines if line.owes],
        "posts": _posts(request.user, on),
        "period": _period(lines, on),
        "soon_days": SOON,
    }
    return render(request, "plans/my_actions.html", context)


def _lines(user, actions, on):
    since = Plan.objects.owed_since(on=on)
    latest = {}
    updates = ProgressUpdate.objects.filter(action__in=actions, corrected_by=None).select_related("rag", "recorded_by")
    for update in updates.order_by("position_on", "recorded_at", "id"):
        latest[update.action_id] = update
    agreed = Extension.objects.filter(status="agreed", timescale__action__in=actions)
    moved = {}
    for pk in agreed.values_list("timescale__action_id", flat=True):
        moved[pk] = moved.get(pk, 0) + 1
    said = ProgressUpdate.objects.filter(action__in=actions).order_by()
    newest = dict(said.values_list("action").annotate(Max("pk")))
    live = UpdateDraft.objects.live(timezone.now()).filter(writer=user, action__in=actions)
    drafts = {draft.action_id: draft for draft in live}
    ratings = _ratings(actions)
    back, refused = returned_of(actions), {}
    decided = Extension.objects.filter(status="refused", timescale__action__in=actions).select_related("timescale")
    for extension in decided.order_by("decided_on", "pk"):
        refused[extension.timescale.action_id] = extension
    for action in actions:
        last = latest.get(action.pk)
        if last:
            last.action = action
        waits = action.stage in (*stages.FINISHED, stages.CLAIMED)
        day = since.get(action.plan.pk)
        yield Line(
            action=action,
            last=last,
            owes=not waits and day is not None and (last is None or last.position_on < day),
            overdue=not waits and action.due is not None and action.due < on,
            extensions=moved.get(action.pk, 0),
            silent_for=(on - last.position_on).days if last else None,
            returned=back.get(action.pk),
            refused=_news(refused.get(action.pk), last),
            draft=drafts.get(action.pk),
            newest=newest.get(action.pk),
            ratings=ratings[action.plan.scheme_id],
        )


def _ratings(actions) -> dict[int, list[Rag]]:
    """The ratings that a lead may give, the best first, by scheme."""
    given = Rag.objects.filter(scheme__in={action.plan.scheme_id for action in actions}, means_finished=False)
    by_scheme = defaultdict(list)
    for rating in given.order_by("-rank"):
        by_scheme[rating.scheme_id].append(rating)
    return by_scheme


def _news(refused: Extension | None, last) -> Extension | None:
    """A refusal is news until something has been said after it."""
    return refused if refused and (last is None or last.position_on <= refused.decided_on) else None


def _soon(line: Line, on) -> bool:
    if line.action.stage in stages.FINISHED:
        return False
    return line.action.stage == stages.CLAIMED or (
        line.action.due is not None and 0 <= (line.action.due - on).days <= SOON
    )


def _posts(user, on) -> list[str]:
    held = Holding.objects.filter(user=user).select_related("lead")
    return [h.lead.name for h in held if (h.from_on is None or h.from_on <= on) and (h.to_on is None or h.to_on >= on)]


def _period(lines, on) -> dict | None:
    """The period that closes first, and how many of its updates are given."""
    plans = {line.action.plan.pk for line in lines}
    periods = [p for p in Period.objects.collecting(on=on) if p.plan_id in plans]
    if not periods:
        return None
    period = min(periods, key=lambda p: p.due_on or p.position_on)
    needed = [
        line
        for line in lines
        if line.action.plan.pk == period.plan_id and line.action.stage not in (*stages.FINISHED, stages.CLAIMED)
    ]
    given = sum(not line.owes for line in needed)
    return {"period": period, "needed": len(needed), "given": given, "closes": period.due_on or period.position_on}
