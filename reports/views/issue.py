"""A period's paper, from open to issued: what hinders, freezing, what it is to be, issuing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits.hindrances import CLAIMS, DECIDE, READ, UPDATES, Hindrance
from audits.models import IssuedPaper, Snapshot
from audits.operations import snapshots
from plans.clock import now, today
from plans.forms.address import AddressForm, Number, in_address
from plans.forms.page import PageForm, ReasonForm
from plans.models import Membership, PaperOrder, Period, Plan
from plans.operations.errors import Refused
from plans.operations.freshness import Stale
from plans.permissions.plans import can_manage_plan
from plans.queries import names_of_role
from plans.views.sent import Refusal, refusals, sent, sent_by
from plans.wording import day
from reports.appendix.pdf.press import print_in_child
from reports.forms.issue import NAMES, FreezeForm, IssueForm, form_for
from reports.operations.issue_orders import check_issue, order_issue
from reports.operations.previews import RESTRICTED, draft_of, preview
from reports.operations.settings import keep_settings
from reports.views.builder import builder
from reports.views.confirmation import CONFIRMS, Confirmation, pages_looked_at
from reports.views.issued_before import standing_beside, told_of
from reports.views.position import PositionFacts, position_facts

SETTLED_AT = {DECIDE: "to_decide", CLAIMS: "to_verify", UPDATES: "chase"}
"""From what hinders to the page on which it is settled."""


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """How far a period's paper is: the frozen position and the paper, if they are there."""

    period: Period
    snapshot: Snapshot | None
    paper: IssuedPaper | None

    @classmethod
    def of(cls, period: Period) -> PaperStanding:
        paper = IssuedPaper.objects.papers().filter(snapshot__period=period).first()
        return cls(period, snapshots.frozen_of(period), paper)

    @property
    def step(self) -> int:
        """How far it is: 0 while updates come in, 1 with the position frozen, 3 when it is issued."""
        return 3 if self.paper else 1 if self.snapshot else 0

    @property
    def supplements(self) -> int:
        """How many supplements its paper has."""
        mine = {"plan": self.period.plan_id, "number": self.paper.number} if self.paper else {}
        return IssuedPaper.objects.filter(**mine, supplement__gt=0).count() if mine else 0

    @property
    def on(self):
        return self.snapshot.on if self.snapshot else min(self.period.position_on, today())


def period_paper(request, slug, pk):
    """The page; POST with `do` freezes, unfreezes or issues (302), or says what to mend (422)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    can_manage_plan.check(request.user, plan)
    period = get_object_or_404(plan.periods.current().select_related("plan"), pk=pk)
    looked_at = _preview_of(request, plan)
    data = _sent_to_set(request) or (QueryDict(looked_at.asked) if looked_at else None)
    form = form_for(plan, request.user.name, data)
    forms: dict[PageForm, Callable] = {
        FreezeForm(sent_by(request, do="freeze")): _freeze,
        ReasonForm(sent_by(request, do="unfreeze")): _unfreeze,
    }
    sets = SETS.get(form.typed.get("do", "")) if request.method == "POST" else None
    if sets:
        forms[form] = sets
    refusal = Refusal()
    for each, act in forms.items():
        if each.is_bound:
            each.full_clean()
            with refusals(refusal):
                done = act(request, period, each)
                if done:
                    return done
    return _page(request, period, form, refusal.error, looked_at)


def _sent_to_set(request) -> QueryDict | None:
    """What was sent of the paper's settings, by whichever of its buttons; nothing of another form of the page."""
    data = sent(request)
    return data if data is not None and ("move" in data or data.get("do") in SETS) else None


class PreviewAddress(AddressForm):
    preview = Number()


def _preview_of(request, plan: Plan) -> PaperOrder | None:
    """The preview that the address names, if it is this person's and still kept."""
    number = in_address(request, PreviewAddress)["preview"]
    mine = PaperOrder.objects.kept(now()).previews().filter(owner=request.user, plan=plan, status="ready")
    return mine.defer("data").filter(pk=number).first() if number else None


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
    for name in ("csrfmiddlewaretoken", *CONFIRMS):
        asked.pop(name, None)
    if form.cleaned_data["of"] not in (None, snapshot.pk):
        raise Stale(
            "The position was frozen anew after this page was opened, so nothing has been issued. The page shows the "
            "new one now, and what you chose: look at it, and issue it then."
        )
    with refusals(form):
        check_issue(snapshot, form.settings)
    if form.errors:
        return None
    confirmed = form.typed.get("confirm", "")
    if not confirmed:
        asked["version"] = "public"
        return _looked_at(request, period, asked)
    seen = Confirmation.of(period, snapshot, form, asked)
    if confirmed != seen.sign:
        raise Stale(
            f"What would be issued is not what you looked at: {seen.told}. Nothing has been issued. Look at it again, "
            "and issue it then."
        )
    if not form.typed.get("looked"):
        raise Refused("Say that you have looked at its pages: what is issued can’t be taken back.", "looked")
    order = order_issue(by=request.user, snapshot=snapshot, asked=asked, at=now(), today=today())
    return redirect("paper_order", pk=order.pk)


