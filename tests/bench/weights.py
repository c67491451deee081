"""python -m tests.bench.weights: what each weight of reading tables decides, on the layouts and the cases.

Each weight in turn is halved, and made half as much again; a line says how many fields are then no longer as their
truth says, and in which documents. A weight that can be moved freely says so: nothing that is held here hangs on it.
The same documents give the same lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from plans.importing import NotAPlan, SourceDocument, read_file, understand_document
from plans.importing.tables import column_meanings, heading_rows, looks, row_kinds, section_titles
from tests.plans.importing.layouts.loading import document_of
from tests.plans.importing.truth import agreement

_FOLDER = Path(__file__).parents[1] / "plans" / "importing"
TABLES = (
    ("column", column_meanings, "COLUMNS"),
    ("row", row_kinds, "ROWS"),
    ("headings", heading_rows, "HEADINGS"),
    ("headings by look", looks, "HEADINGS"),
    ("title", section_titles, "TITLES"),
)
"""Where the evidences stand that have a weight."""
FACTORS = (0.5, 1.5)


def documents() -> Iterator[tuple[str, SourceDocument, dict]]:
    """Every document with a truth, read from its file once."""
    for path in sorted((*_FOLDER.glob("cases/*.json"), *_FOLDER.glob("layouts/*.json"))):
        (file,) = (other for other in path.parent.glob(f"{path.stem}.*") if other.suffix != ".json")
        read = document_of(path.stem) if file.suffix == ".grid" else read_file(file.read_bytes(), name=file.name)
        yield path.stem, read, json.loads(path.read_text(encoding="utf-8"))


def wrong(read: list[tuple[str, SourceDocument, dict]]) -> dict[str, int]:
    """How many fields of each document are not as its truth says, phantoms among them."""
    found = {}
    for name, document, truth in read:
        try:
            one = agreement(truth, understand_document(document, name=name))
        except NotAPlan:
            one = agreement(truth, None)
        found[name] = one.asked + one.wrong + one.refused + one.phantoms
    return found


def main() -> None:
    read = list(documents())
    before = wrong(read)
    for said, module, name in TABLES:
        lines = getattr(module, name)
        for place, line in enumerate(lines):
            told = []
            for factor in FACTORS:
                moved = replace(line, weight=line.weight * factor)
                setattr(module, name, (*lines[:place], moved, *lines[place + 1 :]))
                after = wrong(read)
                worse = [one for one in before if after[one] > before[one]]
                told.append(f"x{factor}: {sum(after.values()) - sum(before.values()):+} {' '.join(worse)}".rstrip())
            setattr(module, name, lines)
            print(f"{said} | {line.name} | {line.weight:g} | {' | '.join(told)}", flush=True)


if __name__ == "__main__":
    main()
