"""Expunging personal data: first every place where it stands, then, confirmed, gone."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audits.issued_words import papers_with
from audits.operations.redaction import check
from audits.operations.redaction import redact as expunge
from audits.places import action_of, places
from audits.word_replacement import Words
from plans.forms.redaction import RedactionForm
from plans.models import Action, Evidence
from plans.operations.errors import Refused
from plans.operations.files import may_be_there
from plans.origins import action_address
from plans.permissions.records import can_redact
from plans.views.sent import refusals, sent
from plans.wording import listed, number_of

STILL_KEPT = (
    "the place where the service keeps files did not let go of it just now. The people who run the service have been "
    "told to take it away."
)


def redact(request, pk):
    """GET: what goes and why. POST: the places where it stands, and with `sure` it is gone (302). 422 says what to
    mend, 409 which places are new since they were shown. Nothing is written before that."""
    action = get_object_or_404(Action.objects.visible_to(request.user).with_plan(), pk=pk)
    can_redact.check(request.user, action.plan)
    files = list(Evidence.objects.filter(action=action).exclude(sha256=""))
    form = RedactionForm(sent(request), evidence=files)
    if form.is_valid():
        with refusals(form):
            if form.does:
                _do(request, action, form)
                return redirect(action_address(request, pk))
            check(**form.asked)
    context = {
        "action": action,
        "section": action.recommendation.section,
        "plan": action.plan,
        "typed": form.typed,
        "files": files,
        **_found(action, form),
    }
    return render(request, "audits/redact.html", context, status=form.http_status)


def _found(action, form: RedactionForm) -> dict:
    """Where the words stand that were asked for, once they are."""
    found = unseen = None
    if form.is_bound:
        asked, seen = form.asked, form.cleaned_data["seen"]
        found = places(action.plan, Words(asked["words"]))
        if asked["words"] and not found and not form.error:
            form.refuse(Refused("These words stand nowhere in this plan. Check how they are written there.", "words"))
        unseen = found.unseen(seen) if found and form.does and seen is not None else None
    return {
        "chosen": asked["evidence"] if form.is_bound else [],
        "found": found,
        "values": _named(found) if found else [],
        "papers": papers_with(action.plan, Words(asked["words"]), found.snapshots) if found else [],
        "shows": found is not None and (form.error is None or form.error.field == "sure" or form.is_stale),
        "error": form.error,
        "seen": " ".join(found.keys) if found else "",
        "unseen": unseen or [],
    }


def _named(found) -> list[tuple[str, object]]:
    """Each value that holds the words, after what its action is known as; "" for what is of the whole plan."""
    of = [action_of(value) for value in found.values]
    actions = Action.objects.with_plan().in_bulk({pk for pk in of if pk})
    return [(actions[pk].known_as if pk else "", value) for pk, value in zip(of, found.values, strict=True)]


def _do(request, action, form: RedactionForm) -> None:
    """Expunge what was asked, and say so, and which of it is still where files are kept. Raises Refused."""
    if not form.cleaned_data["sure"]:
        raise Refused("Say that it may go for good: nobody can bring it back.", "sure")
    asked = form.asked
    document = action.plan.imported_sha256 if asked["original"] else ""
    done = expunge(by=request.user, plan=action.plan, seen=form.cleaned_data["seen"], **asked)
    gone = [(done.places, "place"), (len(done.files), "file")]
    messages.success(
        request, f"Gone for good from {listed([number_of(count, what) for count, what in gone if count])}."
    )
    left = [f"“{file.file_name}”" for file in asked["evidence"] if may_be_there(file.sha256)]
    left += ["the document that the plan came from"] if document and may_be_there(document) else []
    if left:
        messages.warning(request, f"Nobody can open {listed(left)} here any more, but {STILL_KEPT}")
