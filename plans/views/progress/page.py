"""The update page as it is shown: the form, what was said last beside it, and what comes after it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, F, Q, When
from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme

from plans import tree, worklists
from plans.clock import today
from plans.forms.address import AddressForm, Flag, in_address, typed_in_address
from plans.forms.progress import ProgressForm
from plans.models import Action, Extension, Plan, UpdateDraft, standing
from plans.permissions.actions import can_update_progress
from plans.permissions.parts import leads_it
from plans.views.progress.sayers import sayers


def find(request, pk) -> Action:
    """The action, for somebody who may update it. Raises Http404 and Denied."""
    action = get_object_or_404(
        Action.objects.visible_to(request.user).with_position().with_plan("scheme"),
        pk=pk,
    )
    can_update_progress.check(request.user, action)
    return action


def form_for(request, action, *, data=None, files=None, draft: UpdateDraft | None = None) -> ProgressForm:
    """The form: with what was sent, or with a draft's words to go on from, or fresh."""
    last = _last(action)
    newest = newest_of(action) if data is None else None  # what was sent says which its writer had seen
    initial: dict = {"seen": newest.pk if newest else None}
    if last and last.forecast_on and last.forecast_on >= today():
        initial["forecast"] = last.forecast_on
    form = ProgressForm(
        data,
        files if files is not None or data is None else {},
        action=action,
        last=last,
        writer=request.user.pk,
        people=sayers(request.user, action, on=today()),
        initial=initial,
    )
    if draft:
        form.go_on_from(QueryDict(draft.typed), draft.mark)
    return form


def show(request, action, form, *, status=200, **said):
    """The page. `said` is what a note on it tells: what is `restored` and what of it is `lost`; the `draft` that it
    goes on from and what is `newer` than that; the draft that another window kept, as `elsewhere`."""
    on = today()
    recent = list(action.updates.select_related("rag").order_by("-position_on", "-recorded_at", "-id")[:6])
    unsaid = {"restored": False, "lost": (), "draft": None, "newer": None, "elsewhere": None, "theirs": None}
    context = {
        **about(action),
        **unsaid,
        "no_room": False,
        **said,
        "form": form,
        "last": recent[0] if recent else None,
        "earlier": recent[1:],
        "overdue": standing.is_overdue(action.stage, action.due, on),
        "owes": _owes(action, on),
        "silent_for": (on - action.said_on).days if action.said_on else None,
        "agreed": list(_agreed(action)),
        "returned": worklists.returned(action),
        "is_mine": leads_it(request.user, action, on),
        "evidence": list(action.evidence.filter(withdrawn=False)),
        "assignments": list(action.assignments.filter(withdrawn=False, step=None).select_related("lead")),
        "row": row_after(request, action),
        "on": on,
    }
    return render(request, "plans/progress/update.html", context, status=status)


def about(action) -> dict:
    """The action and what it stands under, as the templates name them."""
    recommendation = action.recommendation
    return {
        "action": action,
        "recommendation": recommendation,
        "section": recommendation.section,
        "plan": recommendation.section.plan,
    }


class UpdateAddress(AddressForm):
    """`row`: somebody writes one update after another."""

    row = Flag()


def back(request, otherwise: str) -> str:
    """Where the person came from, if the address says so."""
    asked = typed_in_address(request, "back")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else otherwise


def newest_of(action):
    """What was recorded last, whichever day it is of: the mark by which two writers at once are noticed."""
    return action.updates.select_related("rag").order_by("-id").first()


@dataclass(frozen=True, slots=True)
class StillOwed:
    """What of one's own owes an update besides this action: the next of it, how many, and whether the person is
    going through them one after another."""

    following: Action | None
    left: int
    walking: bool


def row_after(request, action) -> StillOwed:
    """The earliest due come first; after the last the first is next."""
    on = today()
    mine = worklists.standings_of(request.user, on=on)
    owed = mine.filter(standing.owes_update(Plan.objects.owed_since(on=on))).exclude(pk=action.pk)
    turn = Case(When(_after(action.due, action.pk), then=0), default=1)
    order = (turn, F("due").asc(nulls_last=True), "pk")
    following = owed.select_related(tree.ACTION_PLAN).order_by(*order).first()
    left = max(owed.count(), 1) if following else 0  # what others say meanwhile may leave none but the one just found
    return StillOwed(following.action if following else None, left, in_address(request, UpdateAddress)["row"])


def _after(due, pk: int) -> Q:
    """What comes after the action of this day and number: those without a day are last."""
    if due is None:
        return Q(due=None, pk__gt=pk)
    return Q(due__gt=due) | Q(due=due, pk__gt=pk) | Q(due=None)


def _last(action):
    return (
        action.updates.filter(corrected_by=None)
        .select_related("rag")
        .order_by("-position_on", "-recorded_at", "-id")
        .first()
    )


def _owes(action, on) -> bool:
    return Action.objects.filter(pk=action.pk).with_position().owes_update(on=on).exists()


def _agreed(action):
    """The extensions that were agreed, the first first: the date began as the first one's."""
    agreed = Extension.objects.filter(timescale__action=action, status=Extension.Status.AGREED)
    return agreed.order_by("decided_on", "pk")
