"""manage.py serve: the application on a real server process, with a worker beside it."""

import os
import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Serves the application with gunicorn, in threads, at PORT or the address given, and runs one worker."

    def add_arguments(self, parser):
        parser.add_argument("address", nargs="?", default="", help="host:port, such as 0.0.0.0:8000")

    def handle(self, *args, address, **options):
        bind = address or f"127.0.0.1:{settings.PORT}"
        host = bind.replace("127.0.0.1", "localhost")
        self.stderr.write(f"Serving at http://{host}  (Ctrl-C stops it)")
        sys.stderr.flush()
        os.environ["TASKS"] = "database"
        if bind.rpartition(":")[2].isdigit():
            os.environ["PORT"] = bind.rpartition(":")[2]  # mail leads people to where this is served
        subprocess.Popen(  # noqa: S603 our own command; it ends when this process, which becomes the server, ends
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "-v0", "--parent", str(os.getpid())]
        )
        gunicorn = [sys.executable, "-m", "gunicorn", "actionplans.wsgi", "--bind", bind]
        os.execv(  # noqa: S606 the server takes this process's place, so that it gets its signals
            sys.executable, [*gunicorn, "--worker-class", "gthread", "--threads", "8", "--log-level", "warning"]
        )
