"""Which tests pass through which lines, of one run of them: what `mutation.py` chooses its tests by."""

from __future__ import annotations

import ast
import os
import pickle
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import coverage
import pytest

PRODUCT = ("plans", "audits", "reports", "actionplans")
FEW = 3
COMPOUND = (ast.If, ast.For, ast.While, ast.With)
SCOPES = (ast.FunctionDef, ast.ClassDef)


class Recording:
    """Runs a session's tests once, as a plugin beside them: through which lines each passes, and how many seconds of a
    processor it takes. What several share, a fixture of a module, is kept by itself."""

    def __init__(self):
        self.took: dict[str, float] = defaultdict(float)
        self.failed: list[str] = []
        self.contexts: list[str] = []
        self.since = 0.0
        self.seen = coverage.Coverage(data_file=None, include=[str(Path(each).resolve() / "*") for each in PRODUCT])

    def run(self, session, caches: list) -> dict:
        session.config.pluginmanager.register(self)
        self.seen.start()
        for place, item in enumerate(session.items):
            for wrapper in caches:  # or what an earlier test has worked out is nobody's passage
                wrapper.cache_clear()
            with self._within(item.nodeid):
                _run(item, session.items[(place + 1) % len(session.items)])
        self.seen.stop()
        data = self.seen.get_data()
        lines = {path: data.contexts_by_lineno(path) for path in data.measured_files()}
        return {"took": self.took, "failed": self.failed, "lines": lines}

    @contextmanager
    def _within(self, context: str) -> Iterator[None]:
        """What runs within is of this context, for its lines and its time."""
        self._turn_to([*self.contexts, context])
        yield
        self._turn_to(self.contexts[:-1])

    def _turn_to(self, contexts: list[str]) -> None:
        now = time.process_time()
        if self.contexts:
            self.took[self.contexts[-1]] += now - self.since
        self.since, self.contexts = now, contexts
        self.seen.switch_context(contexts[-1] if contexts else "none")

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed.append(report.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        if fixturedef.scope == "function":
            return (yield)
        with self._within(_name(fixturedef)):
            return (yield)


class Passages:
    """Which tests of a session pass through which lines. They are run once in a process of its own: what makes papers
    starts threads, and a process that has some can't be forked. Then one is run here, by which the database is made.
    A few tests that fail where each has to work everything out by itself are left out; of more it raises."""

    def __init__(self, session, caches: list):
        seen = _in_a_child(lambda: Recording().run(session, caches))
        self.took: dict[str, float] = seen["took"]
        self.lines: dict[str, dict[int, list[str]]] = seen["lines"]
        if len(seen["failed"]) > FEW:
            raise pytest.UsageError("\n".join(["Tests fail as the code is.", *seen["failed"]]))
        self.items = [item for item in session.items if item.nodeid not in seen["failed"]]
        self.by_context = defaultdict(set)
        for item in self.items:
            self.by_context[item.nodeid].add(item)
            for shared in _shared(item):
                self.by_context[shared].add(item)
        asking = [item for item in self.items if "db" in item.fixturenames or item.get_closest_marker("django_db")]
        for item in sorted(asking, key=lambda item: self.took[item.nodeid])[:1]:
            _run(item, self.items[0])

    def seconds(self, items: list) -> float:
        """About how long these take together."""
        return sum(self.took[item.nodeid] for item in items) + sum(
            self.took[each] for each in {shared for item in items for shared in _shared(item)}
        )

    def first(self, seconds: float, items: list) -> list:
        """As many of these as take so long together, and one at least."""
        shared: set[str] = set()
        for number, item in enumerate(items):
            seconds -= self.took[item.nodeid] + sum(self.took[each] for each in _shared(item) - shared)
            shared |= _shared(item)
            if seconds < 0:
                return items[: max(number, 1)]
        return items

    def nearest_first(self, items, path: str = "") -> list:
        """File by file, so that what a file's tests share is made once: those called like the module first, then the
        quickest."""
        files = defaultdict(list)
        for item in items:
            files[item.path].append(item)
        for each in files.values():
            each.sort(key=lambda item: self.took[item.nodeid])
        called = f"test_{Path(path).stem}"
        order = sorted(files, key=lambda file: (not file.stem.startswith(called), self.seconds(files[file])))
        return [item for file in order for item in files[file]]

    @cache  # noqa: B019 one for a process
    def through(self, path: str, line: int) -> list:
        """The tests that pass through the statement of this line; of a value that a module or a class has, those that
        pass by any use of its name. All of them where none can be told."""
        lines, names = _around(path, line)
        found = self._by(str(Path(path).resolve()), lines)
        if not names:
            return self.nearest_first(found, path)
        word = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names)))})\b")
        for each in _texts():
            using = [number for number, text in enumerate(_texts()[each], 1) if word.search(text)]
            found |= self._by(each, using)
        found |= {item for item in self.items if word.search(_text(item.path))}
        return self.nearest_first(found or set(self.items), path)

    def _by(self, path: str, lines) -> set:
        contexts = self.lines.get(path, {})
        return {item for line in lines for name in contexts.get(line, ()) for item in self.by_context.get(name, ())}


