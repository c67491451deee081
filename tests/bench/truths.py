"""python -m tests.bench.truths [FOLDER …] [--told]: documents read and held against truths written before.

A folder holds documents, each with a reading beside it under the same name, ending in .json (how it is written:
tests.plans.importing.truth). `--told` lists what is wrong. Without a folder: the cases and the layouts of the tests.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from plans.importing import NotAPlan, UnderstoodPlan, read_file, understand_document
from tests.plans.importing.truth import Agreement, agreement, table

_TESTS = Path(__file__).parents[1] / "plans" / "importing"


def truths(folders: list[Path]) -> list[tuple[str, Agreement]]:
    """The agreement of each document of these folders that has a truth."""
    found = []
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            truth = json.loads(path.read_text(encoding="utf-8"))
            found.append((path.stem, agreement(truth, _plan_of(path))))
    return found


def _plan_of(path: Path) -> UnderstoodPlan | None:
    """What is read of the document beside a truth; None where it is refused."""
    (file,) = (other for other in path.parent.glob(f"{path.stem}.*") if other.suffix != ".json")
    try:
        if file.suffix == ".grid":
            from tests.plans.importing.layouts.loading import document_of

            return understand_document(document_of(path.stem), name=file.name)
        return understand_document(read_file(file.read_bytes(), name=file.name), name=file.name)
    except NotAPlan:
        return None


def main(words: list[str]) -> None:
    folders = [Path(word) for word in words if not word.startswith("--")]
    rows = truths(folders or [_TESTS / "cases", _TESTS / "layouts"])
    print(table(rows))
    if "--told" in words:
        for name, found in rows:
            for told in found.told:
                print(f"{name}: {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
