"""What a sheet says, whichever file it becomes: its title, how to fill it in, its columns and rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.filemark import SHEET, Mark
from plans.sheets.fields import FIELDS, Field, columns, mark_of
from plans.sheets.values import Value
from plans.wording import day, number_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """`cells` by field, the key among them; `ratings` are the labels that its plan's scheme offers."""

    cells: dict[str, Value]
    ratings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFile:
    """One sheet. `council` and `contact` say whose it is and who answers questions about it."""

    number: int
    whom: str
    council: str
    contact: str
    made_on: date
    due_on: date | None
    filled: tuple[str, ...]
    several: bool
    rows: tuple[SheetRow, ...]

    @property
    def columns(self) -> tuple[Field, ...]:
        return columns(self.filled, several=self.several)

    @property
    def marks(self) -> tuple[str, ...]:
        return tuple(mark_of(field, self.filled) for field in self.columns)

    @property
    def title(self) -> str:
        return f"Sheet {self.number} for {self.whom}"

    @property
    def told(self) -> str:
        """What stands beneath the title."""
        wanted = f" Please send it back by {day(self.due_on)}." if self.due_on else ""
        return f"{number_of(len(self.rows), 'action')} as they stood on {day(self.made_on)}.{wanted}"

    @property
    def lines(self) -> tuple[str, ...]:
        """How to fill it in, in five lines."""
        asked = ", ".join(FIELDS[name].heading for name in self.filled)
        return (
            f"1. Fill in the white cells: {asked}. The grey cells say what each action is and what was said last.",
            "2. Leave a cell as it is where nothing has changed. Progress is what has happened since, in a sentence or "
            "two.",
            "3. A new agreed date is a request that somebody decides on. “Yes” under Complete? is checked by somebody "
            "else.",
            "4. Sort, filter or hide what you like, but leave the last column: it tells which action a row is. Write "
            "an action that is missing in a row of its own, without a key.",
            f"5. Save it and send it back to {self.contact}. A row that you take out changes nothing.",
        )

    @property
    def mark(self) -> str:
        """That the application made it."""
        return str(Mark(kind=SHEET, on=self.made_on, at=str(self.number)))


def texts(cells: Iterable[Value]) -> list[str]:
    """Cells as they are printed where no cell knows a day from words."""
    return [day(cell) if isinstance(cell, date) else str(cell or "") for cell in cells]
