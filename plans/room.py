"""Whether something failed because there is no room left to write it, on whatever it is kept."""

from __future__ import annotations

import errno

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
OF_SQLITE = ("disk is full", "readonly database", "disk i/o error", "unable to open database file")
"""How SQLite says so: a full disk keeps it from writing its journal, too, which it then can't open."""
OF_POSTGRESQL = frozenset({"53100", "25006"})
"""The codes of a full disk, and of a database that was set to be read only."""

WORDS = (
    "The service has no room left to store anything, so this could not be stored. What you typed stands below: leave "
    "this page open and submit it again in a while, or copy it out. Tell the people who run the service."
)


def is_full(error: BaseException | None) -> bool:
    """Whether the error, or what it came from, is that nothing more can be stored."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if _says_so(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _says_so(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if getattr(error, "sqlstate", None) in OF_POSTGRESQL:
        return True
    return type(error).__name__ == "OperationalError" and any(words in str(error).lower() for words in OF_SQLITE)
