"""Small cases that were read wrongly once, held to what they say."""

import json
from pathlib import Path

import pytest

from plans.importing import NotAPlan, UnderstoodPlan, read_file, understand_document
from tests.plans.importing.truth import agreement

FOLDER = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def plan_of(name: str) -> UnderstoodPlan | None:
    (path,) = (path for path in FOLDER.glob(f"{name}.*") if path.suffix != ".json")
    try:
        return understand_document(read_file(path.read_bytes(), name=path.name), name=path.name)
    except NotAPlan:
        return None


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_read_as_it_says_or_asked(name):
    found = agreement(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")), plan_of(name))
    assert (found.wrong, found.refused, found.phantoms, found.missed) == (0, 0, 0, 0), found.told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("struck_word", "Words that are struck through were left out: “30 June 2027”"),
        ("struck_word", "The document has comments: “"),
        ("struck_sheet", "Words of the sheet “Sheet” that are struck through were left out: “1.2”"),
        ("struck_sheet", "The sheet “Sheet” has notes on its cells: “F2: "),
        ("condformat_comment", "The sheet “Plan” has notes on its cells: “F4: Board asked for a new date”."),
        ("tracked", "these insertions were read as if they were accepted: “1.4 | INSROW Improve care plans"),
        ("tracked", "these deletions were left out: “1.2 | Improve supervision"),
    ],
)
def test_what_a_document_says_beside_its_words_is_told(name, told):
    plan = plan_of(name)
    assert plan is not None
    assert any(told in question.because for question in plan.questions if question.field == "file")
