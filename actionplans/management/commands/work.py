"""manage.py work: does what outlasts a request, such as reading a document."""

from __future__ import annotations

import secrets

from django.core.management import call_command
from django.core.management.base import BaseCommand

from actionplans.workers import Pulse

SECONDS_BETWEEN_LOOKS = 0.3
"""Into the queue, when it was empty."""


class Command(BaseCommand):
    help = "Runs one worker of the task queue. Start as many as the machine has cores to spare."

    def add_arguments(self, parser):
        parser.add_argument("--parent", type=int, metavar="PID", help="end when this process, the parent, is gone")
        parser.add_argument("--once", action="store_true", help="end when nothing is queued")

    def handle(self, *args, parent, once, verbosity, **options):
        worker_id = secrets.token_hex(16)
        pulse = Pulse(worker_id, parent)
        pulse.beat()
        pulse.start()
        options = {"interval": SECONDS_BETWEEN_LOOKS, "batch": once, "reload": False, "startup_delay": False}
        try:
            call_command("db_worker", worker_id=worker_id, verbosity=verbosity, **options)
        finally:
            pulse.stopped.set()
