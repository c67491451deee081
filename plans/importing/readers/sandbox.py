"""A file read in a child process, which may take so much memory and time and no more.

The libraries that read documents meet files which strangers made. One of them may fill the memory, never end, or
bring its process down; here that ends the child, and the person is told.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from plans import filemark
from plans.filemark import Mark
from plans.importing.errors import NotAPlan, OwnFile
from plans.importing.json_shapes import document_from_json
from plans.importing.readers.limits import MOST_BYTES
from plans.importing.source_document import SourceDocument

LONGEST_WAIT = 240
"""Seconds by the clock."""
MOST_ANSWERED = 60_000_000
"""Bytes; no plan's document is near this."""

_PROJECT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from plans.importing.readers.sandbox_child import main; "
_MAIN = "main(sys.argv[2], int(sys.argv[3]), sys.argv[4] == 'own')"
_PIECE = 1 << 16

_SMALLER = "Take out pictures and sheets that are not the plan's, or import the plan in parts."
_OTHERWISE = "Open it, save it again (in Word as .docx, in Excel as .xlsx) and choose the new file."


def read_in_child(
    data: bytes,
    name: str,
    *,
    progress: Callable[[int, int], None] | None = None,
    longest_wait: float = LONGEST_WAIT,
    own: bool = False,
) -> SourceDocument:
    """What `read_document` reads from the bytes, read in a process of its own.

    `progress` is told how many rows (pages, of a PDF) have been read, and of how many; files that the application made
    are read where such are asked for (`own`). Raises NotAPlan for what the reader refuses, and when the child is out
    of memory or time, dies, or answers nothing that is a document.
    """
    if len(data) > MOST_BYTES:
        raise NotAPlan(f"{name} is larger than {MOST_BYTES // 1_000_000} MB. {_SMALLER}")
    told, telling = os.pipe()
    try:
        child = _started(name, telling, own)
    except BaseException:
        os.close(told)
        raise
    finally:
        os.close(telling)
    feeder = Thread(target=_feed, args=(child, data), daemon=True)
    feeder.start()
    try:
        answer = _answer(child, told, progress, time.monotonic() + longest_wait)
    finally:
        ended = child.poll() is not None
        child.kill()
        os.close(told)
        assert child.stdout is not None  # noqa: S101 — it was asked for
        child.stdout.close()
        status = child.wait()
        feeder.join()
    if answer is None or not ended:
        raise NotAPlan(f"{name} takes too long to read. {_SMALLER}")
    return _document(answer, status, name)


def _started(name: str, telling: int, own: bool) -> subprocess.Popen[bytes]:
    """The child, without our environment and in Python's isolated mode: nothing around it changes what it loads."""
    return subprocess.Popen(  # noqa: S603 — our own interpreter and our own words
        [
            sys.executable,
            "-I",
            "-B",
            "-X",
            "utf8",
            "-c",
            _START + _MAIN,
            str(_PROJECT),
            name[:200],
            str(telling),
            "own" if own else "",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=(telling,),
        env={"LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"},
        cwd="/",
    )


def _feed(child: subprocess.Popen[bytes], data: bytes) -> None:
    assert child.stdin is not None  # noqa: S101 — it was asked for
    # A child that died reads no more; its end tells why.
    with suppress(OSError):
        child.stdin.write(data)
    with suppress(OSError):
        child.stdin.close()


def _answer(
    child: subprocess.Popen[bytes], told: int, progress: Callable[[int, int], None] | None, until: float
) -> bytes | None:
    """All that the child answers, None when it takes longer than `until`; its progress is passed on meanwhile."""
    assert child.stdout is not None  # noqa: S101 — it was asked for
    answer, lines = bytearray(), b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(child.stdout, selectors.EVENT_READ)
        waiting.register(told, selectors.EVENT_READ)
        while child.stdout in (key.fileobj for key in waiting.get_map().values()):
            left = until - time.monotonic()
            if left <= 0:
                return None
            for key, _ in waiting.select(left):
                piece = os.read(key.fd, _PIECE)
                if not piece:
                    waiting.unregister(key.fileobj)
                elif key.fileobj is child.stdout:
                    answer += piece
                    if len(answer) > MOST_ANSWERED:
                        return bytes(answer)
                elif progress:
                    *complete, lines = (lines + piece).split(b"\n")
                    _pass_on(complete, progress)
    # The end of its answer is not the end of the child; it has a moment to come to one.
    with suppress(subprocess.TimeoutExpired):
        child.wait(max(0.0, min(5.0, until - time.monotonic())))
    return bytes(answer)


def _pass_on(lines: list[bytes], progress: Callable[[int, int], None]) -> None:
    """The last of some progress told at once, if it is one."""
    numbers = lines[-1].split() if lines else []
    if len(numbers) == 2 and all(number.isdigit() and len(number) < 10 for number in numbers):
        progress(int(numbers[0]), int(numbers[1]))


def _document(answer: bytes, status: int, name: str) -> SourceDocument:
    found: Any = None
    if status == 0 and len(answer) <= MOST_ANSWERED:
        with suppress(ValueError, RecursionError):
            found = json.loads(answer)
    if isinstance(found, dict) and isinstance(found.get("own"), str):
        raise OwnFile(name, filemark.find(found["own"]) or Mark(kind=filemark.APPENDIX))
    if isinstance(found, dict) and isinstance(found.get("refused"), str):
        raise NotAPlan(found["refused"])
    if isinstance(found, dict) and "document" in found:
        with suppress(ValueError):
            return document_from_json(found["document"])
    if (isinstance(found, dict) and found.get("memory")) or status in (-signal.SIGKILL, -signal.SIGABRT):
        raise NotAPlan(f"{name} takes more memory to read than any plan does. {_SMALLER}")
    if status == -signal.SIGXCPU:
        raise NotAPlan(f"{name} takes too long to read. {_SMALLER}")
    raise NotAPlan(f"{name} cannot be read: something in it stops the reader. {_OTHERWISE}")
