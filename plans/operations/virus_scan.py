"""Asking a clamd, where one is configured, whether a file holds a virus (its INSTREAM command)."""

from __future__ import annotations

import socket
import struct
import time

from django.conf import settings

SECONDS = 15
"""For the whole conversation: whoever uploads is waiting."""

CHUNK = 64 * 1024
"""Bytes: far below clamd's StreamMaxLength."""


class NotScanned(Exception):
    """A clamd is configured and did not answer; the message is for the log."""


def virus_in(data: bytes) -> str:
    """The name of the virus that these bytes hold; empty for none, and where no clamd is configured.

    Raises NotScanned.
    """
    if not (settings.CLAMD_SOCKET or settings.CLAMD_HOST):
        return ""
    try:
        answer = _ask(data)
    except OSError as error:
        raise NotScanned(f"clamd did not answer: {error}") from error
    if answer.endswith("OK"):
        return ""
    if answer.endswith("FOUND"):
        return answer.removesuffix("FOUND").partition(":")[2].strip() or "a virus"
    raise NotScanned(f"clamd answered “{answer}”")


def _ask(data: bytes) -> str:
    """One conversation: length and bytes of each chunk, a length of nought, the answer. Raises OSError."""
    until = time.monotonic() + SECONDS
    with _connected() as clamd:
        clamd.sendall(b"zINSTREAM\0")
        for at in range(0, len(data), CHUNK):
            clamd.settimeout(_left(until))
            chunk = data[at : at + CHUNK]
            clamd.sendall(struct.pack("!I", len(chunk)) + chunk)
        clamd.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < CHUNK:
            clamd.settimeout(_left(until))
            part = clamd.recv(4096)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _connected() -> socket.socket:
    if settings.CLAMD_SOCKET:
        clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        clamd.settimeout(SECONDS)
        try:
            clamd.connect(settings.CLAMD_SOCKET)
        except OSError:
            clamd.close()
            raise
        return clamd
    return socket.create_connection((settings.CLAMD_HOST, settings.CLAMD_PORT), timeout=SECONDS)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError(f"not done within {SECONDS} seconds")
    return left
