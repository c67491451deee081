"""What was typed before a session ended, as it stands in the session after signing in again."""

from __future__ import annotations

from django.http import QueryDict

SESSION_KEY = "held"


def take(request) -> QueryDict | None:
    """The fields that were held for this address, once; None when there are none."""
    held = request.session.get(SESSION_KEY)
    if not held or held["path"] != request.path:
        return None
    del request.session[SESSION_KEY]
    return QueryDict(held["fields"])
