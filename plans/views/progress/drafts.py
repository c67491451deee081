"""Keeping what somebody is still writing of an action: by script as they write, or by a button."""

from __future__ import annotations

from django.contrib import messages
from django.http import JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from plans.operations.errors import Refused
from plans.operations.progress.drafts import Elsewhere, drop_draft, keep_draft
from plans.templatetags.words import clock
from plans.views.progress.page import back, find, form_for, show
from plans.wording import day, listed

LEFT_OUT = ("csrfmiddlewaretoken", "draft", "seen", "then", "check", "keep", "conflict")
"""Fields of the form that say how it was sent, not what was typed."""


def update_draft(request, pk):
    """POST: keep the form as it stands, or throw a draft away. A script that asks for JSON gets the draft's new
    mark, or with 409 what another window has kept; a button leads on, or with 409 to the page with both."""
    action = find(request, pk)
    if request.POST.get("discard"):
        drop_draft(by=request.user, action=action)
        messages.info(request, "The draft is thrown away.")
        return redirect(f"{reverse('update', args=[pk])}?{request.GET.urlencode()}")
    answer = _to_script if request.headers.get("Accept") == "application/json" else _to_person
    return answer(request, action)


def _to_script(request, action):
    try:
        kept = keep(request, action, request.POST.getlist("kept"), seen=_seen(request))
    except Elsewhere as elsewhere:
        words = f"Another window of yours kept other words at {clock(elsewhere.draft.saved_at)}."
        return JsonResponse({"mark": elsewhere.draft.mark, "words": words}, status=409)
    except Refused as refused:
        return JsonResponse({"words": str(refused)}, status=422)
    if kept is None:
        return JsonResponse({"words": "You have submitted this in another window."}, status=410)
    until = day(localtime(kept.kept_until).date())
    return JsonResponse({"mark": kept.mark, "words": f"Draft kept at {clock(kept.saved_at)}, until {until}"})


def _to_person(request, action):
    form = form_for(request, action, data=request.POST, files=request.FILES)
    form.is_valid()  # stores the files that came with it, so that the draft can name them
    tokens = [file.token for file in form.kept]
    for file in form.refused:
        messages.warning(request, file.why)
    try:
        kept = keep(request, action, tokens, seen=_seen(request))
    except Elsewhere as elsewhere:
        return show_elsewhere(request, action, tokens, elsewhere.draft)
    except Refused as refused:
        form.add_error(refused.field, str(refused))
        return show(request, action, form, status=422)
    name = action.known_as or "this action"
    if kept:
        messages.success(request, kept_words(f"What you wrote of {name}", kept, form.kept))
    else:
        messages.info(request, f"You have submitted an update to {name} since, so no draft of it is kept.")
    return redirect(back(request, reverse("action", args=[action.pk])))


def show_elsewhere(request, action, tokens: list[str], draft):
    """The page with what was sent and with what another window of the same person has kept meanwhile."""
    fresh = form_for(request, action)
    fresh.go_on_from(QueryDict(_typed(request, tokens)), draft.mark)
    said = form_for(request, action, draft=draft)
    return show(request, action, fresh, elsewhere=draft, theirs=said, status=409)


def kept_words(what: str, draft, files) -> str:
    """What a person is told of a draft: that it is one, with which files, until when."""
    with_files = f", with {listed([file.name for file in files])}" if files else ""
    until = day(localtime(draft.kept_until).date())
    return f"{what} is kept as a draft until {until}{with_files}. Nobody else sees it."


def keep(request, action, tokens: list[str], *, seen: int | None):
    """The form that was sent as a draft; None where its writer has submitted since `seen`. Raises Elsewhere and
    Refused."""
    return keep_draft(
        by=request.user,
        action=action,
        typed=_typed(request, tokens),
        mark=request.POST.get("draft", ""),
        seen=seen,
        at=timezone.now(),
    )


def _typed(request, tokens: list[str]) -> str:
    typed = request.POST.copy()
    for name in LEFT_OUT:
        typed.pop(name, None)
    typed.setlist("kept", tokens)
    return typed.urlencode()


def _seen(request) -> int | None:
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
