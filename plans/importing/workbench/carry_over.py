"""What was said of one edition of a document, as it holds for a later one.

What a column, a name, a date's words or a rating's sign means holds wherever they are printed. A ruling on a line holds
for the line that prints the same words, where there is but one such line in either edition. What was said of a single
action does not hold: the later edition may say something else there.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from plans.importing.source_document import SourceDocument
from plans.importing.understood_plan import UnderstoodPlan
from plans.importing.workbench.edits import (
    ColumnMeans,
    Edit,
    NameMeans,
    QuestionSettled,
    RatingMeans,
    Ruled,
    WordsMean,
    edit_as_json,
    edit_from_json,
)
from plans.importing.workbench.questions import ask_all
from plans.importing.workbench.replay import base_reading, rework, structure_of

Act = dict[str, Any]
"""One act as a draft keeps it: {"words", "at", "edits"}."""
MARK = "mark"
"""Beside a stored ruling: what tells its line in another edition."""


def with_marks(said: Iterable[Act], document: SourceDocument) -> list[Act]:
    """The acts with a mark on each ruling whose line prints what no other line of the document does."""
    marks = {line: mark for mark, line in _marks(document).items()}

    def with_mark(edit: dict[str, Any]) -> dict[str, Any]:
        mark = marks.get(edit.get("line", 0)) if edit["edit"] == Ruled.name else None
        return {**edit, MARK: mark} if mark else edit

    return [{**act, "edits": [with_mark(edit) for edit in act["edits"]]} for act in said]


def carried_over(
    said: Iterable[Act], document: SourceDocument, *, name: str, dated: date | None, leads: Iterable[str]
) -> tuple[int, list[dict[str, Any]]]:
    """Of acts `with_marks`, how many say something of this document too, and the edits, as they are stored, that say
    it. `leads` are those whom the organisation has."""
    leads = tuple(leads)
    acts = [tuple(_moved(act["edits"], _marks(document))) for act in said]
    base = _read_under(acts, document, name, dated)
    if not base.actions:
        acts = [tuple(edit for edit in act if not isinstance(edit, Ruled | ColumnMeans)) for act in acts]
        base = _read_under(acts, document, name, dated)
    asked = {found.key for found in ask_all(base, (), leads)}
    headings = {column.heading for column in base.columns}
    kept = [tuple(edit for edit in act if _says(edit, base, asked, headings)) for act in acts]
    return sum(map(bool, kept)), [edit_as_json(edit) for act in kept for edit in act]


def _read_under(
    acts: list[tuple[Edit, ...]], document: SourceDocument, name: str, dated: date | None
) -> UnderstoodPlan:
    return base_reading(document, structure_of((edit for act in acts for edit in act), dated), name=name)


def _moved(stored: list[dict[str, Any]], marks: dict[str, int]) -> Iterator[Edit]:
    """The edits of one act that are not of one place, rulings on their new lines. That a question is answered holds
    only where all of its answer does."""
    edits = [edit_from_json(edit) for edit in stored]
    lines = [marks.get(edit.get(MARK, "")) for edit in stored]
    moved: list[Edit] = []
    for edit, line in zip(edits, lines, strict=True):
        if isinstance(edit, Ruled) and line:
            moved.append(Ruled(line, edit.ruling))
        elif isinstance(edit, ColumnMeans | NameMeans | WordsMean | RatingMeans):
            moved.append(edit)
    yield from moved
    answers = [edit for edit in edits if isinstance(edit, QuestionSettled)]
    if len(moved) + len(answers) == len(edits):
        yield from answers


def _says(edit: Edit, base: UnderstoodPlan, asked: set[str], headings: set[str]) -> bool:
    """Whether an edit is of something that is in this edition."""
    if isinstance(edit, QuestionSettled):
        return edit.question in asked
    if isinstance(edit, ColumnMeans):
        return edit.heading in headings
    if isinstance(edit, RatingMeans):
        return any((action.rag_sign or "").casefold() == edit.printed.casefold() for action in base.actions)
    return isinstance(edit, Ruled) or rework(base, [edit]) != rework(base, ())


def _marks(document: SourceDocument) -> dict[str, int]:
    """From what tells a line by its words to the line; only of words that are printed on one line. Of the words
    nothing is kept but their hash."""
    lines: dict[str, int] = {}
    times: Counter[str] = Counter()
    for piece in document.pieces:
        words = re.sub(r"[\W_]+", "", " ".join(piece.texts).casefold())
        if words:
            mark = hashlib.sha256(words.encode()).hexdigest()[:24]
            lines[mark] = piece.line
            times[mark] += 1
    return {mark: line for mark, line in lines.items() if times[mark] == 1}
