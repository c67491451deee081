"""The periods that a date phrase can name, and the calendar arithmetic on them.

A period knows its first and last day once its year is known: `window(year)` gives both, and raises ValueError
for what the calendar does not have (31 June, year 10000).

School terms, holidays and feasts stand for the days that they are usually taken for. Councils and schools set their own
term dates, so whatever leans on these days is asked. Pure; Easter is dateutil's.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

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


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First month of each meteorological season (Met Office); a season has three months."""

FIRST_MONTH_OF_YEAR = {"calendar": 1, "financial": 4, "academic": 9}
"""A council's financial year runs from 1 April, a school's academic year from 1 September."""


def months_from(year: int, month: int, count: int) -> Window:
    """First and last day of `count` months that start with the given one."""
    last = year * 12 + month - 1 + count - 1
    last_year, last_month = last // 12, last % 12 + 1
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def add_months(day: date, count: int) -> date:
    """The same day `count` months on (or back), or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or several days of one month ("1-5 May") when `last_day` is set.

    `weekday` is the day of the week where that is printed, Monday 0.
    """

    day: int
    month: int
    year: int | None = None
    last_day: int | None = None
    weekday: int | None = None

    @property
    def kind(self) -> str:
        return "date" if self.last_day is None else "range"

    def window(self, year: int) -> Window:
        first = date(year, self.month, self.day)
        return first, first if self.last_day is None else date(year, self.month, self.last_day)


@dataclass(frozen=True, slots=True)
class Month:
    """A month. `loose` is a two-digit number printed after it that may be a day or a year.

    With a `year` as well, the number is a year by the words before it ("end of March 17"), unless it is far off.
    """

    month: int
    year: int | None = None
    loose: int | None = None

    kind = "month"

    def window(self, year: int) -> Window:
        return months_from(year, self.month, 1)


@dataclass(frozen=True, slots=True)
class Years:
    """One or `count` years of a style: calendar, financial (from April) or academic (from September).

    `perhaps` says that the text prints only one of the two years that it runs over ("FY27"): the one it ends in,
    most likely.
    """

    style: str
    year: int | None = None
    count: int = 1
    perhaps: bool = False

    kind = "range"

    def window(self, year: int) -> Window:
        return months_from(year, FIRST_MONTH_OF_YEAR[self.style], 12 * self.count)


@dataclass(frozen=True, slots=True)
class Quarter:
    """Quarter 1 to 4 of a calendar or financial year; `style` is None where the text does not say of which."""

    number: int
    style: str | None = None
    year: int | None = None

    kind = "quarter"

    def window(self, year: int) -> Window:
        month = FIRST_MONTH_OF_YEAR[self.style or "calendar"] + 3 * (self.number - 1)
        return months_from(year + month // 13, (month - 1) % 12 + 1, 3)


@dataclass(frozen=True, slots=True)
class Half:
    """The first or second half of a calendar or financial year; `style` as of a quarter."""

    number: int
    style: str | None = None
    year: int | None = None

    kind = "range"

    def window(self, year: int) -> Window:
        return months_from(year, FIRST_MONTH_OF_YEAR[self.style or "calendar"] + 6 * (self.number - 1), 6)


@dataclass(frozen=True, slots=True)
class Season:
    """A meteorological season; a winter is that which begins in December of `year`.

    `straddling` says that both its years are printed ("Winter 2013/14").
    """

    name: str
    year: int | None = None
    straddling: bool = False

    kind = "season"

    def window(self, year: int) -> Window:
        return months_from(year, SEASONS[self.name], 3)


@dataclass(frozen=True, slots=True)
class Span:
    """From the start of one period to the end of another."""

    first: Dated
    last: Dated

    kind = "range"


@dataclass(frozen=True, slots=True)
class Nearby:
    """A period told by where it stands from the document: "end of the month", "next quarter", "year end".

    `ahead` is 0 for the one that the document's date is in, 1 for the next. `unit` is week, month, quarter, term, half
    term, or a style of year.
    """

    unit: str
    ahead: int = 0

    @property
    def kind(self) -> str:
        return {"month": "month", "quarter": "quarter", "term": "season", "half term": "season"}.get(self.unit, "range")

    def seen_from(self, day: date) -> Dated | Span:
        """The period that is meant in a document of that day; ValueError or OverflowError beyond the calendar."""
        if self.unit == "week":
            monday = day + timedelta(days=7 * self.ahead - day.weekday())
            sunday = monday + timedelta(days=6)
            return Span(Day(monday.day, monday.month, monday.year), Day(sunday.day, sunday.month, sunday.year))
        if self.unit in ("term", "half term"):
            return self._term_from(day)
        if self.unit in ("month", "quarter"):
            length = 1 if self.unit == "month" else 3
            there = add_months(day.replace(day=1), self.ahead * length)
            if self.unit == "month":
                return Month(there.month, there.year)
            return Quarter((there.month + 2) // 3, "calendar", there.year)
        return Years(self.unit, day.year - (day.month < FIRST_MONTH_OF_YEAR[self.unit]) + self.ahead)

    def _term_from(self, day: date) -> Term:
        names = TERMS if self.unit == "term" else HALF_TERMS
        terms = [(Term(name, year), year) for year in (day.year, day.year + 1) for name in names]
        terms.sort(key=lambda term: term[0].window(term[1]))
        return [term for term, year in terms if term.window(year)[1] >= day][self.ahead]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Words that are about time but give no day; `reason` names the question to ask (see `questions.REASONS`)."""

    reason: str
    kind: str = "other"


Dated = Day | Month | Years | Quarter | Half | Season | Term | Feast
Period = Dated | Span | Nearby | Undecided


def has_year(period: Dated) -> bool:
    """Whether a year is printed, or a number that may be one."""
    return period.year is not None or (isinstance(period, Month) and period.loose is not None)


def ends_of(period: Period) -> tuple[Dated, ...]:
    """Both ends of a span, or the period itself; nothing for what gives no day."""
    if isinstance(period, Span):
        return period.first, period.last
    return () if isinstance(period, Undecided | Nearby) else (period,)
