"""manage.py serve: the application on several processes, with a worker beside them."""

from __future__ import annotations

import os
import socket
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actionplans.server.keeper import Keeper, KeptProcess

BACKLOG = 1024


class Command(BaseCommand):
    help = (
        "Serves the application at PORT or the address given, and runs one worker; whatever of it ends is started anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("address", nargs="?", default="", help="host:port, such as 0.0.0.0:8000")

    def handle(self, *args, address, **options):
        bind = address or f"127.0.0.1:{settings.PORT}"
        listening = _listening(bind)
        environment = {**os.environ, "TASKS": "database", "PORT": str(listening.getsockname()[1])}
        self.stderr.write(f"Serving at http://{bind.replace('127.0.0.1', 'localhost')}  (Ctrl-C stops it)")
        sys.stderr.flush()
        manage, parent = [sys.executable, str(settings.BASE_DIR / "manage.py")], ["--parent", str(os.getpid())]
        number = listening.fileno()
        web = [*manage, "web", "--socket", str(number), *parent]
        for_web = {"MALLOC_ARENA_MAX": "2", **environment, "SERVES_REQUESTS": "1"}  # threads share what others freed
        kept = [KeptProcess(f"Web process {n + 1}", web, for_web, (number,)) for n in range(settings.WEB_CONCURRENCY)]
        Keeper([*kept, KeptProcess("The worker", [*manage, "work", "-v0", *parent], environment)]).run()


def _listening(bind: str) -> socket.socket:
    """A socket at host:port, an IPv6 address in brackets. Raises CommandError where it can't be had."""
    host, _colon, port = bind.rpartition(":")
    host = host.strip("[]")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, int(port)), family=family, backlog=BACKLOG)
    except ValueError as error:
        raise CommandError(f"“{bind}” is no address. Give host and port, such as 0.0.0.0:8000.") from error
    except OSError as error:
        raise CommandError(f"Nothing can be served at {bind}: {error.strerror or error}.") from error
