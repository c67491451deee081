"""Which year is meant: what the document's date settles when a text prints no year, or only half of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from plans.timescales.periods.calendar import (
    Dated,
    Day,
    Feast,
    Half,
    Month,
    Nearby,
    Period,
    Quarter,
    Season,
    Span,
    Term,
    Undecided,
    Window,
    Years,
    has_year,
)
from plans.timescales.periods.years import full_year
from plans.timescales.readings import DocumentDates

_SURELY_A_YEAR = range(-11, 73)
"""Months from the document's date within which a two-digit number after a month is its year ("Nov 12")."""

_PERHAPS_A_YEAR = range(-36, 73)
"""Months within which it may be the year or a day ("April 10" in a plan of April 2011): that is asked."""

_LOOSE_REASONS: dict[type, tuple[str, str]] = {
    Term: ("term", "term_taken"),
    Feast: ("unreadable", "feast"),
    Years: ("which_year", "year_taken"),
}
"""Why a loose name is asked about: where nothing of its time is known, and where its usual days are proposed."""

Listed = Day | Month | Quarter
"""What may stand in a list of dates."""


@dataclass(frozen=True, slots=True)
class SettledPeriod:
    """First and last day of a period, or None with the reason why not.

    `leant` says that it leant on the document's date. A reason beside a window is a doubt about it. `period` is
    what was understood, with its year where that is known.
    """

    window: Window | None
    period: Period
    leant: bool = False
    reason: str = ""


def settle(period: Period, context: DocumentDates) -> SettledPeriod:
    """The first and last day of `period`, leaning on the context where no year is printed."""
    return _SETTLED_BY[type(period)](period, context)


def _settle_plain(period: Dated, context: DocumentDates) -> SettledPeriod:
    """In its own year, or else the next such period."""
    return _lean(period, context) if period.year is None else _in_year(period, period.year, leant=False)


def _settle_years(period: Years, context: DocumentDates) -> SettledPeriod:
    return _propose(period, context) if period.perhaps else _settle_plain(period, context)


def _settle_month(period: Month, context: DocumentDates) -> SettledPeriod:
    if period.loose is None:
        return _settle_plain(period, context)
    settle_number = _settle_loose if period.year is None else _settle_presumed
    return settle_number(period, full_year(period.loose), context)


def _settle_season(period: Season, context: DocumentDates) -> SettledPeriod:
    if period.year is None or period.name != "winter" or period.straddling:
        return _settle_plain(period, context)
    return _settle_winter(period, period.year, context)


def _in_year(period: Dated, year: int, *, leant: bool) -> SettledPeriod:
    """The period in that year, unless the calendar has no such day."""
    try:
        window = period.window(year)
    except ValueError:
        return SettledPeriod(None, period, leant, "impossible")
    if window[0] > window[1]:
        return SettledPeriod(None, period, leant, "backwards")
    return SettledPeriod(window, replace(period, year=year), leant)


def _lean(period: Dated, context: DocumentDates) -> SettledPeriod:
    """The next such period that ends on or after the first of the document's month."""
    if context.near is None:
        return SettledPeriod(None, period, reason=_in_a_leap_year(period).reason or "no_year")
    return _next(period, context.near.replace(day=1))


def _next(period: Dated, start: date) -> SettledPeriod:
    """The next such period that ends on or after `start`."""
    for year in (start.year - 1, start.year, start.year + 1):
        settled = _in_year(period, year, leant=True)
        if settled.window is not None and settled.window[1] >= start:
            return settled
    return SettledPeriod(None, period, True, _in_a_leap_year(period).reason or "no_such_year")


def _in_a_leap_year(period: Dated) -> SettledPeriod:
    """The period in a year that has a 29 February, to tell it from 31 June."""
    return _in_year(period, 2000, leant=False)


