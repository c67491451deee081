"""What is known of a request that broke, and the words that were sent with it."""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError, OperationalError
from django.middleware.csrf import get_token

from actionplans.held import LEFT_OUT
from plans.trail.commits import Outcome

STORED, NOT_STORED, UNKNOWN, ONLY_READ = "stored", "not stored", "unknown", "only read"


def outcome_of(method: str, outcome: Outcome | None, error: BaseException | None) -> str:
    """Whether what was sent is stored, as far as anybody can tell: unknown where the database broke off while it was
    about to be, or where nobody watched."""
    if outcome and outcome.stored:
        return STORED
    if outcome is None or (outcome.is_closing and isinstance(error, DatabaseError | InterfaceError)):
        return UNKNOWN
    return ONLY_READ if method in ("GET", "HEAD", "OPTIONS") else NOT_STORED


def is_away(error: BaseException | None) -> bool:
    """Whether it is the database that did not answer: away, locked for too long, or at one question for too long. A
    table that is none, which SQLite tells under the same name, is a fault of ours."""
    return isinstance(error, OperationalError | InterfaceError) and not str(error).startswith("no such ")


def typed_of(request) -> dict:
    """The words that were sent, to be copied, and every field, to be sent again. No passwords; nothing where what was
    sent could not be read."""
    try:
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
        files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    except Exception:
        return {}
    passwords = LEFT_OUT - {"csrfmiddlewaretoken"}
    if not sent or passwords & {name for name, _value in sent}:
        return {}
    fields = [(name, value) for name, value in sent if name not in LEFT_OUT]
    words = [(name.replace("_", " ").capitalize(), value) for name, value in fields if " " in value.strip()]
    return {
        "path": request.get_full_path(),
        "token": get_token(request),
        "fields": fields,
        "words": words,
        "files": files,
    }
