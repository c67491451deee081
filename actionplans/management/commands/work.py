"""manage.py work: does what outlasts a request, such as reading a document."""

from __future__ import annotations

import logging
import secrets
import signal
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.db.utils import InterfaceError, OperationalError
from django_tasks.signals import task_finished
from django_tasks_db.management.commands.db_worker import Worker

from actionplans.workers import Pulse, give_back, settle_what_failed

log = logging.getLogger("actionplans.workers")

SECONDS_BETWEEN_LOOKS = 0.3
"""Into the queue, when it was empty."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15
"""Seconds until the database is tried again: each pause is twice the one before."""
STEADY = 60
"""Seconds of work after which the next pause is a short one again."""


class Command(BaseCommand):
    help = "Runs one worker of the task queue. Start as many as the machine has cores to spare."

    def add_arguments(self, parser):
        parser.add_argument("--parent", type=int, metavar="PID", help="end when this process, the parent, is gone")
        parser.add_argument("--once", action="store_true", help="end when nothing is queued")

    def handle(self, *args, parent, once, **options):
        task_finished.connect(settle_what_failed, dispatch_uid="settle_what_failed")
        self.stopping, self.worker = False, None
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        pause, lost = FIRST_PAUSE, ""
        while not self.stopping:
            began, worker_id = time.monotonic(), secrets.token_hex(16)
            try:
                if lost:
                    give_back(lost)
                lost = worker_id
                return self.work(worker_id, parent, once)
            except (OperationalError, InterfaceError) as error:
                pause = FIRST_PAUSE if time.monotonic() - began > STEADY else pause
                said = str(error).strip().partition("\n")[0]
                log.warning("The database is away (%s); the worker tries again in %s s.", said, pause)
            close_old_connections()
            self.rest(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        return None

    def stop(self, *_args) -> None:
        """End when the task that is under way is done. Nothing is broken off: not in the middle of a commit, either."""
        self.stopping = True
        if self.worker is not None:
            self.worker.running = False

    def rest(self, pause: float) -> None:
        """Until the pause is over, or a signal says to stop: which may wait for no lock, so there is none."""
        until = time.monotonic() + pause
        while not self.stopping and time.monotonic() < until:
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def work(self, worker_id: str, parent: int | None, once: bool) -> None:
        """Work until told to stop, or until the database goes away. What was under way then stays behind under a
        number that nobody signs for any more, and is taken up again."""
        pulse = Pulse(worker_id, parent)
        pulse.beat()
        pulse.start()
        self.worker = Worker(
            queue_names=["default"],
            excluded_queue_names=[],
            backend_name="default",
            interval=SECONDS_BETWEEN_LOOKS,
            batch=once,
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
        )
        self.worker.running = not self.stopping
        try:
            self.worker.run()
        finally:
            pulse.stopped.set()
