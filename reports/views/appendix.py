"""The committee's appendix: choose what it is to be, look at what it would say, and get it."""

from __future__ import annotations

import logging
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from audits.sources import NotThereYet
from plans.clock import now, today
from plans.forms.address import AddressForm, Flag, in_address, typed_in_address, whole_address
from plans.forms.dates import BOXES
from plans.letters import beyond_ascii
from plans.models import PaperOrder, Period, Plan
from plans.permissions.plans import can_export_appendix, can_manage_plan, can_see_restricted
from plans.queries import coming_paper, exempt_of
from plans.views.sent import asked as sent_or_asked
from plans.views.sent import refusals, refusals_told
from reports.appendix import FORMATS, unprintable
from reports.appendix import render as render_appendix
from reports.appendix.pdf.glyphs import printable
from reports.appendix.pdf.press import NotPrinted, print_in_child
from reports.forms.appendix import AppendixForm
from reports.operations.orders import order_paper, takes_long
from reports.papers import Choice, Names, PlanPaper, file_name, paper_of
from reports.settings import Settings, kept_of
from reports.sources import state_for
from reports.views.names import ticked

log = logging.getLogger("actionplans.papers")


class AgainAddress(AddressForm):
    """`again`: the page is wanted as it was sent, not its paper."""

    again = Flag()


def appendix(request, slug):
    """Without a format: the page on which it is chosen, filled in with what the address gives. With one: the file, or
    what to mend, or what to be sure of first. With `again` in the address: the page, as it was sent. A paper that
    takes longer is asked for by POST, made by a worker, and fetched from a page of its own."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    can_export_appendix.check(request.user, plan)
    on, sent = today(), sent_or_asked(request)
    if "format" not in sent:
        form = AppendixForm(plan=plan, today=on)
        form.initial = _initial(request, form)
        return _page(request, plan, form)
    form = AppendixForm(sent, plan=plan, today=on)
    if not form.is_valid():
        return _page(request, plan, form, status=422)
    if in_address(request, AgainAddress)["again"]:
        return _page(request, plan, form)
    if form.choice.restricted:
        can_see_restricted.check(request.user, plan)
    long, paper = takes_long(plan), None
    try:
        with refusals(form):
            paper = None if long and not form.choice.posts else paper_of(plan, form.choice, today=on, by=request.user)
    except NotThereYet as error:
        form.add_error("on", f"{error} Choose a later day.")
        return _page(request, plan, form, status=422)
    if form.errors:
        return _page(request, plan, form, status=422)
    asked = _asked_first(request, plan, form, paper, long=long)
    if asked or long or paper is None:
        return asked or _ordered(request, plan, form)
    try:
        return _file(plan, paper, form.cleaned_data["format"])
    except NotPrinted:
        return _not_printed(request, plan, form)


def _not_printed(request, plan: Plan, form: AppendixForm) -> HttpResponse:
    """The page as it was sent, with what happened; why stands in the log."""
    fmt = form.cleaned_data["format"]
    log.exception("The %s of “%s” could not be made.", fmt, plan)
    form.add_error(
        None,
        f"The {FORMATS[fmt].label} could not be made, and nothing of the plan was changed. Ask for it again; if that "
        "fails too, choose the web page or CSV, which take less, and tell the people who run the service.",
    )
    return _page(request, plan, form, status=500)


def _ordered(request, plan: Plan, form: AppendixForm) -> HttpResponse:
    """On to the page that waits for the paper; where another is being made for this person, to the page of that."""
    asked = form.typed.copy()
    asked.pop("csrfmiddlewaretoken", None)
    with refusals_told(request, messages.ERROR):
        order = order_paper(by=request.user, plan=plan, asked=asked, at=now(), today=form.today)
        return redirect("paper_order", pk=order.pk)
    first = PaperOrder.objects.unfinished().filter(owner=request.user).first()
    return redirect("paper_order", pk=first.pk) if first else _page(request, plan, form, status=409)


def _file(plan: Plan, paper: PlanPaper, chosen: str) -> HttpResponse:
    return handed_out(chosen, _printed(paper, chosen), file_name(plan, paper.options, chosen))


def _printed(paper: PlanPaper, chosen: str) -> bytes:
    """The paper; what takes a library to write is written by a process of its own, which takes its memory with it."""
    if chosen in ("pdf", "docx", "xlsx"):
        return print_in_child(paper.state, paper.options, chosen)
    return render_appendix(paper.state, paper.options, chosen)


def handed_out(fmt: str, data: bytes, name: str) -> HttpResponse:
    """The file of a paper: what a browser shows in its window, the others to be saved."""
    response = HttpResponse(data, content_type=FORMATS[fmt].content_type)
    disposition = "inline" if fmt in ("pdf", "html") else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    if fmt == "html":
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return response


def _asked_first(request, plan: Plan, form: AppendixForm, paper: PlanPaper | None, *, long) -> HttpResponse | None:
    """The page that asks whether to go on, where a final paper would be early, a name may stand in one without
    names, or an address asks for one that a worker makes; None where there is nothing to ask or the person is sure
    already."""
    choice, sure = form.choice, form.cleaned_data["sure"]
    early = choice.early(form.today) if choice.final and "final" not in sure else ""
    names = paper.names() if paper and "names" not in sure else Names()
    if not (early or any(names) or (long and request.method != "POST")):
        return None
    sent = [(name, value) for name, values in form.typed.lists() for value in values]
    sent = [(name, value) for name, value in sent if name != "csrfmiddlewaretoken"]
    context = {
        "plan": plan,
        "early": early,
        "long": long,
        **_listed(plan, choice, names),
        "sent": [(name, value) for name, value in sent if not (any(names) and name in ("left", "replaced"))],
        "as_draft": _address(sent, without="final"),
        "again": _address([*sent, ("again", "yes")], without="sure"),
        "can_manage": can_manage_plan.allows(request.user, plan),
    }
    return render(request, "reports/appendix_first.html", context)


def _listed(plan: Plan, choice: Choice, names: Names) -> dict:
    """What the page lists of names, ticked as was asked for; where nothing was, as is kept of the plan's paper."""
    kept = kept_of(plan)
    shown = ticked(names, choice.left or kept.left, choice.replaced or kept.replaced)
    return {"without_post": shown.without_post, "mentions": shown.mentions, "doubts": shown.doubts}


