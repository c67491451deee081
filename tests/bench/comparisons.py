"""A whole request beside its operation, a document beside its bare library, the past beside the present."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial

from tests.bench.ground import LARGE, MIDDLE, PAPER_MIDDLE, PAPER_SMALL, SMALL, WORKBOOK_LARGE, Grounds
from tests.bench.measures import in_turn, ms, ratio, table


def submit(grounds: Grounds, *, large: bool, sizes=(SMALL, MIDDLE), rounds: int = 15) -> list[dict]:
    """An update by a lead: the operation alone, then the whole request; at each size, on both databases."""
    rows = []
    with ExitStack() as stack:
        sizes = [*sizes, *([LARGE] if large else [])]
        places = [grounds.get("PostgreSQL", size) for size in sizes] + [grounds.get("SQLite", sizes[1])]
        for ground in places:
            [hand] = grounds.hands(stack, [ground])
            runs = [partial(hand, "submit", bare=bare) for bare in (True, False)]
            rows.append({"name": str(ground), "took": in_turn(runs, rounds=rounds)})
    beside("submit an update", "the operation, ms CPU (clock)", "the request, ms CPU (clock)", rows)
    return rows


def exports(grounds: Grounds, *, large: bool, sizes=None, listed=MIDDLE, rounds: int = 3) -> list[dict]:
    """The paper, the workbook and the list as CSV, each after its bare library on the same words."""
    papers, workbooks = sizes or ((PAPER_SMALL, PAPER_MIDDLE), (PAPER_MIDDLE, *([WORKBOOK_LARGE] if large else [])))
    rows = []
    for size in papers:
        with grounds.get("SQLite", size).hand() as hand:
            runs = [partial(hand, "bare_pdf", plan="grown-1"), partial(hand, "paper", plan="grown-1", fmt="pdf")]
            rows.append({"name": f"PDF, {size} actions: WeasyPrint", "took": in_turn(runs, rounds=rounds)})
    for size in workbooks:
        with grounds.get("SQLite", size).hand() as hand:
            runs = [partial(hand, "bare_xlsx", plan="grown-1"), partial(hand, "paper", plan="grown-1", fmt="xlsx")]
            named = f"workbook, {size} actions: openpyxl write-only"
            rows.append({"name": named, "took": in_turn(runs, rounds=rounds)})
    for kind in grounds.kinds:
        ground = grounds.get(kind, listed)
        with ground.hand() as hand:
            runs = [partial(hand, "csv_list", bare=bare) for bare in (True, False)]
            named = f"CSV of {ground.size} with the latest words, {kind}: a query and csv"
            rows.append({"name": named, "took": in_turn(runs, rounds=rounds)})
    beside("export: what it is held against", "bare, ms CPU (clock)", "ours, ms CPU (clock)", rows)
    return rows


def past(grounds: Grounds, *, large: bool, sizes=(SMALL, MIDDLE), rounds: int = 3) -> list[dict]:
    """A plan from its tables and from its history; the whole trail verified, for each thousand history rows."""
    rows, verified = [], []
    for kind in grounds.kinds:
        for size in sizes:
            ground = grounds.get(kind, size)
            with ground.hand() as hand:
                runs = [partial(hand, "state", plan="grown-1", as_at=as_at) for as_at in (False, True)]
                rows.append({"name": f"{ground}: live, as at today", "took": in_turn(runs, rounds=rounds)})
                told = hand("verify")
            each = told["cpu"] / told["rows"] * 1000
            verified.append((ground, f"{told['rows']:,}", f"{told['cpu']:.1f}", f"{told['wall']:.1f}", ms(each)))
            assert told["faults"] == [], told["faults"]
    beside(f"a plan of {sizes[0].actions} actions", "live, ms CPU (clock)", "as at, ms CPU (clock)", rows)
    table(("verify_audit", "history rows", "s CPU", "s clock", "ms CPU for 1,000 rows"), verified)
    return rows


def beside(name: str, one: str, other: str, rows: list[dict]) -> None:
    """Prints pairs: the first is the bare thing."""
    table(
        (name, one, other, "times, CPU", "times, clock"),
        (
            (
                row["name"],
                *(f"{ms(took['cpu'])} ({ms(took['wall'])})" for took in row["took"]),
                ratio(row["took"][0]["cpu"], row["took"][1]["cpu"]),
                ratio(row["took"][0]["wall"], row["took"][1]["wall"]),
            )
            for row in rows
        ),
    )
