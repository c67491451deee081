"""A pytest plugin: each alteration of a list is tried by the tests that pass through its line, two at a time.

The tests are run once as the code is, and it is kept through which lines each passes, in what it sets up with others
too, and how long it takes. Then the process forks for every alteration: in the child the altered code takes the place
of the other, and the tests that pass through its statement are run, the quickest first, until one fails. Nothing is
started, collected or made anew, and the database is in memory, so that an alteration takes as long as its tests. It
knows nothing of what makes the list: `mutants.py` does, and `passages.py` of what passes where.

What it can't see it tells as unnoticed: an alteration of what another module worked out before any test began.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
import types
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from tests.bench.passages import Passages

AT_ONCE = 2
SLOWER, AT_LEAST = 4, 10
"""So many times what its tests took of the code as it is, and at least so many seconds of a processor, an alteration
may take; one that never ends is noticed, too. Ten times as long by the clock: the machine may be busy."""
MEMORY = 2 << 30
"""Bytes that an alteration may take beside what the process has."""
PLAIN = int | float | str | bytes | bool | None | type(Ellipsis)
OURS = {"plans", "audits", "reports", "actionplans", "tests"}


@dataclass(frozen=True)
class Running:
    """An alteration that is being tried: its place in the list, its process, and since when."""

    place: int
    process: int
    since: float


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """Instead of pytest's own loop, where a list of alterations is given."""
    asked = json.loads(Path(os.environ["MUTANTS"]).read_text(encoding="utf-8"))
    gc.unfreeze()  # what the tests' own settings have put out of sight, or no cache would be found
    caches = _caches()
    passages = Passages(session, caches)
    own = [{"path": path, "source": Path(path).read_text(encoding="utf-8")} for path in _paths(asked["mutants"])]
    chosen = [
        passages.first(asked["seconds"], passages.through(each["path"], each["line"])) for each in asked["mutants"]
    ]
    jobs = deque((at, [each], items) for at, (each, items) in enumerate(zip(asked["mutants"], chosen, strict=True)))
    of_all = passages.nearest_first({item for items in chosen for item in items})
    jobs.appendleft((-1, own, passages.first(5 * asked["seconds"], of_all)))
    gc.collect()
    gc.freeze()  # what there is stays where it is, and what an alteration makes can be told from it
    with Path(os.environ["MUTANTS"] + ".told").open("a", encoding="utf-8") as told:
        for place, why, seconds in _tried(session, jobs, passages, caches, asked["until"]):
            if place == -1 and why:
                raise pytest.UsageError(f"A test fails of the code as it is, put in its own place.\n{why}")
            if place >= 0:
                print(json.dumps({"place": place, "why": why, "seconds": round(seconds, 1)}), file=told, flush=True)
    return True


def _paths(mutants: list[dict]) -> list[str]:
    return sorted({each["path"] for each in mutants})


def _tried(session, jobs: deque, passages: Passages, caches: list, until: float):
    """Place in the list, why it was noticed, and seconds, of each as it ends; several are under way at a time."""
    running: dict[int, Running] = {}
    while jobs or running:
        while jobs and len(running) < AT_ONCE and time.time() < until:
            place, altered, items = jobs.popleft()
            reader, process = _started(session, altered, items, passages.seconds(items), caches)
            running[reader] = Running(place, process, time.time())
        if not running:
            return
        for reader in select.select(list(running), [], [])[0]:
            each = running.pop(reader)
            with os.fdopen(reader, encoding="utf-8", errors="replace") as told:
                why = told.read()
            status = os.waitpid(each.process, 0)[1]
            yield each.place, why or (f"It ended with {status}." if status else ""), time.time() - each.since


