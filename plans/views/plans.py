"""The plans a person may see."""

from __future__ import annotations

from django.db.models import Count, Q
from django.shortcuts import render

from plans import permissions, stages
from plans.clock import today
from plans.models import Action, Period, Plan


def plans(request):
    """Every plan that the person may see, with what is missing before its paper can go."""
    on = today()
    visible = list(
        Plan.objects.visible_to(request.user)
        .annotate(
            recommendations=Count(
                "sections__recommendations",
                filter=Q(sections__withdrawn=False, sections__recommendations__withdrawn=False),
                distinct=True,
            )
        )
        .select_related("coordinator")
    )
    actions = Action.objects.current().filter(recommendation__section__plan__in=visible).with_position()
    path = "recommendation__section__plan"
    counts = {
        "actions": _by_plan(actions, path),
        "overdue": _by_plan(actions.overdue(on=on), path),
        "unrated": _by_plan(actions.filter(rag_now=None), path),
        "owed": _by_plan(actions.owes_update(on=on), path),
        "claimed": _by_plan(actions.filter(stage=stages.CLAIMED), path),
        "verified": _by_plan(actions.filter(stage__in=(stages.VERIFIED, stages.EMBEDDED)), path),
    }
    periods = {period.plan_id: period for period in Period.objects.collecting(on=on)}
    rows = [
        {
            "plan": plan,
            "period": periods.get(plan.pk),
            **{name: by_plan.get(plan.pk, 0) for name, by_plan in counts.items()},
        }
        for plan in visible
    ]
    context = {
        "rows": rows,
        "on": on,
        "may_import": permissions.can_import(request.user, None),
        "can_open": permissions.can_open_plan(request.user, None),
    }
    return render(request, "plans/plans.html", context)


def _by_plan(actions, path) -> dict[int, int]:
    """How many of these actions each plan has."""
    counts: dict[int, int] = {}
    for pk in actions.order_by().values_list(path, flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    return counts
