"""The periods that a date phrase can name, and the calendar arithmetic on them.

A period knows its first and last day once its year is known: `window(year)` gives both, and raises ValueError
for what the calendar does not have (31 June, year 10000).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

Window = tuple[date, date]

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


def add_weekdays(day: date, count: int) -> date:
    """`count` Mondays to Fridays after `day` (before it, if negative). Bank holidays are not known here."""
    step = timedelta(days=1 if count > 0 else -1)
    remaining = abs(count)
    while remaining:
        day += step
        remaining -= day.weekday() < 5
    return day


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
    """One or `count` years of a style: calendar, financial (from April) or academic (from September)."""

    style: str
    year: int | None = None
    count: int = 1

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

    first: Day | Month | Years | Quarter | Season
    last: Day | Month | Years | Quarter | Season

    kind = "range"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Words that are about time but give no day; `reason` names the question to ask (see `questions.REASONS`)."""

    reason: str
    kind: str = "other"


Dated = Day | Month | Years | Quarter | Season
Period = Dated | Span | Undecided
