"""The update page: one page on which a head of service says how an action is going."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from plans import permissions, stages
from plans.clock import today
from plans.forms.progress import ProgressForm
from plans.models import Action, Extension, User
from plans.operations.errors import Changed, Refused
from plans.operations.progress import submit_progress
from plans.views import held
from plans.worklists import my_actions, returned


def update(request, pk):
    """GET: the form with what was said last beside it. POST: 302 when submitted, 409 when somebody else was
    quicker, 422 when something has to be mended; what was typed is always kept."""
    action = get_object_or_404(
        Action.objects.visible_to(request.user).with_position().select_related("recommendation__section__plan__scheme"),
        pk=pk,
    )
    permissions.check_can_update_progress(request.user, action)
    if request.method == "POST":
        return _submit(request, action)
    if action.stage in stages.FINISHED:
        messages.info(request, f"{action.known_as} is {stages.STAGES[action.stage].lower()}: it takes no more updates.")
        return redirect("action", pk=action.pk)
    typed = held.take(request)
    lost = typed.getlist("lost") if typed is not None else []
    return _page(request, action, _form(request, action, data=typed), restored=typed is not None, lost=lost)


def _submit(request, action):
    keep = request.POST.get("keep")
    if keep == "theirs":
        messages.info(request, "Your words were not submitted. The other update stands.")
        return redirect("action", pk=action.pk)
    form = _form(request, action, data=request.POST, files=request.FILES)
    theirs = _newest(action)
    if request.POST.get("conflict") and theirs and keep not in ("mine", "edit") and form.is_valid():
        return _conflict(request, action, form, theirs, status=422)
    if keep == "edit" or not form.is_valid():
        form.is_valid()
        return _page(request, action, form, status=200 if keep == "edit" else 422)
    try:
        submit_progress(
            by=request.user,
            action=action,
            word=form.word(),
            said_by=form.people.get(form.cleaned_data["said_by"]),
            seen=form.cleaned_data["seen"],
            check_seen=True,
        )
    except Changed as changed:
        return _conflict(request, action, form, changed.latest)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _page(request, action, form, status=422)
    said = (
        "Your claim that {} is complete is submitted. Somebody else now looks at the evidence."
        if form.cleaned_data["claim"]
        else "Your update to {} is submitted."
    )
    messages.success(request, said.format(action.known_as or "this action"))
    return redirect(_next(request, action))


def _form(request, action, *, data=None, files=None) -> ProgressForm:
    last = _last(action)
    newest = _newest(action)
    initial = {"seen": newest.pk if newest else None}
    if last and last.forecast_on and last.forecast_on >= today():
        initial["forecast"] = last.forecast_on
    return ProgressForm(
        data,
        files if files is not None or data is None else {},
        action=action,
        last=last,
        writer=request.user.pk,
        people=_people(request.user, action),
        initial=initial,
    )


def _people(user, action):
    """Those for whom this person may write down what they said."""
    plan = action.plan
    if not permissions.can_record_for_others(user, plan):
        return []
    members = User.objects.filter(is_active=True, memberships__plan=plan, memberships__withdrawn=False)
    return members.exclude(pk=user.pk).exclude(memberships__role="viewer", memberships__plan=plan).distinct()


def _last(action):
    return (
        action.updates.filter(corrected_by=None)
        .select_related("rag")
        .order_by("-position_on", "-recorded_at", "-id")
        .first()
    )


def _newest(action):
    """What was recorded last, whichever day it is of: the mark by which two writers at once are noticed."""
    return action.updates.select_related("rag").order_by("-id").first()


def _page(request, action, form, *, status=200, restored=False, lost=()):
    on = today()
    recent = list(action.updates.select_related("rag").order_by("-position_on", "-recorded_at", "-id")[:6])
    context = {
        **_about(action),
        "form": form,
        "last": recent[0] if recent else None,
        "earlier": recent[1:],
        "restored": restored,
        "lost": lost,
        "overdue": bool(action.due and action.due < on and action.stage in (stages.NOT_STARTED, stages.IN_PROGRESS)),
        "silent_for": (on - recent[0].position_on).days if recent and _owes(action, on) else None,
        "agreed": list(_agreed(action)),
        "returned": returned(action),
        "is_mine": permissions.leads_it(request.user, action, on),
        "evidence": list(action.evidence.filter(withdrawn=False)),
        "assignments": list(action.assignments.filter(withdrawn=False, step=None).select_related("lead")),
        "following": _following(request, action),
        "on": on,
    }
    return render(request, "plans/update.html", context, status=status)


def _owes(action, on) -> bool:
    return Action.objects.filter(pk=action.pk).with_position().owes_update(on=on).exists()


def _agreed(action):
    """The extensions that were agreed, the first first: the date began as the first one's."""
    agreed = Extension.objects.filter(timescale__action=action, status=Extension.Status.AGREED)
    return agreed.order_by("decided_on", "pk")


def _conflict(request, action, form, theirs, *, status=409):
    typed = request.POST
    context = {
        **_about(action),
        "form": form,
        "theirs": theirs,
        "typed": [(name, value) for name, values in typed.lists() for value in values if name not in _OWN],
        "undecided": status == 422,
    }
    return render(request, "plans/update_conflict.html", context, status=status)


_OWN = {"csrfmiddlewaretoken", "conflict", "keep", "kept", "narrative", "seen"}
"""The fields that the conflict page writes itself."""


def _about(action) -> dict:
    recommendation = action.recommendation
    return {
        "action": action,
        "recommendation": recommendation,
        "section": recommendation.section,
        "plan": recommendation.section.plan,
    }


def _following(request, action):
    """The next of one's own actions that owes an update, to go on to without going back."""
    owed = my_actions(request.user, on=today()).owes_update(on=today()).exclude(pk=action.pk)
    return owed.order_by("due", "pk").first()


def _next(request, action) -> str:
    if request.POST.get("then") == "next":
        following = _following(request, action)
        if following:
            return reverse("update", args=[following.pk])
    back = request.GET.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("action", args=[action.pk])
