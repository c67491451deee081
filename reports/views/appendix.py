"""The committee's appendix: choose what it is to be, look at what it would say, and get it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from audits.sources import NotThereYet
from plans import permissions
from plans.clock import today
from plans.models import Period, Plan
from reports.appendix import FORMATS, unprintable
from reports.appendix import render as render_appendix
from reports.forms.appendix import AppendixForm
from reports.papers import PlanPaper, paper_of
from reports.sources import state_for


def appendix(request, slug):
    """Without a format: the page on which it is chosen, filled in with what the address gives. With one: the file, or
    what to mend, or what to be sure of first. With `again` in the address: the page, as it was sent."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    permissions.check_can_export_appendix(request.user, plan)
    on = today()
    if "format" not in request.GET:
        return _page(request, plan, AppendixForm(plan=plan, today=on, initial=_initial(request, plan, on)))
    form = AppendixForm(request.GET, plan=plan, today=on)
    if not form.is_valid():
        return _page(request, plan, form, status=422)
    if "again" in request.GET:
        return _page(request, plan, form)
    try:
        paper = paper_of(plan, form.choice, today=on)
    except NotThereYet as error:
        form.add_error("on", f"{error} Choose a later day.")
        return _page(request, plan, form, status=422)
    return _asked_first(request, plan, form, paper) or _file(plan, paper, form.cleaned_data["format"])


def _file(plan: Plan, paper: PlanPaper, chosen: str) -> HttpResponse:
    options = paper.options
    _words, content_type, suffix = FORMATS[chosen]
    response = HttpResponse(render_appendix(paper.state, options, chosen), content_type=content_type)
    disposition = "inline" if chosen in ("pdf", "html") else "attachment"
    draft = "-draft" if options.draft else ""
    name = f"{plan.slug}-appendix-{options.on.isoformat()}{draft}.{suffix.lstrip('.')}"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    if chosen == "html":
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return response


def _asked_first(request, plan: Plan, form: AppendixForm, paper: PlanPaper) -> HttpResponse | None:
    """The page that asks whether to go on, where a final paper would be early or a name may stand in one without
    names; None where there is nothing to ask or the person is sure already."""
    choice, sure = form.choice, form.cleaned_data["sure"]
    early = choice.early(form.today) if choice.final and "final" not in sure else ""
    mentions, without_post = paper.names() if "names" not in sure else ((), ())
    if not (early or mentions or without_post):
        return None
    sent = [(name, value) for name, values in request.GET.lists() for value in values]
    context = {
        "plan": plan,
        "early": early,
        "mentions": mentions,
        "without_post": without_post,
        "left": choice.left,
        "sent": [(name, value) for name, value in sent if not (mentions and name == "left")],
        "as_draft": _address(sent, without="final"),
        "again": _address([*sent, ("again", "yes")], without="sure"),
        "can_manage": permissions.can_manage_plan(request.user, plan),
    }
    return render(request, "reports/appendix_first.html", context)


def _address(sent: list[tuple[str, str]], *, without: str) -> str:
    """The same question with one answer left out."""
    query = QueryDict(mutable=True)
    for name, value in sent:
        if name != without:
            query.appendlist(name, value)
    return f"?{query.urlencode()}"


def _initial(request, plan, on) -> dict:
    """What the form proposes: what the address gives; else the period that was open on that day, the plan's own
    references, the person as author."""
    day = [request.GET.get(f"on_{part}", "") for part in ("day", "month", "year")]
    collecting = Period.objects.collecting(on=_read(day) or on)
    period = next((p for p in collecting if p.plan_id == plan.pk), None)
    proposed = {
        "format": "pdf",
        "period": period.pk if period else "",
        "report_ref": plan.report_ref,
        "committee": plan.committee,
        "author": request.user.name,
        "paper": "a4",
        "exceptions": True,
    }
    given = {name: request.GET[name] for name in AppendixForm.base_fields if name in request.GET}
    return {**proposed, **given, "on": day if any(day) else None}


def _read(day: list[str]) -> date | None:
    """The day that the three boxes name, or None where they name none."""
    try:
        return AppendixForm.base_fields["on"].clean(day)
    except ValidationError:
        return None


def _page(request, plan, form, *, status=200):
    letters = unprintable(state_for(plan, on=today(), today=today()))
    context = {"plan": plan, "form": form, "on": today(), "unprintable": letters}
    return render(request, "reports/appendix.html", context, status=status)
