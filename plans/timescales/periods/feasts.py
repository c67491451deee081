"""School terms and holidays, and feasts: the days that they are usually taken for.

Councils and schools set their own term dates, so whatever leans on these days is asked. Pure; Easter is dateutil's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.easter import easter

Window = tuple[date, date]

TERM_DAYS = {
    "autumn": ((9, 1), (12, 20)),
    "spring": ((1, 4), (3, 31)),
    "summer": ((4, 15), (7, 22)),
    "1": ((9, 1), (10, 25)),
    "2": ((11, 1), (12, 20)),
    "3": ((1, 4), (2, 14)),
    "4": ((2, 22), (3, 31)),
    "5": ((4, 15), (5, 25)),
    "6": ((6, 1), (7, 22)),
    "autumn half": ((10, 24), (11, 1)),
    "spring half": ((2, 13), (2, 21)),
    "summer half": ((5, 24), (6, 1)),
    "christmas holiday": ((12, 20), (1, 4)),
    "easter holiday": ((4, 1), (4, 15)),
    "summer holiday": ((7, 22), (8, 31)),
}
"""First and last day, as month and day, that a term or holiday has about everywhere in England and Wales.

Terms 1 to 6 are the halves of the three terms; "half" is the half-term week in a term.
"""

TERMS = ("autumn", "spring", "summer")
HALF_TERMS = ("autumn half", "spring half", "summer half")


@dataclass(frozen=True, slots=True)
class Term:
    """A school term, numbered term or school holiday (a key of `TERM_DAYS`) that begins in the calendar `year`."""

    name: str
    year: int | None = None

    kind = "season"

    def window(self, year: int) -> Window:
        first, last = TERM_DAYS[self.name]
        return date(year, *first), date(year + (last < first), *last)


@dataclass(frozen=True, slots=True)
class Feast:
    """Christmas (Day), Easter (Sunday) or New Year('s Day) of a `year`."""

    name: str
    year: int | None = None

    kind = "date"

    def window(self, year: int) -> Window:
        if self.name == "easter":
            day = easter(year)
        else:
            day = date(year, 12, 25) if self.name == "christmas" else date(year, 1, 1)
        return day, day
