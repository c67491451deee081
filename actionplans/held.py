"""What somebody had typed when their session was found to have ended: carried through signing in, so that the
form stands there again as it was."""

from __future__ import annotations

from django.http import QueryDict

from plans.views.held import SESSION_KEY

FIELD = "held"
"""The name of the sign-in form's field that carries it, as a query string."""

LEFT_OUT = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"}


def pack(post: QueryDict, files: list[str]) -> str:
    """The typed fields as one text, without passwords and tokens; of files only their names, as `lost`."""
    kept = post.copy()
    kept.setlist("lost", files)
    for name in LEFT_OUT & set(kept):
        del kept[name]
    return kept.urlencode()


def keep(session, path: str, packed: str) -> None:
    session[SESSION_KEY] = {"path": path, "fields": packed}
