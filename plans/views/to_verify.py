"""Claims of completion that wait for somebody else's look."""

from __future__ import annotations

from django.shortcuts import render

from plans import worklists
from plans.clock import today


def to_verify(request):
    """The claims that this person may verify, oldest first, and what they are to look at again."""
    claims = worklists.to_verify(request.user).select_related("rag", "action__recommendation__section__plan")
    on = today()
    rechecks = list(worklists.to_recheck(request.user, on=on))
    return render(request, "plans/to_verify.html", {"claims": list(claims), "rechecks": rechecks, "on": on})
