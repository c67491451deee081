"""The questions of a reading, each thing asked once; among them those about what was decided before the rows were read:
what columns mean, and how the layout was taken.
"""

from dataclasses import replace

from plans.columns import (
    ACTION,
    EVIDENCE,
    EXTRA,
    LEAD,
    LINKS,
    OUTCOME,
    PROGRESS,
    RAG,
    RECOMMENDATION,
    REF,
    RELATED_PLANS,
    RESPONSIBLE,
    TIMESCALE,
)
from plans.importing.rows import Sheet
from plans.importing.understood_plan import Question, UnderstoodSection
from plans.importing.vocabulary.heading_meanings import CERTAIN
from plans.importing.vocabulary.heading_words import STEP, SUPPORTING


class Questions:
    """Collects questions in the order in which they arise. What is doubtful of many rows in one way is asked at the
    first of them."""

    def __init__(self) -> None:
        self._asked: dict[tuple, Question] = {}
        self._rows: dict[tuple, dict[int, None]] = {}

    def ask(
        self, row: int | None, field: str, text: str, because: str, *, line: int | None = None,
        instead: tuple[tuple[int, str], ...] = (), rows: tuple[int, ...] = (),
    ) -> None:  # fmt: skip
        """Ask of a row, or of all `rows` at once."""
        question = Question(row, field, text, because, line, instead=instead)
        self._asked.setdefault((field, text, because), question)
        rows = rows or ((row,) if row is not None else ())
        self._rows.setdefault((field, text, because), {}).update(dict.fromkeys(rows))

    def all(self, lines: dict[int, int]) -> tuple[Question, ...]:
        """Those of the whole plan first, then by row. `lines`: where each row stands in the document."""
        whole = [replace(question, rows=tuple(self._rows[key])) for key, question in self._asked.items()]
        ordered = sorted(whole, key=lambda question: (question.row is not None, question.row or 0))
        return tuple(
            question if question.row is None or question.line else replace(question, line=lines.get(question.row))
            for question in ordered
        )


_READ_AS = {
    REF: "read as the reference",
    RECOMMENDATION: "read as what must improve",
    LINKS: "read as the numbers of findings",
    ACTION: "read as what will be done",
    STEP: "read as the steps of an action",
    LEAD: "read as who leads",
    RESPONSIBLE: "read as who is responsible",
    SUPPORTING: "read as who supports",
    EVIDENCE: "read as what will show it",
    TIMESCALE: "read as by when",
    RELATED_PLANS: "read as links to other plans",
    PROGRESS: "read as how it is going",
    OUTCOME: "read as what difference it makes",
    RAG: "read as the rating",
    EXTRA: "a heading that is not known; kept as a column of the plan's own",
}


def ask_about_columns(sheet: Sheet, questions: Questions) -> None:
    """Ask about each heading that is not certain, or not known."""
    filled = sheet.filled
    for number, column in enumerate(sheet.columns):
        unsure = column.confidence < CERTAIN and (column.meaning != EXTRA or number in filled)
        if column.heading and (column.because or unsure):
            questions.ask(None, "columns", column.heading, column.because or _READ_AS[column.meaning])


def ask_about_mending(sheet: Sheet, sections: tuple[UnderstoodSection, ...], questions: Questions) -> None:
    """Ask what mending was in doubt of, at the action that holds the line of each doubt."""
    rows = {line: action.row for section in sections for action in section.actions for line in action.lines}
    for doubt in sheet.doubts:
        row = rows.get(doubt.line) if doubt.line is not None else None
        questions.ask(row, doubt.field, doubt.text, doubt.because, line=doubt.line, instead=doubt.instead)
