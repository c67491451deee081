"""How a document's reading agrees with a truth that was written before: field by field right, asked, or silently wrong.

A truth is a reading as those of `layouts/` are: sections, with recommendations, with actions. Actions are found again
by their words, in printed order; text is compared without regard to white space, case, bullets and edge punctuation.
A field is asked about where it is not right and a question of the plan is of it: at its action, of its words, of its
column, or of the whole table.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from plans.importing.understood_plan import (
    UnderstoodAction,
    UnderstoodPlan,
    UnderstoodRecommendation,
    UnderstoodSection,
)
from tests.plans.importing.scoring import normal

FIELDS = (
    "section", "rec_ref", "rec_text", "ref", "text", "leads", "by", "progress", "outcome", "evidence", "rag", "done",
)  # fmt: skip
_ASKED_AS = {
    "section": {"section", "rows"},
    "rec_ref": {"ref", "rows"},
    "rec_text": {"recommendation", "rows", "text"},
    "ref": {"ref", "rows"},
    "by": {"timescales", "dates", "rows", "anchor"},
    "text": {"text", "rows"},
}
_MEANS = {"rec_ref": "ref", "rec_text": "recommendation", "text": "action", "leads": "lead", "by": "timescale"}
ALIKE = 0.6
"""How alike the words of an action and of one of the truth are, to be one."""


@dataclass
class Agreement:
    """The fields of one document, and what of it is not read: `phantoms` are actions that the truth does not have."""

    right: int = 0
    asked: int = 0
    wrong: int = 0
    refused: int = 0
    missed: int = 0
    phantoms: int = 0
    questions: int = 0
    told: list[str] = field(default_factory=list)

    @property
    def fields(self) -> int:
        return self.right + self.asked + self.wrong + self.refused


Values = dict[str, object]


def expected(truth: dict) -> list[Values]:
    """The fields of each action of a truth; of a recommendation without actions, those of its own."""
    found: list[Values] = []
    for section in truth["sections"]:
        for rec in section["recommendations"]:
            above = {"section": section["title"], "rec_ref": rec["ref"], "rec_text": rec["text"]}
            found += [above | _of_truth(action) for action in rec["actions"]]
    return found


def _of_truth(action: dict) -> Values:
    below = action.get("steps", ())
    leads = [*action.get("leads", ()), *(lead for step in below for lead in step.get("leads", ()))]
    dates = [*action.get("by", ()), *(day for step in below for day in step.get("by", ()))]
    values: Values = {name: action.get(name) for name in FIELDS[3:]}
    return values | {"leads": [name.partition(": ")[2] or name for name in leads], "by": dates}


def read(plan: UnderstoodPlan) -> list[tuple[UnderstoodAction, Values]]:
    """The same of each action that was read."""
    return [(action, _of_plan(section, rec, action)) for section, rec, action in _placed(plan)]


def _placed(plan: UnderstoodPlan) -> Iterator[tuple[UnderstoodSection, UnderstoodRecommendation, UnderstoodAction]]:
    for section in plan.sections:
        for rec in section.recommendations:
            for action in rec.actions:
                yield section, rec, action


def _of_plan(section: UnderstoodSection, rec: UnderstoodRecommendation, action: UnderstoodAction) -> Values:
    leads = [*action.leads, *(lead for step in action.steps for lead in step.leads)]
    dates = [*action.timescales, *(day for step in action.steps for day in step.timescales)]
    return {
        "section": section.title,
        "rec_ref": rec.ref,
        "rec_text": rec.text,
        "ref": action.ref,
        "text": action.text,
        "leads": [lead.name for lead in leads],
        "by": [f"{day.text} = {day.latest}" if day.kind == "date" and "/" in day.text else day.text for day in dates],
        "progress": action.progress,
        "outcome": action.outcome,
        "evidence": action.evidence,
        "rag": action.rag,
        "done": action.done,
    }


def agreement(truth: dict, plan: UnderstoodPlan | None) -> Agreement:
    """How a reading agrees with a truth; None is a document that was refused."""
    wanted = expected(truth)
    if plan is None:
        return Agreement(refused=sum(_count(values) for values in wanted), missed=len(wanted))
    got = read(plan)
    found = Agreement(questions=len([q for q in plan.questions if q.field not in ("dated", "title")]))
    if "dated" in truth:
        _tally(found, plan, None, "dated", truth["dated"], plan.dated.isoformat() if plan.dated else None)
    pairs = _pairs(wanted, [values for _, values in got])
    for number, values in enumerate(wanted):
        if number not in pairs:
            found.missed += 1
            found.told.append(f"missed: {values['text']!r}")
            asked = any(question.field == "rows" for question in plan.questions)
            found.asked += _count(values) if asked else 0
            found.wrong += 0 if asked else _count(values)
            continue
        action, theirs = got[pairs[number]]
        for name in FIELDS:
            printed = (action.rag_sign or "").partition(" (")[0]
            shown = name == "rag" and _plain(values[name]) in (_plain(action.rag_sign), _plain(printed))
            _tally(found, plan, action, name, values[name], values[name] if shown else theirs[name])
    for number, (action, _) in enumerate(got):
        if number not in pairs.values():
            found.phantoms += 1
            found.told.append(f"phantom: {action.text!r}")
    return found


def _count(values: Values) -> int:
    return sum(bool(value) for value in values.values())


def _tally(
    found: Agreement, plan: UnderstoodPlan, action: UnderstoodAction | None, name: str, wanted: object, got: object
) -> None:
    if not wanted and not got:
        return
    if _plain(wanted) == _plain(got):
        found.right += 1
    elif _is_asked(plan, action, name, got):
        found.asked += 1
    else:
        found.wrong += 1
        found.told.append(f"{name}: {got!r}, not {wanted!r}")


def _plain(value: object) -> object:
    if isinstance(value, list):
        return sorted(filter(None, map(_plain, value)))
    return normal(value) if value else None


def _is_asked(plan: UnderstoodPlan, action: UnderstoodAction | None, name: str, got: object) -> bool:
    meaning = _MEANS.get(name, name)
    meanings = {meaning, "responsible"} if name == "leads" else {meaning}
    headings = {column.heading for column in plan.columns if column.meaning in meanings}
    values = {normal(value) for value in (got if isinstance(got, list) else [got]) if value}
    for question in plan.questions:
        of_field = question.field in _ASKED_AS.get(name, {name})
        here = action is not None and (question.row == action.row or question.line in action.lines)
        if of_field and (here or question.row is None or normal(question.text) in values):
            return True
        if question.field == "columns" and question.text in headings:
            return True
    return False


def _pairs(wanted: list[Values], got: list[Values]) -> dict[int, int]:
    """From each action of a truth to the one that was read of it: the same words first, then the most alike."""
    pairs: dict[int, int] = {}
    keys = [(normal(v["text"]) or "", normal(v["rec_text"]) or "") for v in wanted]
    theirs = [(normal(v["text"]) or "", normal(v["rec_text"]) or "") for v in got]
    for alike in (lambda a, b: a == b, lambda a, b: a[0] == b[0], _are_alike):
        for number, key in enumerate(keys):
            free = (n for n in range(len(got)) if n not in pairs.values())
            match = next((n for n in free if alike(key, theirs[n])), None) if number not in pairs else None
            if match is not None:
                pairs[number] = match
    return pairs


def _are_alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return bool(one[0]) and SequenceMatcher(None, one[0][:300], other[0][:300], autojunk=False).ratio() >= ALIKE


def table(rows: list[tuple[str, Agreement]]) -> str:
    """Agreements side by side, with their sum."""
    lines = [
        "| document | fields | right | asked | wrong | refused | missed | phantoms | questions |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    whole: Counter[str] = Counter()
    for name, found in rows:
        figures = {key: getattr(found, key) for key in _FIGURES}
        whole.update(figures)
        lines.append(f"| {name} | {' | '.join(map(str, figures.values()))} |")
    if whole["fields"]:
        shares = {key: f"{whole[key]} ({100 * whole[key] / whole['fields']:.0f} %)" for key in _FIGURES[1:5]}
        lines.append(f"| all | {' | '.join(str(shares.get(key, whole[key])) for key in _FIGURES)} |")
    return "\n".join(lines)


_FIGURES = ("fields", "right", "asked", "wrong", "refused", "missed", "phantoms", "questions")
