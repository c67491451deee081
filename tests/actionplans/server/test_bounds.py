"""Each head and each body has its time, however little of it comes now and then."""

import socket
import time

import pytest
from waitress.adjustments import Adjustments

from actionplans.server import bounds
from actionplans.server.bounds import BODY_SECONDS, HEAD_SECONDS, SLOWEST, Channel


class Server:
    """What a channel knows of its server."""

    leaving = False

    def __init__(self):
        self.active_channels, self.asked = {}, []

    def add_task(self, channel):
        self.asked.append(channel)


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(bounds.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def channel(clock):
    ours, theirs = socket.socketpair()
    yield Channel(Server(), ours, ("127.0.0.1", 1), Adjustments(), map={})
    ours.close()
    theirs.close()


HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"


def test_a_connection_that_says_nothing_is_late_after_the_time_of_a_head(channel, clock):
    assert not channel.is_late(clock[0] + HEAD_SECONDS)
    assert channel.is_late(clock[0] + HEAD_SECONDS + 1)


def test_a_head_that_drips_is_late_though_something_comes_all_the_time(channel, clock):
    for _ in range(HEAD_SECONDS + 1):
        assert not channel.is_late(clock[0])
        channel.received(b"X")
        clock[0] += 1
    assert channel.is_late(clock[0])


def test_a_body_that_drips_is_late_and_one_that_comes_over_a_slow_line_is_not(channel, clock):
    channel.received(HEAD)
    channel.received(b"x" * 10)
    assert not channel.is_late(clock[0] + BODY_SECONDS)
    assert channel.is_late(clock[0] + BODY_SECONDS + 1)
    channel.received(b"x" * 100 * SLOWEST)
    assert not channel.is_late(clock[0] + BODY_SECONDS + 1)


def test_one_that_was_answered_and_is_kept_open_is_idle_and_not_late(channel, clock):
    channel.received(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert channel.server.asked == [channel]
    assert not channel.is_idle()
    channel.requests = []
    assert channel.is_idle()
    assert not channel.is_late(clock[0] + 1000)


def test_the_clock_of_the_bounds_is_a_stopwatch():
    assert bounds.time.monotonic is time.monotonic
