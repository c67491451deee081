"""Chasing updates: who owes what, and reminding them now."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from plans import clock, mailserver, wording
from plans import worklists as lists
from plans.forms.address import PagedAddress, in_address
from plans.forms.text import Text
from plans.models import Plan
from plans.permissions.people import can_administer
from plans.permissions.reminders import can_remind
from plans.views.list_files import Columns, list_file
from plans.views.sent import refusals, sent
from reports.forms.chase import ChaseForm
from reports.operations.reminders import remind, try_again
from reports.reminders.chase import PlanDebts, chased, owed_by_plan
from reports.reminders.remedies import remedy

PLANS_A_PAGE = 10
FEW, A_PAGE = 25, 50
"""Who owes something that stand under a plan among others, and on a page of a plan by itself."""


def chase(request):
    """The live plans that the person runs or manages, so many a page, or the one that is asked for."""
    return _page(request)


def remind_people(request, slug):
    """Remind those who were chosen (302), say what to mend (422), or show another page of them, where who is ticked
    stays so (200)."""
    plan = _plan(request, slug)
    [debts] = chased([plan], on=clock.today())
    form = ChaseForm(sent(request), plan=plan, debts=debts.people)
    if form.is_valid() and not form.cleaned_data["go"]:
        typed = form.cleaned_data
        with refusals(form):
            new, told_before = remind(by=request.user, plan=plan, users=typed["users"], message=typed["message"])
            messages.success(request, _said(new, told_before))
            return redirect(_place(request, plan))
    return _page(request, form=form, of=plan)


def try_reminders_again(request, slug):
    """Try at once what could not be sent to people of the plan."""
    plan = _plan(request, slug)
    count = try_again(by=request.user, plan=plan, now=clock.now())
    messages.success(request, f"{wording.number_of(count, 'reminder')} will be tried again now.")
    return redirect(_place(request, plan))


def _plan(request, slug) -> Plan:
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    can_remind.check(request.user, plan)
    return plan


def _place(request, plan: Plan) -> str:
    """Where the plan stands on this page, or on which of its pages."""
    before = list(lists.overseen(request.user).values_list("pk", flat=True)).index(plan.pk)
    page = before // PLANS_A_PAGE + 1
    return f"{reverse('chase')}{f'?page={page}' if page > 1 else ''}#plan-{plan.pk}"


class ChaseAddress(PagedAddress):
    plan = Text(max_length=80, required=False)


def _page(request, *, form: ChaseForm | None = None, of: Plan | None = None):
    on, asked = clock.today(), in_address(request, ChaseAddress)
    plans = lists.overseen(request.user)
    since = plans.owed_since(on=on)
    owed = owed_by_plan(since)
    choices = [(pk, slug, title, owed.get(pk, 0)) for pk, slug, title in plans.values_list("pk", "slug", "title")]
    only = of.slug if of else asked["plan"]
    chosen = [choice for choice in choices if choice[1] == only] if only else choices
    if only and not chosen:
        raise Http404("No such plan is theirs to chase.")
    runs = lists.runs(request.user)
    every = _debts(plans.filter(pk__in=[pk for pk, *_rest in chosen]), on, since, runs)
    file = list_file(request, f"chase-{only}" if only else "chase", COLUMNS, every)
    if file:
        return file
    page = Paginator(chosen, PLANS_A_PAGE).get_page(asked["page"])
    shown = plans.filter(pk__in=[pk for pk, *_rest in page])
    number = form.page if form else asked["page"] if only else 1
    context = {
        "rows": [
            _row(
                debts,
                form if form and debts.plan == of else ChaseForm(plan=debts.plan, debts=debts.people),
                runs,
                Paginator([*debts.people, *debts.unreachable], A_PAGE if only else FEW).get_page(number),
            )
            for debts in chased(shown, on=on, since=since)
        ],
        "page": page,
        "form": form,
        "on": on,
        "may_see_people": can_administer.allows(request.user, None),
        "owing": sum(owed.values()),
        "only": only,
        "choices": choices,
        "choose": len(choices) > PLANS_A_PAGE,
    }
    return render(request, "reports/chase.html", context, status=422 if form and form.errors else 200)


def _debts(plans, on, since, runs) -> Iterator[dict]:
    """Of each of these plans who owes what, those first whom a reminder reaches."""
    for debts in chased(plans, on=on, since=since):
        may = runs is None or debts.plan.pk in runs
        for debt in (*debts.people, *debts.unreachable):
            mends = remedy(debt, debts.plan, runs=may) if debt.why_not else None
            yield {"plan": debts.plan, "debt": debt, "remedy": mends}


COLUMNS: Columns = {
    "Plan": lambda row: row["plan"].title,
    "Who": lambda row: row["debt"].name,
    "Posts": lambda row: "; ".join(name for name, _pk in row["debt"].posts),
    "Owes updates": lambda row: row["debt"].needed,
    "Overdue": lambda row: row["debt"].overdue,
    "Returned": lambda row: row["debt"].returned,
    "Members’ questions": lambda row: row["debt"].asked,
    "Last said something": lambda row: row["debt"].said or ("" if row["debt"].why_not else "Never"),
    "Last reminded": lambda row: localdate(row["debt"].reminder.asked_at) if row["debt"].reminder else "",
    "How": lambda row: row["debt"].reminded,
    "Why not": lambda row: row["debt"].why_not,
    "What to do": lambda row: f"{row['remedy'].words}{row['remedy'].besides}" if row["remedy"] else "",
}
"""Who owes what as a file, a row for each plan and person."""


def _row(debts: PlanDebts, form: ChaseForm, runs, page: Page) -> dict:
    """One plan as the page shows it: of those who owe something so many, with what mends each whom no reminder reaches,
    and those (`elsewhere`) who are ticked and not among them."""
    people = [debt for debt in page if not debt.why_not]
    here = {str(debt.user.pk) for debt in people}
    may = runs is None or debts.plan.pk in runs
    return {
        "debts": debts,
        "form": form,
        "page": page,
        "people": people,
        "elsewhere": [str(pk) for pk in form.people if str(pk) in form.ticked - here],
        "unreachable": [(debt, remedy(debt, debts.plan, runs=may)) for debt in page if debt.why_not],
        "runs": may,
    }


GOES = {
    mailserver.PROVEN: "{} will get a reminder.",
    mailserver.UNPROVEN: (
        "The reminder to {} is handed to the mail server. Nobody has seen yet whether mail from here arrives: an "
        "administrator can try it."
    ),
    mailserver.NONE: "The reminder to {} is kept, but goes nowhere: no mail server is set up. Tell them another way.",
}
"""What is said of a reminder, as far as it is known what becomes of mail."""


def _said(new, told_before) -> str:
    """What was done, in a sentence or two."""
    names = wording.listed([row.user_name for row in new])
    said = [GOES[mailserver.state_now()].format(names)] if new else []
    if told_before:
        names = wording.listed([user.name for user in told_before])
        had = "was" if len(told_before) == 1 else "were"
        said.append(f"{names} {had} reminded of this plan less than an hour ago, so nothing more is sent.")
    return " ".join(said)
