"""Lengths of time ("within 3 months", "70 working days from publication"), what recurs ("quarterly"), and working days:
Mondays to Fridays that are no bank holiday in England.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from plans.timescales.periods.calendar import Day
from plans.timescales.periods.dates import FoundPeriod, date_at
from plans.timescales.tokens import NUMBER, WORD, PhraseTable, Tokens
from plans.timescales.vocabulary import MONTHS, NUMBER_WORDS, ORDINALS, UNITS, WEEKDAYS


@cache
def _bank_holidays() -> Container[date]:
    """England's bank holidays of any year; loading them takes a second, so it waits until a text counts in them."""
    from holidays import country_holidays

    return country_holidays("GB", subdiv="ENG")


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays()


def add_working_days(day: date, count: int) -> date:
    """The day `count` working days after `day` (before it, if negative); OverflowError beyond the calendar."""
    step = timedelta(days=1 if count > 0 else -1)
    remaining = abs(count)
    while remaining:
        day += step
        remaining -= is_working_day(day)
    return day


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `low` to `high` units, counted in working days where `working`, with a
    question where they are `school` days.

    `sense` is "within", "after" or "for" (how long it lasts); `event` is true where the words name what it
    counts from ("from publication"); `origin` is the day printed that it counts from, and `back` says that it
    counts back from it. `adjective` is true of "6-month" and "6 month", which may describe a thing ("6 month
    review").
    """

    low: int
    high: int
    unit: str
    working: bool = False
    school: bool = False
    sense: str = "within"
    event: bool = False
    origin: Day | None = None
    back: bool = False
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Something that recurs; `annual` where it does so once a year; `doubt` where its word has two meanings."""

    annual: bool = False
    doubt: str = ""


_BEFORE_LENGTH = PhraseTable(
    {
        "within": (
            "within|within the next|within the first|within a further|within a maximum of|in|in the next|"
            "o fewn|over the next|during the next|no later than|by|up to|a further|no more than|maximum|max"
        ),
        "after": "after|following",
        "for": "for|for a period of|for the next|over|lasting|over a period of",
    }
)
_FROM = PhraseTable(
    {
        False: "from|from the|of|of the|after|after the|following|following the|post|starting from",
        True: "before|before the|prior to|prior to the|ahead of",
    }
)
_DATE_AN_EVENT = frozenset({"on", "in", "dated"})
_NAME_ANOTHER_DAY = frozenset({"by", "and", "or", "then", "but", "until", "before", "after", "from"})
_LONGEST_EVENT = 8
"""Words of what a length counts from, before its day ("of the report being published on 1 July")."""
_WORKING = frozenset({"working", "school", "business"})
_KINDS_OF_DAYS = _WORKING | {"calendar"}
_RECURRENCES = PhraseTable(
    {
        Recurrence(): (
            "daily|weekly|fortnightly|monthly|quarterly|termly|half-termly|"
            "half termly|six-monthly|six monthly|two-monthly|three-monthly|twice yearly|twice-yearly|twice a year|"
            "half-yearly|half yearly|biennially|biennial|once a month|twice a month|"
            "once a week|once a term|once a quarter|per month|per week|per quarter|per term|monthly basis|"
            "regularly|periodically"
        ),
        Recurrence(doubt="biannual"): "biannually|bi-annually|biannual|bi-annual|bi annual|bi annually|bi-yearly",
        Recurrence(doubt="bimonthly"): "bi-monthly|bimonthly|bi monthly",
        Recurrence(doubt="biweekly"): "bi-weekly|biweekly|bi weekly",
        Recurrence(annual=True): "annually|annual|yearly|once a year|per year|per annum|each year|every year",
    }
)
_REPEATED = frozenset({"every", "each"})
_RECURRING_UNITS = frozenset(UNITS) | {"quarter", "term", "other", "meeting", "session", "half"} | frozenset(WEEKDAYS)


def recurrence_at(tokens: Tokens, index: int) -> tuple[Recurrence, int] | None:
    """Such as "quarterly", "4-weekly", "every 6 months", "each term"; not "every March", which has a date."""
    found = _RECURRENCES.at(tokens, index)
    if found is not None:
        return found
    if tokens[index].text in _REPEATED:
        return _every(tokens, index + 1)
    if _number(tokens, index) is not None:
        after = index + 2 if tokens[index + 1].text == "-" else index + 1
        if tokens[after].text in ("weekly", "monthly", "yearly", "daily"):
            return Recurrence(), after + 1
        return _times(tokens, after)
    return None


def _times(tokens: Tokens, index: int) -> tuple[Recurrence, int] | None:
    """What follows a number in "4 times a year", "three times per term", "2 x a month"."""
    if tokens[index].text not in ("times", "x") or tokens[index + 1].text not in ("a", "per", "each", "every", "in"):
        return None
    unit = index + 2 + (tokens[index + 1].text == "in" and tokens[index + 2].text in ("a", "the", "each"))
    return (Recurrence(), unit + 1) if tokens[unit].text in _RECURRING_UNITS else None


def _every(tokens: Tokens, index: int) -> tuple[Recurrence, int] | None:
    if tokens[index].text in MONTHS:
        return None
    if _number(tokens, index) is not None:
        index += 1
        index += tokens[index].text in ORDINALS
    if tokens[index].text not in _RECURRING_UNITS:
        return None
    index += tokens[index].text in ("other", "half") and tokens[index + 1].text in _RECURRING_UNITS
    return Recurrence(), index + 1


def duration_at(tokens: Tokens, index: int) -> tuple[Duration, int] | None:
    """Such as "within 3 months", "6 months", "6-8 weeks", "3 months from publication", "a week before 1 June 2013"."""
    sense, start = _BEFORE_LENGTH.at(tokens, index) or ("within", index)
    length = _length(tokens, start)
    if length is None:
        return None
    low, high, end = length
    hyphen = tokens[end].text == "-"
    end += hyphen
    working = tokens[end].text in _WORKING
    school = tokens[end].text == "school"
    end += tokens[end].text in _KINDS_OF_DAYS
    unit = UNITS.get(tokens[end].text)
    if unit is None or tokens[end + 1].text == "ago":
        return None
    adjective = hyphen or (high > 1 and tokens[end].text == unit)
    working = working and unit == "day"
    duration = Duration(low, high, unit, working, school and working, sense, adjective=adjective)
    return _counted_from(tokens, duration, _after_of_time(tokens, end + 1))


def _after_of_time(tokens: Tokens, index: int) -> int:
    """The index after what may follow a unit without meaning more: "months'", "month's", "weeks time"."""
    possessive = tokens[index].text == "'"
    index += possessive
    index += possessive and tokens[index].text == "s"
    return index + (tokens[index].text == "time")


def _counted_from(tokens: Tokens, duration: Duration, end: int) -> tuple[Duration, int]:
    """The duration with what it counts from: a day that is printed, or an event."""
    counted = _FROM.at(tokens, end)
    if counted is None:
        return duration, end
    back, start = counted
    found = date_at(tokens, start) or _day_of_event(tokens, start)
    if found is None:
        return replace(duration, event=True, back=back), end
    if isinstance(found.period, Day):
        return replace(duration, origin=found.period, back=back), found.end
    return replace(duration, event=True, back=back), found.end


def _day_of_event(tokens: Tokens, start: int) -> FoundPeriod | None:
    """The date of an event that is named at `start`: "publication on 1 July 2013"."""
    for index in range(start, start + _LONGEST_EVENT):
        token = tokens[index]
        if token.kind != WORD or token.text in _NAME_ANOTHER_DAY:
            return None
        if token.text in _DATE_AN_EVENT:
            found = date_at(tokens, index + 1 + (tokens[index + 1].text == "the"))
            if found is not None:
                return found
    return None


def _length(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """Smallest and largest number of units, and the index after: "3", "six", "6-8", "3 to 6"."""
    low = _number(tokens, index)
    if low is None:
        return None
    high = _number(tokens, index + 2) if tokens[index + 1].text in ("-", "to", "/", "or") else None
    if high is None:
        return low, low, index + 1
    return (low, high, index + 3) if low <= high else None


def _number(tokens: Tokens, index: int) -> int | None:
    token = tokens[index]
    if token.kind == NUMBER:
        return int(token.text) if len(token.text) <= 3 else None
    return NUMBER_WORDS.get(token.text)
