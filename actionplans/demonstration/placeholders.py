"""Dates in the demonstration's texts, which move with the day on which it is loaded.

A placeholder is ``[[FORMAT OFFSET]]``, with OFFSET a number of days from that day (negative is past).
``[[monthrange A B]]`` takes two offsets. Pure: no Django, no clock.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

_PLACEHOLDER = re.compile(r"\[\[([^\[\]]*)\]\]")


def fill(text: str, *, on: date) -> str:
    """Return `text` with each placeholder replaced by its date, counted from `on`.

    Raises ValueError, naming the placeholder, when its format is unknown, an offset isn't a whole
    number of days, or the number of offsets is wrong. Text without placeholders is returned as it is.
    """
    return _PLACEHOLDER.sub(lambda match: _filled(match, on), text)


def _filled(match: re.Match[str], on: date) -> str:
    printed = match.group(0)
    name, *offsets = match.group(1).split() or [""]
    if name not in _FORMATS:
        raise ValueError(f"{printed}: unknown format {name!r}; known are {', '.join(_FORMATS)}")
    written, wanted = _FORMATS[name]
    if len(offsets) != wanted:
        raise ValueError(f"{printed}: {name} takes {wanted} offset(s), not {len(offsets)}")
    try:
        days = [on + timedelta(days=int(offset)) for offset in offsets]
    except ValueError:
        raise ValueError(f"{printed}: an offset is a whole number of days") from None
    return written(*days)


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _ordinal(day: date) -> str:
    return f"{day.day}{_suffix(day.day)} {_month(day)}"


def _suffix(number: int) -> str:
    if 11 <= number % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _short_year(day: date) -> str:
    return f"{day.year % 100:02}"


def _month_range(first: date, last: date) -> str:
    """Written as "March/April 2026"; one month alone when both days fall in it, both years when they differ."""
    if (first.year, first.month) == (last.year, last.month):
        return _month(first)
    if first.year == last.year:
        return f"{MONTHS[first.month - 1]}/{_month(last)}"
    return f"{_month(first)}/{_month(last)}"


# Each format with the number of offsets that it takes.
_FORMATS: dict[str, tuple[Callable[..., str], int]] = {
    "day": (_day, 1),
    "ordinal": (_ordinal, 1),
    "dots": (lambda day: f"{day.day:02}.{day.month:02}.{day.year}", 1),
    "month": (_month, 1),
    "endmonth": (_month, 1),  # the same words: the name of a period that ends with that month
    "mon": (lambda day: f"{SHORT_MONTHS[day.month - 1]} {day.year}", 1),
    "mony": (lambda day: f"{SHORT_MONTHS[day.month - 1]} {_short_year(day)}", 1),
    "monthyear2": (lambda day: f"{MONTHS[day.month - 1]} {_short_year(day)}", 1),
    "monthonly": (lambda day: MONTHS[day.month - 1], 1),
    "year": (lambda day: str(day.year), 1),
    "monthrange": (_month_range, 2),
}
