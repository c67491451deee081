"""A pytest plugin: each alteration of a list is tried by the tests that pass through it, in a process of its own.

The tests are run once as the code is, and for each it is kept through which functions it passes and how long it takes.
Then, for every alteration, the process forks: in the child the altered code takes the place of the other, and the tests
that pass through that function are run, the quickest first, until one fails. Nothing is started, collected or set up
anew, so that an alteration takes as long as its tests. It knows nothing of what makes the list: `mutants.py` does.

What it can't see it tells as unnoticed: an alteration of what was worked out before any test began.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import importlib
import json
import os
import signal
import sys
import time
import types
from pathlib import Path
from typing import NoReturn

import coverage
import pytest

SLOWER, AT_LEAST = 8, 60
"""So many times what the tests took of the code as it is, and at least so many seconds, they may take of an alteration;
one that never ends is noticed, too."""
PLAIN = int | float | str | bytes | bool | None | type(Ellipsis)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """Instead of pytest's own loop, where a list of alterations is given."""
    asked = json.loads(Path(os.environ["MUTANTS"]).read_text(encoding="utf-8"))
    paths = sorted({each["path"] for each in asked["mutants"]})
    passed, took = _as_it_is(session, set(paths))
    own = [{"path": path, "source": Path(path).read_text(encoding="utf-8")} for path in paths]
    if why := _noticed(session, own, session.items, took):
        raise pytest.UsageError(f"A test fails of the code as it is, put in its own place.\n{why}")
    outcomes = []
    for mutant in asked["mutants"]:
        if time.time() > asked["until"]:
            break
        through = passed.get((mutant["path"], mutant["line"]), session.items)
        noticed = _noticed(session, [mutant], sorted(through, key=lambda item: took[item.nodeid]), took)
        outcomes.append(bool(noticed))
        Path(os.environ["MUTANTS"] + ".told").write_text(json.dumps(outcomes))
        if not noticed:
            with session.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
                sys.stderr.write(f"{mutant['diff']}\n")
    return True


def _as_it_is(session, paths: set[str]):
    """By module and line the tests that pass through the function around it; and how long each test takes. Raises
    where one fails already."""
    seen = coverage.Coverage(data_file=None, include=[str(Path(path).resolve()) for path in paths])
    took: dict[str, float] = {}
    seen.start()
    for place, item in enumerate(session.items):
        seen.switch_context(item.nodeid)
        began = time.perf_counter()
        following = session.items[(place + 1) % len(session.items)]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        took[item.nodeid] = time.perf_counter() - began
    seen.stop()
    if session.testsfailed:
        raise pytest.UsageError("A test fails as the code is.")
    by_id = {item.nodeid: item for item in session.items}
    passed = {}
    for path in paths:
        contexts = seen.get_data().contexts_by_lineno(str(Path(path).resolve()))
        for lines in _functions(path):
            ids = {name for line in lines for name in contexts.get(line, ())} & by_id.keys()
            for line in lines:
                passed[path, line] = [by_id[name] for name in sorted(ids)]
    return passed, took


def _functions(path: str):
    """The lines of each function's body, those within others last."""
    for node in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield range(node.body[0].lineno, node.end_lineno + 1)


def _noticed(session, altered: list[dict], items: list, took: dict[str, float]) -> str:
    """What the first test says that fails of the altered code; empty where none does."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _try(session, altered, items, writer, int(AT_LEAST + SLOWER * sum(took[item.nodeid] for item in items)))
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8", errors="replace") as told:
        why = told.read()
    status = os.waitpid(child, 0)[1]
    return why or (f"It ended with {status}." if status else "")


def _try(session, altered: list[dict], items: list, writer: int, seconds: int) -> NoReturn:
    """In the child: the altered code and its tests, until one fails."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    session.config.pluginmanager.register(Ends(writer))
    try:
        for each in altered:
            _take_its_place(each)
        if items:
            session._setupstate.teardown_exact(items[0])
        for item, following in zip(items, [*items[1:], items[-1]], strict=True) if items else ():
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    except BaseException as error:
        _end(writer, repr(error))
    os._exit(0)


def _end(writer: int, why: str) -> NoReturn:
    """End the child, which has nothing to tidy: what it said, as far as a pipe holds it without a reader."""
    os.write(writer, why.encode()[-4000:])
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
    for each in gc.get_objects():
        if type(each) is functools._lru_cache_wrapper and _is_ours(each):
            each.cache_clear()


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


def _alike(one, other) -> bool:
    """Whether two values say the same, functions by what they do."""
    if type(one) is not type(other):
        return False
    if isinstance(one, types.FunctionType):
        return _says(one.__code__) == _says(other.__code__)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, PLAIN | frozenset | set):
        return one == other
    return repr(one).partition(" at 0x")[0] == repr(other).partition(" at 0x")[0]


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


OURS = {"plans", "audits", "reports", "actionplans", "tests"}


def _is_ours(wrapper) -> bool:
    return str(getattr(wrapper, "__module__", "")).partition(".")[0] in OURS
