"""A plan's reporting periods and its cadence: seen by whoever sees the plan, changed by its officers."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from plans.clock import today
from plans.forms.address import PagedAddress, in_address
from plans.forms.periods import CadenceForm, PeriodFateForm, PeriodForm
from plans.models import Period, Plan
from plans.operations import periods as verbs
from plans.operations.plans import open_period as opened
from plans.operations.plans import set_up_plan
from plans.permissions.plans import can_manage_plan
from plans.views.list_files import Columns, list_file
from plans.views.looks import Look
from plans.views.sent import Refusal, refusals, sent, sent_or_held
from plans.wording import short_day

A_PAGE = 50

COLUMNS: Columns = {
    "Period": lambda row: row[0].name,
    "Position date": lambda row: row[0].position_on,
    "Updates due": lambda row: row[0].closes_on,
    "Meeting": lambda row: row[0].meeting_on or "Not set",
    "Status": lambda row: f"Closed {short_day(row[0].closed_on)}" if row[1] == "Closed early" else row[1],
}

WITHDRAWN: Columns = {
    "Period": lambda period: period.name,
    "Position date": lambda period: period.position_on,
    "Reason": lambda period: period.withdrawn_reason,
}


def periods(request, slug):
    """The plan's periods and its cadence; POST sets the cadence (302), or says what to mend (422) or what is new since
    the page was opened (409)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    typed = request.method == "POST"
    if typed:
        can_manage_plan.check(request.user, plan)
    form = CadenceForm(sent_or_held(request), plan=plan)
    look = Look(request, plan)
    if typed and form.is_valid():
        with refusals(form, look):
            set_up_plan(by=request.user, plan=plan, seen=look.asked, **form.cleaned_data)
            messages.success(request, f"The plan asks for an update every {plan.cadence_days} days from now on.")
            return redirect("periods", slug=plan.slug)
    on = today()
    collecting = {period.pk for period in Period.objects.filter(plan=plan).collecting(on=on)}
    current = plan.periods.current().order_by("-position_on", "-pk")
    every = ((period, _standing(period, on, collecting)) for period in current)
    file = list_file(request, f"periods-{plan.slug}", COLUMNS, every)
    withdrawn = plan.periods.filter(withdrawn=True).order_by("-position_on", "-pk")
    file = file or list_file(request, f"withdrawn-periods-{plan.slug}", WITHDRAWN, withdrawn, of="withdrawn")
    if file:
        return file
    page = Paginator(current, A_PAGE).get_page(in_address(request, PagedAddress)["page"])
    context = {
        "plan": plan,
        "page": page,
        "rows": [(period, _standing(period, on, collecting)) for period in page],
        "withdrawn": Paginator(withdrawn, A_PAGE).page(1),
        "form": form,
        "can_manage": can_manage_plan.allows(request.user, plan),
        "on": on,
        **look.context(form, {"cadence_days": "An update every"}),
    }
    return render(request, "plans/periods/periods.html", context, status=look.status(typed))


def _standing(period: Period, on, collecting: set[int]) -> str:
    """Where the period stands on that day, in a word or two."""
    if period.closed_on and period.closed_on <= on:
        return "Closed early"
    if period.closes_on < on:
        return "Over"
    if period.pk in collecting:
        return "Collected now" if period.position_on <= on else "Collected next"
    return "Later"


def open_period(request, slug):
    """Open a period (302), or say what to mend (422)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    can_manage_plan.check(request.user, plan)
    form = PeriodForm(sent_or_held(request))
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            made = opened(by=request.user, plan=plan, **form.cleaned_data)
            messages.success(request, f"“{made.name}” is open.")
            return redirect("periods", slug=plan.slug)
    nothing_yet = {"period": None, "refused": None, "can_close": False, "can_reopen": False, "typed": {}}
    context = {"plan": plan, "form": form, **nothing_yet, "seen": ""}
    return render(request, "plans/periods/period.html", context, status=422 if request.method == "POST" else 200)


DAYS = {
    "name": "Name",
    "position_on": "Position date",
    "due_on": "Updates due",
    "meeting_on": "Meeting",
}
DONE = {"close": "is closed", "reopen": "is collected again", "withdraw": "is withdrawn"}
"""What `do` may ask for beside changing the days, and what is said when it is done."""


def period(request, slug, pk):
    """Change a period; with `do`, close it, collect it again or withdraw it (302); 422 says what to mend, 409 what is
    new since the page was opened."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    found = get_object_or_404(plan.periods, pk=pk)
    can_manage_plan.check(request.user, plan)
    if found.withdrawn:
        messages.warning(request, f"“{found.name}” has been withdrawn: {found.withdrawn_reason}")
        return redirect("periods", slug=plan.slug)
    look = Look(request, found)
    fate, refusal = PeriodFateForm(sent(request)), Refusal()
    fates = fate.is_valid()
    form = PeriodForm(None if fates else sent_or_held(request), period=found)
    if fates:
        with refusals(refusal, look):
            _fate(request.user, found, look.asked, **fate.cleaned_data)
            return _done(request, found, DONE[fate.cleaned_data["do"]])
    elif request.method == "POST" and form.is_valid():
        with refusals(form, look):
            verbs.change_period(by=request.user, period=found, seen=look.asked, **form.cleaned_data)
            return _done(request, found, "is changed")
    found.refresh_from_db()
    context = {
        "plan": plan,
        "period": found,
        "form": form,
        "refused": refusal.error,
        "typed": fate.typed,
        "can_close": not found.closed_on and found.closes_on >= today(),
        "can_reopen": bool(found.closed_on) and found.closes_on >= today(),
        **look.context(form, {} if fates else DAYS),
    }
    return render(request, "plans/periods/period.html", context, status=look.status(request.method == "POST"))


def _done(request, found: Period, words: str):
    messages.success(request, f"“{found.name}” {words}.")
    return redirect("periods", slug=found.plan.slug)


def _fate(by, found: Period, seen: int | None, *, do: str, reason: str) -> None:
    """Do what was asked for. Raises Refused."""
    if do == "withdraw":
        verbs.withdraw_period(by=by, period=found, reason=reason, seen=seen)
    else:
        verb = verbs.close_period if do == "close" else verbs.reopen_period
        verb(by=by, period=found, seen=seen)
