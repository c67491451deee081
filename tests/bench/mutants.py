"""Which small alterations of the code no test near it notices: `./dev mutants [PLACE…]`.

A sample of places is altered, one at a time and in memory alone, and of the tests that are near those that pass through
it are run until one fails (`mutation.py`). What survives is printed as a difference: a test that is lacking, or an
alteration that is equal in effect. Runs in an environment of its own, which has Cosmic Ray and nothing of the project.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import MutationSpec

PLACES = {
    "rules": (["plans/rules.py"], ["tests/plans/test_rules.py", "tests/plans/test_standings.py"]),
    "stages": (
        ["plans/stages.py"],
        [
            "tests/plans/test_rules.py",
            "tests/test_docs.py",
            "tests/plans/operations/test_claims.py",
            "tests/plans/operations/test_completion.py",
            "tests/plans/operations/test_progress.py",
            "tests/plans/operations/test_rechecks.py",
        ],
    ),
    "movement": (["plans/movement"], ["tests/plans/test_movement.py"]),
    "trail": (
        ["plans/trail"],
        [
            "tests/plans/trail",
            "tests/audits/test_heads.py",
            "tests/audits/test_malformed.py",
            "tests/audits/test_verification.py",
        ],
    ),
    "digest": (
        ["reports/reminders/digest.py", "reports/reminders/weekly.py"],
        ["tests/reports/reminders/test_digest.py", "tests/reports/reminders/test_weekly.py"],
    ),
    "filters": (["plans/filters"], ["tests/plans/filters", "tests/plans/test_actions_list.py"]),
    "appendix": (["reports/appendix"], ["tests/reports/appendix"]),
}
"""From each place to what is altered there and the tests that are near it."""


def main() -> None:
    """Sample, alter, test, and print what survived and the share of what did not."""
    parser = argparse.ArgumentParser(prog="./dev mutants", description=__doc__)
    parser.add_argument("place", nargs="*", help=f"where: {', '.join(PLACES)}; everywhere by default")
    parser.add_argument("--sample", type=int, default=40, help="how many alterations of each place")
    parser.add_argument("--minutes", type=float, default=30, help="how long all of it may take")
    parser.add_argument("--seed", type=int, default=1, help="another number, another sample")
    asked = parser.parse_args()
    if unknown := set(asked.place) - set(PLACES):
        parser.error(f"There is no place {', '.join(sorted(unknown))}: choose among {', '.join(PLACES)}.")
    end = time.time() + asked.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        for place in asked.place or PLACES:
            _try(place, asked.sample, end, random.Random(asked.seed), Path(folder))  # noqa: S311 a sample, no secret


def _try(place: str, most: int, end: float, chance: random.Random, folder: Path) -> None:
    sources, tests = PLACES[place]
    listed = folder / f"{place}.json"
    mutants = [found for mutation in _sample(sources, most, chance) if (found := _altered(mutation))]
    listed.write_text(json.dumps({"mutants": mutants, "until": end}))
    command = [".venv/bin/pytest", "-q", "-n", "0", "--no-migrations", "-p", "no:cacheprovider"]
    marked = ["-p", "tests.bench.mutation", "-m", "not thorough and not load and not browser"]
    done = subprocess.run(  # noqa: S603 our own words
        [*command, *marked, *tests],
        env={**os.environ, "DATA_DIR": str(folder), "MUTANTS": str(listed), "PYTHONPATH": "."},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    told = Path(f"{listed}.told")
    if not told.exists():
        raise SystemExit(f"{place}: the tests could not be run.\n{done.stdout[-2000:]}")
    outcomes = json.loads(told.read_text())
    print(f"{place}: {sum(outcomes)} of {len(outcomes)} noticed", flush=True)


def _altered(mutation: MutationSpec) -> dict | None:
    """A module as it becomes, and where and how it differs."""
    path = Path(mutation.module_path)
    source = path.read_text(encoding="utf-8")
    operator = get_operator(mutation.operator_name)(**(mutation.operator_args or {}))
    altered = mutate_code(source, operator, mutation.occurrence)
    if altered is None or altered == source:
        return None
    before, after = source.splitlines(), altered.splitlines()
    diff = "\n".join(difflib.unified_diff(before, after, str(path), str(path), lineterm="", n=2))
    return {"path": str(path), "line": mutation.start_pos[0], "source": altered, "diff": diff}


def _sample(sources: list[str], most: int, chance: random.Random) -> list[MutationSpec]:
    """So many places of these modules, each altered in one way, whatever number of ways it could be altered in."""
    modules = [
        path for source in map(Path, sources) for path in (source.rglob("*.py") if source.is_dir() else [source])
    ]
    by_place: dict[tuple, list[MutationSpec]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        work = WorkDB(Path(folder) / "work.sqlite", WorkDB.Mode.create)
        init(sorted(modules), work, {})
        silent = {module: set(_silent(module)) for module in modules}
        for item in work.work_items:
            [mutation] = item.mutations
            if mutation.start_pos[0] not in silent[mutation.module_path]:
                by_place[mutation.module_path, mutation.start_pos, mutation.end_pos].append(mutation)
        work.close()
    places = sorted(by_place, key=str)
    return [chance.choice(by_place[place]) for place in chance.sample(places, min(most, len(places)))]


def _silent(module: Path) -> Iterator[int]:
    """The lines whose alteration says nothing of behaviour: annotations and decorators."""
    for node in ast.walk(ast.parse(module.read_text())):
        said: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            said += node.decorator_list
        if isinstance(node, ast.FunctionDef):
            arguments = (each for each in ast.walk(node.args) if isinstance(each, ast.arg))
            said += [node.returns, *(each.annotation for each in arguments)]
        if isinstance(node, ast.AnnAssign) and node.value is None:
            said.append(node.annotation)
        for each in filter(None, said):
            yield from range(each.lineno, each.end_lineno + 1)


if __name__ == "__main__":
    sys.exit(main())
