"""What frames a document's table, under the names that a plan has for it."""

from __future__ import annotations

from typing import Any

from plans.importing.understood_plan import UnderstoodPlan
from plans.wording import clip

LONGEST = 300
"""Characters of a title; a longer one is cut, and stands whole before the notes."""


def frame_of(document: UnderstoodPlan) -> dict[str, Any]:
    """The fields of a plan that the document gives, empty ones included: text, a day, a number, or a list."""
    cut = [text for text in (document.title, document.subtitle or "") if len(text) > LONGEST]
    return {
        "title": clip(document.title, LONGEST),
        "subtitle": clip(document.subtitle or "", LONGEST),
        "organisation": clip(document.organisation or "", LONGEST),
        "report_ref": clip(document.report_ref or "", 120),
        "dated": document.dated,
        "anchor_on": document.anchor,
        "cadence_days": document.update_every_days,
        "notes_before": [*cut, *document.notes_before],
        "notes_after": list(document.notes_after),
        "legend": list(document.legend),
        "glossary": [list(pair) for pair in document.abbreviations],
    }


def gives_title(document: UnderstoodPlan) -> bool:
    """Whether the title is printed; otherwise it is the file's name, and there is a question about it."""
    return not any(question.row is None and question.field == "title" for question in document.questions)
