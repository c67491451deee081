"""Two editors at once: what stands now and what was typed, side by side, and the choice between them."""

from __future__ import annotations

from django.shortcuts import render

from plans.operations.editing import mark, values_of

CHOICES = ("mine", "theirs", "edit")
OWN = {"csrfmiddlewaretoken", "conflict", "keep", "opened"}
"""Fields that the conflict page writes itself."""


def keeps(request) -> str:
    """What the conflict page was answered with: one of `CHOICES`, "undecided", or empty for another page."""
    if not request.POST.get("conflict"):
        return ""
    keep = request.POST.get("keep", "")
    return keep if keep in CHOICES else "undecided"


def conflict(request, page, thing, change, *, status: int = 409):
    """The page that shows both; `change` is the other's act."""
    now = page.form.in_words(values_of(thing))
    mine = page.form.in_words(page.form.values())
    context = {
        "plan": page.plan,
        "page": page,
        "change": change,
        "opened": mark(thing),
        "rows": [(label, now[label], mine[label], now[label] != mine[label]) for label in mine if label in now],
        "typed": [(name, value) for name, values in request.POST.lists() for value in values if name not in OWN],
        "undecided": status == 422,
    }
    return render(request, "plans/editing/conflict.html", context, status=status)
