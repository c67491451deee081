"""./dev bench [NAME …] [--large]: what things cost, as ratios side by side in one run, because machines differ and
are noisy. What is measured, and what came out: docs/performance.md.

What is compared runs in turn, A B A B …, and medians are told. `--large` adds 100,000 actions, which takes minutes to
make. Each bench prints its own tables; together they take about a quarter of an hour on two quiet cores.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.bench import comparisons, crowd, machine, reading
from tests.bench.ground import Grounds, places
from tests.bench.pages import pages

BENCHES = {
    "pages": pages,
    "submit": comparisons.submit,
    "eight": crowd.eight,
    "exports": comparisons.exports,
    "past": comparisons.past,
    "memory": crowd.memory,
    "edition": reading.edition,
    "import": reading.importing,
}
WITHOUT_DATABASE = {"edition", "import"}


def main(words: list[str]) -> None:
    names = [word for word in words if word != "--large"]
    unknown = set(names) - set(BENCHES)
    if unknown:
        sys.exit(f"There is no bench {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}")
    chosen = names or list(BENCHES)
    server, kept = places()
    if not server and set(chosen) - WITHOUT_DATABASE:
        sys.exit("Run it as ./dev bench, which starts the PostgreSQL server that it measures on.")
    with tempfile.TemporaryDirectory() as folder:
        grounds = Grounds(Path(kept or folder).absolute(), server)
        broken = [name for name in chosen if not _ran(name, grounds, large="--large" in words)]
    if broken:
        sys.exit(f"Broken off: {', '.join(broken)}.")


def _ran(name: str, grounds: Grounds, *, large: bool) -> bool:
    """Print the tables of one bench; whether it came to its end. One that does not costs the others nothing: all of
    them take long, and nobody sits beside them."""
    began = time.monotonic()
    print(f"\n## {name}\n\n{machine.told()}", flush=True)
    try:
        BENCHES[name](grounds, large=large)
    except Exception:
        traceback.print_exc()
        return False
    print(f"\n{name} took {time.monotonic() - began:.0f} s; load now {machine.load()}", flush=True)
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
