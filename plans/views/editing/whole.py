"""The whole plan as it is edited, arranged like the plan itself; starting one; its details; the workbook to fill in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from plans import models as m
from plans.columns import MEANINGS
from plans.forms.address import PageNumber, PartAddress, in_address
from plans.forms.editing.frame import FrameForm, StartForm
from plans.models import Plan
from plans.operations.editing import add_usual_columns, mark, values_of
from plans.operations.errors import Refused
from plans.operations.plans import open_plan, set_up_plan
from plans.permissions.plans import can_edit_plan, can_open_plan
from plans.views.editing import names
from plans.views.editing.access import plan_to_edit
from plans.views.editing.conflict import draft_of, opened_again
from plans.views.editing.contents import Contents, contents
from plans.views.editing.kinds import KINDS
from plans.views.editing.things import Page as ThingPage
from plans.views.editing.things import submit
from plans.views.sent import refusals, refusals_told, sent_or_held
from plans.wording import number_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

A_PAGE = 50
"""Withdrawn things that are shown together."""


class EditAddress(PartAddress):
    withdrawn = PageNumber()


def start(request):
    """GET: the one question that a new plan needs answered. POST: 302 to its editing page, or 422."""
    can_open_plan.check(request.user, None)
    form = StartForm(sent_or_held(request))
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            plan = open_plan(by=request.user, title=form.cleaned_data["title"])
            messages.success(request, f"“{plan.title}” is started as a draft. Nobody is asked for updates yet.")
            return redirect("edit_plan", plan.slug)
    return render(request, "plans/editing/start.html", {"form": form}, status=422 if request.method == "POST" else 200)


def edit_plan(request, slug):
    """Everything that the plan is made of, each with what can be done to it. POST adds the usual columns."""
    plan = plan_to_edit(request, slug, closed_too=True)
    if request.method == "POST":
        with refusals_told(request, messages.INFO):
            added = add_usual_columns(by=request.user, plan=plan)
            messages.success(
                request, f"{number_of(len(added), 'column')} added. Each can be renamed, moved or withdrawn."
            )
        return redirect(f"{request.path}#columns")
    asked = in_address(request, EditAddress)
    page = asked.pop("withdrawn")
    shown = contents(plan, **asked)
    context = {
        "plan": plan,
        "state": shown.state,
        "contents": shown,
        "meanings": MEANINGS,
        "can_edit": can_edit_plan.allows(request.user, plan),
        "withdrawn": _withdrawn(plan, page),
        "next": _next(plan, shown),
    }
    return render(request, "plans/editing/plan.html", context)


def _withdrawn(plan: Plan, number: int) -> Page:
    """A page of the things that were withdrawn: noun, number, what each is called, its words, why."""
    found = [
        (noun, pk)
        for noun, kind in KINDS.items()
        for pk in kind.model.objects.of_plan(plan).filter(withdrawn=True).order_by("pk").values_list("pk", flat=True)
    ]
    page: Page = Paginator(found, A_PAGE).get_page(number)
    rows = {
        noun: kind.model.objects.select_related(*NEEDED.get(noun, ())).in_bulk([pk for of, pk in page if of == noun])
        for noun, kind in KINDS.items()
        if any(of == noun for of, _pk in page)
    }
    page.object_list = [
        {"noun": noun, "pk": pk, "name": names.name(row), "words": names.words(row), "why": row.withdrawn_reason}
        for noun, pk in page
        if (row := rows[noun].get(pk))
    ]
    return page


NEEDED = {
    "action": ("recommendation",),
    "step": ("action__recommendation",),
    "lead": ("step__action__recommendation", "action__recommendation"),
    "timescale": ("section", "step__action__recommendation", "action__recommendation"),
}
"""What the name of each is made of."""


def _next(plan: Plan, shown: Contents) -> list[str]:
    """What a plan that is being built still lacks, in the order in which it is given."""
    if plan.status != Plan.Status.DRAFT:
        return []
    lacks = {
        "columns": not shown.state.columns,
        "sections": not shown.sections,
        "recommendations": bool(shown.sections) and not shown.entries,
        "actions": bool(shown.entries) and not shown.actions,
        "live": bool(shown.actions),
    }
    return [name for name, lacking in lacks.items() if lacking]


def edit_frame(request, slug):
    """The plan's details. POST as for a thing's page: 302, 409, 422."""
    plan = plan_to_edit(request, slug, closed_too=True)
    initial = {**values_of(plan), "coordinator": plan.coordinator_id, "scheme": plan.scheme_id, "opened": mark(plan)}
    draft = draft_of(request)
    data = sent_or_held(request) or opened_again(draft, request)
    form = FrameForm(data, plan=plan, thing=plan, initial=initial)
    page = ThingPage(plan, form, "Edit the plan’s details", thing=plan, draft=draft)

    def save():
        try:
            return set_up_plan(by=request.user, plan=m.Plan.objects.get(pk=plan.pk), **form.values(), **form.reason())
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error

    return submit(request, page, save) if request.method == "POST" else page.show(request)


def template_workbook(request):
    """An empty workbook made for the import. What makes workbooks is loaded when one is asked for: it takes as much
    memory as the rest of the domain."""
    from plans.templatebook import workbook

    can_open_plan.check(request.user, None)
    scheme = m.RagScheme.objects.filter(is_default=True).first()
    ratings = scheme.ratings.values_list("label", "meaning").order_by("rank") if scheme else []
    response = HttpResponse(workbook(ratings), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="action-plan-template.xlsx"'
    return response
