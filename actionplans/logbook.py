"""How a line of the log looks: with who asked, from where and under which number, as text or as JSON.

Nothing that a person sends can begin a line of its own: line breaks and other control characters are written as
escapes, and what follows a line, such as a traceback, is indented.
"""

from __future__ import annotations

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

current: ContextVar = ContextVar("request", default=None)
"""The request that this thread is answering, as `actionplans.middleware.NumberRequests` sets it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_PLAIN = re.compile(r"[^\s\"=]+")


def asked_by() -> dict:
    """Who asked (their account's number), from where, and the request's number; empty outside a request. Asks no
    database: a person who is not known yet is left out."""
    request = current.get()
    if request is None:
        return {}
    user = getattr(request, "_cached_user", None)
    known = {"account": user.pk} if user is not None and user.is_authenticated else {}
    return {**known, "address": request.client_address, "request": request.number}


class LogLine(logging.Formatter):
    """A line of text: the moment, the level, where it comes from, what happened, and facts as name=value."""

    def __init__(self):
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatMessage(self, record):
        facts = {**asked_by(), **getattr(record, "facts", {})}
        ordered = {name: facts[name] for name in ("account", "address") if name in facts} | facts
        said = "".join(f" {name}={_quoted(value)}" for name, value in ordered.items() if name != "request")
        number = f" request={facts['request']}" if "request" in facts else ""
        return _escaped(super().formatMessage(record)) + said + number

    def formatException(self, ei):
        return _indented(super().formatException(ei))

    def formatStack(self, stack_info):
        return _indented(super().formatStack(stack_info))


class Json(logging.Formatter):
    """One JSON object a line, for a collector of logs."""

    def format(self, record):
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in ("event", "result") if getattr(record, name, "")},
            **asked_by(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=True, default=str)


def _quoted(value) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) and not _CONTROL.search(text) else json.dumps(text)


def _escaped(text: str) -> str:
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _indented(text: str) -> str:
    return "\n".join("    " + _escaped(line) for line in text.splitlines())
