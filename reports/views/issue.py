"""A period's paper, from open to issued: what hinders, freezing, what it is to be, issuing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits.hindrances import CLAIMS, DECIDE, UPDATES
from audits.models import IssuedPaper, Snapshot
from audits.operations import snapshots
from audits.operations.issued_papers import next_number
from audits.sources import Altered, NotThereYet, as_at, frozen
from plans import permissions
from plans.clock import now, today
from plans.forms.page import PageForm, ReasonForm
from plans.models import PaperOrder, Period, Plan
from plans.operations.errors import Refused
from plans.state import PlanState
from plans.views.sent import Refusal, refusals, sent, sent_by
from plans.wording import day
from reports.appendix import unprintable
from reports.appendix.press import print_in_child
from reports.forms.issue import FreezeForm, IssueForm
from reports.issue import before_of, options_of, read_before
from reports.operations.issue_orders import order_issue
from reports.since.names import names_of

SETTLED_AT = {DECIDE: "to_decide", CLAIMS: "to_verify", UPDATES: "chase"}
"""From what hinders to the page on which it is settled."""


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """How far a period's paper is: the position that would be frozen or is, the frozen state and the paper, if they are
    there; `error` is why there is no position."""

    period: Period
    state: PlanState | None
    snapshot: Snapshot | None
    paper: IssuedPaper | None
    error: str = ""

    @property
    def on(self):
        return self.snapshot.on if self.snapshot else min(self.period.position_on, today())


def period_paper(request, slug, pk):
    """The page; POST with `do` freezes, unfreezes or issues (302), or says what to mend (422)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    permissions.check_can_manage_plan(request.user, plan)
    period = get_object_or_404(plan.periods.current().select_related("plan"), pk=pk)
    form = IssueForm(sent_by(request, do="issue"), initial=_initial(request, plan))
    forms: dict[PageForm, Callable] = {
        FreezeForm(sent_by(request, do="freeze")): _freeze,
        ReasonForm(sent_by(request, do="unfreeze")): _unfreeze,
        form: _issue,
    }
    refusal = Refusal()
    for each, act in forms.items():
        if each.is_bound:
            each.full_clean()
            with refusals(refusal):
                done = act(request, period, each)
                if done:
                    return done
    return _page(request, period, form, refusal.error)


def _initial(request, plan: Plan) -> dict:
    """As the last paper was, else the plan's own."""
    last = IssuedPaper.objects.papers().filter(plan=plan).order_by("-number").first()
    chosen = last.options if last else {"include_exceptions": True}
    return {
        "report_ref": plan.report_ref,
        "committee": plan.committee or chosen.get("committee", ""),
        "author": request.user.name,
        "paper": chosen.get("paper", "a4"),
        "posts": chosen.get("posts_instead_of_people", False),
        "exceptions": chosen.get("include_exceptions", False),
        "all_exceptions": chosen.get("all_exceptions", False),
        "restricted": chosen.get("restricted", False),
        "since": True,
    }


def _freeze(request, period: Period, form: FreezeForm) -> HttpResponse:
    snapshot = snapshots.freeze(by=request.user, period=period, **form.cleaned_data)
    messages.success(request, f"The position of {day(snapshot.on)} is frozen. Nothing that comes later changes it.")
    return redirect("period_paper", period.plan.slug, period.pk)


def _unfreeze(request, period: Period, form: ReasonForm) -> HttpResponse:
    snapshot = snapshots.frozen_of(period)
    if snapshot is None:
        raise Refused("The position is not frozen.")
    snapshots.unfreeze(by=request.user, snapshot=snapshot, **form.cleaned_data)
    messages.success(request, "The position is unfrozen: what came later counts again.")
    return redirect("period_paper", period.plan.slug, period.pk)


def _issue(request, period: Period, form: IssueForm) -> HttpResponse | None:
    snapshot = snapshots.frozen_of(period)
    if snapshot is None:
        raise Refused("A paper is issued from a frozen position. Freeze it first.")
    if not form.is_valid():
        return None
    asked = form.typed.copy()
    asked.pop("csrfmiddlewaretoken", None)
    order = order_issue(by=request.user, snapshot=snapshot, asked=asked, at=now(), today=today())
    return redirect("paper_order", pk=order.pk)


def paper_preview(request, slug, pk):
    """The paper as a PDF that says it is a draft, of the frozen position or of what would be frozen now."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    permissions.check_can_manage_plan(request.user, plan)
    period = get_object_or_404(plan.periods.current().select_related("plan"), pk=pk)
    standing = _standing(period)
    form = IssueForm(sent(request))
    if standing.state is None or not form.is_valid():
        return _page(request, period, form, None)
    shown = standing.snapshot or Snapshot(period=period, on=standing.on, known=now())
    before = read_before(shown)
    options = options_of(plan, shown, form.settings, number=next_number(plan), before=before, draft=True)
    response = HttpResponse(print_in_child(standing.state, options, "pdf"), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{plan.slug}-paper-draft.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _standing(period: Period) -> PaperStanding:
    snapshot = snapshots.frozen_of(period)
    paper = IssuedPaper.objects.papers().filter(snapshot__period=period).first()
    try:
        if snapshot:
            return PaperStanding(period, frozen(snapshot), snapshot, paper)
        return PaperStanding(period, as_at(period.plan, on=min(period.position_on, today())), None, paper)
    except (Altered, NotThereYet) as error:
        return PaperStanding(period, None, snapshot, paper, str(error))


def _page(request, period: Period, form: IssueForm, refused: Refused | None) -> HttpResponse:
    plan, standing, on = period.plan, _standing(period), today()
    state = standing.state
    hinders = snapshots.hinders(period, state, on=standing.on, today=on) if state else ()
    names = names_of(state) if state else {}
    shown = standing.snapshot or Snapshot(period=period, on=standing.on, known=now())
    context = {
        "plan": plan,
        "period": period,
        "standing": standing,
        "step": 3 if standing.paper else 1 if standing.snapshot else 0,
        "hinders": [(each, [(pk, names[pk]) for pk in each.actions], _settled_at(each.key)) for each in hinders],
        "stops": sum(each.stops for each in hinders),
        "early": standing.snapshot is None and period.position_on > on,
        "number": standing.paper.number if standing.paper else next_number(plan),
        "before": before_of(plan, shown),
        "supplements": IssuedPaper.objects.filter(plan=plan, number=standing.paper.number, supplement__gt=0).count()
        if standing.paper
        else 0,
        "issued": IssuedPaper.objects.papers().filter(plan=plan).count(),
        "total": len(state.actions) if state else 0,
        "form": form,
        "refused": refused,
        "typed": sent(request) or QueryDict(),
        "today": on,
        "unprintable": unprintable(state) if state and not standing.paper else (),
        "orders": PaperOrder.objects.unfinished().filter(owner=request.user, plan=plan, issues=True).defer("data"),
    }
    return render(request, "reports/issue.html", context, status=422 if sent(request) else 200)


def _settled_at(key: str) -> str:
    return reverse(SETTLED_AT[key]) if key in SETTLED_AT else ""
