"""A plan takes another scheme: which, what each of its ratings becomes, and how many actions each touches."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from plans.characters import whole_number
from plans.forms.address import PagedAddress, in_address
from plans.forms.schemes import NOT_RATED, UNSAID, OtherSchemeForm
from plans.models import Plan, RagScheme
from plans.operations.plan_scheme import change_plan_scheme, lines
from plans.permissions.schemes import can_change_plan_scheme
from plans.views.sent import asked, refusals, sent

A_PAGE = 50
"""Schemes that are offered together."""


def plan_scheme(request, slug):
    """The page; `to` in the address is the other scheme. POST changes it (302) or says what to mend (422)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("scheme"), slug=slug)
    can_change_plan_scheme.check(request.user, plan)
    offered = RagScheme.objects.offered().exclude(pk=plan.scheme_id).prefetch_related("ratings").order_by("name", "pk")
    wanted = asked(request).get("to", "")
    other = offered.filter(pk=whole_number(wanted)).first()
    touched = lines(plan, other) if other else ()
    theirs = list(other.ratings.all()) if other else []
    form = OtherSchemeForm(sent(request) if other else None, touched=touched, theirs=theirs)
    if other and form.is_valid():
        with refusals(form):
            how = {"becomes": form.becomes, "seen": form.scheme_seen, "why": form.cleaned_data["why"]}
            change_plan_scheme(by=request.user, plan=plan, scheme=other, **how)
            messages.success(request, f"The plan’s ratings are those of {other} from today on.")
            return redirect("plan", slug=plan.slug)
    context = {
        "plan": plan,
        "page": Paginator(offered, A_PAGE).get_page(in_address(request, PagedAddress)["page"]),
        "other": other,
        "lines": [
            (line, form.typed.get(name, UNSAID) if form.is_bound else _proposed(line), name)
            for name, line in form.boxes.items()
        ],
        "all_actions": sum(line.actions for line in touched),
        "theirs": theirs,
        "finishing": [rating for rating in theirs if rating.means_finished],
        "problems": form.problems,
        "why": form.typed.get("why", "")[:2500],
        "not_rated": NOT_RATED,
    }
    return render(request, "plans/schemes/of_plan.html", context, status=422 if form.errors else 200)


def _proposed(line) -> str:
    """What stands in the box before anybody chooses: what surely means the same; for a rating that no action has,
    not rated; else nothing."""
    if line.proposed:
        return str(line.proposed.pk)
    return UNSAID if line.actions else NOT_RATED
