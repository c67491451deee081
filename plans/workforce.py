"""Whether anybody does what outlasts a request: reads documents, writes imports, sends letters."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache

KEY = "workers:alive"
SECONDS_ALIVE = 30
"""A worker that has not said for so long that it is alive is taken for dead."""


def note_alive() -> None:
    """For workers: some worker is alive."""
    cache.set(KEY, True, SECONDS_ALIVE)


def somebody_works() -> bool:
    """Whether what is queued is being done: by a worker that is alive, or at once in the request where there is no
    queue."""
    return str(settings.TASKS["default"]["BACKEND"]).endswith("ImmediateBackend") or bool(cache.get(KEY))
