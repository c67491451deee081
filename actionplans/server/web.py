"""One process that answers requests: waitress on a socket that several processes share."""

from __future__ import annotations

import logging
import os
import random
import resource
import signal
import socket
import time
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from actionplans.server.bounds import Channel

log = logging.getLogger("actionplans.server")

KEEP_ALIVE = 75
"""Seconds that a connection stays open for the next request: longer than browsers and proxies keep theirs, so that it
is they who close it and no request is lost."""
CONNECTIONS = 2_000
LINGER = 3
"""Seconds that a process which leaves still takes a request on a connection that it had kept open."""
LEAVING = 25
"""Seconds that it has for what it is at."""
LEAST = 20
"""Requests that a process answers before it is asked what memory it holds."""
AT_ONCE = 512 * 1024**2
"""Bytes of an answer that wait (on the disk above 1 MB) for whoever reads slowly; a thread waits only beyond that."""


class Server(TcpWSGIServer):
    """Serves until it has answered as many requests as it is to, or a signal says that it is to leave."""

    channel_class = Channel
    leaving = ""

    def readable(self):
        """New connections are left to the other processes while the threads of this one are all busy."""
        wanted = super().readable()
        return wanted and not self.leaving and not self.task_dispatcher.queue

    def maintenance(self, now):
        super().maintenance(now)
        moment = time.monotonic()
        for channel in self.active_channels.values():
            if channel.is_late(moment):
                channel.will_close = True

    def close_idle(self) -> None:
        for channel in self.active_channels.values():
            if channel.is_idle():
                channel.will_close = True


class Counted:
    """The application, counting what it answers; without the server's way of sending a file, which would close it, and
    the request with it, in another thread."""

    def __init__(self, application):
        self.application, self.answered = application, 0

    def __call__(self, environ, start_response):
        self.answered += 1
        environ.pop("wsgi.file_wrapper", None)
        return self.application(environ, start_response)


def serve(descriptor: int, *, threads: int, most: int, memory: int, parent: int) -> None:
    """Answer requests at the listening socket of that number: `most` of them and up to a tenth more, while the process
    holds less than `memory` megabytes and `parent` lives. Ends in order: what has been asked is answered."""
    _open_files()
    listening = socket.socket(fileno=descriptor)
    application = Counted(get_wsgi_application())
    server = _server(listening, application, threads)
    most += random.randrange(max(most // 10, 1)) if most else 0  # noqa: S311 so that not all leave at once
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_args: setattr(server, "leaving", "now"))
    while not server.leaving and os.getppid() == parent:
        wasyncore.loop(timeout=1, map=server._map, use_poll=True, count=1)
        if _is_done(application.answered, most, memory):
            server.leaving = server.leaving or "soon"
    _leave(server)


def _is_done(answered: int, most: int, memory: int) -> bool:
    """Whether it has answered its share, or holds too much; but not at once, or one that holds it from its start on
    would be replaced for ever."""
    return bool(most and answered >= most) or bool(memory and answered >= LEAST and megabytes() > memory)


def _leave(server: Server) -> None:
    linger = LINGER if server.leaving == "soon" else 0
    server.leaving = server.leaving or "now"
    began = time.monotonic()
    while server.active_channels and time.monotonic() - began < LEAVING:
        if time.monotonic() - began >= linger:
            server.close_idle()
        wasyncore.loop(timeout=0.1, map=server._map, use_poll=True, count=1)
    server.task_dispatcher.shutdown(timeout=1)


def _server(listening: socket.socket, application, threads: int) -> Server:
    adjustments = Adjustments(
        sockets=[listening],
        threads=threads,
        connection_limit=CONNECTIONS,
        cleanup_interval=1,
        channel_timeout=KEEP_ALIVE,
        asyncore_use_poll=True,
        outbuf_high_watermark=AT_ONCE,
        max_request_body_size=2 * settings.UPLOAD_MAX_BYTES,
        clear_untrusted_proxy_headers=False,  # whose word is taken is said by TRUSTED_PROXIES and BEHIND_PROXY
        ident=None,
    )
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.set_thread_count(threads)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short wait for a thread is no news
    info = (listening.family, listening.type, listening.proto, listening.getsockname())
    return Server(
        application, {}, _sock=listening, dispatcher=dispatcher, adj=adjustments, sockinfo=info, bind_socket=False
    )


def megabytes() -> int:
    """What this process holds of the machine's memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024**2


def _open_files() -> None:
    """As many as this user may have open: each connection is one, and may need two more."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
