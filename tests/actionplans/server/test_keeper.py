"""What ends is started again: at once where it meant to end, later and later where it fails."""

import logging
import signal
import sys
from itertools import pairwise

import pytest

from actionplans.server import keeper
from actionplans.server.keeper import Keeper, KeptProcess


class Process:
    """A process that ends when it is told how."""

    started: list["Process"] = []

    def __init__(self, command, **_options):
        self.command, self.returncode = command, None
        Process.started.append(self)

    def poll(self):
        return self.returncode


@pytest.fixture(autouse=True)
def no_real_process(monkeypatch):
    Process.started = []
    monkeypatch.setattr(keeper.subprocess, "Popen", Process)


def kept() -> KeptProcess:
    return KeptProcess("The worker", ["work"], {})


def starts(one: KeptProcess, codes: list[tuple[int, float]]) -> list[float]:
    """The seconds at which it is started, where its nth process ends with that code after so many seconds."""
    now, began, came = 0.0, 0.0, []
    for code, after in codes:
        while one.process is None:
            one.look(now)
            now += 0.5
        came.append(one.started)
        began = one.started
        one.process.returncode = code
        now = max(now, began + after)
        one.look(now)
    return came


def test_one_that_fails_is_started_again_after_pauses_that_double_up_to_half_a_minute():
    came = starts(kept(), [(1, 0.5)] * 8)
    pauses = [later - earlier - 0.5 for earlier, later in pairwise(came)]
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_one_that_meant_to_end_is_started_again_at_once():
    one = kept()
    one.look(0)
    one.process.returncode = 0
    one.look(100)
    one.look(100)
    assert len(Process.started) == 2


def test_after_a_minute_of_work_a_failure_is_the_first_again():
    one = kept()
    starts(one, [(1, 0.5)] * 6)
    assert one.failures == 6
    starts(one, [(-signal.SIGKILL, 61)])
    assert one.failures == 0


def test_the_log_says_which_one_ended_how(caplog):
    with caplog.at_level(logging.WARNING):
        starts(kept(), [(-signal.SIGKILL, 1)])
    assert "The worker ended with SIGKILL and is started again in 1 s." in caplog.text


def test_all_end_when_it_is_stopped(monkeypatch):
    ended = []
    monkeypatch.setattr(Process, "terminate", lambda self: ended.append(self.command), raising=False)
    monkeypatch.setattr(Process, "wait", lambda self, timeout=None: 0, raising=False)
    monkeypatch.setattr(keeper.signal, "signal", lambda *_args: None)
    both = Keeper([KeptProcess("one", ["one"], {}), KeptProcess("two", ["two"], {})])
    monkeypatch.setattr(keeper.time, "sleep", lambda _seconds: both.stop())
    both.run()
    assert ended == [["one"], ["two"]]


def test_a_signal_ends_it_wherever_it_comes(monkeypatch):
    """At each line of ours and of the library's, one after the other: a lock that is held there would be waited for by
    the signal that came meanwhile, for ever."""
    monkeypatch.setattr(keeper, "LOOK", 0.001)
    for at in range(120):
        ends = Keeper([])
        lines = iter(range(at))

        def look(_frame, event, _arg, ends=ends, lines=lines):
            if event == "line" and next(lines, None) is None:
                sys.settrace(None)
                ends.stop()
            return look

        earlier = [signal.signal(number, _too_long) for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT)]
        signal.alarm(60)
        sys.settrace(look)
        try:
            ends.run()
        finally:
            sys.settrace(None)
            signal.alarm(0)
            for number, handler in zip((signal.SIGALRM, signal.SIGTERM, signal.SIGINT), earlier, strict=True):
                signal.signal(number, handler)


def _too_long(*_args):
    raise AssertionError("it waits for a lock")
