"""Who is to do it and by when where the words of an action say so themselves: "JB to mend the string by 4 May"."""

import re
from dataclasses import replace

from plans.importing.rows.cell_patterns import is_dated
from plans.importing.source_document import Cell
from plans.importing.understanding.leads.names import NameShapes, holds_role, is_body, is_initials, names_role

_NAME = r"(?:All (?:the )?[a-z]+|[A-Z][\w'’.-]*(?: (?:of |for |the )*[A-Z][\w'’.-]*){0,4})"
_ASSIGNED = re.compile(
    rf"(?P<who>{_NAME}(?:\s*(?:/|&|,|\band\b)\s*(?:the )?{_NAME}){{0,3}}) (?:to|will) (?=[a-z])"
    r"(?P<what>.*)",
    re.DOTALL,
)
_WHEN = re.compile(
    r".*(?:\b(?P<by>by|from|before|in|at|on|to) |\s[–—-]\s*|\(|,\s*)(?P<when>[^–—(),;.]{3,40}?)\)?\.?$",
    re.IGNORECASE | re.DOTALL,
)
_MEETING = re.compile(r"(?:the )?next meeting", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
LONGEST = 400
"""Letters of a sentence in which they are looked for."""


def assigned_to(text: str, names: NameShapes) -> str | None:
    """The words with which an action begins that say who is to do it."""
    found = _ASSIGNED.match(text.strip()) if len(text) <= LONGEST else None
    if not found:
        return None
    parts = re.split(r"\s*(?:/|&|,|\band\b)\s*(?:the )?", found["who"])
    return found["who"] if all(_names_one(part, names) for part in parts) else None


def _names_one(text: str, names: NameShapes) -> bool:
    told = text.startswith("All ") or is_initials(text) or holds_role(text) or names_role(text) or is_body(text)
    return told or names.is_person(text) or names.is_abbreviation(text)


def dated_within(text: str) -> str | None:
    """The words at the end of an action's first sentence that say by when it is to be done."""
    for sentence in _SENTENCE.split(text.strip()):
        found = _WHEN.match(sentence.strip()) if len(sentence) <= LONGEST else None
        if found and (is_dated(found["when"]) or _MEETING.fullmatch(found["when"])):
            kept = found["by"] and found["by"].lower() == "from"
            return f"from {found['when']}" if kept else found["when"]
    return None


def assignments(cell: Cell, names: NameShapes) -> list[Cell]:
    """A cell that lists what several people are to do, each in a line that says who, as a cell for each."""
    blocks = cell.blocks
    if len(blocks) < 2 or not all(assigned_to(block.text, names) for block in blocks):
        return [cell]
    return [replace(cell, blocks=(block,)) for block in blocks]
