"""A mail server for tests: speaks enough SMTP, keeps what it accepts, and can refuse or be cruel."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable
from contextlib import contextmanager


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                if not self._take():
                    return
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        before = self.server.before_accepting
        if before and not before():
            return False
        if self.server.refuses:
            self._say("451 the disk is full, try later")
            return True
        self.server.accepted.append(b"".join(lines).decode())
        after = self.server.after_accepting
        if after and not after():
            return False
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """`accepted` holds the mails that were taken, `refuses` makes it refuse each, and `before_accepting` is called
    when a mail has come in and before it is taken, `after_accepting` when it is taken and before that is said: where
    one gives False, the server hangs up."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.accepted: list[str] = []
        self.refuses = False
        self.before_accepting: Callable[[], bool] | None = None
        self.after_accepting: Callable[[], bool] | None = None

    @property
    def port(self) -> int:
        return self.server_address[1]


@contextmanager
def mail_server():
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
