"""The update page: one page on which a head of service says how an action is going."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.db import DatabaseError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from plans import room, stages
from plans.clock import today
from plans.forms.address import in_address
from plans.forms.progress import SentUpdate
from plans.models import UpdateDraft
from plans.operations.errors import Changed, Refused, Stored
from plans.operations.progress.drafts import Elsewhere, drop_draft
from plans.operations.progress.updates import check_progress, submit_progress
from plans.origins import action_address
from plans.templatetags.words import moment
from plans.trail import afterwards
from plans.views import held
from plans.views.progress.drafts import keep, kept_words, show_elsewhere
from plans.views.progress.page import UpdateAddress, about, back, find, form_for, newest_of, row_after, show
from plans.views.sent import refusals, sent, sent_files
from plans.wording import number_of

SET_ASIDE = {
    "theirs": "{whose} update stands, and this is not submitted.",
    "later": "Nothing of this is decided or submitted yet.",
}
"""The choices of the page of a conflict by which nothing is submitted; what is written stays as a draft."""


def update(request, pk):
    """GET: the form with what was said last beside it. POST: 302 when submitted or set aside, 409 when somebody was
    quicker, 422 when something has to be mended, 507 when nothing more can be stored; what was typed is always
    kept."""
    action = find(request, pk)
    if request.method == "POST":
        return _submit(request, action)
    if action.stage in stages.FINISHED:
        messages.info(request, f"{action.known_as} is {stages.STAGES[action.stage].lower()}: it takes no more updates.")
        return redirect("action", pk=action.pk)
    typed = held.take(request)
    if typed is not None:
        return show(request, action, form_for(request, action, data=typed), restored=True, lost=typed.getlist("lost"))
    draft = UpdateDraft.objects.live(timezone.now()).filter(writer=request.user, action=action).first()
    form = form_for(request, action, draft=draft)
    newest = newest_of(action)
    newer = newest if draft and newest and newest.pk > (draft.seen or 0) else None
    return show(request, action, form, draft=draft, newer=newer)


def _submit(request, action):
    how = SentUpdate(sent(request))
    how.full_clean()
    choice = how.cleaned_data["keep"]
    form = form_for(request, action, data=sent(request), files=sent_files(request))
    is_valid = form.is_valid()
    if choice in SET_ASIDE:
        return _set_aside(request, action, form, how)
    undecided = how.cleaned_data["conflict"] and choice not in ("mine", "edit") and is_valid
    if undecided and (theirs := newest_of(action)):
        return _conflict(request, action, form, how, theirs, status=422)
    if choice == "edit" or not is_valid:
        return show(request, action, form, status=200 if choice == "edit" else 507 if form.is_full else 422)
    with refusals(form):
        return _written(request, action, form, how)
    return show(request, action, form, status=422)


def _written(request, action, form, how: SentUpdate):
    """What follows when the update is submitted, or only looked at. Raises Refused."""
    said = {
        "by": request.user,
        "action": action,
        "word": form.word(),
        "said_by": sayer.who if (sayer := form.people.get(form.cleaned_data["said_by"])) else None,
        "seen": form.cleaned_data["seen"],
    }
    try:
        if how.cleaned_data["check"]:
            check_progress(**said, on=today())
            return _check(request, action, form)
        submit_progress(**said, check_seen=True)
    except Stored as stored:
        when = moment(stored.update.recorded_at)
        return _onwards(request, action, how, f"You sent this twice. It is stored once, on {when}")
    except Changed as changed:
        return _conflict(request, action, form, how, changed.latest)
    except (DatabaseError, OSError) as error:
        if not room.is_full(error):
            raise
        form.add_error(None, room.WORDS)
        return show(request, action, form, status=507, no_room=True)
    return _onwards(request, action, how, _submitted(action, form))


def _submitted(action, form) -> str:
    """What is submitted, and whose it is."""
    data, name = form.cleaned_data, action.known_as or "this action"
    sayer = form.people.get(data["said_by"])
    if sayer:
        return _recorded(sayer.name, name, data)
    if data["claim"] or data["stands"] == "yes":
        return f"Your claim that {name} is complete is submitted. Somebody else now looks at the evidence"
    if data["stands"] == "no":
        return f"Your update to {name} is submitted, and the claim that it is complete is withdrawn"
    return f"Your update to {name} is submitted"


def _recorded(whose: str, name: str, data) -> str:
    """The same of what somebody else said."""
    if data["claim"] or data["stands"] == "yes":
        return (
            f"{whose}’s claim that {name} is complete is recorded. Somebody who is neither of you looks at the evidence"
        )
    if data["stands"] == "no":
        return f"{whose}’s update to {name} is recorded, and the claim that it is complete is withdrawn"
    return f"{whose}’s update to {name} is recorded"


def _onwards(request, action, how: SentUpdate, said: str):
    """What is submitted stands, so nothing from here on makes a failure of it. To the next that owes an update, back
    to where the person came from, or to the action."""
    where = back(request, action_address(request, action.pk))
    with afterwards("Taking away the draft of an update"):
        drop_draft(by=request.user, action=action)
    goes_on = how.cleaned_data["then"] == "next"
    if goes_on or in_address(request, UpdateAddress)["row"]:
        with afterwards("Looking for the next that owes an update"):
            row = row_after(request, action)
            left = number_of(row.left, "more owes", "more owe") if row.left else "Nothing else owes one"
            said = f"{said}. {left}{' an update' if row.left else ''}"
            if goes_on:
                following = row.following
                where = f"{reverse('update', args=[following.pk])}?row=1" if following else reverse("my_actions")
    messages.success(request, f"{said}.")
    return redirect(where)


def _set_aside(request, action, form, how: SentUpdate):
    """What was written stays as a draft, with its files; nothing is submitted."""
    newest = newest_of(action)
    tokens = [file.token for file in form.kept]
    with refusals(form):
        try:
            draft = keep(request.user, action, how, tokens, seen=newest.pk if newest else None)
        except Elsewhere as elsewhere:
            return show_elsewhere(request, action, how.words(tokens), elsewhere.draft)
        return _left(request, action, form, how.cleaned_data["keep"], draft)
    return show(request, action, form, status=422)


def _left(request, action, form, choice: str, draft):
    """Away from the page of a conflict, with what is kept of it."""
    newest = newest_of(action)
    is_own = newest and newest.recorded_by_id == request.user.pk
    whose = "Your earlier" if is_own else f"{newest.said_by_name}’s" if newest else "No"
    said = SET_ASIDE[choice].format(whose=whose)
    if draft:
        said = f"{said} {kept_words('What you wrote', draft, form.kept)}"
    messages.info(request, said)
    place = action_address(request, action.pk)
    return redirect(back(request, place) if choice == "later" else place)


def _check(request, action, form):
    """What the committee will read of it, before it goes."""
    context = {**about(action), "form": form, "typed": _typed(form), "row": row_after(request, action)}
    return render(request, "plans/progress/check.html", context)


def _conflict(request, action, form, how: SentUpdate, theirs, *, status=409):
    """The page with both. What was typed is a draft from here on, so that a window that is closed costs nothing."""
    draft = None
    with afterwards("Keeping a draft of what met another update"), suppress(Elsewhere, Refused):
        draft = keep(request.user, action, how, [file.token for file in form.kept], seen=theirs.pk)
    context = {
        **about(action),
        "form": form,
        "theirs": theirs,
        "proofs": theirs.evidence.filter(withdrawn=False),
        "is_own": theirs.recorded_by_id == request.user.pk,
        "draft": draft,
        "mark": draft.mark if draft else how.cleaned_data["draft"],
        "typed": _typed(form, besides={"narrative", "seen", "draft", "stands"}),
        "days_kept": UpdateDraft.KEPT_FOR.days,
        "on": today(),
        "undecided": status == 422,
    }
    return render(request, "plans/progress/conflict.html", context, status=status)


_OWN = {"csrfmiddlewaretoken", "conflict", "keep", "kept", "check", "then"}
"""The fields that a page between the form and its submission writes itself."""


def _typed(form, *, besides=frozenset()):
    """What was typed, as names and values that such a page carries on."""
    own = _OWN | besides
    return [(name, value) for name, values in form.typed.lists() for value in values if name not in own]
