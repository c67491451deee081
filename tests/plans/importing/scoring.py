"""How closely the import's reading of a document agrees with a careful reader's record of it.

Text is compared without regard to white space, case, bullets and edge punctuation; a record's alternatives are as
good as its first reading. Each field scores the share of its values that agree, over whichever side has more.
"""

import re
import string
from collections import defaultdict

_EDGES = string.punctuation + "–—‘’“”…"


def normal(value):
    """A value for comparison: text squashed, lists element by element, nothing as None."""
    if isinstance(value, list):
        return [normal(item) for item in value]
    if value is None or isinstance(value, int):
        return value
    text = re.sub(r"[•●▪·]", " ", value).replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", "", text.lower()).strip(_EDGES) or None


def score(record: dict, plan: dict) -> dict[str, float]:
    """The score of each field, 0 to 1, for a record and the JSON of the understood plan."""
    tally: dict[str, list[bool]] = defaultdict(list)
    for field in ("title", "subtitle"):
        tally[field].append(normal(plan[field]) in [normal(reading) for reading in _readings(record, field)])
    _lists(tally, "notes", [*record["preamble"], *record["footnotes"]], [*plan["notes"], *plan["legend"]])
    _best_list(tally, "columns", _readings(record, "columns"), plan["columns"])
    for field in ("abbreviations", "sources"):
        theirs = [[f"{k} {v}" for k, v in reading.items()] for reading in _readings(record, field)]
        _best_list(tally, field, theirs, [f"{k} {v}" for k, v in plan[field].items()])
    _lists(tally, "sections", *([s["title"] for s in side["sections"]] for side in (record, plan)))
    _recommendations(tally, record, plan)
    _rows(tally, record, plan)
    return {field: sum(results) / len(results) for field, results in tally.items() if results}


def _readings(record: dict, field: str) -> list:
    """What a record says, and what it says could as well be said."""
    return [record[field], *record.get(f"{field}_alternatives", [])]


def _best_list(tally, field, readings, ours):
    """The tally of the reading that agrees best; one that says nothing, as we do, has none."""
    found: list[dict] = [defaultdict(list) for _ in readings]
    for theirs, reading in zip(found, readings, strict=True):
        _lists(theirs, field, reading, ours)
    tally[field] += max((one[field] for one in found), key=_share)


def _share(results: list[bool]) -> float:
    return sum(results) / len(results) if results else 1.0


def _lists(tally, field, theirs, ours):
    theirs, ours = normal(theirs), normal(ours)
    tally[field] += [item in ours for item in theirs]
    tally[field] += [False] * (len(ours) - sum(item in theirs for item in ours))


def _recommendations(tally, record, plan):
    theirs = [(s["title"], rec) for s in record["sections"] for rec in s["recommendations"]]
    ours = [(s["title"], rec) for s in plan["sections"] for rec in s["recommendations"]]
    tally["recommendation count"] += _pairs_missing(theirs, ours)
    for (their_section, their), (our_section, our) in zip(theirs, ours, strict=False):
        tally["section of recommendation"].append(normal(their_section) == normal(our_section))
        for field in ("ref", "sources", "text", "links", "links_text"):
            tally[f"recommendation {field}"].append(normal(their[field]) == normal(our[field]))
        tally["actions of recommendation"].append(len(their["rows"]) == len(our["actions"]))


def _pairs_missing(theirs, ours):
    return [True] * min(len(theirs), len(ours)) + [False] * abs(len(theirs) - len(ours))


def _rows(tally, record, plan):
    theirs = [row for s in record["sections"] for rec in s["recommendations"] for row in rec["rows"]]
    ours = [action for s in plan["sections"] for rec in s["recommendations"] for action in rec["actions"]]
    tally["row count"] += _pairs_missing(theirs, ours)
    for number, (their, our) in enumerate(zip(theirs, ours, strict=False), 1):
        tally["row number"].append(our["row"] == number)
        for field, value in _as_recorded(our).items():
            readings = _readings(their, field)
            tally[field].append(normal(value) in [normal(reading) for reading in readings])


def _as_recorded(action: dict) -> dict:
    """An action of the JSON door in the fields of a record's row."""
    people = [*action["leads"], *(lead for step in action["steps"] for lead in step["leads"])]
    dates = [*action["timescales"], *(dated for step in action["steps"] for dated in step["timescales"])]
    named = {role: [p["name"] for p in people if p["role"] == role] for role in ("lead", "responsible", "supporting")}
    return {
        "action_ref": action["ref"],
        "action_text": action["text"],
        "action_items": [step["text"] for step in action["steps"]] or [action["text"]],
        "leads": list(dict.fromkeys(named["lead"])),
        "responsible_officers": named["responsible"],
        "supporting": named["supporting"],
        "evidence": action["evidence"],
        "timescale_text": " ".join(dated["text"] for dated in dates) or None,
        "timescale_items": [dated["text"] for dated in dates],
        "link_to_plans": action["links_to_plans"],
        "progress": action["progress"],
        "outcome": action["outcome"],
        "rag": action["rag"],
    }


def record_of(plan: dict) -> dict:
    """The JSON of an understood plan in the shape of a record, so that another reading can be scored against it."""
    sections = [
        {
            "title": section["title"],
            "recommendations": [
                {**rec, "rows": [_as_recorded(action) for action in rec["actions"]]}
                for rec in section["recommendations"]
            ],
        }
        for section in plan["sections"]
    ]
    return {**plan, "preamble": plan["notes"], "footnotes": plan["legend"], "sections": sections}


def disagreements(record: dict, plan: dict) -> list[str]:
    """The rows and fields that differ, for a person to look at."""
    theirs = [row for s in record["sections"] for rec in s["recommendations"] for row in rec["rows"]]
    ours = [action for s in plan["sections"] for rec in s["recommendations"] for action in rec["actions"]]
    found = []
    for their, our in zip(theirs, ours, strict=False):
        for field, value in _as_recorded(our).items():
            readings = _readings(their, field)
            if normal(value) not in [normal(reading) for reading in readings]:
                found.append(f"row {our['row']} {field}: {value!r}, recorded as {their[field]!r}")
    return found
