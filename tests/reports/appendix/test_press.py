"""What a paper may take in the process that prints it."""

import io
import pickle
import resource
import sys
from functools import partial
from types import SimpleNamespace

import pytest

from reports.appendix.pdf import press

GIGABYTE = 2**30


@pytest.mark.parametrize(
    ("machine", "least", "most"),
    [(resource.RLIM_INFINITY, 4 * GIGABYTE, 8 * GIGABYTE), (GIGABYTE, GIGABYTE, GIGABYTE)],
)
def test_a_child_may_take_some_gigabytes_and_no_more_than_the_machine_gives(monkeypatch, machine, least, most):
    limits, printed = {}, io.BytesIO()
    monkeypatch.setattr(resource, "getrlimit", lambda of: (machine, machine))
    monkeypatch.setattr(resource, "setrlimit", lambda of, both: limits.update({of: both}))
    sent = io.BytesIO(pickle.dumps(partial(bytes, b"a paper")))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=sent))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=printed))
    press.main()
    soft, hard = limits[resource.RLIMIT_AS]
    assert least <= soft == hard <= most
    assert printed.getvalue() == b"a paper"


def test_a_machine_without_room_for_the_child_is_told_of(monkeypatch):
    def full(env):
        raise OSError("no room")

    monkeypatch.setattr(press, "_child", full)
    with pytest.raises(press.NotPrinted, match="could not start: no room"):
        press._started()
