"""A clamd of the tests' own: it speaks INSTREAM and knows one virus, the harmless one made for such tests."""

import socketserver
import struct
import threading
from contextlib import contextmanager

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.server.seen.append(len(data))
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in data else self.server.else_says)


@contextmanager
def clamd(settings, else_says=b"stream: OK\0"):
    """Serves at an address that the settings are told; gives the sizes of what it was shown."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Conversation) as server:
        server.seen, server.else_says = [], else_says
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.CLAMD_HOST, settings.CLAMD_PORT = server.server_address
        yield server.seen
        server.shutdown()
