"""The appendix printed in a process of its own, which may take so much memory and time and no more.

Laying out takes memory that a process does not give back, and long: here both end with the child. It prints the same
bytes, for an appendix is a function of a state and options, and both are values.
"""

from __future__ import annotations

import os
import pickle
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread

from plans.state import PlanState
from reports.appendix import render
from reports.appendix.options import Options

LONGEST_WAIT = 1800
"""Seconds by the clock."""
MOST_SECONDS = 1200
"""Of processor time."""
MOST_MEMORY = 6 * 1024**3
"""Of address space: a paper of ten thousand actions takes half of it."""
SECONDS_BETWEEN_LOOKS = 0.5
"""At whether the paper is still wanted."""

_DONE = re.compile(rb"^(\d+) per cent done$", re.MULTILINE)

_PROJECT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from reports.appendix.pdf.press import main; main()"
_KEPT = ("HOME", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME", "TMPDIR")
"""What of our environment says where libraries and their caches are. The child knows nothing else of it."""


class Stopped(Exception):
    """Nobody wants the paper any more."""


class NotPrinted(Exception):
    """The child came to no end; the message says why, for the log."""


def print_in_child(
    state: PlanState,
    options: Options,
    fmt: str,
    *,
    is_wanted: Callable[[], bool] = lambda: True,
    told: Callable[[int], None] = lambda share: None,
    longest_wait: float = LONGEST_WAIT,
) -> bytes:
    """What `render` prints; meanwhile `told` hears how much of it is done, in per cent. Raises as `in_child` does."""
    printed_by = partial(render, state, options, fmt, _say_done)
    return in_child(printed_by, is_wanted=is_wanted, told=told, longest_wait=longest_wait)


def in_child(
    printed_by: Callable[[], bytes],
    *,
    is_wanted: Callable[[], bool] = lambda: True,
    told: Callable[[int], None] = lambda share: None,
    longest_wait: float = LONGEST_WAIT,
) -> bytes:
    """What a function of ours returns, called in a process of its own. Raises Stopped when it is not wanted any more,
    NotPrinted when the child fails or takes too long."""
    with _started() as child:
        feeder = _feeder(child, pickle.dumps(printed_by))
        try:
            printed, said = _ended(child, is_wanted, told, time.monotonic() + longest_wait)
        finally:
            child.kill()
            feeder.join()
    if child.returncode:
        raise NotPrinted(f"it ended with {child.returncode}: {said.decode(errors='replace')[-2000:]}")
    return printed


def _feeder(child: subprocess.Popen[bytes], sent: bytes) -> Thread:
    """A thread that writes to the child what it prints; `communicate` stops writing at its first timeout."""
    stdin, child.stdin = child.stdin, None
    assert stdin is not None  # noqa: S101 — it was asked for

    def feed() -> None:
        with suppress(OSError), stdin as pipe:  # A child that ended reads no more; its end tells why.
            pipe.write(sent)

    thread = Thread(target=feed, daemon=True)
    thread.start()
    return thread


def _ended(
    child: subprocess.Popen[bytes], is_wanted: Callable[[], bool], told: Callable[[int], None], until: float
) -> tuple[bytes, bytes]:
    """What the child wrote on its two streams when it came to an end."""
    while True:
        try:
            return child.communicate(timeout=SECONDS_BETWEEN_LOOKS)
        except subprocess.TimeoutExpired as so_far:
            done = _DONE.findall(so_far.stderr or b"")
            if done:
                told(int(done[-1]))
            if not is_wanted():
                raise Stopped from None
            if time.monotonic() > until:
                raise NotPrinted("it took too long") from None


def main() -> None:
    """In the child: print what stands on standard input to standard output."""
    for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))
    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    printed_by = pickle.load(sys.stdin.buffer)  # noqa: S301 — our own parent wrote it
    answer.write(printed_by())
    answer.flush()


def _say_done(share: float) -> None:
    """Tell the parent how much is done."""
    sys.stderr.write(f"{int(100 * share)} per cent done\n")
    sys.stderr.flush()


def _started() -> subprocess.Popen[bytes]:
    """The child, in Python's isolated mode: nothing around it changes what it loads. Raises NotPrinted where the
    machine has no room for it."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    try:
        return _child(env={"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"} | kept)
    except OSError as error:
        raise NotPrinted(f"its process could not start: {error}") from error


def _child(env: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 — our own interpreter and our own words
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_PROJECT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
        cwd="/",
    )
