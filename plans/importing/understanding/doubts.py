"""Questions about what was decided before the rows were read: what columns mean, and how the layout was taken."""

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
from plans.importing.understanding.questions import Questions
from plans.importing.understood_plan import UnderstoodSection
from plans.importing.vocabulary.heading_meanings import CERTAIN
from plans.importing.vocabulary.meanings import STEP, SUPPORTING

_READ_AS = {
    REF: "the reference",
    RECOMMENDATION: "what must improve",
    LINKS: "the numbers of findings",
    ACTION: "what will be done",
    STEP: "the steps of an action",
    LEAD: "who leads",
    RESPONSIBLE: "who is responsible",
    SUPPORTING: "who supports",
    EVIDENCE: "what will show it",
    TIMESCALE: "by when",
    RELATED_PLANS: "links to other plans",
    PROGRESS: "how it is going",
    OUTCOME: "what difference it makes",
    RAG: "the rating",
}


def ask_about_columns(sheet: Sheet, questions: Questions) -> None:
    """Ask about each heading that is not certain, or not known."""
    for column in sheet.columns:
        if not column.heading:
            continue
        if column.because:
            questions.ask(None, "columns", column.heading, column.because)
        elif column.meaning == EXTRA and column.confidence < CERTAIN:
            because = "a heading that is not known; kept as a column of the plan's own"
            questions.ask(None, "columns", column.heading, because)
        elif column.meaning != EXTRA and column.confidence < CERTAIN:
            questions.ask(None, "columns", column.heading, f"read as {_READ_AS[column.meaning]}")


def ask_about_mending(sheet: Sheet, sections: tuple[UnderstoodSection, ...], questions: Questions) -> None:
    """Ask what mending was in doubt of, at the action that holds the line of each doubt."""
    actions = (action for section in sections for rec in section.recommendations for action in rec.actions)
    rows = {line: action.row for action in actions for line in action.lines}
    for doubt in sheet.doubts:
        row = rows.get(doubt.line) if doubt.line is not None else None
        questions.ask(row, doubt.field, doubt.text, doubt.because, line=doubt.line)
