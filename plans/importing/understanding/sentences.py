"""Who is to do it and by when where the words of an action say so themselves: "JB to mend the string by 4 May"; and by
when where periods are marked for it."""

import re
from dataclasses import replace

from plans.columns import TIMESCALE
from plans.importing.rows.cell_patterns import is_dated
from plans.importing.rows.sheet import SheetColumn
from plans.importing.source_document import Cell
from plans.importing.tables.texts import MARK
from plans.importing.understanding.context import ReadingContext
from plans.importing.understanding.leads.name_lists import may_lead
from plans.importing.understanding.leads.names import NameShapes, names_role
from plans.timescales import Timescale

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
_YEAR = re.compile(r"\b20\d\d(?:[/–-](?:20)?\d\d)?\b")
LONGEST = 400
"""Letters of a sentence in which they are looked for."""


def assigned_to(text: str, names: NameShapes) -> str | None:
    """The words with which an action begins that say who is to do it."""
    found = _ASSIGNED.match(text.strip()) if len(text) <= LONGEST else None
    if not found:
        return None
    parts = re.split(r"\s*(?:/|&|,|\band\b)\s*(?:the )?", found["who"])
    return (
        found["who"]
        if all(part.startswith("All ") or names_role(part) or may_lead(part, names) for part in parts)
        else None
    )


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


def dates_beside(
    row: int, cells: dict[int, Cell], action: Cell, context: ReadingContext
) -> list[tuple[Timescale, ...]]:
    """Of a plan without a column of dates: the periods that are marked for a row, else what its words say."""
    sheet = context.sheet
    if (sheet.columns_of(TIMESCALE) and not sheet.in_words) or sheet.stand_ins(TIMESCALE):
        return []
    periods = (n for n, column in enumerate(sheet.columns) if column.period)
    marked = [n for n in periods if (cell := cells.get(n)) and MARK.fullmatch(cell.flat)]
    texts = [_period_of(sheet.columns[n]) for n in marked]
    if not texts and (within := dated_within(action.flat)):
        texts = [within]
        because = "no column says by when; the day that the words of the action name is read as its date"
        context.questions.ask(row, "timescales", within, because)
    readings = [context.dates_of(text) for text in texts]
    for text, reading in zip(texts, readings, strict=True):
        if reading.question:
            context.questions.ask(row, "timescales", text, reading.question)
    return [reading.readings for reading in readings if reading.readings]


def _period_of(column: SheetColumn) -> str:
    """The period that a column stands for, with the year of the group that it stands under."""
    group, _, own = column.heading.rpartition(": ")
    year = _YEAR.search(group)
    period = column.period or own
    return period if not year or _YEAR.search(period) else f"{period} {year[0]}"