def _propose(period: Dated, context: DocumentDates) -> SettledPeriod:
    """The days that a loose name is usually taken for: always asked, and only where something of its time is known."""
    undated, reason = _LOOSE_REASONS[type(period)]
    if context.near is None:
        return SettledPeriod(None, period, reason=undated)
    settled = _settle_plain(period, context)
    return settled if settled.window is None else replace(settled, reason=reason)


def _settle_nearby(period: Nearby, context: DocumentDates) -> SettledPeriod:
    """What stands near the document's date, asked because "next month" may have been written at another time."""
    if context.near is None:
        return SettledPeriod(None, period, reason="term" if period.kind == "season" else "unreadable")
    try:
        seen = period.seen_from(context.near)
        window = settle(seen, context).window
    except (ValueError, OverflowError):
        window = None
    if window is None:
        return SettledPeriod(None, period, True, "impossible")
    return SettledPeriod(window, seen, True, "term_taken" if period.kind == "season" else "nearby")


def _settle_part_of_year(period: Quarter | Half, context: DocumentDates) -> SettledPeriod:
    """A quarter or half; one that does not say of which kind of year, where the document tells it."""
    if period.style is not None:
        return _settle_plain(period, context)
    if context.quarters is None:
        return SettledPeriod(None, period, reason="which_quarter" if isinstance(period, Quarter) else "which_half")
    if _is_open(period, context):
        return SettledPeriod(None, period, reason="which_last")
    return settle(replace(period, style=context.quarters), context)


def _is_open(period: Quarter | Half, context: DocumentDates) -> bool:
    """Whether it is open of which year the end of a financial year is ("Q4 2027": January 2027, or 2028?)."""
    begins_late = replace(period, style="financial").window(2001)[1].year > 2001
    return context.quarters == "financial" and period.year is not None and begins_late


def _months_off(period: Month, year: int, near: date) -> int:
    """How many months after the month of `near` the period of `year` is."""
    return (year - near.year) * 12 + period.month - near.month


def _settle_presumed(period: Month, year: int, context: DocumentDates) -> SettledPeriod:
    """A month with what its words say is a year ("End Sept 13"): asked where that is far from the document's date."""
    if context.near is not None and _months_off(period, year, context.near) not in _PERHAPS_A_YEAR:
        return SettledPeriod(None, period, True, "day_or_year")
    return _in_year(period, year, leant=False)


def _settle_loose(period: Month, year: int, context: DocumentDates) -> SettledPeriod:
    """A month and a two-digit number: a year when near the document's date, a day when far from it, else asked."""
    if context.near is None:
        return SettledPeriod(None, period, reason="day_or_year")
    months = _months_off(period, year, context.near)
    if months in _SURELY_A_YEAR:
        return _in_year(Month(period.month), year, leant=True)
    if months in _PERHAPS_A_YEAR:
        return SettledPeriod(None, period, True, "day_or_year")
    settled = _lean(Day(year % 100, period.month), context)
    return replace(settled, reason=settled.reason or "taken_for_a_day")


def _settle_winter(period: Season, year: int, context: DocumentDates) -> SettledPeriod:
    """A winter may begin or end in the one year printed; it begins then if the other is past at the document's date."""
    earlier = _in_year(period, year - 1, leant=True)
    if context.near is None or earlier.window is None or earlier.window[1] >= context.near:
        return SettledPeriod(None, period, reason="which_winter")
    return _in_year(period, year, leant=True)


def _settle_span(span: Span, context: DocumentDates) -> SettledPeriod:
    """Both ends, the one without a year taking it from the other."""
    span = _styled(span, context)
    first, last = settle(span.first, context), settle(span.last, context)
    if doubtful := next(filter(_is_doubtful, (first, last)), None):
        reason = "day_or_year" if doubtful.reason == "taken_for_a_day" else doubtful.reason
        return SettledPeriod(None, span, doubtful.leant, reason)
    proposed = next((end.reason for end in (first, last) if end.reason and end.window is not None), "")
    first, last = _with_year_of_other(span, first, last)
    if first.window is None or last.window is None:
        return SettledPeriod(None, span, reason=first.reason or last.reason or "no_year")
    return _spanning(span, (first.window[0], last.window[1]), _leans(span, first, last), proposed)


