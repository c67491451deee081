"""Where a page was opened from: the list that somebody works through, and to which they go back."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from plans.forms.address import typed_in_address

LISTS = {
    "actions": "Actions",
    "find": "What you looked for",
    "my_actions": "My actions",
    "to_verify": "To verify",
    "to_decide": "To decide",
    "overview": "Overview",
    "chase": "Chase",
    "log": "Audit log",
    "questions": "Questions",
    "since": "What changed",
    "setup": "Getting ready",
    "post": "The lead",
    "posts": "Leads",
    "plan": "",
}
"""From the pages that lead on to what they are called on the way back; nothing for one that stands among the
breadcrumbs anyhow."""


@dataclass(frozen=True, slots=True)
class Origin:
    """`url` with its filters, what it is called, and the name of its view."""

    url: str
    words: str
    view: str


def origin(request) -> Origin | None:
    """The list that the address says the page was opened from; None where it is none of ours."""
    asked = typed_in_address(request, "from") or typed_in_address(request, "back")
    path, filtered, _query = asked.partition("?")
    if not url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return None
    try:
        view = resolve(path.partition("#")[0]).view_name
    except Resolver404:
        return None
    words = LISTS.get(view)
    if words is None:
        return None
    return Origin(asked, f"{words}, filtered" if filtered and view == "actions" else words, view)


def way_back(request, otherwise: str) -> str:
    """Where it goes on when something is done: to the list from which the page was opened, or `otherwise`."""
    came = origin(request)
    return came.url if came else otherwise


def with_origin(request, address: str) -> str:
    """An address that still knows of the list from which somebody came to the present page."""
    came = origin(request)
    return f"{address}?{urlencode({'from': came.url})}" if came else address


def action_address(request, pk: int) -> str:
    """The same of an action."""
    return with_origin(request, reverse("action", args=[pk]))
