"""A plan's reporting periods and its cadence: seen by whoever sees the plan, changed by its officers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render

from plans import permissions
from plans.clock import today
from plans.forms.periods import CadenceForm, PeriodForm
from plans.models import Period, Plan
from plans.operations import periods as verbs
from plans.operations.errors import Refused
from plans.operations.plans import open_period as opened
from plans.operations.plans import set_up_plan
from plans.views import held
from plans.views.looks import Look


def periods(request, slug):
    """The plan's periods and its cadence; POST sets the cadence (302), or says what to mend (422) or what is new since
    the page was opened (409)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    typed = request.method == "POST"
    if typed:
        permissions.check_can_manage_plan(request.user, plan)
    form = CadenceForm(request.POST if typed else held.take(request), plan=plan)
    look = Look(request, plan)
    if typed and form.is_valid() and _cadence_kept(request.user, plan, form, look):
        messages.success(request, f"The plan asks for an update every {plan.cadence_days} days from now on.")
        return redirect("periods", slug=plan.slug)
    on = today()
    collecting = {period.pk for period in Period.objects.filter(plan=plan).collecting(on=on)}
    rows = [(period, _standing(period, on, collecting)) for period in plan.periods.current().order_by("-position_on")]
    context = {
        "plan": plan,
        "rows": rows,
        "withdrawn": list(plan.periods.filter(withdrawn=True)),
        "form": form,
        "can_manage": permissions.can_manage_plan(request.user, plan),
        "on": on,
        **look.context(form, {"cadence_days": "An update every"}),
    }
    return render(request, "plans/periods/periods.html", context, status=look.status(typed))


def _cadence_kept(user, plan: Plan, form: CadenceForm, look: Look) -> bool:
    """Whether the cadence is set; where it is refused, the refusal stands beside its field."""
    try:
        set_up_plan(by=user, plan=plan, cadence_days=form.cleaned_data["cadence_days"], seen=look.asked)
    except Refused as refused:
        look.note(refused)
        form.add_error(None if look.is_stale else "cadence_days", str(refused))
        return False
    return True


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
    permissions.check_can_manage_plan(request.user, plan)
    form = PeriodForm(request.POST if request.method == "POST" else held.take(request))
    if request.method == "POST" and form.is_valid():
        made = _kept(form, lambda typed: opened(by=request.user, plan=plan, **typed))
        if made:
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
    permissions.check_can_manage_plan(request.user, plan)
    if found.withdrawn:
        messages.warning(request, f"“{found.name}” has been withdrawn: {found.withdrawn_reason}")
        return redirect("periods", slug=plan.slug)
    look = Look(request, found)
    do = request.POST.get("do", "")
    typed = request.POST if request.method == "POST" and do not in DONE else held.take(request)
    form = PeriodForm(typed, period=found)
    refused = None
    if do in DONE:
        refused = _fate(request, found, do, look)
        done = not refused
    else:
        change = {"by": request.user, "period": found, "seen": look.asked}
        done = request.method == "POST" and form.is_valid()
        done = done and _kept(form, lambda typed: verbs.change_period(**change, **typed), look)
    if done:
        messages.success(request, f"“{found.name}” {DONE.get(do, 'is changed')}.")
        return redirect("periods", slug=plan.slug)
    found.refresh_from_db()
    context = {
        "plan": plan,
        "period": found,
        "form": form,
        "refused": refused,
        "typed": request.POST,
        "can_close": not found.closed_on and found.closes_on >= today(),
        "can_reopen": bool(found.closed_on) and found.closes_on >= today(),
        **look.context(form, DAYS if do not in DONE else {}),
    }
    return render(request, "plans/periods/period.html", context, status=look.status(request.method == "POST"))


def _kept(form: PeriodForm, do, look: Look | None = None) -> Period | None:
    """What the verb made of what was typed; None with the refusal beside its field."""
    try:
        return do(form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field or None, str(refused))
        if look:
            look.refuse(refused)
    except ValidationError as error:
        for each in error.error_dict.get("__all__", error.error_list if not hasattr(error, "error_dict") else []):
            form.add_error(each.code if each.code in form.fields else None, each.message)
    return None


def _fate(request, found: Period, do: str, look: Look) -> Refused | None:
    """Do what was asked for; the refusal, if it was refused."""
    try:
        if do == "withdraw":
            verbs.withdraw_period(by=request.user, period=found, reason=request.POST.get("reason", ""), seen=look.asked)
        else:
            verb = verbs.close_period if do == "close" else verbs.reopen_period
            verb(by=request.user, period=found, seen=look.asked)
    except Refused as refused:
        look.refuse(refused)
        return refused
    return None
