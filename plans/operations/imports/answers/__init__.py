"""What an answer to a question of the import changes on the plan, a module for each sort of thing.

`effects_of` says it before anything is written, each thing with what stands there and what will; `answer_question` in
`plans.operations.imports.questions` writes the same as one act. It is what the answer would have done on the
workbench, except where people have said or decided something since: that stays, and the effect says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plans import models as m
from plans.operations.imports.answers import days, leads, ratings, words
from plans.operations.imports.answers.effect import Effect, stamp

__all__ = ["ELSEWHERE", "TAKES", "Effect", "effects_of", "stamp"]

DAY, WHEN, LEAD, RATING, TEXT, WORDS = "day", "when", "lead", "rating", "text", "words"

TAKES: dict[str, tuple[str, Callable[[m.OpenQuestion, Any], list[Effect]]]] = {
    "anchor": (DAY, days.anchor),
    "dated": (DAY, days.dated),
    "timescales": (WHEN, days.timescales),
    "leads": (LEAD, leads.named),
    "lead": (LEAD, leads.named),
    "responsible": (LEAD, leads.named),
    "rag": (RATING, ratings.rated),
    "title": (TEXT, words.title),
    "subtitle": (TEXT, words.subtitle),
    "section": (TEXT, words.section),
    "ref": (TEXT, words.reference),
    "text": (WORDS, words.action),
    "evidence": (WORDS, words.evidence),
    "outcome": (WORDS, words.outcome),
    "progress": (WORDS, words.progress),
}
"""From what a question is about to what its answer is made of, and what that changes."""

ELSEWHERE = {
    "columns": "What a column holds decides how each of its cells was read, so it is not changed by an answer. Change "
    "the column where the plan is edited, or import the document again as a later edition and say there what it holds.",
    "recommendation": "Add its action, or give it another place, where the plan is edited.",
    "steps": "Put its steps right where the plan is edited; each has its own leads and dates there.",
    "links_to_plans": "The other plans that an action leads to stand with the action, where the plan is edited.",
    "rag": "No rating is shown in the document. Each action is rated by an update.",
    "rows": "Which rows are the plan’s is said while a document is imported. Edit what differs, or take the import "
    "back and say it there.",
    "file": "This is about the file as a whole. Compare it with the plan, and edit what differs.",
}
"""Of the others, why the answer is not given here, and where it is."""

OTHERWISE = "Look at it where the plan is edited, and put it right there."


def takes(question: m.OpenQuestion) -> str:
    """What sort of answer the question takes here; empty where it is answered elsewhere."""
    if question.field == "rag" and not question.alike:
        return ""
    return TAKES[question.field][0] if question.field in TAKES else ""


def effects_of(question: m.OpenQuestion, value) -> list[Effect]:
    """What the answer would change, in the plan's order."""
    return TAKES[question.field][1](question, value)
