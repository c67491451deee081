"""A plan is understood alike whatever format it comes in: invented plans here, the real ones where they are at hand."""

import json
from collections import Counter
from functools import cache

import pytest

from plans.importing import plan_as_json, understand_document
from plans.importing.readers import read_document
from tests.plans.importing import documents
from tests.plans.importing.making import make, marked, merged
from tests.plans.importing.scoring import disagreements, normal, record_of, score
from tests.plans.importing.test_seeds import RECORDS, SEEDS, SHARED, THRESHOLD, absent

SPANNING = ("docx", "xlsx", "html")
"""Formats that tell which cells are merged."""


SMALL = 0.95
"""Of an invented plan, which has so few fields that one which differs is two in a hundred: a comma-separated file
bears no emphasis, and in a short plan a scanner's line ends look like typed ones."""


def understood(document, name="plan.txt"):
    return plan_as_json(understand_document(document, name=name))


def through(document, fmt, *, lists=()):
    """What is understood of a document that was made into a file of this format and read back. `lists` are the items
    of its lists: a text may have lost their marks, which no file of these formats does."""
    source = marked(document, lists)
    source = merged(source, down=(0, 1)) if fmt in SPANNING else source
    return understood(read_document(make(source, fmt), f"plan.{fmt.split()[-1]}"))


def steps_of(plan: dict) -> list[list[str]]:
    """The lists of a plan's actions, item by item, and those within their items."""
    actions = [
        a for s in plan["sections"] for recommendation in s["recommendations"] for a in recommendation["actions"]
    ]
    outer = [[step["text"] for step in action["steps"]] for action in actions]
    inner = [text.split("\n• ")[1:] for items in outer for text in items]
    return [items for items in (*outer, *inner) if items]


def recorded_lists(record: dict) -> list[list[str]]:
    """The lists of a record's rows as its reader tells their items."""
    rows = [
        row for s in record["sections"] for recommendation in s["recommendations"] for row in recommendation["rows"]
    ]
    return [items for row in rows for items in (row["action_items"], *row.get("action_items_alternatives", ()))]


def fields(plan: dict) -> Counter:
    """Every field of a plan that text gives as well, questions apart."""
    found = Counter((name, normal(plan[name])) for name in ("title", "subtitle"))
    found.update((name, normal(text)) for name in ("notes", "legend", "columns", "plan_leads") for text in plan[name])
    found.update((name, normal(" ".join(pair))) for name in ("abbreviations", "sources") for pair in plan[name].items())
    for section in plan["sections"]:
        found[("section", normal(section["title"]))] += 1
        for recommendation in section["recommendations"]:
            actions = recommendation.pop("actions")
            found.update((name, _plain(value)) for name, value in recommendation.items())
            found.update((action["row"], name, _plain(value)) for action in actions for name, value in action.items())
    return found


@cache
def from_text(seed):
    document = read_document(seed.read_bytes(), seed.name)
    plan = understood(document)
    recorded = record_of(plan)
    return document, steps_of(plan), fields(plan), recorded


def _plain(value) -> str:
    if isinstance(value, dict):
        return json.dumps({name: _plain(inner) for name, inner in value.items()})
    if isinstance(value, list):
        return json.dumps([_plain(inner) for inner in value])
    return json.dumps(normal(value))


def agreement(one: Counter, other: Counter) -> float:
    return sum((one & other).values()) / max(sum(one.values()), sum(other.values()))


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html", "pdf"])
def test_a_list_whose_marks_were_lost_is_made_with_them(fmt):
    """The maker gives a file what its document had: an item that names another in its middle stays one."""
    text = (
        "Requirement\tActions\tLead\n"
        "<p>Open on time</p>\t<p>Before spring:</p> <ul> Oil the Main Gate Count the keys</ul>\t<p>Keeper</p>\n"
        "<p>Close on time</p>\t<p>Ring the bell.</p>\t<p>Porter</p>\n"
    )
    document = read_document(text.encode(), "plan.txt")
    items = ["Oil the Main Gate", "Count the keys"]
    plan = through(document, fmt, lists=[["Ring the bell."], ["Before spring:", *items]])
    assert steps_of(plan)[0] == items


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html", "csv"])
@pytest.mark.parametrize("shape", documents.EVERY_SHAPE)
def test_an_invented_plan_is_understood_as_from_its_text(shape, fmt):
    document = read_document(documents.EVERY_SHAPE[shape].encode(), "plan.txt")
    plan = understood(document)
    lists = steps_of(plan)
    text, other = fields(plan), fields(through(document, fmt, lists=lists))
    assert agreement(text, other) >= SMALL, ((text - other), (other - text))


@pytest.mark.thorough
@pytest.mark.parametrize("fmt", ["pdf", "unruled pdf"])
def test_an_invented_plan_comes_from_a_pdf_with_lines_and_without(fmt):
    document = read_document(documents.TABS_WITH_BANDS.encode(), "plan.txt")
    text, other = fields(understood(document)), fields(through(document, fmt))
    assert agreement(text, other) >= THRESHOLD, ((text - other), (other - text))


@absent
@pytest.mark.thorough
@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html", "pdf"])
@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_each_field_agrees_with_the_record_in_every_format(record, fmt):
    recorded = json.loads(record.read_text(encoding="utf-8"))
    document = read_document((SHARED / "seeds" / recorded["seed"]).read_bytes(), "seed.txt")
    plan = through(document, fmt, lists=recorded_lists(recorded))
    low = {field: value for field, value in score(recorded, plan).items() if value < THRESHOLD}
    assert not low, (low, disagreements(recorded, plan))


@absent
@pytest.mark.thorough
@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html", "pdf"])
@pytest.mark.parametrize(
    "seed",
    [seed for seed in SEEDS if seed.stem[:3] not in {path.stem for path in RECORDS}],
    ids=lambda path: path.stem[:3],
)
def test_a_real_plan_is_understood_as_from_its_text(seed, fmt):
    document, lists, text, recorded = from_text(seed)
    plan = through(document, fmt, lists=lists)
    low = {field: value for field, value in score(recorded, plan).items() if value < THRESHOLD}
    assert not low, (low, disagreements(recorded, plan))
    other = fields(plan)
    assert agreement(text, other) >= THRESHOLD, ((text - other), (other - text))
