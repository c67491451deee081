"""What is known to be stored, and what runs once it is.

What runs after a commit (a letter, a task, a file that is taken away, where to go next) can't undo it, so it can't make
a failure of it either: whatever it raises is logged, and the act stands. Where a request breaks all the same, what is
known of its outcome tells its page what to say.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import transaction

log = logging.getLogger("actionplans.afterwards")


@dataclass(slots=True)
class Outcome:
    """What one request has stored: the names of what was committed, and whether something is on its way to be, of
    which nothing is known if the database breaks off."""

    stored: list[str] = field(default_factory=list)
    is_closing: bool = False


@dataclass(slots=True)
class Stored:
    """Something that is being written. It counts once it is committed, if it `holds` anything then."""

    outcome: Outcome
    what: str
    holds: bool = True

    def closes(self) -> None:
        """Everything is written and goes to the database to be committed."""
        self.outcome.is_closing = True

    def _committed(self) -> None:
        self.outcome.is_closing = False
        if self.holds:
            self.outcome.stored.append(self.what)


_outcome: ContextVar[Outcome | None] = ContextVar("outcome", default=None)


def begin_outcome() -> Outcome:
    """What this request will have stored, empty yet."""
    outcome = Outcome()
    _outcome.set(outcome)
    return outcome


def note_stored(what: str) -> Stored:
    """Within a transaction, before anything else is to follow it: once it is committed, `what` is known to be
    stored."""
    stored = Stored(_outcome.get() or Outcome(), what)
    transaction.on_commit(stored._committed)
    return stored


def after_commit(what: str, call: Callable[[], object], *, tells: type[Exception] | tuple = ()) -> None:
    """Call it once the transaction is committed (at once where there is none). `what` says in the log what failed;
    what it `tells` goes on to the caller, for an exception that says itself that the act stands."""

    def guarded() -> None:
        with afterwards(what, tells=tells):
            call()

    transaction.on_commit(guarded)


@contextmanager
def afterwards(what: str, *, tells: type[Exception] | tuple = ()) -> Iterator[None]:
    """For what follows an act that is stored: what it raises is logged and goes no further, but for what it
    `tells`."""
    try:
        yield
    except tells:
        raise
    except Exception:
        log.exception("%s failed after the act was stored; the act stands", what)
