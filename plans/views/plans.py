"""The plans a person may see."""

from __future__ import annotations

import re
from collections import defaultdict

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import render

from plans import stages
from plans.clock import today
from plans.forms.address import PagedAddress, in_address
from plans.models import Membership, Period, Plan, Standing, User, standing
from plans.permissions.plans import can_import, can_open_plan
from plans.views.list_files import Columns, in_batches, list_file

A_PAGE = 50

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def plans(request):
    """The plans that the person may see, each with what is missing before its paper can go."""
    on = today()
    visible = (
        Plan.objects.visible_to(request.user)
        .annotate(
            recommendations=Count(
                "sections__recommendations",
                filter=Q(sections__withdrawn=False, sections__recommendations__withdrawn=False)
                & (Q(sections__recommendations__printed_ref__gt="") | Q(sections__recommendations__text__gt="")),
                distinct=True,
            )
        )
        .select_related("coordinator")
        .order_by("title", "pk")
    )
    keeps, asked = keeps_any(request.user), in_address(request, PagedAddress)
    file = list_file(request, "plans", _columns(keeps), in_batches(visible, lambda some: _rows(some, on)))
    if file:
        return file
    page = Paginator(visible, A_PAGE).get_page(asked["page"])
    rows = _rows(list(page.object_list), on)
    context = {
        "page": page,
        "rows": rows,
        "keeps": keeps,
        "on": on,
        "may_import": can_import.allows(request.user, None),
        "can_open": can_open_plan.allows(request.user, None),
    }
    if not rows and not context["can_open"]:
        context |= _whom_to_ask()
    return render(request, "plans/plans.html", context)


def _rows(plans: list[Plan], on) -> list[dict]:
    """What the page shows of each of these."""
    counts = _counts(plans, on)
    periods = {period.plan_id: period for period in Period.objects.filter(plan__in=plans).collecting(on=on)}
    return [
        {"plan": plan, "subtitle": _subtitle(plan), "period": periods.get(plan.pk), **counts[plan.pk]} for plan in plans
    ]


def _columns(keeps: bool) -> Columns:
    """The table as a file; `keeps` as the page asks it."""
    chores: Columns = {
        "Owes an update": lambda row: row["owed"],
        "Not rated": lambda row: row["unrated"],
        "To verify": lambda row: row["claimed"],
    }
    return {
        "Plan": lambda row: row["plan"].title,
        "Subtitle": lambda row: row["subtitle"],
        "Status": lambda row: row["plan"].get_status_display(),
        "Coordinator": lambda row: row["plan"].coordinator.name if row["plan"].coordinator else "",
        "Recommendations": lambda row: row["plan"].recommendations,
        "Next report": lambda row: row["period"].name if row["period"] else "None set",
        "Updates due": lambda row: row["period"].due_on if row["period"] else None,
        "Position": lambda row: row["period"].position_on if row["period"] else None,
        "Actions": lambda row: row["actions"],
        "Overdue": lambda row: row["overdue"],
        **(chores if keeps else {}),
        "Verified": lambda row: row["verified"],
    }


def _subtitle(plan: Plan) -> str:
    """What stands under the title of the plan's document; told as the document's where it speaks of a time, which is
    no more that of the plan once something was said of it."""
    of_a_time = plan.imported_sha256 and _YEAR.search(plan.subtitle)
    return f"In the plan’s document: {plan.subtitle}" if of_a_time else plan.subtitle


def keeps_any(user) -> bool:
    """Whether this person has work with some plan as a whole: its officers and managers, and administrators. Who reads
    or leads is shown the plans without their keepers' chores."""
    kept = Membership.objects.filter(user=user, withdrawn=False, role__in=["officer", "manager"])
    return user.is_administrator or kept.exists()


def _whom_to_ask() -> dict:
    """For somebody without a part in any plan: whether there is one, and a few of those who give people access."""
    administrators = User.objects.active().filter(is_administrator=True).order_by("name", "pk")
    names = list(administrators.values_list("name", flat=True)[:3])
    return {"any_plan": Plan.objects.filter(withdrawn=False).exists(), "administrators": names}


def _counts(plans: list[Plan], on) -> dict[int, dict[str, int]]:
    """How many actions each plan has, and how many of them in each state, in one query."""
    counted = {
        "actions": Q(),
        "overdue": standing.overdue(on),
        "unrated": Q(rag=None),
        "owed": standing.owes_update(Plan.objects.filter(pk__among=[plan.pk for plan in plans]).owed_since(on=on)),
        "claimed": Q(stage=stages.CLAIMED),
        "verified": Q(stage__in=(stages.VERIFIED, stages.EMBEDDED)),
    }
    rows = Standing.objects.filter(current=True, plan__in=plans).order_by().values("plan")
    counts = {name: Count("pk", filter=which) for name, which in counted.items()}
    found = rows.annotate(**counts).values_list("plan", *counted)
    none = dict.fromkeys(counted, 0)
    return defaultdict(none.copy) | {plan: dict(zip(counted, of_plan, strict=True)) for plan, *of_plan in found}
