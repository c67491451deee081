"""How long a connection may take for what it sends.

waitress takes a whole request in before a thread is given to it, so a slow one costs no thread; but it would wait for
it as long as something comes now and then. Here each head and body has its time.
"""

from __future__ import annotations

import time

from waitress.channel import HTTPChannel
from waitress.task import WSGITask

HEAD_SECONDS = 15
"""For the head of a request, from its first byte; and for that byte, on a new connection."""
BODY_SECONDS = 60
SLOWEST = 20_000
"""Bytes a second: what has come of a body buys it more time, so that a large file may come over a slow line."""


class Task(WSGITask):
    """Answers one request; the last on its connection where the process is about to leave."""

    def build_response_header(self):
        if self.channel.server.leaving:
            self.close_on_finish = True
            self.request.headers["CONNECTION"] = "close"
        return super().build_response_header()


class Channel(HTTPChannel):
    """A connection that knows since when the request that it is taking in has been coming."""

    task_class = Task
    began = None

    def __init__(self, *args, **kwargs):
        self.opened = time.monotonic()
        self.has_asked = False
        super().__init__(*args, **kwargs)

    def received(self, data):
        if self.began is None:
            self.began, self.has_asked = time.monotonic(), True
        result = super().received(data)
        if self.request is None:
            self.began = None
        return result

    def is_late(self, now: float) -> bool:
        """Whether what is coming has taken too long."""
        if not self.has_asked:
            return now - self.opened > HEAD_SECONDS
        if self.request is None or self.began is None:
            return False
        if not self.request.headers_finished:
            return now - self.began > HEAD_SECONDS
        return now - self.began > BODY_SECONDS + self.request.body_bytes_received / SLOWEST

    def is_idle(self) -> bool:
        """Whether nothing is asked, coming or going."""
        return not self.requests and self.request is None and not self.total_outbufs_len