def _keep(request, period: Period, form: IssueForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    kept = keep_settings(by=request.user, plan=period.plan, settings=form.settings)
    messages.success(request, f"The settings are kept (version {kept.version}). The next paper begins with them.")
    return redirect("period_paper", period.plan.slug, period.pk)


def _names(request, period: Period, form: IssueForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    kept = keep_settings(by=request.user, plan=period.plan, settings=form.settings)
    messages.success(
        request, f"The names you were shown are looked at, and what you ticked is kept (version {kept.version})."
    )
    return redirect("period_paper", period.plan.slug, period.pk)


def _look(request, period: Period, form: IssueForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    asked = form.typed.copy()
    asked.pop("csrfmiddlewaretoken", None)
    return _looked_at(request, period, asked)


def _looked_at(request, period: Period, asked: QueryDict) -> HttpResponse:
    order = preview(by=request.user, period=period, asked=asked, at=now(), today=today())
    return redirect("paper_order", pk=order.pk)


SETS: dict[str, Callable[..., HttpResponse | None]] = {"issue": _issue, "keep": _keep, "look": _look, NAMES: _names}
"""What is done with the settings, by the value of its button."""


def paper_preview(request, slug, pk):
    """The paper as a PDF that says it is a draft, of the frozen position or of what would be frozen now."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    can_manage_plan.check(request.user, plan)
    period = get_object_or_404(plan.periods.current().select_related("plan"), pk=pk)
    form, refusal = form_for(plan, request.user.name, sent(request)), Refusal()
    if form.is_valid():
        with refusals(refusal):
            state, options = draft_of(request.user, period, form.typed, at=now(), today=today())
            response = HttpResponse(print_in_child(state, options, "pdf"), content_type="application/pdf")
            response["Content-Disposition"] = f'inline; filename="{plan.slug}-paper-draft.pdf"'
            response["Cache-Control"] = "private, no-store"
            return response
    return _page(request, period, form, refusal.error)


def _page(
    request, period: Period, form: IssueForm, refused: Refused | None, looked_at: PaperOrder | None = None
) -> HttpResponse:
    plan, standing, on = period.plan, PaperStanding.of(period), today()
    facts = position_facts(period, standing.snapshot, standing.paper, form)
    shown = standing.snapshot or Snapshot(period=period, on=standing.on, known=now())
    beside = standing_beside(request.user, period, shown, standing.paper, form["report_ref"].value() or "", today=on)
    context = {
        "plan": plan,
        "period": period,
        "standing": standing,
        "step": standing.step,
        "early": standing.snapshot is None and period.position_on > on,
        "supplements": standing.supplements,
        "form": form,
        "builder": builder(
            plan,
            form,
            looked_at,
            offered=facts.offered,
            exceptions=facts.exceptions,
            moved=form.moved,
        ),
        **beside,
        **_of_position(facts, beside["notices"]),
        "names_page": facts.in_words.on_page(form.names_page, form.signs_shown),
        **_confirming(period, standing, form, looked_at, refused),
        "refused": refused,
        "typed": sent(request) or QueryDict(),
        "today": on,
        "orders": PaperOrder.objects.unfinished().filter(plan=plan, issues=True).select_related("owner").defer("data"),
        **_for_managers(request.user, plan, asked=bool(facts.hinders) and not standing.snapshot),
    }
    wrong = 409 if isinstance(refused, Stale) else 422
    return render(
        request, "reports/issue.html", context, status=wrong if sent(request) and "move" not in form.typed else 200
    )


def _of_position(facts: PositionFacts, notices: tuple[Hindrance, ...]) -> dict:
    """What is shown of the position: what hinders, with the names of its actions and where it is settled; what is
    marked, how much of it is left out of this paper and in how many places, and the words elsewhere that stand in it
    too; the `notices` of what was issued before."""
    told = [(each, [(pk, facts.names[pk]) for pk in each.actions], _settled_at(each)) for each in facts.hinders]
    return {
        "position": facts,
        "hinders": [*told, *(told_of(each, "#names") for each in facts.in_words.hinders), *map(told_of, notices)],
        "names": facts.in_words,
        "stops": sum(each.stops for each in facts.hinders),
        "total": facts.total,
        "marks": facts.marks,
        "left_out": sum(mark.applies for mark in facts.marks),
        "places": sum(mark.count for mark in facts.marks),
        "quoted": facts.quoted,
    }


def _for_managers(user, plan: Plan, *, asked: bool) -> dict:
    """Who settles what managers alone decide, where that is `asked`, and whether this person does."""
    role = Membership.Role.MANAGER
    return {
        "managers_settle": (DECIDE, CLAIMS),
        "manages": plan.pk in user.plans_as(role),
        "managers": names_of_role(plan, role) if asked else [],
    }


def _confirming(
    period: Period, standing: PaperStanding, form: IssueForm, looked_at: PaperOrder | None, refused: Refused | None
) -> dict:
    """What is asked before it is issued: after its pages were looked at, and where that was not said."""
    none = {"confirming": None, "looked_at": ()}
    looked = QueryDict(looked_at.asked if looked_at else "")
    if looked_at is None or standing.snapshot is None or standing.paper or looked.get("do") != "issue":
        return none
    if form.errors or isinstance(refused, Stale) or not form.is_bound or looked.get("version") == RESTRICTED:
        return none
    confirming = Confirmation.of(period, standing.snapshot, form, looked)
    return {"confirming": confirming, "looked_at": pages_looked_at(looked_at)}


def _settled_at(each: Hindrance) -> str:
    if each.key == READ:
        return reverse("exempt", args=[each.actions[0]])
    return reverse(SETTLED_AT[each.key]) if each.key in SETTLED_AT else ""
