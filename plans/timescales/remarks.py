"""What a part says of the one before it: in brackets ("Q2 (July-Sept 2013)") or straight after ("6 month review")."""

from __future__ import annotations

from dataclasses import replace

from plans.timescales.context import DocumentDates
from plans.timescales.durations import Duration, Recurrence
from plans.timescales.expressions import Expression
from plans.timescales.interpretation import Sense, sense_of_date
from plans.timescales.missing_years import ends_of, has_year
from plans.timescales.parts import LinePart, merged, words_of_both
from plans.timescales.periods.calendar import FIRST_MONTH_OF_YEAR, Month, Period, Quarter, Span, Undecided
from plans.timescales.questions import ask
from plans.timescales.tokens import Tokens


def with_remark(tokens: Tokens, left: LinePart, right: LinePart, context: DocumentDates) -> LinePart | None:
    """A part with another in brackets after it, where that is no timescale of its own."""
    if isinstance(left.body, Expression) and not isinstance(left.body.period, Undecided):
        if isinstance(right.body, Expression):
            return _quarter_with_months(tokens, left, right, left.body, right.body, context)
        if isinstance(right.body, Recurrence) and right.body.annual and is_yearless(left.body.period):
            yearly = replace(left.body, recurs=True)
            words = tokens.slice(left.first, right.last + 1)
            return merged(left, right, yearly, sense_of_date(yearly, words, context))
        is_remark = isinstance(right.body, Duration | Recurrence) or right.sense.kind in ("tbc", "ongoing")
        return merged(left, right, left.body, left.sense) if is_remark else None
    if not isinstance(right.body, Expression):
        return merged(left, right, left.body, left.sense) if left.sense.kind != "other" else None
    if left.sense.kind in ("complete", "in_place"):
        return merged(left, right, left.body, left.sense)
    if isinstance(left.body, Recurrence):
        return merged(left, right, left.body, replace(right.sense, kind="recurring"))
    if isinstance(left.body, Duration) and left.body.event:
        asked = ask("event_or_due", words_of_both(tokens, left, right))
        return merged(left, right, left.body, Sense("relative", questions=(asked,)))
    if isinstance(left.body, Duration | Expression) or left.sense.kind == "immediate":
        return merged(left, right, right.body, right.sense)
    return None


def with_adjective(left: LinePart, right: LinePart, between: list[str]) -> LinePart | None:
    """A date with "quarterly review" or "6 month review" straight after it: a remark on the date."""
    describes = isinstance(right.body, Recurrence) or (isinstance(right.body, Duration) and right.body.adjective)
    if between or not describes or not right.qualifies or not isinstance(left.body, Expression):
        return None
    return merged(left, right, left.body, left.sense)


def is_yearless(period: Period) -> bool:
    """Whether a year could stand with each end of a period, and stands with none."""
    ends = ends_of(period)
    return bool(ends) and all(end.year is None for end in ends)


def _quarter_with_months(
    tokens: Tokens, left: LinePart, right: LinePart, named: Expression, remark: Expression, context: DocumentDates
) -> LinePart | None:
    """A quarter with its months in brackets, which say of which kind of year it is; asked where they are others."""
    quarter, months = named.period, remark.period
    if not isinstance(quarter, Quarter) or not isinstance(months, Span) or not (_is_plain(named) and _is_plain(remark)):
        return None
    style = _style_of(quarter, months)
    expression = replace(named, period=replace(quarter, style=style))
    words = words_of_both(tokens, left, right)
    in_its_year = sense_of_date(expression, words, context)
    fourth = quarter.number == 4 and quarter.style is None and style == "financial" and quarter.year is not None
    dated = has_year(months.last)
    differs = dated and not fourth and quarter.year is not None and in_its_year.latest != right.sense.latest
    if style is None or differs:
        return merged(left, right, left.body, Sense("other", questions=(ask("quarter_months", words),)))
    if dated:
        return merged(left, right, expression, replace(right.sense, kind="quarter"))
    return merged(left, right, expression, left.sense if fourth else in_its_year)


def _is_plain(expression: Expression) -> bool:
    """Whether the period as it stands is meant, to its last day."""
    return expression.bound in ("", "by") and expression.edge in ("", "end") and not expression.doubt


def _style_of(quarter: Quarter, months: Span) -> str | None:
    """The kind of year of which the quarter has those months, or None where it has others."""
    named = [end.month for end in ends_of(months) if isinstance(end, Month)]
    for style in ("calendar", "financial") if quarter.style is None else (quarter.style,):
        first = FIRST_MONTH_OF_YEAR[style] + 3 * (quarter.number - 1)
        if named == [(first - 1) % 12 + 1, (first + 1) % 12 + 1]:
            return style
    return None
