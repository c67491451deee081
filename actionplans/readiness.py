"""Whether the application can do its work: store a row, keep and fetch a file, have long work done; and has room."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, InterfaceError

from plans.operations import files
from plans.workforce import somebody_works

log = logging.getLogger("actionplans.ready")

OK = "ok"
LEAST_ROOM = 200 * 1024**2
"""Bytes that have to be free where the data folder is."""
FRESH = 2
"""Seconds for which an answer is given again: anybody may ask, and each answer writes."""

_lock = threading.Lock()
_last: tuple[float, dict[str, str]] = (0.0, {})


def told() -> dict[str, str]:
    """What was tried, each "ok" or in a few words what is wrong. Not older than `FRESH`."""
    global _last
    with _lock:
        asked, answer = _last
        if not answer or time.monotonic() - asked > FRESH:
            answer = {name: _tried(name, check) for name, check in CHECKS.items()}
            _last = (time.monotonic(), answer)
        return dict(answer)


def forget() -> None:
    """Try anew when asked next."""
    global _last
    _last = (0.0, {})


def _tried(name: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except (DatabaseError, InterfaceError, OSError) as error:
        log.error("Not ready: %s: %s", name, error)
        return f"does not work ({type(error).__name__})"


def _database() -> str:
    """A row is written, read and taken away: a session of nobody's."""
    session, mark = SessionStore(), secrets.token_hex(8)
    session["ready"] = mark
    session.create()
    try:
        read = SessionStore(session.session_key).get("ready")
    finally:
        session.delete()
    return OK if read == mark else "does not give back what was written"


def _files() -> str:
    files.probe()
    return OK


def _worker() -> str:
    return OK if somebody_works() else "none is alive"


def _disk() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free
    return OK if free >= LEAST_ROOM else f"only {free // 1024**2} MB are free"


CHECKS = {"database": _database, "files": _files, "worker": _worker, "disk": _disk}
