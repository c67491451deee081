"""Working days: Mondays to Fridays that are no bank holiday in England."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import cache


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
