"""The fields of a sheet: what each is called, whether it may be filled in, and what it becomes when it comes home."""

from __future__ import annotations

from dataclasses import dataclass

REF, PLAN, TEXT, LEAD, SAID = "ref", "plan", "text", "lead", "said"
RAG, PROGRESS, FORECAST, DATE = "rag", "progress", "forecast", "date"
RESPONSIBLE, COMPLETE, QUESTION, KEY = "responsible", "complete", "question", "key"
BESIDE = "beside"
"""No column of a sheet: what was written in cells that are for reading, and in columns that no sheet has."""
EVIDENCE, OUTCOME, RELATED, TIMESCALE = "evidence", "outcome", "related", "timescale"
RECOMMENDATION = "Recommendation"
"""What its recommendation says, under the heading by which papers have it."""
EXTRA = "extra "
"""How the name of a field begins that is a column of the plan's own: its heading follows."""


@dataclass(frozen=True, slots=True)
class Field:
    """`kind` is how its cells are read; `width` that of its column, in characters. One that `adds` leaves empty, and
    what is written there never replaces anything."""

    name: str
    heading: str
    kind: str = "words"
    width: int = 20
    adds: bool = False


FIELDS = {
    field.name: field
    for field in (
        Field(REF, "Ref", width=10),
        Field(PLAN, "Plan", width=18),
        Field(TEXT, "Action", width=44),
        Field(LEAD, "Lead", width=18),
        Field(SAID, "Last said", width=34),
        Field(RAG, "RAG", "rating", 12),
        Field(PROGRESS, "Progress", width=44, adds=True),
        Field(FORECAST, "Forecast", "day", 16),
        Field(DATE, "Agreed date", "day", 16),
        Field(RESPONSIBLE, "Responsible officer", width=22),
        Field(COMPLETE, "Complete?", "yes", 11),
        Field(QUESTION, "Question back", width=30, adds=True),
        Field(KEY, "Key: leave as it is", width=24),
    )
}
"""Every field, in the order of the columns."""

PRINTED = {
    field.name: field
    for field in (
        Field(EVIDENCE, "Evidence expected"),
        Field(OUTCOME, "Outcome"),
        Field(RELATED, "Links to other plans"),
        Field(TIMESCALE, "Timescale", "day"),
    )
}
"""What a paper prints besides and a change of which can be taken."""


def can_be_said(name: str) -> bool:
    """Whether a change of that field in a paper or a list can be taken."""
    return name in SAYABLE or name.startswith(EXTRA)


def is_words(name: str) -> bool:
    """Whether it is the plan's own words of an action."""
    return name in WORDS or name.startswith(EXTRA)


def field_of(name: str) -> Field:
    """The field of that name; one that only a file of ours has is called by its heading."""
    if name == BESIDE:
        return Field(BESIDE, "Written beside", adds=True)
    return FIELDS.get(name) or PRINTED.get(name) or Field(name, name.removeprefix(EXTRA))


FILLED = (RAG, PROGRESS, FORECAST, DATE, RESPONSIBLE, COMPLETE, QUESTION)
"""What may be filled in, if whoever makes the sheet says so."""
USUAL = (RAG, PROGRESS, FORECAST, DATE, COMPLETE, QUESTION)
"""What is ticked beforehand."""
SAYABLE = (TEXT, LEAD, RAG, PROGRESS, FORECAST, DATE, RESPONSIBLE, EVIDENCE, OUTCOME, RELATED, RECOMMENDATION)
"""What of a paper or a list can be taken when somebody changed it there; so can a column of the plan's own."""
OF_NAMES = (RESPONSIBLE, LEAD)
"""What lists names of leads."""
WORDS = (TEXT, EVIDENCE, OUTCOME, RELATED)
"""The plan's own words of an action, with the columns of its own."""
MERGED = (TEXT, *FILLED)
"""What is merged when it comes home; the rest is only for reading."""


def columns(filled: tuple[str, ...], *, several: bool) -> tuple[Field, ...]:
    """The columns of a sheet, of which these fields are to be filled in; `several`: its rows are of several plans."""
    shown = {REF, TEXT, LEAD, SAID, *filled, KEY} | ({PLAN} if several else set())
    return tuple(field for name, field in FIELDS.items() if name in shown)


def mark_of(field: Field, filled: tuple[str, ...]) -> str:
    """What stands under a heading, by which the column is known wherever it is moved."""
    if field.name in filled:
        return f"{'ask for another' if field.name == DATE else 'fill in'} · {field.name}"
    return f"locked · {field.name}"
