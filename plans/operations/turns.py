"""Turns at the place where files are kept: so many at once in each process, so that a place which hangs keeps only
those waiting who want a file, and few threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files.storage import storages

SECONDS = 1
"""How long somebody waits for a turn."""


class Busy(OSError):
    """Everybody who may ask at once is waiting for an answer."""


class Turns:
    """So many at once; whoever comes then waits briefly, and is told."""

    def __init__(self, most: int):
        self._free = threading.BoundedSemaphore(most)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Raises Busy."""
        if not self._free.acquire(timeout=SECONDS):
            raise Busy("the place where files are kept does not keep up")
        try:
            yield
        finally:
            self._free.release()


turns = Turns(max(settings.WEB_THREADS // 4, 1))


class EvidencePlace:
    """Where evidence is kept, a turn for each thing that is asked of it. Raises Busy, and what the place raises."""

    def __init__(self):
        self._storage = storages["evidence"]

    def open(self, name: str, mode: str):
        with turns.one():
            return self._storage.open(name, mode)

    def save(self, name: str, content) -> str:
        with turns.one():
            return self._storage.save(name, content)

    def exists(self, name: str) -> bool:
        with turns.one():
            return self._storage.exists(name)

    def delete(self, name: str) -> None:
        with turns.one():
            self._storage.delete(name)

    def listdir(self, folder: str) -> tuple[list[str], list[str]]:
        with turns.one():
            return self._storage.listdir(folder)
