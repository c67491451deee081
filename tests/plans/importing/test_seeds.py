"""The import measured against careful readers' records of real plans.

Plans and records lie beside the project (`../shared/seeds`, `../shared/records`) and are no part of it; where they
are absent these tests are skipped.
"""

import json
from pathlib import Path

import pytest

from plans.importing import plan_as_json, read_plan
from tests.plans.importing.scoring import disagreements, score
from tests.plans.importing.words import held_by, printed_in_tables

SHARED = Path(__file__).resolve().parents[4] / "shared"
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
RECORDS = sorted((SHARED / "records").glob("*.json"))

THRESHOLD = 0.98
MOST_WORDS_MENDED = {"pipes": 15, "tabs": 2}
"""Words that may be gone: of a scan (between pipes) pieces put together, pieces of running headers and the worse of
two prints; of any document the headings of its glossary."""

absent = pytest.mark.skipif(not SEEDS, reason="../shared/seeds is absent: the import is not measured on real plans")


@absent
@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_each_field_agrees_with_the_record(record):
    recorded = json.loads(record.read_text(encoding="utf-8"))
    seed = SHARED / "seeds" / recorded["seed"]
    plan = plan_as_json(read_plan(seed.read_bytes(), name=seed.name))
    low = {field: value for field, value in score(recorded, plan).items() if value < THRESHOLD}
    assert not low, (low, disagreements(recorded, plan))


@absent
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_every_word_of_the_tables_is_held(seed):
    data = seed.read_bytes()
    gone = set(printed_in_tables(data)) - set(held_by(read_plan(data, name=seed.name)))
    assert len(gone) <= MOST_WORDS_MENDED["pipes" if b"|--" in data else "tabs"], gone


@absent
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_an_officer_is_asked_about_a_few_things(seed):
    plan = read_plan(seed.read_bytes(), name=seed.name)
    assert plan.actions
    assert len(plan.questions) <= 20
