"""The update page: one page on which a head of service says how an action is going."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from plans import stages
from plans.models import UpdateDraft
from plans.operations.errors import Changed, Refused
from plans.operations.progress import submit_progress
from plans.operations.update_drafts import drop_draft
from plans.views import held
from plans.views.update_page import about, back, find, form_for, newest_of, row_after, show
from plans.wording import number_of


def update(request, pk):
    """GET: the form with what was said last beside it. POST: 302 when submitted, 409 when somebody else was
    quicker, 422 when something has to be mended; what was typed is always kept."""
    action = find(request, pk)
    if request.method == "POST":
        return _submit(request, action)
    if action.stage in stages.FINISHED:
        messages.info(request, f"{action.known_as} is {stages.STAGES[action.stage].lower()}: it takes no more updates.")
        return redirect("action", pk=action.pk)
    typed = held.take(request)
    if typed is not None:
        return show(request, action, form_for(request, action, data=typed), restored=True, lost=typed.getlist("lost"))
    draft = UpdateDraft.objects.filter(writer=request.user, action=action).first()
    form = form_for(request, action, draft=draft)
    newest = newest_of(action)
    newer = newest if draft and newest and newest.pk > (draft.seen or 0) else None
    return show(request, action, form, draft=draft, newer=newer)


def _submit(request, action):
    keep = request.POST.get("keep")
    if keep == "theirs":
        messages.info(request, "Your words were not submitted. The other update stands.")
        drop_draft(by=request.user, action=action)
        return redirect("action", pk=action.pk)
    form = form_for(request, action, data=request.POST, files=request.FILES)
    theirs = newest_of(action)
    if request.POST.get("conflict") and theirs and keep not in ("mine", "edit") and form.is_valid():
        return _conflict(request, action, form, theirs, status=422)
    if keep == "edit" or not form.is_valid():
        form.is_valid()
        return show(request, action, form, status=200 if keep == "edit" else 422)
    if request.POST.get("check"):
        return _check(request, action, form)
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
        return show(request, action, form, status=422)
    drop_draft(by=request.user, action=action)
    return _onwards(request, action, claimed=form.cleaned_data["claim"])


def _onwards(request, action, *, claimed: bool):
    """To the next that owes an update, back to where the person came from, or to the action."""
    said = (
        "Your claim that {} is complete is submitted. Somebody else now looks at the evidence."
        if claimed
        else "Your update to {} is submitted."
    ).format(action.known_as or "this action")
    row = row_after(request, action)
    if row.walking or request.POST.get("then") == "next":
        left = f"{number_of(row.left, 'more owes', 'more owe')} an update." if row.left else "Nothing else owes one."
        said = f"{said} {left}"
    messages.success(request, said)
    return redirect(_next(request, action, row))


def _next(request, action, row) -> str:
    if request.POST.get("then") == "next":
        return f"{reverse('update', args=[row.following.pk])}?row=1" if row.following else reverse("my_actions")
    return back(request, reverse("action", args=[action.pk]))


def _check(request, action, form):
    """What the committee will read of it, before it goes."""
    context = {**about(action), "form": form, "typed": _typed(request), "row": row_after(request, action)}
    return render(request, "plans/update_check.html", context)


def _conflict(request, action, form, theirs, *, status=409):
    context = {
        **about(action),
        "form": form,
        "theirs": theirs,
        "typed": _typed(request, besides={"narrative", "seen"}),
        "undecided": status == 422,
    }
    return render(request, "plans/update_conflict.html", context, status=status)


_OWN = {"csrfmiddlewaretoken", "conflict", "keep", "kept", "check", "then"}
"""The fields that a page between the form and its submission writes itself."""


def _typed(request, *, besides=frozenset()):
    """What was typed, as names and values that such a page carries on."""
    own = _OWN | besides
    return [(name, value) for name, values in request.POST.lists() for value in values if name not in own]
