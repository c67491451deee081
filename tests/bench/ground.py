"""Databases of different sizes to measure on, each with a process that works on it and answers what it took.

They are made in a folder that goes afterwards, or stay in that of `BENCH_FOLDER`, and on the PostgreSQL server of
`BENCH_POSTGRESQL` (an address without a database), where a later run finds them again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.browser.site import ROOT
from tests.load.serving import Served


@dataclass(frozen=True, slots=True)
class Size:
    """So many plans of so many actions, each with three updates."""

    plans: int
    actions: int
    updates: int = 3

    @property
    def total(self) -> int:
        return self.plans * self.actions

    def __str__(self) -> str:
        return f"{self.total:,}"


SMALL, MIDDLE, LARGE = Size(2, 500), Size(20, 500), Size(200, 500)
PAPER_SMALL, PAPER_MIDDLE, WORKBOOK_LARGE = Size(1, 43), Size(1, 500), Size(1, 10_000)
"""Plans of as many actions as real ones have, and of more than any."""


class Ground(Served):
    """One database with its folder of files, grown once."""

    def __init__(self, kind: str, size: Size, folder: Path, database: str):
        super().__init__(folder, database, DJANGO_SETTINGS_MODULE="actionplans.settings")
        self.kind, self.size = kind, size

    def __str__(self) -> str:
        return f"{self.kind}, {self.size}"

    def prepare(self) -> None:
        """Make it, unless an earlier run has."""
        folder = Path(self.environment["DATA_DIR"])
        if (folder / "prepared").exists():
            self.run("manage.py", "migrate", "-v0")
            return
        print(f"Making {self.size} actions: {self.kind}", file=sys.stderr, flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        self.run("manage.py", "migrate", "-v0")
        processes = ["--processes", "2"] if self.kind == "PostgreSQL" and self.size.plans > 2 else []
        size = self.size
        words = ("--plans", size.plans, "--actions", size.actions, "--updates", size.updates, *processes)
        began = time.monotonic()
        self.run("manage.py", "grow", *map(str, words))
        print(f"They took {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        self.run("-m", "tests.bench.hand", "prepare")
        (folder / "prepared").touch()

    @contextmanager
    def hand(self) -> Iterator[Hand]:
        """A process that does on this database what it is told."""
        made = Hand(self)
        try:
            yield made
        finally:
            made.process.stdin.close()
            made.process.wait(60)

    @contextmanager
    def serving(self) -> Iterator[Ground]:
        """`manage.py serve` on it, as it comes."""
        from tests.browser.site import wait_for

        command = [sys.executable, "manage.py", "serve", f"127.0.0.1:{self.port}"]
        self.server = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL)  # noqa: S603
        try:
            wait_for(f"{self.url}/health/")
            yield self
        finally:
            self.server.terminate()
            self.server.wait(120)
            self.server = None


PIPES = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
"""The log of what is done stands in the errors; what fails is answered."""


class Hand:
    """Told one thing after the other in JSON, a line each; answers so."""

    def __init__(self, ground: Ground):
        self.ground = ground
        command = [sys.executable, "-m", "tests.bench.hand", "work"]
        self.process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=ground.environment, **PIPES
        )

    def __call__(self, do: str, **told):
        """What it answers. Raises RuntimeError where it could not."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"do": do, **told}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.ground}: {do} {told} ended the process that does it")
        answer = json.loads(line)
        if isinstance(answer, dict) and "failed" in answer:
            raise RuntimeError(f"{self.ground}: {do} {told}: {answer['failed']}")
        return answer


class Grounds:
    """Makes each that is asked for once. What needs one size alone is measured on databases of all `kinds`."""

    kinds: tuple[str, ...] = ("PostgreSQL", "SQLite")

    def __init__(self, folder: Path, postgresql: str):
        self.folder, self.postgresql = folder, postgresql
        self.made: dict[str, Ground] = {}

    def get(self, kind: str, size: Size) -> Ground:
        name = f"bench_{size.plans}x{size.actions}"
        key = f"{kind.lower()}-{name}"
        if key not in self.made:
            ground = Ground(kind, size, self.folder / key, self._database(kind, name))
            ground.prepare()
            self.made[key] = ground
        return self.made[key]

    def hands(self, stack: ExitStack, grounds) -> list[Hand]:
        return [stack.enter_context(ground.hand()) for ground in grounds]

    def _database(self, kind: str, name: str) -> str:
        if kind == "SQLite":
            return ""
        with (
            psycopg.connect(f"{self.postgresql}/postgres", autocommit=True) as connection,
            suppress(psycopg.errors.DuplicateDatabase),
        ):
            connection.execute(f"CREATE DATABASE {name}")
        return f"{self.postgresql}/{name}"


def places() -> tuple[str, str]:
    """The server of `./dev bench`, and the folder of `BENCH_FOLDER`, if there is one."""
    server = os.environ.get("BENCH_POSTGRESQL") or os.environ.get("DATABASE_URL", "").rpartition("/")[0]
    return server, os.environ.get("BENCH_FOLDER", "")
