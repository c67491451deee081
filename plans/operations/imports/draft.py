"""The draft as it stands: what the file holds, what was understood of it, what a person said, what is still asked."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from plans import models as m
from plans.importing import (
    AskedQuestion,
    Coverage,
    Edit,
    Ruled,
    SourceDocument,
    Structure,
    UnderstoodPlan,
    ask_all,
    base_reading,
    coverage_of,
    document_from_json,
    edit_from_json,
    rework,
    structure_of,
)

KEPT_READINGS = 8
"""How many readings a process keeps at hand: a large document takes seconds, and each answer asks for it again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`base` is the reading before answers, `plan` after; `account` says where the document's words went; `asked`
    are the questions, of which those answered stay."""

    document: SourceDocument
    base: UnderstoodPlan
    plan: UnderstoodPlan
    account: Coverage
    asked: tuple[AskedQuestion, ...]

    @property
    def unanswered(self) -> tuple[AskedQuestion, ...]:
        return tuple(asked for asked in self.asked if not asked.answered)

    def to_commit(self) -> UnderstoodPlan:
        """The plan with the questions that nobody has answered yet, under the rows that they are about."""
        rows = {action.key.split("/")[0]: action.row for action in reversed(self.plan.actions)}
        questions = (replace(asked.question, row=rows.get(asked.action or "")) for asked in self.unanswered)
        return replace(self.plan, questions=tuple(questions))


def edits_of(draft: m.ImportDraft) -> tuple[Edit, ...]:
    """Everything that was said of the draft, in order."""
    return tuple(edit_from_json(edit) for act in draft.said for edit in act["edits"])


def standing(draft: m.ImportDraft) -> Standing:
    """The draft as it stands; of one whose status is READY."""
    edits = edits_of(draft)
    document, base, accounted = reading_of(draft, structure_of(edits, draft.dated))
    known = m.Lead.objects.current().order_by("name").values_list("name", flat=True)
    return Standing(document, base, rework(base, edits), accounted, ask_all(base, edits, known))


def reading_of(draft: m.ImportDraft, structure: Structure) -> tuple[SourceDocument, UnderstoodPlan, Coverage]:
    """The document, its base reading under these rulings, and the account of its words."""
    rulings = structure.rulings
    lines, columns = tuple(sorted(rulings.lines.items())), tuple(sorted(rulings.columns.items()))
    return _reading(draft.pk, draft.sha256, draft.name, lines, columns, structure.dated)


@lru_cache(maxsize=KEPT_READINGS)
def _reading(pk: int, sha256: str, name: str, lines: tuple, columns: tuple, dated: date | None):
    edits = [Ruled(line, ruling) for line, ruling in lines]
    structure = structure_of(edits, dated)
    structure = replace(structure, rulings=replace(structure.rulings, columns=dict(columns)))
    stored = m.ImportDraft.objects.filter(pk=pk, sha256=sha256).values_list("document", flat=True).get()
    document = document_from_json(json.loads(stored) if isinstance(stored, str) else stored)
    base = base_reading(document, structure, name=name)
    return document, base, coverage_of(document, base, structure.rulings)
