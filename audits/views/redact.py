"""Expunging personal data: first every place where it stands, then, confirmed, gone."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audits.issued_words import papers_with
from audits.operations.redaction import check
from audits.operations.redaction import redact as expunge
from audits.places import action_of, places
from audits.word_replacement import Words
from plans import permissions
from plans.models import Action, Evidence
from plans.operations.errors import Refused
from plans.operations.files import may_be_there
from plans.operations.freshness import Stale
from plans.origins import action_address
from plans.wording import listed, number_of

STILL_KEPT = (
    "the place where the service keeps files did not let go of it just now. The people who run the service have been "
    "told to take it away."
)


def redact(request, pk):
    """GET: what goes and why. POST: the places where it stands, and with `sure` it is gone (302). 422 says what to
    mend, 409 which places are new since they were shown. Nothing is written before that."""
    action = get_object_or_404(Action.objects.visible_to(request.user).with_plan(), pk=pk)
    permissions.check_can_redact(request.user, action.plan)
    asked = _asked(request.POST, action)
    error = found = None
    seen = frozenset(request.POST["seen"].split()) if "seen" in request.POST else None
    does = request.POST.get("step") == "do"
    if request.method == "POST":
        try:
            if does:
                _do(request, action, asked, seen)
                return redirect(action_address(request, pk))
            check(**asked)
        except Refused as refused:
            error = refused
        found = places(action.plan, Words(asked["words"]))
        if asked["words"] and not found and not error:
            error = Refused("These words stand nowhere in this plan. Check how they are written there.", "words")
    context = {
        "action": action,
        "section": action.recommendation.section,
        "plan": action.plan,
        "typed": request.POST,
        "files": list(Evidence.objects.filter(action=action).exclude(sha256="")),
        "chosen": asked["evidence"],
        "found": found,
        "values": _named(found) if found else [],
        "papers": papers_with(action.plan, Words(asked["words"]), found.snapshots) if found else [],
        "shows": found is not None and (error is None or error.field == "sure" or isinstance(error, Stale)),
        "error": error,
        "seen": " ".join(found.keys) if found else "",
        "unseen": found.unseen(seen) if found and does and seen is not None else [],
    }
    status = (409 if isinstance(error, Stale) else 422) if error else 200
    return render(request, "audits/redact.html", context, status=status)


def _asked(typed, action) -> dict:
    """What is to go and why, as the verb takes it."""
    return {
        "words": " ".join(typed.get("words", "").split()),
        "why": typed.get("why", ""),
        "evidence": _chosen(action, typed),
        "original": bool(typed.get("original")),
    }


def _named(found) -> list[tuple[str, object]]:
    """Each value that holds the words, after what its action is known as; "" for what is of the whole plan."""
    of = [action_of(value) for value in found.values]
    actions = Action.objects.with_plan().in_bulk({pk for pk in of if pk})
    return [(actions[pk].known_as if pk else "", value) for pk, value in zip(of, found.values, strict=True)]


def _do(request, action, asked, seen: frozenset[str] | None) -> None:
    """Expunge what was asked, and say so, and which of it is still where files are kept. Raises Refused."""
    if not request.POST.get("sure"):
        raise Refused("Say that it may go for good: nobody can bring it back.", "sure")
    document = action.plan.imported_sha256 if asked["original"] else ""
    done = expunge(by=request.user, plan=action.plan, seen=seen, **asked)
    gone = [(done.places, "place"), (len(done.files), "file")]
    messages.success(
        request, f"Gone for good from {listed([number_of(count, what) for count, what in gone if count])}."
    )
    left = [f"“{file.file_name}”" for file in asked["evidence"] if may_be_there(file.sha256)]
    left += ["the document that the plan came from"] if document and may_be_there(document) else []
    if left:
        messages.warning(request, f"Nobody can open {listed(left)} here any more, but {STILL_KEPT}")


def _chosen(action, typed) -> list[Evidence]:
    asked = [int(pk) for pk in typed.getlist("evidence") if pk.isascii() and pk.isdecimal() and len(pk) < 19]
    return list(Evidence.objects.filter(pk__in=asked, action=action).exclude(sha256=""))
