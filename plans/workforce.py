"""Whether anybody does what outlasts a request: reads documents, writes imports, sends letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string
from django_tasks.base import Task

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


_GIVEN_UP: dict[str, Callable[..., None]] = {}


def when_given_up(task: Task, told: Callable[..., None]) -> None:
    """Have `told` called with what a task was given when it failed, or killed each worker that took it: whoever waits
    for it must not wait for ever."""
    _GIVEN_UP[task.module_path] = told


def tell_given_up(path: str, args: Sequence) -> None:
    """For workers: the task at that path is not tried again. Raises ImportError for a path that leads nowhere."""
    import_string(path)
    if path in _GIVEN_UP:
        _GIVEN_UP[path](*args)
