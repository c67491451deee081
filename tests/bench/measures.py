"""Measures of what the hands on several databases did, in turn, and how they are printed: as tables of Markdown."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterable, Sequence


def in_turn(runs: Sequence[Callable[[], dict]], *, rounds: int, within: float = 60) -> list[dict]:
    """The medians of each, A B A B …, after once without measuring; fewer rounds where they take longer than so many
    seconds."""
    warm = [run() for run in runs]
    end, taken = time.monotonic() + within, []
    for _round in range(rounds):
        taken.append([run() for run in runs])
        if time.monotonic() > end:
            break
    out = []
    for first, column in zip(warm, zip(*taken, strict=True), strict=True):
        medians = {name: statistics.median(one[name] for one in column) for name in ("wall", "cpu")}
        out.append({**first, **medians})
    return out


def ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f}" if seconds >= 0.01 else f"{seconds * 1000:.1f}"


def ratio(one: float, other: float) -> str:
    """How many times the first the second is."""
    return f"{other / one:.2f}" if one else "–"


def table(headings: Iterable[str], rows: Iterable[Iterable]) -> None:
    headings = list(headings)
    print("\n| " + " | ".join(headings) + " |")
    print("| --- |" + " ---: |" * (len(headings) - 1))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |", flush=True)


class Clock:
    """The seconds of the block, in `told`: of the clock, and of this process with the children that it waited for."""

    def __enter__(self):
        self.wall, self.cpu = time.perf_counter(), _cpu()
        return self

    def __exit__(self, *_error):
        self.told = {"wall": time.perf_counter() - self.wall, "cpu": _cpu() - self.cpu}


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(run: Callable, *words, **named) -> dict:
    """What one call took."""
    with Clock() as clock:
        run(*words, **named)
    return clock.told
