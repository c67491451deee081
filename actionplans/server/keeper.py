"""Keeps processes alive: each is started again when it ends, at once where it meant to, later and later where it
fails."""

from __future__ import annotations

import logging
import signal
import subprocess
import time
from dataclasses import dataclass, field

log = logging.getLogger("actionplans.server")

STEADY = 60
"""Seconds after which a process counts as well: its failures before that are forgotten."""
FIRST_PAUSE, LONGEST_PAUSE = 1, 30
"""Seconds before a process that failed is started again: each pause is twice the one before."""
GRACE = 30
"""Seconds that processes have to finish what they are at when all is to end."""
LOOK = 0.2


@dataclass(slots=True)
class KeptProcess:
    """One process: its name for the log, the command, and how it has fared."""

    name: str
    command: list[str]
    environment: dict[str, str]
    sockets: tuple[int, ...] = ()
    process: subprocess.Popen | None = None
    started: float = 0.0
    failures: int = 0
    due: float = field(default=0.0)

    def look(self, now: float) -> None:
        """Start it where it is due; note where it has ended."""
        if self.process is None and now >= self.due:
            self.process = subprocess.Popen(self.command, env=self.environment, pass_fds=self.sockets)  # noqa: S603
            self.started = now
        elif self.process is not None and self.process.poll() is not None:
            self._ended(self.process.returncode, now)

    def _ended(self, code: int, now: float) -> None:
        self.process = None
        self.failures = 0 if code == 0 or now - self.started > STEADY else self.failures + 1
        pause = min(FIRST_PAUSE * 2 ** (self.failures - 1), LONGEST_PAUSE) if self.failures else 0
        self.due = now + pause
        if code:
            log.warning("%s ended with %s and is started again in %s s.", self.name, _named(code), pause)


class Keeper:
    """All of them, until `stop`."""

    def __init__(self, kept: list[KeptProcess]):
        self.kept = kept
        self.stopping = False

    def run(self) -> None:
        """Keep them until a signal says that all is to end, then let them finish."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: self.stop())
        try:
            while not self.stopping:
                for kept in self.kept:
                    kept.look(time.monotonic())
                time.sleep(LOOK)
        finally:
            self._end()

    def stop(self) -> None:
        """Called by a signal, at any point of `run`: it may wait for no lock, which that may hold."""
        self.stopping = True

    def _end(self) -> None:
        running = [kept.process for kept in self.kept if kept.process is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + GRACE
        for process in running:
            try:
                process.wait(max(until - time.monotonic(), 0))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _named(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"status {code}"
