"""Workers of the task queue: each says that it is alive, and takes up the tasks of those that no longer do.

A worker that is killed leaves its task running for ever as far as the queue knows. So every worker renews a sign in
the cache that all processes share, and what runs under a worker without a sign is queued again. A task that was
taken up `MOST_TRIES` times is given up: it kills whoever takes it.
"""

from __future__ import annotations

import logging
import os
import threading
import time

from django.core.cache import cache
from django.db import close_old_connections
from django.db.utils import Error
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

log = logging.getLogger("actionplans.workers")

SECONDS_BETWEEN_LOOKS = 0.5
"""At whether the server that a worker belongs to is still there."""
SECONDS_BETWEEN_SIGNS = 5
SECONDS_ALIVE = 30
"""A worker without a sign for so long is taken for dead."""
MOST_TRIES = 3


def sign(worker_id: str) -> None:
    """Say that this worker is alive."""
    cache.set(_key(worker_id), "alive", SECONDS_ALIVE)


def take_up() -> int:
    """Queue again what runs under workers that are dead; how many tasks these were."""
    taken = 0
    for task in DBTaskResult.objects.running():
        if task.worker_ids and cache.get(_key(task.worker_ids[-1])):
            continue
        tried = len(task.worker_ids) >= MOST_TRIES
        status = TaskResultStatus.FAILED if tried else TaskResultStatus.READY
        same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        changed = same.update(status=status)
        if changed:
            taken += 1
            log.warning("Task %s lost its worker and is %s.", task.task_path, "given up" if tried else "queued again")
    return taken


class Pulse(threading.Thread):
    """Signs for a worker, takes up what others lost, and ends the process when `parent` is gone."""

    def __init__(self, worker_id: str, parent: int | None = None):
        super().__init__(name="pulse", daemon=True)
        self.worker_id, self.parent = worker_id, parent
        self.stopped = threading.Event()

    def run(self) -> None:
        next_beat = time.monotonic() + SECONDS_BETWEEN_SIGNS
        while not self.stopped.wait(SECONDS_BETWEEN_LOOKS):
            if self.parent and os.getppid() != self.parent:
                log.warning("The server that this worker belongs to is gone; the worker ends.")
                os._exit(0)
            if time.monotonic() >= next_beat:
                self.beat()
                next_beat = time.monotonic() + SECONDS_BETWEEN_SIGNS

    def beat(self) -> None:
        """One sign. A database that is busy or away is no reason to stop: the next sign may go through."""
        try:
            close_old_connections()
            sign(self.worker_id)
            take_up()
        except Error:
            log.warning("Worker %s could not say that it is alive.", self.worker_id, exc_info=True)


def _key(worker_id: str) -> str:
    return f"worker:{worker_id}"
