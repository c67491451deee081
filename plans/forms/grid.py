"""Updates of many actions, typed as in a sheet: a row an action, a cell a field."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from plans.forms.dates import BOXES, DateField
from plans.forms.page import AsTyped, PageForm
from plans.forms.text import Passage

CELLS = ("rag", "narrative", "forecast", "due")
"""What a row asks for: the rating, what has happened, when it will be done, and the agreed date of an action that has
none yet."""

_PARTS = re.compile(r"[\s/.,-]+")


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What was typed of one action. `seen` is the last update that its writer had before them, `mark` that of the draft
    which the page was opened with."""

    pk: int
    rag: str
    narrative: str
    forecast: str
    due: str
    seen: str
    mark: str
    forecast_before: str

    @property
    def says_something(self) -> bool:
        """Whether there is an update in it; a forecast that stands as it was is none."""
        return bool(self.rag or self.narrative.strip() or self.forecast.strip() != self.forecast_before.strip())


class GridForm(PageForm):
    """What is said of all rows; the rows stand beside it."""

    then = AsTyped()
    for_all = Passage(required=False)
    why = AsTyped()

    @property
    def rows(self) -> dict[int, TypedRow]:
        return typed_rows(self.typed)


def typed_rows(data: QueryDict) -> dict[int, TypedRow]:
    """From each action, by id, whose row was sent to what stands in it."""
    ids = [value for value in data.getlist("row") if value.isascii() and value.isdecimal() and len(value) <= 18]
    return {int(pk): _row(data, pk) for pk in ids}


def _row(data: QueryDict, pk: str) -> TypedRow:
    cells = {name: data.get(f"{name}-{pk}", "") for name in (*CELLS, "seen", "mark")}
    return TypedRow(pk=int(pk), forecast_before=data.get(f"before-{pk}", ""), **cells)


def parts_of_day(text: str) -> list[str]:
    """Day, month and year of a date that stands in one cell: "31/3/2027", "31 March 2027", "March 31, 2027",
    "2027-03-31" as a spreadsheet copies it. What is none stays whole, for the field that reads it to refuse."""
    parts = [part for part in _PARTS.split(text.strip()) if part]
    if len(parts) != 3:
        return [text.strip(), "", ""]
    if len(parts[0]) == 4 and parts[0].isdecimal():
        parts.reverse()
    if parts[0].isalpha():
        parts = [parts[1], parts[0], parts[2]]
    if re.fullmatch(r"\d+(st|nd|rd|th)", parts[0], re.IGNORECASE):
        parts[0] = parts[0][:-2]
    return parts


def day_of(text: str, *, what: str):
    """The day that a cell says, or None for an empty one. Raises ValidationError."""
    if is_no_day(text):
        raise forms.ValidationError(f"Enter {what} as a real date, such as 27 March 2027.")
    return DateField(what=what, required=False).clean(parts_of_day(text))


def is_no_day(text: str) -> bool:
    """Whether something stands in a cell that has not the three parts of a day."""
    day, month, year = parts_of_day(text)
    return bool(text.strip()) and not (day and month and year and any(char.isdecimal() for char in day + year))


def as_form(row: TypedRow, words: str = "") -> QueryDict:
    """The row as the form of a single update sends it; with these words where it has none of its own."""
    data = QueryDict(mutable=True)
    data.update({"rag": row.rag, "narrative": row.narrative.strip() or words, "seen": row.seen})
    if row.forecast.strip():
        data.update({f"forecast_{box}": part for box, part in zip(BOXES, parts_of_day(row.forecast), strict=True)})
    return data
