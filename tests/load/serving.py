"""`manage.py serve` with a database of its own, and what a test asks of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.browser.site import ROOT, free_port, wait_for
from tests.tables import put_tables_into

PATIENCE = 120
"""Seconds that are waited for what comes by itself: long, for the machine may be busy."""


class Served:
    def __init__(self, folder: Path, database: str, **variables: str):
        self.environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": database, **variables}
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.server: subprocess.Popen | None = None

    def run(self, *words: str) -> str:
        """What a command of Python's says, on the same data."""
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)  # noqa: S603
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, path: str, *, cookie: str = "") -> tuple[int, str]:
        request = urllib.request.Request(self.url + path, headers={"Cookie": cookie} if cookie else {})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def is_ready(self) -> bool:
        status, told = self.ask("/ready/")
        return status == 200 and json.loads(told)["ready"]

    def processes(self, name: str) -> set[int]:
        """Those of a command that the keeper has started."""
        assert self.server is not None
        found = set()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
                parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            if int(parent) == self.server.pid and name.encode() in words:
                found.add(int(folder.name))
        return found


@cache
def _migrate(database: str) -> None:
    """Once for each server."""
    with tempfile.TemporaryDirectory() as folder:
        Served(Path(folder), database).run("manage.py", "migrate", "-v0")


@contextmanager
def served(folder: Path, database: str = "", **variables: str) -> Iterator[Served]:
    made = Served(folder, database, **variables)
    if database:
        _migrate(database)
    else:
        put_tables_into(folder)
    command = [sys.executable, "manage.py", "serve", f"127.0.0.1:{made.port}"]
    made.server = subprocess.Popen(command, cwd=ROOT, env=made.environment)  # noqa: S603
    try:
        wait_for(f"{made.url}/health/")
        yield made
    finally:
        made.server.terminate()
        made.server.wait(PATIENCE)


def until(is_so: Callable[[], bool]) -> bool:
    """Wait for it; whether it came."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.2)
    return False
