"""Expunging personal data: first every place where it stands, then, confirmed, gone."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audits.expunging import Words
from audits.operations.redacting import check
from audits.operations.redacting import redact as expunge
from audits.places import places
from plans import permissions
from plans.models import Action, Evidence
from plans.operations.errors import Refused
from plans.wording import number_of


def redact(request, pk):
    """GET: what goes and why. POST: the places where it stands, and with `sure` it is gone (302). 422 says what to
    mend. Nothing is written before that."""
    action = get_object_or_404(
        Action.objects.visible_to(request.user).select_related("recommendation__section__plan"), pk=pk
    )
    permissions.check_can_redact(request.user, action.plan)
    typed = request.POST
    words = " ".join(typed.get("words", "").split())
    context = {
        "action": action,
        "section": action.recommendation.section,
        "plan": action.plan,
        "typed": typed,
        "files": list(Evidence.objects.filter(action=action).exclude(sha256="")),
        "chosen": _chosen(action, typed),
    }
    if request.method != "POST":
        return render(request, "audits/redact.html", context)
    try:
        if typed.get("step") == "do" and not typed.get("sure"):
            raise Refused("Say that it may go for good: nobody can bring it back.", "sure")
        if typed.get("step") == "do":
            done = expunge(
                by=request.user, plan=action.plan, words=words, evidence=context["chosen"], why=typed.get("why", "")
            )
            messages.success(
                request,
                f"Gone for good from {number_of(done.places, 'place')} and {number_of(len(done.files), 'file')}.",
            )
            return redirect("action", pk=pk)
        check(words=words, why=typed.get("why", ""), evidence=context["chosen"])
    except Refused as refused:
        context["error"] = refused
    found = places(action.plan, Words(words))
    if words and not found and not context.get("error"):
        context["error"] = Refused("These words stand nowhere in this plan. Check how they are written there.", "words")
    shows = not context.get("error") or context["error"].field == "sure"
    status = 422 if context.get("error") else 200
    return render(
        request, "audits/redact.html", {**context, "found": found if shows else None, "shows": shows}, status=status
    )


def _chosen(action, typed) -> list[Evidence]:
    asked = [int(pk) for pk in typed.getlist("evidence") if pk.isascii() and pk.isdecimal() and len(pk) < 19]
    return list(Evidence.objects.filter(pk__in=asked, action=action).exclude(sha256=""))
