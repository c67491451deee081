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
    Decision,
    Edit,
    Rulings,
    SourceDocument,
    Structure,
    UnderstoodPlan,
    as_cut,
    ask_all,
    base_reading,
    coverage_of,
    decisions_of,
    document_from_json,
    edit_from_json,
    is_mark,
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
        return tuple(asked for asked in self.asked if not asked.answered and not is_mark(asked.question))

    @property
    def marked(self) -> tuple[AskedQuestion, ...]:
        """What of single rows merely might be looked at, and nobody has yet."""
        return tuple(asked for asked in self.asked if not asked.answered and is_mark(asked.question))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What is asked, as the decisions that it comes to, those first on which the most rows hang."""
        return decisions_of(self.base, self.asked)

    def to_commit(self) -> UnderstoodPlan:
        """The plan with the questions and marks that nobody has answered yet, under the rows that they are about."""
        now = {action.key.split("/")[0]: action.row for action in reversed(self.plan.actions)}
        rows = {action.row: now.get(action.key) for action in self.base.actions}
        still = (
            replace(
                asked.question,
                row=now.get(asked.action or ""),
                rows=tuple(row for before in asked.question.rows if (row := rows.get(before))),
            )
            for asked in self.asked
            if not asked.answered
        )
        return replace(self.plan, questions=tuple(still))


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
    return _reading(*_named(draft, structure))


def base_of(draft: m.ImportDraft, structure: Structure) -> UnderstoodPlan:
    """The base reading under these rulings alone."""
    return _base(*_named(draft, structure))


Said = tuple[tuple, tuple, tuple, date | None]
"""A structure as what a cache can hold: its lines, columns and cuts, and the document's day."""


def _named(draft: m.ImportDraft, structure: Structure) -> tuple[int, str, str, Said]:
    rulings = structure.rulings
    lines, columns, cuts = (tuple(sorted(said.items())) for said in (rulings.lines, rulings.columns, rulings.cuts))
    return draft.pk, draft.sha256, draft.name, (lines, columns, cuts, structure.dated)


def _structure(said: Said) -> Structure:
    lines, columns, cuts, dated = said
    return Structure(Rulings(dict(lines), dict(columns), dict(cuts)), dated)


@lru_cache(maxsize=KEPT_READINGS)
def _reading(pk: int, sha256: str, name: str, said: Said) -> tuple[SourceDocument, UnderstoodPlan, Coverage]:
    base, rulings = _base(pk, sha256, name, said), _structure(said).rulings
    document = as_cut(_document(pk, sha256), rulings.cuts)
    return document, base, coverage_of(document, base, rulings)


@lru_cache(maxsize=4 * KEPT_READINGS)
def _base(pk: int, sha256: str, name: str, said: Said) -> UnderstoodPlan:
    return base_reading(_document(pk, sha256), _structure(said), name=name)


@lru_cache(maxsize=2)
def _document(pk: int, sha256: str) -> SourceDocument:
    stored = m.ImportDraft.objects.filter(pk=pk, sha256=sha256).values_list("document", flat=True).get()
    return document_from_json(json.loads(stored) if isinstance(stored, str) else stored)
