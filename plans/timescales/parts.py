"""A part of a line: what will be one reading, and how two parts become one.

A status and the date beside it: what was done then, what is due then, and what is only looked at again then. What a
part says of the one before it: in brackets ("Q2 (July-Sept 2013)") or straight after ("6 month review").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from plans.timescales.durations import Duration, Recurrence
from plans.timescales.expressions import OPENING, Expression
from plans.timescales.interpretation import Sense, sense_of_date, with_question
from plans.timescales.periods.calendar import (
    FIRST_MONTH_OF_YEAR,
    Month,
    Period,
    Quarter,
    Span,
    Undecided,
    ends_of,
    has_year,
)
from plans.timescales.questions import ask
from plans.timescales.readings import DocumentDates
from plans.timescales.scan import Body, is_separator
from plans.timescales.tokens import Tokens
from plans.timescales.vocabulary import BESIDE_REVIEWS, REVIEWS, STATUSES, TOLD_AS_PAST, UNFINISHED, StatusWord

TIES = frozenset({"-", ":"})
BRACKETS = frozenset({"(", ")", "[", "]"})


@dataclass(frozen=True, slots=True)
class LinePart:
    """What will be one reading: tokens `first` up to `last`, its sense, and whether words lead up to it.

    `qualifies` is true of a word such as "quarterly" that has more words after it in its clause.
    """

    first: int
    last: int
    body: Body
    sense: Sense
    led: bool = False
    qualifies: bool = False


def merged(left: LinePart, right: LinePart, body: Body, sense: Sense) -> LinePart:
    """One part over both, with the body and the sense given."""
    return LinePart(left.first, right.last, body, sense, left.led, right.qualifies)


def words_of_both(tokens: Tokens, left: LinePart, right: LinePart) -> str:
    """The words of two parts as printed, a bracket after them included."""
    return tokens.slice(left.first, right.last + (tokens[right.last].text in (")", "]")))


def between(tokens: Tokens, left: LinePart, right: LinePart) -> list[str]:
    """The texts of the tokens between two parts."""
    return [tokens[index].text for index in range(left.last, right.first)]


def stand_apart(tokens: Tokens, left: LinePart, right: LinePart) -> bool:
    """Whether a separator or a bracket stands between two parts."""
    places = range(left.last, right.first)
    return any(is_separator(tokens, index) or tokens[index].text in BRACKETS for index in places)


_MARKS_BEFORE_REVIEWS = TIES | BRACKETS | {",", ";", "."}
_CLAIMS = ("complete", "in_place")


def status_with_date(tokens: Tokens, left: LinePart, right: LinePart, context: DocumentDates) -> LinePart | None:
    """A status and the date straight after it, where they are one thing."""
    status, date, beside = left.body, right.body, between(tokens, left, right)
    if not isinstance(status, StatusWord) or not isinstance(date, Expression) or not TIES.issuperset(beside):
        return None
    if status.form == "deed" or (status.form in ("bare", "closed") and beside):
        due = date.bound in ("by", "before") and not beside
        return merged(left, right, date, right.sense) if due else _claimed(tokens, left, right, context)
    if beside or status.kind == "immediate":
        return None
    if date.bound in ("by", "before"):
        return merged(left, right, date, right.sense)
    if status.form == "event":
        return merged(left, right, date, _perhaps_done(tokens, left, right, context, asked=True))
    if date.bound in OPENING and status.kind != "tbc":
        opening = right.sense.earliest if status.kind == "ongoing" else None
        sense = replace(right.sense, kind=status.kind, earliest=opening, latest=None)
        return merged(left, right, status, sense)
    if left.led and status.kind in _CLAIMS:
        return merged(left, right, date, _perhaps_done(tokens, left, right, context, asked=False))
    return None


def status_with_review(tokens: Tokens, left: LinePart, right: LinePart) -> LinePart | None:
    """A status and the date on which it is looked at again, on which nothing is due: "Ongoing - review March 2014"."""
    if not isinstance(left.body, StatusWord) or left.body.kind not in ("ongoing", *_CLAIMS):
        return None
    if not _is_reviewed(tokens, left, right) or not (left.body.kind == "ongoing" or _has_no_date(tokens, left)):
        return None
    question = ask("review_date", words_of_both(tokens, left, right))
    return merged(left, right, left.body, with_question(left.sense, question))


def words_told_as_past(tokens: Tokens, first: int, before: list[str]) -> int:
    """How many words directly before a date at `first` tell what was done then ("Panel formed Jan 2017"), or 0.

    `before` are all the words that lead up to the date.
    """
    if not before or UNFINISHED.intersection(before):
        return 0
    if before[-2:] == ["set", "up"]:
        return 2
    return int(tokens[first - 1].text in TOLD_AS_PAST)


def with_their_dates(tokens: Tokens, parts: list[LinePart], context: DocumentDates) -> list[LinePart]:
    """The parts, each claim with the date directly after it as one, unless more dates follow it in a list."""
    joined = list(parts)
    for place in range(len(parts) - 2, -1, -1):
        left, right = joined[place : place + 2]
        apart = place == 0 or stand_apart(tokens, joined[place - 1], left)
        if not apart or left.last != right.first or not _is_claim(tokens, left) or not _is_plain_date(right):
            continue
        following = joined[place + 2] if place + 2 < len(joined) else None
        ends = following is None or stand_apart(tokens, right, following)
        own = isinstance(left.body, StatusWord) and left.body.form in ("bare", "closed") and ends
        if own or (following is not None and _is_reviewed(tokens, right, following)):
            joined[place : place + 2] = [_claimed(tokens, left, right, context)]
        elif following is not None and ends:
            joined[place + 1] = _doubted(tokens, left, right)
    return joined


def doubt_a_lone_pair(tokens: Tokens, parts: list[LinePart]) -> list[LinePart]:
    """The parts, with a question where all that a line has is a status and a date side by side."""
    if len(parts) != 2:
        return parts
    left, right = parts
    statuses = [part for part in parts if part.sense.kind in ("in_place", "complete", "ongoing", "tbc")]
    dates = [part for part in parts if isinstance(part.body, Expression)]
    if len(statuses) != 1 or len(dates) != 1:
        return parts
    claim = statuses[0].sense.kind == "complete"
    marks = TIES | BRACKETS | ({",", ".", ";"} if claim else set())
    return [left, _doubted(tokens, left, right)] if marks.issuperset(between(tokens, left, right)) else parts


def _claimed(tokens: Tokens, left: LinePart, right: LinePart, context: DocumentDates) -> LinePart:
    """A claim with the date on which it was met; asked where that is later than the document."""
    sense = left.sense
    if isinstance(right.body, Expression) and is_ahead(right.body, right.sense, context):
        sense = with_question(sense, ask("claimed_ahead", words_of_both(tokens, left, right)))
    return merged(left, right, left.body, sense)


def _perhaps_done(tokens: Tokens, left: LinePart, right: LinePart, context: DocumentDates, *, asked: bool) -> Sense:
    """The sense of a date on which something happens, asked where it may have happened.

    Where the document's date is not known that is asked only if `asked`.
    """
    if not isinstance(right.body, Expression) or right.body.bound or is_ahead(right.body, right.sense, context):
        return right.sense
    if context.dated is None and not asked:
        return right.sense
    return with_question(right.sense, ask("told", words_of_both(tokens, left, right)))


def is_ahead(date: Expression, sense: Sense, context: DocumentDates) -> bool:
    """Whether a date that prints its year, and has that sense, is later than the document."""
    if context.dated is None or sense.earliest is None or not any(has_year(end) for end in ends_of(date.period)):
        return False
    return sense.earliest > context.dated


def _is_claim(tokens: Tokens, part: LinePart) -> bool:
    return isinstance(part.body, StatusWord) and part.body.kind in _CLAIMS and _has_no_date(tokens, part)


def _has_no_date(tokens: Tokens, part: LinePart) -> bool:
    """Whether a part is a status alone, without a date that was joined to it."""
    return STATUSES.at(tokens, part.first) == (part.body, part.last)


def _date_of(part: LinePart) -> Expression | None:
    """The date that a part is, or None: also where it is one of which no day can be told."""
    body = part.body
    return body if isinstance(body, Expression) and not isinstance(body.period, Undecided) else None


def _is_plain_date(part: LinePart) -> bool:
    date = _date_of(part)
    return date is not None and not date.bound


def _is_reviewed(tokens: Tokens, left: LinePart, right: LinePart) -> bool:
    """Whether a date is that of a review of what stands before it, and of nothing else."""
    beside = set(between(tokens, left, right))
    known = REVIEWS | BESIDE_REVIEWS | _MARKS_BEFORE_REVIEWS
    return isinstance(right.body, Expression) and bool(beside & REVIEWS) and beside <= known


def _doubted(tokens: Tokens, left: LinePart, right: LinePart) -> LinePart:
    """The second part with the question whether both are of the same thing."""
    question = ask("status_and_date", words_of_both(tokens, left, right))
    return replace(right, sense=with_question(right.sense, question))


def with_remark(tokens: Tokens, left: LinePart, right: LinePart, context: DocumentDates) -> LinePart | None:
    """A part with another in brackets after it, where that is no timescale of its own."""
    if (date := _date_of(left)) is not None:
        return _date_with_remark(tokens, left, right, date, context)
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


def _date_with_remark(
    tokens: Tokens, left: LinePart, right: LinePart, date: Expression, context: DocumentDates
) -> LinePart | None:
    """A date, the body of `left`, with a part in brackets after it: its months, that it recurs, or a remark."""
    if isinstance(right.body, Expression):
        return _quarter_with_months(tokens, left, right, date, right.body, context)
    if isinstance(right.body, Recurrence) and right.body.annual and is_yearless(date.period):
        yearly = replace(date, recurs=True)
        words = tokens.slice(left.first, right.last + 1)
        return merged(left, right, yearly, sense_of_date(yearly, words, context))
    is_remark = isinstance(right.body, Duration | Recurrence) or right.sense.kind in ("tbc", "ongoing")
    return merged(left, right, date, left.sense) if is_remark else None


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
