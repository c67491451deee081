"""What somebody had typed when their session was found to have ended: carried through signing in, so that the
form stands there again as it was."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse

from plans.views.held import SESSION_KEY

FIELD = "held"
"""The name of the sign-in form's field that carries it, as a query string."""

LEFT_OUT = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"}


FORMS_OF = {
    "update_draft": "update",
    "start_bulk_edit": "actions",
    "import_say": "import",
    "import_finish": "import",
    "scheme_fate": "scheme",
    "stop_paper": "paper_order",
    "paper_preview": "period_paper",
    "remind": "chase",
    "try_reminders_again": "chase",
    "calendar_address": "reminders",
    "sheets_home": "sheets",
    "sheet_remind": "sheets",
    "sheet_undo": "sheet",
    **dict.fromkeys(("invitation", "reactivate", "end_sessions", "end_session", "reset_second_factor"), "person"),
}
"""From the addresses that only take what is sent to the pages that hold their forms."""

ALONE = ("chase", "reminders", "actions", "sheets")
"""The pages among them that are of nothing in particular."""


def page_of(request) -> str:
    """The address of the page that holds the form which was sent: its own, or another where it can't be asked for."""
    match = request.resolver_match
    page = FORMS_OF.get(match.view_name) if match else None
    if page is None:
        return request.get_full_path()
    names = ("slug", "pk") if page == "period_paper" else ("pk",)
    args = [match.kwargs[name] for name in names] if page not in ALONE else []
    query = request.META.get("QUERY_STRING") if page in ALONE else ""  # what a list was narrowed to
    return f"{reverse(page, args=args)}{f'?{query}' if query else ''}"


def held(request) -> dict | None:
    """What is held now, for whichever page."""
    return request.session.get(SESSION_KEY)


def drop(request, before: dict) -> None:
    """Hold no more what was held `before` for the page from which something has been sent since."""
    is_same = request.session.get(SESSION_KEY) is before
    if is_same and request.resolver_match and before["path"] == urlsplit(page_of(request)).path:
        del request.session[SESSION_KEY]


def words_for(request) -> list[tuple[str, str]]:
    """What is held for this page and was taken up by no form of it: names and words, to be copied."""
    found = held(request)
    if request.method != "GET" or not found or found["path"] != request.path:
        return []
    fields = QueryDict(found["fields"])
    return [
        (name.replace("_", " ").capitalize(), value)
        for name, values in fields.lists()
        for value in values
        if " " in value.strip() and name != "lost"
    ]


def pack(post: QueryDict, files: list[str]) -> str:
    """The typed fields as one text, without passwords and tokens; of files only their names, as `lost`."""
    kept = post.copy()
    kept.setlist("lost", files)
    for name in LEFT_OUT & set(kept):
        del kept[name]
    return kept.urlencode()


def keep(session, page: str, packed: str) -> None:
    """Hold it for the page at that address."""
    session[SESSION_KEY] = {"path": urlsplit(page).path, "fields": packed}
