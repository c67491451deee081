"""manage.py work: does what outlasts a request, such as reading a document."""

from __future__ import annotations

import logging
import secrets
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.db.utils import InterfaceError, OperationalError
from django_tasks.signals import task_finished

from actionplans.workers import Pulse, give_back, spare_what_lost_its_database

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

    def handle(self, *args, parent, once, verbosity, **options):
        task_finished.connect(spare_what_lost_its_database, dispatch_uid="spare_what_lost_its_database")
        pause, lost = FIRST_PAUSE, ""
        while True:
            began, worker_id = time.monotonic(), secrets.token_hex(16)
            try:
                if lost:
                    give_back(lost)
                lost = worker_id
                return _work(worker_id, parent, once, verbosity)
            except (OperationalError, InterfaceError) as error:
                pause = FIRST_PAUSE if time.monotonic() - began > STEADY else pause
                said = str(error).strip().partition("\n")[0]
                log.warning("The database is away (%s); the worker tries again in %s s.", said, pause)
            close_old_connections()
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def _work(worker_id: str, parent: int | None, once: bool, verbosity: int) -> None:
    """Work until told to stop, or until the database goes away. What was under way then stays behind under a number
    that nobody signs for any more, and is taken up again."""
    pulse = Pulse(worker_id, parent)
    pulse.beat()
    pulse.start()
    options = {"interval": SECONDS_BETWEEN_LOOKS, "batch": once, "reload": False, "startup_delay": False}
    try:
        call_command("db_worker", worker_id=worker_id, verbosity=verbosity, **options)
    finally:
        pulse.stopped.set()
