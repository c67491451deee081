"""What was found, in terms of a timescale: kind, earliest, latest, and the questions it leaves.

How the words about a period are taken:

- "by", "until", "end of" and "late" leave the period as it is: its last day is the latest day.
- "before" a period ends on the day before it; "before the end of" it on its last day.
- "from", "since", "onwards" and "after" give an earliest day and no latest: a range open at its end. So does
  "starts", with a question, for the start may be what is due.
- "after the October board" is from 1 October and asks for the day of the board; before it has no day at all.
- "mid" June is taken to end on the 15th and a mid-year on 30 June, with a question; "mid" anything else, "early"
  and "start of" have no last day that people agree on, so they ask and give none ("by the start of" is its first
  day).
- "w/c" is the seven days from the day printed, "w/e" the seven days up to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from plans.timescales.durations import Duration, add_working_days
from plans.timescales.expressions import Expression
from plans.timescales.missing_years import SettledPeriod, settle
from plans.timescales.periods.calendar import Day, Month, Nearby, Span, Window, Years, add_months
from plans.timescales.questions import ask
from plans.timescales.readings import DocumentDates

_A_DAY = timedelta(days=1)
_A_WEEK = timedelta(days=6)
_DOUBTS_THAT_KEEP_THE_DATE = frozenset({"either_date", "moved", "event_in", "short_years", "serial", "hydref"})
_REASONS_THAT_KEEP_THE_KIND = frozenset(
    {"no_year", "which_quarter", "which_half", "which_last", "which_winter", "which_year", "no_such_year"}
)


@dataclass(frozen=True, slots=True)
class Sense:
    """The meaning of one find."""

    kind: str
    earliest: date | None = None
    latest: date | None = None
    leant: bool = False
    questions: tuple[str, ...] = ()


def sense_of_date(expression: Expression, words: str, context: DocumentDates) -> Sense:
    """The meaning of a date expression, of which `words` are the text as printed."""
    settled = settle(expression.period, context)
    if expression.doubt and expression.doubt not in _DOUBTS_THAT_KEEP_THE_DATE:
        return Sense("other", leant=settled.leant, questions=(ask(expression.doubt, words),))
    if settled.window is None:
        return _sense_without_days(expression, settled, words, context)
    kind = "recurring" if expression.recurs else settled.period.kind
    try:
        kind, window, reason = _bounded(expression, settled.window, kind)
    except OverflowError:
        return Sense("other", questions=(ask("impossible", words),))
    reasons = _reasons(expression, settled, window[1], reason, context)
    said = window[1] or window[0]
    asked = tuple(ask(each, words, latest=said) for each in reasons if each)
    return Sense(kind, window[0], window[1], settled.leant, asked)


def _sense_without_days(expression: Expression, settled: SettledPeriod, words: str, context: DocumentDates) -> Sense:
    """The meaning of an expression whose first and last day could not be settled."""
    if expression.recurs and (settled.reason == "no_year" or isinstance(expression.period, Nearby)):
        return Sense("recurring")
    kind = "recurring" if expression.recurs else expression.period.kind
    kind = kind if settled.reason in _REASONS_THAT_KEEP_THE_KIND else "other"
    return Sense(kind, leant=settled.leant, questions=(_why_not(settled, words, context),))


def _reasons(
    expression: Expression, settled: SettledPeriod, latest: date | None, reason: str, context: DocumentDates
) -> list[str]:
    """Why a person should look at a date whose days are settled, "" among them where there is none; `reason` is what
    its qualifiers leave."""
    is_taken = reason == "early" or (expression.recurs and isinstance(expression.period, Nearby))
    assert settled.window is not None  # noqa: S101 — the days are settled
    reasons = ["" if is_taken else settled.reason, expression.doubt, reason]
    reasons.append(_wrong_weekday(expression, settled.window))
    if context.implied and settled.leant:
        reasons.append("implied")
    if context.asks_of(latest):
        reasons.append("past")
    return reasons


def _why_not(settled: SettledPeriod, words: str, context: DocumentDates) -> str:
    """The question for a period that could not be settled."""
    if settled.leant and context.implied and settled.reason == "day_or_year":
        return ask("implied_open", words)
    return ask(settled.reason, words)


Bounds = tuple[str, tuple[date | None, date | None], str]
"""Kind, earliest and latest, and a reason to ask."""


def _bounded(expression: Expression, window: Window, kind: str) -> Bounds:
    """Kind, earliest and latest after the qualifiers, and a reason to ask."""
    if expression.week:
        return _week(expression, window)
    first, (last, reason) = window[0], _edge(expression, window)
    if expression.edge == "early" and kind == "date":
        kind = "range"
    if expression.bound in ("from", "starts"):
        return _open_ended(expression, window, last)
    if expression.doubt == "event_in":
        return _around_event(expression, first, kind)
    if expression.bound == "after":
        return "range", (window[1] + _A_DAY if expression.edge in ("", "end") else None, None), reason
    if expression.bound == "before":
        return _before(expression, first, last, kind)
    return kind, (first, last), "by_year" if _is_by_a_year(expression) else reason


def _is_by_a_year(expression: Expression) -> bool:
    """Whether it says no more than "by 2027", of which neither first nor last day is certain to be meant."""
    plain = not (expression.edge or expression.doubt)
    return plain and expression.bound == "by" and isinstance(expression.period, Years)


def _edge(expression: Expression, window: Window) -> tuple[date | None, str]:
    """The last day of the part of a period that is meant (its start, early, mid …), and a reason to ask."""
    if expression.edge == "start":
        return (window[0], "") if expression.bound in ("by", "from", "starts") else (None, "early")
    if expression.edge == "early":
        return None, "early"
    if expression.edge == "mid":
        last = _middle(expression, window[1])
        return last, "mid" if last else "early"
    return window[1], ""


def _open_ended(expression: Expression, window: Window, last: date | None) -> Bounds:
    """From a day on; `last` is the last one of the part of the period that is meant."""
    opening = {"end": window[1], "late": None, "mid": last, "early": None}.get(expression.edge, window[0])
    asked = "starts" if expression.bound == "starts" else ""
    return "range", (opening, None), asked if opening else "early"


def _around_event(expression: Expression, first: date, kind: str) -> Bounds:
    """Before or after something on a day of the period that is not known."""
    return ("range", (first, None), "") if expression.bound == "after" else (kind, (None, None), "")


def _middle(expression: Expression, last: date) -> date | None:
    """The day that the middle of a month or a calendar year is taken to end on; None for other periods."""
    period = expression.period.last if isinstance(expression.period, Span) else expression.period
    if isinstance(period, Month):
        return last.replace(day=15)
    if isinstance(period, Years) and period.style == "calendar":
        return last.replace(month=6, day=30)
    return None


def _week(expression: Expression, window: Window) -> Bounds:
    """The week that begins or ends on a day."""
    if not isinstance(expression.period, Day) or expression.period.kind != "date":
        return "range", (None, None), "week_of"
    day = window[0]
    if expression.week == "ending":
        return "range", (day - _A_WEEK, day), ""
    return "range", (day, day + _A_WEEK), "" if day.weekday() == 0 else "not_a_monday"


def _wrong_weekday(expression: Expression, window: Window) -> str:
    """The reason to ask where the day of the week as printed is not that of the (last) day."""
    period = expression.period
    printed = period.weekday if isinstance(period, Day) and period.last_day is None else None
    return "" if printed is None or window[0].weekday() == printed else "weekday"


def _before(expression: Expression, first: date, last: date | None, kind: str) -> Bounds:
    """Until the day before a period begins; until it ends, where its end is named."""
    if expression.edge not in ("", "end"):
        return kind, (None, None), "early"
    return kind, (None, last if expression.edge == "end" else first - _A_DAY), ""


def sense_of_duration(duration: Duration, words: str, context: DocumentDates) -> Sense:
    """The meaning of a length of time: it ends that long after the day it counts from, where that is known."""
    if duration.sense == "for":
        return Sense("relative", questions=(ask("lasts", words),))
    start, leant = context.anchor, False
    questions: tuple[str, ...] = ()
    if duration.origin is not None:
        origin = sense_of_date(Expression(duration.origin), words, context)
        start, leant, questions = origin.latest, origin.leant, origin.questions
    if start is None or (duration.back and duration.origin is None):
        return Sense("relative", leant=leant, questions=questions or (ask("anchor", words),))
    try:
        first, last = (_counted(start, duration, number) for number in (duration.low, duration.high))
    except (ValueError, OverflowError):
        return Sense("relative", questions=(ask("unreadable", words),))
    earliest = start if duration.low == duration.high and duration.sense == "within" else first
    if duration.school:
        questions += (ask("school_days", words, latest=last),)
    if duration.event:
        questions += (ask("event", words, anchor=start),)
    if duration.back:
        return Sense("relative", None, last, leant, questions)
    return Sense("relative", earliest, None if duration.sense == "after" else last, leant, questions)


def _counted(start: date, duration: Duration, number: int) -> date:
    """The day `number` units after (or before) `start`; a part of a day counts as one."""
    number = -number if duration.back else number
    if duration.working:
        return add_working_days(start, number)
    if duration.unit in ("month", "year"):
        return add_months(start, number * (12 if duration.unit == "year" else 1))
    if duration.unit == "hour":
        return start + timedelta(days=-(-number // 24))
    return start + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[duration.unit])


def with_question(sense: Sense, question: str) -> Sense:
    """The sense with one more question."""
    return replace(sense, questions=(*sense.questions, question))
