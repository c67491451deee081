"""Chasing updates: who owes what, and reminding them now."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import clock, permissions, wording
from plans import worklists as lists
from plans.models import Plan
from plans.operations.errors import Refused
from reports.forms.chase import ChaseForm
from reports.operations.reminding import remind, try_again
from reports.reminders.chasing import chased


def chase(request):
    """Every live plan that the person runs or manages."""
    return _page(request)


def remind_people(request, slug):
    """Remind those who were chosen (302), or say what to mend (422)."""
    plan = _plan(request, slug)
    [debts] = chased([plan], on=clock.today())
    form = ChaseForm(request.POST, plan=plan, debts=debts.people)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            new, told_before = remind(by=request.user, plan=plan, users=typed["users"], message=typed["message"])
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _said(new, told_before))
            return redirect(f"{reverse('chase')}#plan-{plan.pk}")
    return _page(request, form=form, of=plan)


def try_reminders_again(request, slug):
    """Try at once what could not be sent to people of the plan."""
    plan = _plan(request, slug)
    count = try_again(by=request.user, plan=plan, now=clock.now())
    messages.success(request, f"{wording.number_of(count, 'reminder')} will be tried again now.")
    return redirect(f"{reverse('chase')}#plan-{plan.pk}")


def _plan(request, slug) -> Plan:
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    permissions.check_can_remind(request.user, plan)
    return plan


def _page(request, *, form: ChaseForm | None = None, of: Plan | None = None):
    on = clock.today()
    rows = [
        (debts, form if debts.plan == of else ChaseForm(plan=debts.plan, debts=debts.people))
        for debts in chased(lists.overseen(request.user), on=on)
    ]
    context = {
        "rows": rows,
        "form": form,
        "on": on,
        "may_see_people": permissions.can_administer(request.user, None),
        "owing": sum(debts.owing for debts, _form in rows),
        "people": len({debt.user.pk for debts, _form in rows for debt in debts.people}),
    }
    return render(request, "reports/chase.html", context, status=422 if form else 200)


def _said(new, told_before) -> str:
    """What was done, in a sentence or two."""
    names = wording.listed([row.user_name for row in new])
    said = [f"{names} will get a reminder."] if new else []
    if told_before:
        names = wording.listed([user.name for user in told_before])
        had = "was" if len(told_before) == 1 else "were"
        said.append(f"{names} {had} reminded of this plan less than an hour ago, so nothing more is sent.")
    return " ".join(said)
