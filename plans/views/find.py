"""The search in every page’s header: a reference goes to its action, words to a page of what was found."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from plans.clock import today
from plans.filters.fields import Words
from plans.filters.scope import scope
from plans.search import find as find_words


def find(request):
    """The page. Words that can't be searched for are said, with the box as it was typed, and status 400."""
    seen = scope(request.user, on=today())
    typed = request.GET.get("words", "")
    problem = ""
    try:
        asked = Words(max_length=200, required=False).clean(typed)
    except ValidationError as refused:
        asked, problem = "", refused.messages[0]
    found = find_words(asked, seen)
    if len(found.exact) == 1:
        return redirect("action", found.exact[0].pk)
    context = {
        "looked_for": typed,
        "asked": asked,
        "problem": problem,
        "found": found,
        "seen": seen,
        "several_plans": len(seen.plans) > 1,
        "as_list": urlencode({"words": asked}),
    }
    return render(request, "plans/find.html", context, status=400 if problem else 200)
