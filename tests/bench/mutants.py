"""Which small alterations of the code no test near it notices: `./dev mutants [PLACE…]`.

A sample of places is altered, one at a time and in memory alone, and of the tests that are near those that pass through
it are run until one fails (`mutation.py`). What survives is printed as a difference: a test that is lacking, or an
alteration that is equal in effect, which `equals.txt` may name with its reason. That is tried all the same: where it is
noticed, the list is wrong. Runs in an environment of its own, which has Cosmic Ray and nothing of the project.
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
import warnings
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import MutationSpec

ENDLESS = "It ended with "
EQUALS = Path(__file__).parent / "equals.txt"
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
    "filters": (
        ["plans/filters"],
        ["tests/plans/filters", "tests/plans/test_actions_list.py", "tests/plans/test_find.py"],
    ),
    "appendix": (["reports/appendix"], ["tests/reports/appendix", "tests/reports/coming_home"]),
}
"""From each place to what is altered there and the tests that are near it."""


def main() -> None:
    """Sample, alter, test, and print what survived and the share of what did not."""
    parser = argparse.ArgumentParser(prog="./dev mutants", description=__doc__)
    parser.add_argument("place", nargs="*", help=f"where: {', '.join(PLACES)}; everywhere by default")
    parser.add_argument("--sample", type=int, default=40, help="how many alterations of each place")
    parser.add_argument("--minutes", type=float, default=30, help="how long all of it may take")
    parser.add_argument("--seconds", type=float, default=20, help="how long the tests of one alteration may take")
    parser.add_argument("--seed", type=int, default=1, help="another number, another sample")
    asked = parser.parse_args()
    if unknown := set(asked.place) - set(PLACES):
        parser.error(f"There is no place {', '.join(sorted(unknown))}: choose among {', '.join(PLACES)}.")
    end = time.time() + asked.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        for place in asked.place or PLACES:
            _try(place, asked.sample, end, asked.seconds, random.Random(asked.seed), Path(folder))  # noqa: S311 a sample, no secret


def _try(place: str, most: int, end: float, seconds: float, chance: random.Random, folder: Path) -> None:
    sources, tests = PLACES[place]
    listed = folder / f"{place}.json"
    mutants = [found for mutation in _sample(sources, most, chance) if (found := _altered(mutation))]
    listed.write_text(json.dumps({"mutants": mutants, "until": end, "seconds": seconds}))
    told = Path(f"{listed}.told")
    told.touch()
    command = [".venv/bin/pytest", "-q", "-n", "0", "--no-migrations", "-p", "no:cacheprovider"]
    marked = ["-p", "tests.bench.mutation", "-m", "not thorough and not load and not browser"]
    began = time.time()
    done = subprocess.run(  # noqa: S603 our own words
        [*command, *marked, *tests],
        env={**os.environ, "DATA_DIR": str(folder), "MUTANTS": str(listed), "PYTHONPATH": "."},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    outcomes = [json.loads(line) for line in told.read_text().splitlines()]
    if not outcomes:
        raise SystemExit(f"{place}: the tests could not be run.\n{done.stdout[-2000:]}")
    _tell(place, mutants, outcomes, round((time.time() - began) / 60, 1))


def _tell(place: str, mutants: list[dict], outcomes: list[dict], minutes: float) -> None:
    """What survived, which of it is known to be equal in effect, and how many were noticed of those that are not."""
    equal, noticed = 0, 0
    for each in outcomes:
        mutant = mutants[each["place"]]
        reason = _equals().get((mutant["path"], *mutant["lines"]))
        if reason is None:
            noticed += bool(each["why"])
            if not each["why"]:
                print(f"{mutant['diff']}\n  {each['seconds']} s")
        elif each["why"]:
            print(f"{mutant['diff']}\n  is said to be equal, and is noticed:\n{each['why'][:1500]}")
        equal += reason is not None
    counted = len(outcomes) - equal
    share = f"{100 * noticed / counted:.1f} %" if counted else "none to notice"
    endless = sum(each["why"].startswith(ENDLESS) for each in outcomes)
    share += f", {endless} of them since they would not end" if endless else ""
    left = f", {len(mutants) - len(outcomes)} not tried" if len(outcomes) < len(mutants) else ""
    print(f"{place}: {len(outcomes)} sampled, {equal} equal in effect, {noticed} of {counted} noticed ({share}){left}; "
          f"{minutes} minutes", flush=True)  # fmt: skip


@cache
def _equals() -> dict[tuple[str, str, str], str]:
    """By module, line and line as it becomes, the reason for which nobody can notice it."""
    found = {}
    for block in EQUALS.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            path, before, after, *reason = lines
            found[path, before.removeprefix("-"), after.removeprefix("+")] = " ".join(reason)
    return found


def _altered(mutation: MutationSpec) -> dict | None:
    """A module as it becomes, and where and how it differs."""
    path = Path(mutation.module_path)
    source = path.read_text(encoding="utf-8")
    operator = get_operator(mutation.operator_name)(**(mutation.operator_args or {}))
    altered = mutate_code(source, operator, mutation.occurrence)
    if altered is None or altered == source or not _is_code(altered) or altered.replace(" /, ", " *, ") == source:
        return None
    before, after = source.splitlines(), altered.splitlines()
    diff = "\n".join(difflib.unified_diff(before, after, str(path), str(path), lineterm="", n=2))
    lines = [
        next((" ".join(each[1:].split()) for each in diff.splitlines()[2:] if each[0] == sign), "") for sign in "-+"
    ]
    return {"path": str(path), "line": mutation.start_pos[0], "source": altered, "diff": diff, "lines": lines}


def _is_code(source: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(source, "altered", "exec")
    except SyntaxError:
        return False
    return True


def _sample(sources: list[str], most: int, chance: random.Random) -> list[MutationSpec]:
    """So many places of these modules, each altered in one way, whatever number of ways it could be altered in."""
    modules = [
        path for source in map(Path, sources) for path in (source.rglob("*.py") if source.is_dir() else [source])
    ]
    by_place: dict[tuple, list[MutationSpec]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        work = WorkDB(Path(folder) / "work.sqlite", WorkDB.Mode.create)
        init(sorted(modules), work, {})
        silent = {module: list(_silent(module)) for module in modules}
        for item in work.work_items:
            [mutation] = item.mutations
            if not any(start <= mutation.start_pos < end for start, end in silent[mutation.module_path]):
                by_place[mutation.module_path, mutation.start_pos, mutation.end_pos].append(mutation)
        work.close()
    places = sorted(by_place, key=str)
    return [chance.choice(by_place[place]) for place in chance.sample(places, min(most, len(places)))]


def _silent(module: Path) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where an alteration says nothing of behaviour: annotations, decorators, and how many rows go to
    the database at once."""
    for node in ast.walk(ast.parse(module.read_text())):
        said: list[ast.AST | None] = []
        match node:
            case ast.FunctionDef():
                arguments = (each for each in ast.walk(node.args) if isinstance(each, ast.arg))
                said += [*node.decorator_list, node.returns, *(each.annotation for each in arguments)]
            case ast.ClassDef():
                said += node.decorator_list
            case ast.AnnAssign():
                said.append(node.annotation)
            case ast.Call(func=ast.Subscript(slice=kind)):
                said.append(kind)
            case ast.keyword(arg="batch_size"):
                said.append(node.value)
        for each in filter(None, said):
            begins = 0 if each in getattr(node, "decorator_list", ()) else each.col_offset
            yield (each.lineno, begins), (each.end_lineno, each.end_col_offset)


if __name__ == "__main__":
    sys.exit(main())
