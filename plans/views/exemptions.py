"""What the public version of a paper leaves out of an action: marking it, reading it, taking a mark off."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import columns, exemptions, tree
from plans.exempt_shown import exempt_sources, quotations
from plans.exemptions import published
from plans.forms.exemption import ExemptForm, ReadForm, TakeOffForm
from plans.models import Action, Evidence, Exemption, Membership
from plans.operations.exemptions import mark_exempt, read_exemption, state_of, take_off_exemption
from plans.origins import action_address
from plans.permissions.exemptions import can_ask_exempt, can_mark_exempt, can_read_exemption
from plans.queries import coming_paper, exempt_of, names_of_role, plan_state
from plans.state import ActionState, UpdateState
from plans.texts import Spot
from plans.views.looks import Look
from plans.views.sent import Refusal, refusals, sent_by, sent_or_held


def exempt(request, pk):
    """What is marked of an action, and what it says; POST marks more (302), or says what to mend (422)."""
    visible = Action.objects.visible_to(request.user).with_position()
    action = get_object_or_404(visible.with_plan("scheme"), pk=pk)
    can_ask_exempt.check(request.user, action)
    decides, state = can_mark_exempt.allows(request.user, action), state_of(action)
    said = _said(action, state)
    form = ExemptForm(
        sent_or_held(request),
        values=[(key, words) for key, words, _texts in said if key.partition(":")[0] in exemptions.VALUES],
        evidence=Evidence.objects.filter(action=action, withdrawn=False),
        decides=decides,
        initial={"what": exemptions.PASSAGE},
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            mark = mark_exempt(by=request.user, action=action, **form.marked)
            messages.success(request, _told(mark))
            return redirect("exempt", pk)
    marks = list(action.exemptions.filter(withdrawn=False))
    context = {
        "action": action,
        "section": action.recommendation.section,
        "plan": action.plan,
        "said": said,
        "marks": [(mark, exemptions.is_lost(state, mark.mark)) for mark in marks],
        "quoted": _quoted(action, [mark.mark for mark in marks]) if marks else [],
        "before": _issued_before(action, marks),
        "form": form,
        "decides": decides,
        "officers": [] if decides else names_of_role(action.plan, Membership.Role.OFFICER),
        "coming": coming_paper(action.plan) if decides else None,
    }
    return render(request, "plans/exempt.html", context, status=422 if request.method == "POST" else 200)


def _quoted(action: Action, marks: list[exemptions.Exempt]) -> list[tuple[Action, str]]:
    """Words that stand in what is marked here, and elsewhere in the plan without being left out, each with its
    action."""
    state = plan_state(action.plan)
    sources = (text for texts in exempt_sources(state, marks).values() for text in texts)
    found = quotations(published(state, exempt_of(action.plan)), sources)
    placed = dict.fromkeys((pk, words) for words, spot in found if (pk := _printed_of(spot)))
    actions = Action.objects.with_plan().in_bulk({pk for pk, _words in placed})
    return [(actions[pk], words) for pk, words in placed]


def _printed_of(spot: Spot) -> int | None:
    """The action of which a paper prints this text: of what was said, the last only."""
    action = next((each for each in spot.around if isinstance(each, ActionState)), None)
    if action is None or (isinstance(spot.owner, UpdateState) and spot.owner is not action.latest_update):
        return None
    return action.id


def _issued_before(action: Action, marks: list[Exemption]) -> list:
    """The papers for everybody that were issued before the last of these was marked, and do not leave it out."""
    if not marks:
        return []
    last = max(mark.marked_on for mark in marks)
    papers = action.plan.issued_papers.filter(supplement=0, restricted=False, issued_at__date__lte=last)
    keys = {mark.pk for mark in marks}
    return [paper for paper in papers.order_by("number") if not keys <= set(paper.options.get("exempt", ()))]


def _told(mark: Exemption) -> str:
    if mark.paragraph is None:
        return "An officer of the plan is asked to read it. Until then it is left out of what is published."
    return f"The public version leaves it out: paragraph {mark.paragraph}."


def _said(action: Action, state: ActionState) -> list[tuple[str, str, list[str]]]:
    """From each column in which something stands to its heading and what the action says there."""
    headings = {column.meaning: column.heading for column in action.plan.columns.filter(withdrawn=False)}
    found: dict[str, tuple[str, list[str]]] = {}
    for field, heading, text in exemptions.texts(state):
        if text.strip() and field in columns.MEANINGS:
            printed = "" if field == columns.PROGRESS else headings.get(field, "")  # that names the period of its print
            words = heading or printed or columns.MEANINGS[field]
            found.setdefault(f"{field}:{heading}" if heading else field, (words, []))[1].append(text)
    return [(key, words, texts) for key, (words, texts) in found.items()]


def exemption(request, pk):
    """One mark; POST with `do` gives its paragraph or takes it off (302), or says what to mend (422)."""
    visible = Exemption.objects.filter(action__in=Action.objects.visible_to(request.user))
    found = get_object_or_404(visible.select_related(tree.ACTION_PLAN, "evidence"), pk=pk)
    can_read_exemption.check(request.user, found)
    reading = ReadForm(sent_by(request, do="read"), initial={"note": found.note})
    taking = TakeOffForm(sent_by(request, do="take_off"))
    refusal, look = Refusal(), Look(request, found)
    with refusals(refusal, look):
        if _done(request, found, reading, taking, look.asked):
            return redirect(action_address(request, found.action_id))
    if refusal.error:
        found.refresh_from_db()
    context = {
        "mark": found,
        "action": found.action,
        "section": found.action.recommendation.section,
        "plan": found.action.plan,
        "reading": reading,
        "taking": taking,
        "wrong_form": reading if reading.errors else taking,
        "refused": refusal.error,
        "typed": taking.typed,
        **look.context(),
    }
    return render(request, "plans/exemption.html", context, status=look.status(request.method == "POST"))


def _done(request, mark: Exemption, reading: ReadForm, taking: TakeOffForm, seen: int | None) -> bool:
    """Whether what was sent is done. Raises Refused."""
    if reading.is_bound and reading.is_valid():
        read_exemption(by=request.user, exemption=mark, seen=seen, **reading.cleaned_data)
        messages.success(request, f"The public version leaves it out: paragraph {mark.paragraph}.")
        return True
    if taking.is_bound and taking.is_valid():
        take_off_exemption(by=request.user, exemption=mark, seen=seen, **taking.cleaned_data)
        messages.success(request, "The mark is taken off: the next paper publishes what it was of.")
        return True
    return False