_SETTLED_BY: dict[type, Callable[[Any, DocumentDates], SettledPeriod]] = {
    Undecided: lambda period, _context: SettledPeriod(None, period, reason=period.reason),
    Nearby: _settle_nearby,
    Span: _settle_span,
    **dict.fromkeys((Term, Feast), _propose),
    Years: _settle_years,
    **dict.fromkeys((Quarter, Half), _settle_part_of_year),
    Month: _settle_month,
    Season: _settle_season,
    Day: _settle_plain,
}
"""How each kind of period comes to its first and last day."""


def _spanning(span: Span, window: Window, leant: bool, reason: str) -> SettledPeriod:
    """From its first day to its last, where they are not the wrong way round."""
    if window[0] > window[1]:
        return SettledPeriod(None, span, leant, "backwards")
    return SettledPeriod(window, span, leant, reason)


def _is_doubtful(end: SettledPeriod) -> bool:
    """Whether an end of a span could not be settled for another reason than that it prints no year."""
    if not end.reason or end.reason == "no_year":
        return False
    return end.window is None or end.reason == "taken_for_a_day"


def _with_year_of_other(span: Span, first: SettledPeriod, last: SettledPeriod) -> tuple[SettledPeriod, SettledPeriod]:
    """Both ends of a span, one that prints no year in that of the other."""
    if not has_year(span.first) and has_year(span.last) and last.window is not None:
        return _before(span.first, last.window), last
    if not has_year(span.last) and first.window is not None:
        return first, _next(span.last, first.window[0])
    return first, last


def _leans(span: Span, first: SettledPeriod, last: SettledPeriod) -> bool:
    """Whether a printed year of a span leant on the document's date, or none is printed."""
    printed = [end.leant for end, period in ((first, span.first), (last, span.last)) if has_year(period)]
    return any(printed) or not printed


def _styled(span: Span, context: DocumentDates) -> Span:
    """The span, its quarters and halves of the kind of year that the document tells, where they do not say."""
    first, last = (
        replace(end, style=context.quarters)
        if isinstance(end, Quarter | Half) and end.style is None and context.quarters and not _is_open(end, context)
        else end
        for end in (span.first, span.last)
    )
    return Span(first, last)


def _before(period: Dated, window: Window) -> SettledPeriod:
    """The last such period that starts no later than `window` does."""
    for year in (window[0].year, window[0].year - 1):
        settled = _in_year(period, year, leant=True)
        if settled.window is not None and settled.window[0] <= window[0]:
            return settled
    return SettledPeriod(None, period, True, "impossible")


def share_years(periods: list[Listed]) -> list[Listed]:
    """The periods of a list ("March, June and September 2013"), years passed to those that print none.

    A year printed later in the list is that of the ones before it; what follows a year is the next such period.
    """
    shared = list(periods)
    for index in range(len(shared) - 2, -1, -1):
        following, own = shared[index + 1], shared[index]
        if isinstance(own, Quarter) and isinstance(following, Quarter) and own.style is None:
            own = shared[index] = replace(own, style=following.style)
        window = _window_of(following)
        if window is not None and not has_year(own):
            shared[index] = _in_same_year(own, _before(own, window))
    for index in range(1, len(shared)):
        previous, own = _window_of(shared[index - 1]), shared[index]
        if previous is not None and not has_year(own):
            shared[index] = _in_same_year(own, _next(own, previous[0]))
    return shared


def _in_same_year(period: Listed, settled: SettledPeriod) -> Listed:
    """The period with the year in which it was settled, or as it was."""
    return settled.period if settled.window and isinstance(settled.period, Listed) else period


def _window_of(period: Listed) -> Window | None:
    """The window of a period whose year is printed in full."""
    return None if period.year is None else _in_year(period, period.year, leant=False).window