def _started(session, altered: list[dict], items: list, seconds: float, caches: list) -> tuple[int, int]:
    """Where a child tells what the first test says that fails of the altered code, and the child."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _try(session, altered, items, writer, int(AT_LEAST + SLOWER * seconds), caches)
    os.close(writer)
    return reader, child


def _try(session, altered: list[dict], items: list, writer: int, seconds: int, caches: list) -> NoReturn:
    """In the child: the altered code and its tests, until one fails."""
    _bound(seconds)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    session.config._tmp_path_factory._basetemp = Path(tempfile.mkdtemp(dir=os.environ["DATA_DIR"]))
    session.config.pluginmanager.register(Ends(writer))
    try:
        for each in altered:
            _take_its_place(each)
        for wrapper in caches:
            wrapper.cache_clear()
        if items:
            session._setupstate.teardown_exact(items[0])
        for item, following in zip(items, [*items[1:], items[-1]], strict=True) if items else ():
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    except BaseException as error:
        _end(writer, repr(error))
    os._exit(0)


def _bound(seconds: int) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(10 * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))


def _end(writer: int, why: str) -> NoReturn:
    """End the child, which has nothing to tidy: what it said, as far as a pipe holds it without a reader."""
    os.write(writer, why.encode(errors="replace")[-4000:])
    os._exit(1)


class Ends:
    """Ends the child at the first failure."""

    def __init__(self, writer: int):
        self.writer = writer

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):
        if report.failed:
            _end(self.writer, f"{report.nodeid}\n{report.longreprtext}")


def _take_its_place(mutant: dict) -> None:
    """Put the altered functions and values where the module's own are, for whoever has them by whatever name."""
    module = importlib.import_module(mutant["path"].removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    own = _executed(module, Path(mutant["path"]).read_text(encoding="utf-8"))
    altered = _executed(module, mutant["source"])
    _are_of_its_classes(module, own, altered)
    for name, new in altered.items():
        old = module.__dict__.get(name)
        if isinstance(new, type) and isinstance(old, type) and new.__module__ == module.__name__:
            _class(old, own[name], new)
        elif not _replaced(old, new) and not _alike(own.get(name), new):
            _everywhere(old, name, new, module)


def _are_of_its_classes(module, *executed: dict) -> None:
    """Make what was made of a module's classes once more, an actor or a row of a table, be of the classes that are
    there: nothing else would take it for one."""
    own = {
        kind: module.__dict__[name]
        for names in executed
        for name, kind in names.items()
        if isinstance(kind, type) and kind.__module__ == module.__name__ and isinstance(module.__dict__.get(name), type)
    }
    for each in gc.get_objects() if own else ():
        if type(each) in own:
            with contextlib.suppress(TypeError):
                object.__setattr__(each, "__class__", own[type(each)])


def _executed(module, source: str) -> dict:
    names = {key: module.__dict__.get(key) for key in ("__name__", "__package__", "__file__", "__path__", "__spec__")}
    exec(compile(source, module.__file__, "exec"), names)  # noqa: S102 our own source, altered in one place
    return {name: value for name, value in names.items() if not name.startswith("__")}


def _class(old: type, own: type, new: type) -> None:
    for name, value in vars(new).items():
        mine = vars(old).get(name)
        if not _replaced(mine, value) and not name.startswith("__") and not _alike(vars(own).get(name), value):
            with contextlib.suppress(AttributeError, TypeError):
                setattr(old, name, value)


def _replaced(old, new) -> bool:
    """Whether these are functions, of which the first now does what the second does."""
    old, new = _function(old), _function(new)
    if old is None or new is None:
        return False
    if len(old.__code__.co_freevars) != len(new.__code__.co_freevars):
        return False
    old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    return True


def _function(thing):
    """The function within a method, a property or what was wrapped around it."""
    for name in ("__func__", "fget", "func", "__wrapped__"):
        inner = getattr(thing, name, None) if not isinstance(thing, type) else None
        if callable(inner) and not isinstance(thing, types.FunctionType):
            return _function(inner)
    if isinstance(thing, types.FunctionType):
        return _function(thing.__wrapped__) if hasattr(thing, "__wrapped__") else thing
    return None


def _alike(one, other, depth: int = 0) -> bool:
    """Whether two values say the same, functions by what they do, things that say nothing of themselves by what they
    hold."""
    if type(one) is not type(other) or depth > DEEPEST:
        return type(one) is type(other)
    if isinstance(one, types.FunctionType):
        return _says(one.__code__) == _says(other.__code__)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key], depth + 1) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(_alike(*pair, depth + 1) for pair in zip(one, other, strict=True))
    if isinstance(one, PLAIN | frozenset | set):
        return one == other
    said, mute, _ = repr(one).partition(" at 0x")
    if said != repr(other).partition(" at 0x")[0]:
        return False
    return (
        not mute or not hasattr(one, "__dict__") or isinstance(one, type) or _alike(vars(one), vars(other), depth + 1)
    )


DEEPEST = 6


def _says(code) -> tuple:
    return (
        code.co_code,
        code.co_names,
        tuple(_says(each) if isinstance(each, types.CodeType) else repr(each) for each in code.co_consts),
    )


def _everywhere(old, name: str, new, module) -> None:
    module.__dict__[name] = new
    if old is None or isinstance(old, bool):
        return
    for other in [each for each in sys.modules.values() if isinstance(each, types.ModuleType)]:
        if other.__name__.partition(".")[0] in OURS and other.__dict__.get(name) is old:
            other.__dict__[name] = new


def _caches() -> list:
    """What is kept by `functools.cache` of functions of ours."""
    return [each for each in gc.get_objects() if type(each) is functools._lru_cache_wrapper and _is_ours(each)]


def _is_ours(wrapper) -> bool:
    return str(getattr(wrapper, "__module__", "")).partition(".")[0] in OURS
