"""The search in every page’s header: a reference goes to its action, words to a page of what was found."""

from __future__ import annotations

from django.shortcuts import redirect, render
from django.utils.http import urlencode

from plans.clock import today
from plans.filters.fields import Words
from plans.filters.scope import scope
from plans.forms.address import AddressForm, typed_in_address, whole_address
from plans.models import Standing
from plans.search import Found, Place
from plans.search import find as find_words
from plans.views.list_files import Columns, list_file


class FindAddress(AddressForm):
    words = Words(max_length=200, required=False)


COLUMNS: Columns = {
    "Ref": lambda row: row[0].action.ref or row[0].action.known_as,
    "Plan": lambda row: row[0].action.plan.title,
    "Action": lambda row: row[0].action.text,
    "Where it is": lambda row: "\n".join(f"{place.what}: {_said(place)}" for place in row[1]) or "Its reference",
    "Lead": lambda row: row[0].lead.name if row[0].lead else "Nobody",
    "RAG": lambda row: row[0].rag.label if row[0].rag else "Not rated",
}
"""What was found, as a file: as many as the page shows."""


def _said(place: Place) -> str:
    return "".join(part for part, _asked_for in place.parts)


def _rows(found: Found) -> list[tuple[Standing, tuple[Place, ...]]]:
    return [*((stands, ()) for stands in found.exact), *((hit.stands, hit.places) for hit in found.hits)]


def find(request):
    """The page. Words that can't be searched for are said, with the box as it was typed, and status 400."""
    seen = scope(request.user, on=today())
    form = FindAddress(whole_address(request))
    asked, problem = form.asked["words"], form.errors.get("words", [""])[0]
    found = find_words(asked, seen)
    if len(found.exact) == 1:
        return redirect("action", found.exact[0].pk)
    if file := list_file(request, "search", COLUMNS, _rows(found)):
        return file
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
