"""./dev bench [NAME]: what things cost, as ratios side by side in one run, because machines differ and are noisy.

Each pair is run in turn, A B A B …, and the ratio is taken pair by pair; the median is what to quote.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time

ROUNDS = 5


def pair(name: str, a, b, *, rounds: int = ROUNDS) -> None:
    """Time two callables in turn and print their medians and the ratio of B to A."""
    a()
    b()
    times = [(_time(a), _time(b)) for _ in range(rounds)]
    ratio = statistics.median(second / first for first, second in times)
    first, second = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{name:58} {first * 1000:9.1f} ms {second * 1000:9.1f} ms   {ratio:6.2f} times")


def _time(run) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def appendix(world) -> None:
    """Ten times the actions; and each format beside the PDF."""
    from plans.clock import today
    from plans.queries import plan_state
    from reports.appendix import Options, render

    small, large = plan_state(world.small), plan_state(world.large)
    options = Options(on=today())
    pair(
        "PDF: 50 actions, 500 actions",
        lambda: render(small, options, "pdf"),
        lambda: render(large, options, "pdf"),
        rounds=3,
    )
    for fmt in ("xlsx", "docx", "csv", "html"):
        pair(
            f"50 actions: PDF, {fmt}",
            lambda: render(small, options, "pdf"),
            lambda fmt=fmt: render(small, options, fmt),
            rounds=3,
        )


def pages(world) -> None:
    """Each page over plans of 50 and of 500 actions with ten updates each."""
    from django.test import Client
    from django.urls import reverse

    client = Client(HTTP_HOST="localhost")
    client.force_login(world.officer)
    actions = reverse("actions")
    pairs = {
        "list of one plan": (f"{actions}?plan={world.small.slug}", f"{actions}?plan={world.large.slug}"),
        "plan as a document": tuple(reverse("plan", args=[p.slug]) for p in (world.small, world.large)),
        "audit log": tuple(reverse("log", args=[p.slug]) for p in (world.small, world.large)),
    }
    for name, (small, large) in pairs.items():
        pair(f"{name}: 50 actions, 500 actions", lambda url=small: client.get(url), lambda url=large: client.get(url))
    pair("list of both, overview of both", lambda: client.get(actions), lambda: client.get(reverse("overview")))


def past(world) -> None:
    """A plan from its tables, and from its history."""
    from audits.sources import as_at
    from audits.verification import faults
    from plans.clock import today
    from plans.queries import plan_state

    pair("500 actions: live, as at today", lambda: plan_state(world.large), lambda: as_at(world.large, on=today()))
    pair("500 actions: live, verify_audit", lambda: plan_state(world.large), lambda: list(faults()), rounds=3)


def edition(_world) -> None:
    """A plan beside an edition in which every action is reworded and stands in another order."""
    from dataclasses import replace

    from plans.importing.editions import compare
    from tests.plans.importing.editions.making import WORDS, action, one_section, plan_of, rec

    def sides(count):
        texts = [
            f"{WORDS[n % 80]} the {WORDS[n * 7 % 80]} with {WORDS[n * 13 % 80]} {n} in order" for n in range(count)
        ]
        rows = [action(text, row=n) for n, text in enumerate(texts)]
        later = [replace(row, text=f"{row.text} to show that it works") for row in reversed(rows)]
        return [
            one_section(*(rec(f"Improve {n}", *of[n : n + 10]) for n in range(0, count, 10))) for of in (rows, later)
        ]

    (small, small_later), (large, large_later) = sides(50), sides(500)
    before, after = plan_of(small), plan_of(large)
    pair(
        "Comparing an edition: 50 actions, 500 actions",
        lambda: compare(before, small_later),
        lambda: compare(after, large_later),
    )


def reading(world) -> None:
    """The import of 2,000 rows in each format."""
    from tests.bench.importing import importing

    importing(pair)


BENCHES = {"appendix": appendix, "pages": pages, "past": past, "edition": edition, "import": reading}
WITHOUT_DATABASE = {"import"}


class World:
    """A database of its own with a plan of 50 actions and one of 500, ten updates each."""

    def __init__(self):
        from actionplans.demonstration.growing import grow
        from plans.clock import today
        from plans.operations.people import add_person, grant_role

        [self.small] = grow(plans=1, actions=50, updates=10, on=today())
        [self.large] = grow(plans=1, actions=500, updates=10, on=today())
        self.officer = add_person(email="bench@northmere.example", name="Ben Ch")
        for plan in (self.small, self.large):
            grant_role(user=self.officer, plan=plan, role="manager")


def main(names: list[str]) -> None:
    unknown = set(names) - set(BENCHES)
    if unknown:
        sys.exit(f"There is no bench {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}")
    if names and set(names) <= WITHOUT_DATABASE:
        for name in names:
            print(f"\n{name}")
            BENCHES[name](None)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "actionplans.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        print("Making a plan of 50 actions and one of 500, ten updates each", file=sys.stderr)
        call_command("migrate", verbosity=0)
        world = World()
        for name in names or BENCHES:
            print(f"\n{name}")
            BENCHES[name](world)


if __name__ == "__main__":
    main(sys.argv[1:])