def _run(item, following) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def _in_a_child(work: Callable[[], dict]) -> dict:
    """What it gives, worked out in a process of its own."""
    kept = Path(tempfile.mkdtemp(dir=os.environ["DATA_DIR"])) / "kept"
    child = os.fork()
    if not child:
        try:
            kept.write_bytes(pickle.dumps(work()))
        finally:
            os._exit(not kept.exists())
    if os.waitpid(child, 0)[1]:
        raise pytest.UsageError("The tests could not be run once as the code is.")
    return pickle.loads(kept.read_bytes())  # noqa: S301 our own


def _name(fixturedef) -> str:
    return f"{fixturedef.scope} {fixturedef.baseid} {fixturedef.argname}"


def _shared(item) -> set[str]:
    definitions = item._fixtureinfo.name2fixturedefs.values()
    return {_name(each) for found in definitions for each in found if each.scope != "function"}


@cache
def _texts() -> dict[str, list[str]]:
    paths = [path for package in PRODUCT for path in Path(package).resolve().rglob("*.py")]
    return {str(path): _text(path).splitlines() for path in paths}


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _around(path: str, line: int) -> tuple[set[int], set[str]]:
    """The lines of the statement of a line, a compound one's own part of them; and, outside of functions, the names
    that rest on it."""
    tree = ast.parse(_text(Path(path)))
    within = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno]
    within.sort(key=lambda node: (node.lineno, -node.end_lineno))
    statement = within[-1]
    functions = [node for node in within if isinstance(node, ast.FunctionDef)]
    if isinstance(statement, ast.FunctionDef):  # its defaults
        return _lines(statement.body), set()
    if functions:
        last = statement.body[0].lineno - 1 if isinstance(statement, COMPOUND) else statement.end_lineno
        return set(range(statement.lineno, max(last, line) + 1)), set()
    kinds = [node for node in within if isinstance(node, ast.ClassDef)]
    methods = [node for kind in kinds for node in ast.walk(kind) if isinstance(node, ast.FunctionDef)]
    lines = {number for method in methods for number in _lines(method.body)}
    return lines, _resting_on(tree, set(_bound(statement)) | {kind.name for kind in kinds})


def _lines(body) -> set[int]:
    return set(range(body[0].lineno, body[-1].end_lineno + 1))


def _bound(statement) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, SCOPES):
            yield node.name


def _resting_on(tree, names: set[str]) -> set[str]:
    """These names, and those that the module works out of them before anybody asks."""
    while True:
        more = {
            name
            for statement in tree.body
            if not isinstance(statement, SCOPES)
            and any(isinstance(node, ast.Name) and node.id in names for node in ast.walk(statement))
            for name in _bound(statement)
        }
        if more <= names:
            return names
        names = names | more
