"""A plan takes another scheme: which, what each of its ratings becomes, and how many actions each touches."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import permissions
from plans.models import Plan, RagScheme
from plans.operations.errors import Refused
from plans.operations.plan_scheme import change_plan_scheme, lines

NOT_RATED, UNSAID = "none", ""


def plan_scheme(request, slug):
    """The page; `to` in the address is the other scheme. POST changes it (302) or says what to mend (422)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("scheme"), slug=slug)
    permissions.check_can_change_plan_scheme(request.user, plan)
    offered = RagScheme.objects.offered().exclude(pk=plan.scheme_id).prefetch_related("ratings").order_by("name")
    asked = request.POST.get("to") or request.GET.get("to", "")
    other = next((scheme for scheme in offered if str(scheme.pk) == asked), None)
    touched = lines(plan, other) if other else ()
    typed = {line.rating.pk: request.POST.get(f"becomes-{line.rating.pk}", UNSAID) for line in touched}
    problems: list[tuple[str, str]] = []
    if request.method == "POST" and other:
        problems = _unsaid(touched, typed, other) or _changed(request, plan, other, typed)
        if not problems:
            messages.success(request, f"The plan’s ratings are those of {other} from today on.")
            return redirect("plan", slug=plan.slug)
    shown = [
        (line, typed[line.rating.pk] if request.method == "POST" else _proposed(line), f"becomes-{line.rating.pk}")
        for line in touched
    ]
    theirs = list(other.ratings.all()) if other else []
    context = {
        "plan": plan,
        "offered": offered,
        "other": other,
        "lines": shown,
        "all_actions": sum(line.actions for line in touched),
        "theirs": theirs,
        "finishing": [rating for rating in theirs if rating.means_finished],
        "problems": problems,
        "why": request.POST.get("why", "")[:2500],
        "not_rated": NOT_RATED,
    }
    return render(request, "plans/schemes/of_plan.html", context, status=422 if problems else 200)


def _changed(request, plan, other, typed) -> list[tuple[str, str]]:
    """Change the plan's scheme as it was typed; what the verb refuses."""
    try:
        change_plan_scheme(
            by=request.user,
            plan=plan,
            scheme=other,
            becomes={pk: None if value in (NOT_RATED, UNSAID) else int(value) for pk, value in typed.items()},
            seen=_number(request.POST["seen"]) if "seen" in request.POST else None,
            why=request.POST.get("why", ""),
        )
    except Refused as refused:
        return [(refused.field or "", str(refused))]
    return []


def _unsaid(touched, typed, other) -> list[tuple[str, str]]:
    """The ratings of which nothing was chosen that can be."""
    known = {NOT_RATED, *(str(rating.pk) for rating in other.ratings.all())}
    return [
        (f"becomes-{line.rating.pk}", f"Choose what {line.rating.label} becomes.")
        for line in touched
        if typed[line.rating.pk] not in known
    ]


def _proposed(line) -> str:
    """What stands in the box before anybody chooses: what surely means the same; for a rating that no action has,
    not rated; else nothing."""
    if line.proposed:
        return str(line.proposed.pk)
    return UNSAID if line.actions else NOT_RATED


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 12 else 0
