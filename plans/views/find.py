"""The search in every page’s header: a reference goes to its action, words to a page of what was found."""

from __future__ import annotations

from django.shortcuts import redirect, render
from django.utils.http import urlencode

from plans.clock import today
from plans.filters.fields import Words
from plans.filters.scope import scope
from plans.forms.address import AddressForm, typed_in_address, whole_address
from plans.search import find as find_words


class FindAddress(AddressForm):
    words = Words(max_length=200, required=False)


def find(request):
    """The page. Words that can't be searched for are said, with the box as it was typed, and status 400."""
    seen = scope(request.user, on=today())
    form = FindAddress(whole_address(request))
    asked, problem = form.asked["words"], form.errors.get("words", [""])[0]
    found = find_words(asked, seen)
    if len(found.exact) == 1:
        return redirect("action", found.exact[0].pk)
    context = {
        "looked_for": typed_in_address(request, "words"),
        "asked": asked,
        "problem": problem,
        "found": found,
        "seen": seen,
        "several_plans": len(seen.plans) > 1,
        "as_list": urlencode({"words": asked}),
    }
    return render(request, "plans/find.html", context, status=400 if problem else 200)
