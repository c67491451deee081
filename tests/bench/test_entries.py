"""Each bench runs to its end at a size that takes moments: what is not run for months is found broken then."""

from pathlib import Path

import pytest

from tests.bench import comparisons, crowd, reading
from tests.bench.__main__ import BENCHES
from tests.bench.addresses import LEFT_OUT, PAGES
from tests.bench.ground import Grounds, Size
from tests.bench.pages import pages
from tests.tables import put_tables_into
from tests.test_urls import every_name

EQUALS = Path(__file__).parent / "equals.txt"
TINY = Size(1, 40)


class OneDatabase(Grounds):
    """Whatever is asked for is the same little SQLite database, copied from one that has its tables."""

    kinds = ("SQLite",)

    def get(self, kind, size):
        folder = self.folder / "sqlite-bench_1x40"
        if not folder.exists():
            put_tables_into(folder)
        return super().get("SQLite", TINY)


@pytest.fixture(scope="module")
def grounds(tmp_path_factory):
    return OneDatabase(tmp_path_factory.mktemp("grounds"), "")


SIZES = (TINY, TINY)
ENTRIES = {
    "pages": lambda grounds: pages(grounds, large=False, sizes=(TINY,), rounds=1),
    "submit": lambda grounds: comparisons.submit(grounds, large=False, sizes=SIZES, rounds=1),
    "exports": lambda grounds: comparisons.exports(
        grounds, large=False, sizes=((TINY,), (TINY,)), listed=TINY, rounds=1
    ),
    "past": lambda grounds: comparisons.past(grounds, large=False, sizes=(TINY,), rounds=1),
    "eight": lambda grounds: crowd.eight(grounds, large=False, size=TINY, seconds=0.5),
    "memory": lambda grounds: crowd.memory(grounds, large=False, size=TINY, paper=TINY, requests=12, exports=1),
    "edition": lambda grounds: reading.edition(sizes=(2, 4)),
    "import": lambda grounds: reading.importing(rows=20, formats=("csv",)),
}


def test_every_bench_has_an_entry_here():
    assert set(ENTRIES) == set(BENCHES)


def test_every_page_is_measured_or_left_out_for_a_reason():
    left_out = [name for names in LEFT_OUT.values() for name in names]
    assert sorted([*PAGES, *left_out]) == sorted(every_name())


@pytest.mark.thorough
@pytest.mark.parametrize("name", ENTRIES)
def test_it_runs_to_its_end(name, grounds, capsys):
    rows = ENTRIES[name](grounds)
    assert rows
    told = capsys.readouterr().out
    assert "| --- |" in told
    if name == "pages":
        statuses = {row["name"]: {took["status"] for took in row["took"]} for row in rows}
        odd = {page for page, found in statuses.items() if found != {200}}
        assert odd <= {"home"}, statuses


def test_what_is_called_equal_in_effect_is_of_a_line_that_is_there_and_has_its_reason():
    """So that no alteration of a line that was changed since goes by the word of another."""
    blocks = [block.splitlines() for block in EQUALS.read_text(encoding="utf-8").split("\n\n")[1:]]
    assert blocks
    for path, before, after, *reason in blocks:
        lines = {" ".join(line.split()) for line in (EQUALS.parent.parent.parent / path).read_text().splitlines()}
        assert (before[0], after[0], before[1:] in lines, bool(reason)) == ("-", "+", True, True)
