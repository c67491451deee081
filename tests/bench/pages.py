"""Every page at sizes that differ tenfold, and on both databases."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial

from tests.bench.addresses import BY_ROWS, PAGES
from tests.bench.ground import LARGE, MIDDLE, SMALL, Grounds
from tests.bench.measures import in_turn, ms, ratio, table

SECONDS = 20
"""For one page on all databases."""


def pages(grounds: Grounds, *, large: bool, sizes=(SMALL, MIDDLE), rounds: int = 5) -> list[dict]:
    """Prints for each page the milliseconds of its request's process and of the clock at each size, how it grows, and
    SQLite beside PostgreSQL at the middle one. Gives the rows."""
    postgresql = [grounds.get("PostgreSQL", size) for size in (*sizes, *([LARGE] if large else []))]
    sqlite = grounds.get("SQLite", sizes[-1])
    rows: list[dict] = []
    print(
        "\nMilliseconds of CPU of the request's process, and of the clock in brackets. Growth is from the first to the"
    )
    print("the last size on PostgreSQL; SQLite is beside PostgreSQL of the same size, by the clock.")
    headings = [f"PostgreSQL {ground.size}" for ground in postgresql]

    def measured(hands):
        for name in PAGES:
            took = in_turn([partial(hand, "page", name=name) for hand in hands], rounds=rounds, within=SECONDS)
            rows.append({"name": name, "took": took})
            yield _row(rows[-1], len(sizes))

    with ExitStack() as stack:
        hands = grounds.hands(stack, [*postgresql, sqlite])
        table(
            ["page", "status", *headings, "growth CPU", "growth clock", f"SQLite {sqlite.size}", "SQLite ÷ PostgreSQL"],
            measured(hands),
        )
    _worst(rows)
    return rows


def _row(row: dict, sizes: int) -> list[str]:
    *postgresql, sqlite = row["took"]
    first, last = postgresql[0], postgresql[-1]
    return [
        row["name"] + ("*" if row["name"] in BY_ROWS else ""),
        first["status"],
        *(f"{ms(took['cpu'])} ({ms(took['wall'])})" for took in postgresql),
        ratio(first["cpu"], last["cpu"]),
        ratio(first["wall"], last["wall"]),
        f"{ms(sqlite['cpu'])} ({ms(sqlite['wall'])})",
        ratio(postgresql[sizes - 1]["wall"], sqlite["wall"]),
    ]


def _worst(rows: list[dict]) -> None:
    """What misses: twice its time at the first size and 50 ms, or 300 ms; by CPU, and by the clock, which says
    something on a quiet machine."""
    for by, words in (("cpu", "ms of CPU"), ("wall", "ms by the clock, the database's work included")):
        missing = []
        for row in rows:
            first, last = row["took"][0][by], row["took"][-2][by]
            if last > 2 * first + 0.05 or last > 0.3:
                missing.append(f"{row['name']} {ms(first)} → {ms(last)}")
        print(f"\nOver twice the first size and 50 ms, or over 300, {words}: {'; '.join(missing) or 'none'}.")
    print("* by the rows that it prints.")
