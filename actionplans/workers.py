"""Workers of the task queue: each says that it is alive, and takes up the tasks of those that no longer do.

A worker that is killed leaves its task running for ever as far as the queue knows. So every worker renews a sign in
the cache that all processes share, and what runs under a worker whose sign is gone or stays the same is queued again.
For how long it stayed the same each process measures by a stopwatch of its own: a clock that is put forward would
make every worker seem dead, and its task would be done twice. A task that was taken up `MOST_TRIES` times is given
up: it kills whoever takes it, and whoever waits for it is told. So is one that failed each time because the database
was away; before that it is queued again, for it did nothing wrong.
"""

from __future__ import annotations

import logging
import math
import os
import secrets
import threading
import time

from django.core.cache import cache
from django.db import close_old_connections
from django.db.utils import Error, InterfaceError, OperationalError
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plans.workforce import SECONDS_ALIVE, note_alive, tell_given_up

log = logging.getLogger("actionplans.workers")

SECONDS_BETWEEN_LOOKS = 0.5
"""At whether the server that a worker belongs to is still there."""
SECONDS_BETWEEN_SIGNS = 5
SECONDS_KEPT = 24 * 60 * 60
"""How long a sign is kept: much longer than a clock is put forward by."""
MOST_TRIES = 3


def sign(worker_id: str) -> None:
    """Say that this worker is alive."""
    note_alive()
    cache.set(_key(worker_id), secrets.token_hex(8), SECONDS_KEPT)


class Watch:
    """The workers that have tasks, as one process sees them: the sign of each, and when it was first seen so. `at` is
    the second of a stopwatch (`time.monotonic`), never of a clock."""

    def __init__(self) -> None:
        self.signs: dict[str, tuple[str, float]] = {}

    def take_up(self, *, at: float) -> int:
        """Queue again what runs under workers that are dead; how many tasks these were."""
        running = list(DBTaskResult.objects.running())
        self._look({task.worker_ids[-1] for task in running if task.worker_ids}, at)
        return sum(_queue_again(task) for task in running if not self._is_alive(task, at))

    def _look(self, worker_ids: set[str], at: float) -> None:
        signs = {worker_id: sign for worker_id in worker_ids if (sign := cache.get(_key(worker_id)))}
        same = {worker_id: seen for worker_id, seen in self.signs.items() if signs.get(worker_id) == seen[0]}
        self.signs = {worker_id: same.get(worker_id, (sign, at)) for worker_id, sign in signs.items()}

    def _is_alive(self, task: DBTaskResult, at: float) -> bool:
        _sign, since = self.signs.get(task.worker_ids[-1] if task.worker_ids else "", ("", -math.inf))
        return at - since < SECONDS_ALIVE


def _queue_again(task: DBTaskResult) -> bool:
    """Queue a task that lost its worker, or give it up; False when somebody else did."""
    tried = len(task.worker_ids) >= MOST_TRIES
    status = TaskResultStatus.FAILED if tried else TaskResultStatus.READY
    same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    changed = same.update(status=status)
    if changed:
        log.warning("Task %s lost its worker and is %s.", task.task_path, "given up" if tried else "queued again")
        if tried:
            _tell(task.task_path, task.args_kwargs["args"])
    return bool(changed)


def give_back(worker_id: str) -> int:
    """Queue at once what runs under this number, for the worker that had it knows that it does it no more."""
    mine = [task for task in DBTaskResult.objects.running() if task.worker_ids[-1:] == [worker_id]]
    return sum(_queue_again(task) for task in mine)


LOST = tuple(f"{error.__module__}.{error.__qualname__}" for error in (OperationalError, InterfaceError))
"""What a task fails with that found the database gone, by the name under which the queue keeps it."""


def settle_what_failed(sender, task_result, **kwargs) -> None:
    """Queue a task again that failed because the database went away and came back meanwhile; of any other, tell who
    waits for it."""
    if task_result.status == TaskResultStatus.FAILED and not _is_spared(task_result):
        _tell(task_result.task.module_path, task_result.args)


def _is_spared(task_result) -> bool:
    if task_result.errors[-1].exception_class_path not in LOST:
        return False
    task = DBTaskResult.objects.filter(pk=task_result.id, status=TaskResultStatus.FAILED).first()
    if task is None or len(task.worker_ids) >= MOST_TRIES:
        return False
    task.status = TaskResultStatus.READY
    task.save(update_fields=["status"])
    log.warning("Task %s lost its database and is queued again.", task.task_path)
    return True


def _tell(path: str, args) -> None:
    """A worker goes on with other tasks, whatever becomes of this."""
    try:
        tell_given_up(path, args)
    except Exception:
        log.exception("Nobody could be told that the task %s is given up.", path)


class Pulse(threading.Thread):
    """Signs for a worker, takes up what others lost, and ends the process when `parent` is gone."""

    def __init__(self, worker_id: str, parent: int | None = None):
        super().__init__(name="pulse", daemon=True)
        self.worker_id, self.parent = worker_id, parent
        self.watch = Watch()
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
            self.watch.take_up(at=time.monotonic())
        except Error:
            log.warning("Worker %s could not say that it is alive.", self.worker_id, exc_info=True)


def _key(worker_id: str) -> str:
    return f"worker:{worker_id}"
