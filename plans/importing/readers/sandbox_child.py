"""A reader in a process of its own: a file's bytes on standard input, the document as JSON on standard output.

Started by `plans.importing.readers.sandbox`. Before it looks at a byte it gives up what it does not need: memory beyond
a limit, processor time beyond a limit, files to write, processes to start, and the network.
"""

import json
import os
import resource
import sys
from contextlib import suppress
from typing import BinaryIO

MOST_MEMORY = 480 * 1024 * 1024
"""Of address space, so that what is resident stays below 500 MB."""
MOST_SECONDS = 150
"""Of processor time."""

_REFUSED_EVENTS = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn", "socket.", "pty.")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def confine() -> None:
    """Gives up what a reader does not need, for good."""
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple) -> None:
    if event.startswith(_REFUSED_EVENTS):
        raise PermissionError(f"a reader may not do this: {event}")
    if event == "open" and len(arguments) > 2 and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError("a reader may not write files")


def main(name: str, progress_to: int, own: bool = False) -> None:
    """Reads standard input and answers {"document": …}, {"refused": words} or {"own": mark}; tells the progress as
    lines of two numbers to the file descriptor `progress_to`."""
    confine()
    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    _send(answer, _read(sys.stdin.buffer.read(), name, progress_to, own))


def _read(data: bytes, name: str, progress_to: int, own: bool) -> dict:
    from plans.importing.errors import NotAPlan, OwnFile
    from plans.importing.json_shapes import document_as_json
    from plans.importing.readers import read_document

    try:
        return {
            "document": document_as_json(
                read_document(data, name, lambda done, in_all: _tell(progress_to, done, in_all), own=own)
            )
        }
    except OwnFile as own:
        return {"own": str(own.mark)}
    except NotAPlan as refusal:
        # A library out of memory is told like a damaged file otherwise.
        return {"memory": True} if isinstance(refusal.__cause__, MemoryError) else {"refused": str(refusal)}
    except MemoryError:
        return {"memory": True}


def _tell(progress_to: int, done: int, in_all: int) -> None:
    with suppress(OSError):  # nobody listens any more
        os.write(progress_to, b"%d %d\n" % (done, in_all))


def _send(answer: BinaryIO, found: dict) -> None:
    for piece in json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).iterencode(found):
        answer.write(piece.encode())
    answer.flush()
