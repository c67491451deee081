"""The committee's appendix: choose what it is to be, and get it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from audits.sources import NotThereYet
from plans import permissions
from plans.clock import today
from plans.models import Period, Plan
from reports.appendix import FORMATS
from reports.appendix import render as render_appendix
from reports.forms.appendix import AppendixForm
from reports.sources import head_of, state_for


def appendix(request, slug):
    """Without a format: the page on which it is chosen, filled in with what the address gives. With one: the file,
    or the page with what to mend."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    permissions.check_can_export_appendix(request.user, plan)
    on = today()
    if "format" not in request.GET:
        return _page(request, plan, AppendixForm(plan=plan, today=on, initial=_initial(request, plan, on)))
    form = AppendixForm(request.GET, plan=plan, today=on)
    if not form.is_valid():
        return _page(request, plan, form, status=422)
    try:
        state = state_for(plan, on=form.on_day, today=on)
    except NotThereYet:
        form.add_error("on", "The plan was not in the system on that day yet. Choose a later one.")
        return _page(request, plan, form, status=422)
    options = form.options(head=head_of(plan))
    chosen = form.cleaned_data["format"]
    _words, content_type, suffix = FORMATS[chosen]
    response = HttpResponse(render_appendix(state, options, chosen), content_type=content_type)
    disposition = "inline" if chosen in ("pdf", "html") else "attachment"
    draft = "-draft" if options.draft else ""
    name = f"{plan.slug}-appendix-{options.on.isoformat()}{draft}.{suffix.lstrip('.')}"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    if chosen == "html":
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return response


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
    context = {"plan": plan, "form": form, "on": today()}
    return render(request, "reports/appendix.html", context, status=status)