def _address(sent: list[tuple[str, str]], *, without: str) -> str:
    """The same question with one answer left out."""
    query = QueryDict(mutable=True)
    for name, value in sent:
        if name != without:
            query.appendlist(name, value)
    return f"?{query.urlencode()}"


def _initial(request, form: AppendixForm) -> dict:
    """What the form proposes: what the address gives; else the period that was open on that day, and what is kept of
    the plan's paper, or the plan's own references; the person as author."""
    plan, on = form.plan, form.today
    day = [typed_in_address(request, f"on_{part}") for part in BOXES]
    collecting = Period.objects.collecting(on=_read(day) or on)
    period = next((p for p in collecting if p.plan_id == plan.pk), None)
    proposed = {
        "format": "pdf",
        "period": period.pk if period else "",
        **_kept(form),
        "author": request.user.name,
    }
    given = {name: value for name, value in whole_address(request).items() if name in AppendixForm.base_fields}
    return {**proposed, **given, "on": day if any(day) else None}


def _kept(form: AppendixForm) -> dict:
    """What is kept of the plan's paper, or else the plan's own."""
    plan = form.plan
    own = {"report_ref": plan.report_ref, "committee": plan.committee, "paper": "a4", "exceptions": True}
    if form.kept is None:
        return own
    kept = Settings.of_plain(form.kept.chosen)
    chosen = {name: getattr(kept, name) for name in ("paper", "posts", "exceptions", "all_exceptions")}
    references = {name: getattr(kept, name) or own[name] for name in ("report_ref", "committee")}
    return {**chosen, **references, "as_kept": True}


def _read(day: list[str]) -> date | None:
    """The day that the three boxes name, or None where they name none."""
    try:
        return AppendixForm.base_fields["on"].clean(day)
    except ValidationError:
        return None


def _page(request, plan, form, *, status=200):
    can_print = all(map(printable, beyond_ascii(plan)))  # mostly, and then nothing else of the plan need be read
    letters = () if can_print else unprintable(state_for(plan, on=today(), today=today()))
    shown = (PaperOrder.Status.MAKING, PaperOrder.Status.READY)
    orders = PaperOrder.objects.kept(now()).filter(owner=request.user, plan=plan, status__in=shown, issues=False)
    orders = orders.exclude(name=PaperOrder.PREVIEW)
    context = {"plan": plan, "form": form, "on": today(), "unprintable": letters, "long": takes_long(plan)}
    context["orders"] = orders.defer("data")
    context["may_restrict"] = can_see_restricted.allows(request.user, plan)
    runs = can_manage_plan.allows(request.user, plan)
    context["coming"] = coming_paper(plan) if runs else None
    context["marks"] = len(exempt_of(plan)) if context["may_restrict"] else 0
    return render(request, "reports/appendix.html", context, status=status)
