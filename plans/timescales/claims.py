"""A status and the date beside it: what was done then, what is due then, and what is only looked at again then."""

from __future__ import annotations

from dataclasses import replace

from plans.timescales.context import DocumentDates
from plans.timescales.expressions import OPENING, Expression
from plans.timescales.interpretation import Sense, with_question
from plans.timescales.missing_years import ends_of, has_year
from plans.timescales.parts import BRACKETS, TIES, LinePart, between, merged, stand_apart, words_of_both
from plans.timescales.periods.calendar import Undecided
from plans.timescales.questions import ask
from plans.timescales.statuses import BESIDE_REVIEWS, REVIEWS, STATUSES, TOLD_AS_PAST, UNFINISHED, StatusWord
from plans.timescales.tokens import Tokens

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


def _is_plain_date(part: LinePart) -> bool:
    return isinstance(part.body, Expression) and not part.body.bound and not isinstance(part.body.period, Undecided)


def _is_reviewed(tokens: Tokens, left: LinePart, right: LinePart) -> bool:
    """Whether a date is that of a review of what stands before it, and of nothing else."""
    beside = set(between(tokens, left, right))
    known = REVIEWS | BESIDE_REVIEWS | _MARKS_BEFORE_REVIEWS
    return isinstance(right.body, Expression) and bool(beside & REVIEWS) and beside <= known


def _doubted(tokens: Tokens, left: LinePart, right: LinePart) -> LinePart:
    """The second part with the question whether both are of the same thing."""
    question = ask("status_and_date", words_of_both(tokens, left, right))
    return replace(right, sense=with_question(right.sense, question))
