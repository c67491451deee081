"""Keeping what somebody is still writing of an action: by script as they write, or by a button."""

from __future__ import annotations

from django.contrib import messages
from django.http import JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from plans.forms.address import whole_address
from plans.forms.progress import SentUpdate
from plans.operations.progress.drafts import Elsewhere, drop_draft, keep_draft
from plans.templatetags.words import clock
from plans.views.progress.page import back, find, form_for, show
from plans.views.sent import Refusal, refusals, sent, sent_files
from plans.wording import day, listed


def update_draft(request, pk):
    """POST: keep the form as it stands, or throw a draft away. A script that asks for JSON gets the draft's new
    mark, or with 409 what another window has kept; a button leads on, or with 409 to the page with both."""
    action = find(request, pk)
    how = SentUpdate(sent(request))
    how.full_clean()
    if how.cleaned_data["discard"]:
        drop_draft(by=request.user, action=action)
        messages.info(request, "The draft is thrown away.")
        return redirect(f"{reverse('update', args=[pk])}?{whole_address(request).urlencode()}")
    answer = _to_script if request.headers.get("Accept") == "application/json" else _to_person
    return answer(request, action, how)


def _to_script(request, action, how: SentUpdate):
    refusal, said = Refusal(), how.cleaned_data
    with refusals(refusal):
        try:
            kept = keep(request.user, action, how, said["kept"], seen=said["seen"])
        except Elsewhere as elsewhere:
            words = f"Another window of yours kept other words at {clock(elsewhere.draft.saved_at)}."
            return JsonResponse({"mark": elsewhere.draft.mark, "words": words}, status=409)
    if refusal.error:
        return JsonResponse({"words": str(refusal.error)}, status=refusal.http_status)
    if kept is None:
        return JsonResponse({"words": "You have submitted this in another window."}, status=410)
    until = day(localtime(kept.kept_until).date())
    return JsonResponse({"mark": kept.mark, "words": f"Draft kept at {clock(kept.saved_at)}, until {until}"})


def _to_person(request, action, how: SentUpdate):
    form = form_for(request, action, data=sent(request), files=sent_files(request))
    form.is_valid()  # stores the files that came with it, so that the draft can name them
    tokens = [file.token for file in form.kept]
    for file in form.refused:
        messages.warning(request, file.why)
    with refusals(form):
        try:
            kept = keep(request.user, action, how, tokens, seen=how.cleaned_data["seen"])
        except Elsewhere as elsewhere:
            return show_elsewhere(request, action, how.words(tokens), elsewhere.draft)
        name = action.known_as or "this action"
        if kept:
            messages.success(request, kept_words(f"What you wrote of {name}", kept, form.kept))
        else:
            messages.info(request, f"You have submitted an update to {name} since, so no draft of it is kept.")
        return redirect(back(request, reverse("action", args=[action.pk])))
    return show(request, action, form, status=422)


def show_elsewhere(request, action, typed: str, draft):
    """The page with what was sent and with what another window of the same person has kept meanwhile."""
    fresh = form_for(request, action)
    fresh.go_on_from(QueryDict(typed), draft.mark)
    said = form_for(request, action, draft=draft)
    return show(request, action, fresh, elsewhere=draft, theirs=said, status=409)


def kept_words(what: str, draft, files) -> str:
    """What a person is told of a draft: that it is one, with which files, until when."""
    with_files = f", with {listed([file.name for file in files])}" if files else ""
    until = day(localtime(draft.kept_until).date())
    return f"{what} is kept as a draft until {until}{with_files}. Nobody else sees it."


def keep(by, action, how: SentUpdate, tokens: list[str], *, seen: int | None):
    """The form that was sent as a draft; None where its writer has submitted since `seen`. Raises Elsewhere and
    Refused."""
    typed, mark = how.words(tokens), how.cleaned_data["draft"]
    return keep_draft(by=by, action=action, typed=typed, mark=mark, seen=seen, at=timezone.now())
