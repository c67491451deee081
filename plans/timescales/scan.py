"""What stands where in a line: statuses, lengths of time, what recurs, and dates, in the order printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plans.timescales.durations import Duration, Recurrence, duration_at, recurrence_at
from plans.timescales.expressions import Expression, expression_at
from plans.timescales.missing_years import Listed, share_years
from plans.timescales.periods.calendar import Day, Feast, Month, Season, Span, Term, Years, has_year
from plans.timescales.tokens import MARK, NUMBER, WORD, Tokens
from plans.timescales.vocabulary import AFTER_COMPLETE, JOINERS, STATUSES, STILL_TO_COME, UNFINISHED, StatusWord

Body = Expression | Duration | Recurrence | StatusWord


@dataclass(frozen=True, slots=True)
class Find:
    """What stands at tokens `first` up to but not including `last`."""

    first: int
    last: int
    body: Body


def scan(tokens: Tokens) -> list[Find]:
    """Everything in the line that is about time or status, as far as its words let it be so."""
    finds = _take_up_years(tokens, list(_finds(tokens)))
    kept = [
        find
        for number, find in enumerate(finds)
        if not isinstance(find.body, StatusWord) or _is_status(tokens, finds, number, find.body)
    ]
    return _share_years(tokens, kept)


def _finds(tokens: Tokens) -> Iterator[Find]:
    index = since = 0
    while index < len(tokens):
        found = _find_at(tokens, index, since)
        if found is None:
            index += 1
        else:
            body, end = found
            yield Find(index, end, body)
            index = since = end


def _find_at(tokens: Tokens, index: int, since: int) -> tuple[Body, int] | None:
    if not _starts_cleanly(tokens, index):
        return None
    return (
        STATUSES.at(tokens, index)
        or recurrence_at(tokens, index)
        or duration_at(tokens, index)
        or expression_at(tokens, index, since)
    )


def _starts_cleanly(tokens: Tokens, index: int) -> bool:
    """Whether a number at `index` is not the end of something else: "£2013", "10.30 June", "T2"."""
    token, before = tokens[index], tokens[index - 1]
    if token.kind != NUMBER or not token.glued:
        return True
    if before.kind == WORD or before.text in tuple("£$€#"):
        return False
    return not (before.text in tuple(".,:/-") and before.glued and tokens[index - 2].kind == NUMBER)


def is_separator(tokens: Tokens, index: int) -> bool:
    """Whether the mark at `index` parts two clauses: a comma, a full stop, a dash with spaces around it."""
    token, following = tokens[index], tokens[index + 1]
    if token.text in tuple(",;|•·"):
        return True
    if token.text in (".", ":"):
        return not following.glued
    return token.text == "-" and not (token.glued and following.glued)


def _ends_a_clause(tokens: Tokens, index: int) -> bool:
    return is_separator(tokens, index) or tokens[index].text in ("(", ")", "→")


def clause_words(tokens: Tokens, finds: list[Find], number: int) -> tuple[list[str], list[str]]:
    """The words before and after a find, as far as the next find, separator or bracket."""
    find = finds[number]
    start = first = finds[number - 1].last if number else 0
    end = finds[number + 1].first if number + 1 < len(finds) else len(tokens)
    for index in range(first, find.first):
        if _ends_a_clause(tokens, index):
            start = index + 1
    for index in range(find.last, end):
        if _ends_a_clause(tokens, index):
            end = index
            break
    return tokens.words(start, find.first), tokens.words(find.last, end)


def _is_status(tokens: Tokens, finds: list[Find], number: int, status: StatusWord) -> bool:
    """Whether the words around let the phrase be a status: not "to be completed", not "complete the review"."""
    before, after = clause_words(tokens, finds, number)
    if status.kind == "tbc":
        return True
    if status.kind in ("ongoing", "immediate"):
        beside = {tokens[finds[number].first - 1].text, tokens[finds[number].last].text}
        return not STILL_TO_COME.intersection(beside)
    if UNFINISHED.intersection(before + after) or tokens[finds[number].first - 1].text == "%":
        return False
    return not (before and after) and _may_stand_beside(status, before, after)


def _may_stand_beside(status: StatusWord, before: list[str], after: list[str]) -> bool:
    """Whether a phrase of this form is a status with these words on one side of it."""
    match status.form:
        case "closed":
            return not before and not after
        case "event":
            return not after
        case "bare":
            return not after or after[0] in AFTER_COMPLETE
    return True


def _take_up_years(tokens: Tokens, finds: list[Find]) -> list[Find]:
    """The finds, a year with nothing but marks before it taken up by the date it belongs to: "June (2013)"."""
    taken: list[Find] = []
    for find in finds:
        dated = _with_year_apart(tokens, taken[-1], find) if taken else None
        if dated is None:
            taken.append(find)
        else:
            taken[-1] = dated
    return taken


def _with_year_apart(tokens: Tokens, first: Find, second: Find) -> Find | None:
    """The first find with the year that the second is, or None."""
    year = _year_alone(second)
    if year is None or not isinstance(first.body, Expression):
        return None
    period = first.body.period
    end = period.last if isinstance(period, Span) else period
    if not isinstance(end, Day | Month | Season | Term | Feast) or has_year(end):
        return None
    between = {tokens[index].text: tokens[index].kind for index in range(first.last, second.first)}
    if "→" in between or not {MARK}.issuperset(between.values()):
        return None
    dated = replace(end, year=year)
    whole = replace(period, last=dated) if isinstance(period, Span) else dated
    last = second.last + (tokens[second.last].text == ")")
    return Find(first.first, last, replace(first.body, period=whole))


def _year_alone(find: Find) -> int | None:
    """The year that is all that a find says, or None."""
    year = find.body.period.year if isinstance(find.body, Expression) and isinstance(find.body.period, Years) else None
    return year if find.body == Expression(Years("calendar", year)) else None


def _share_years(tokens: Tokens, finds: list[Find]) -> list[Find]:
    """The finds with years passed along lists of dates ("March, June and September 2013")."""
    shared = list(finds)
    start = 0
    for number in range(1, len(finds) + 1):
        if number < len(finds) and _in_one_list(tokens, finds[number - 1], finds[number]):
            continue
        if number - start > 1:
            shared[start:number] = _share_years_in_list(finds[start:number])
        start = number
    return shared


def _share_years_in_list(finds: list[Find]) -> list[Find]:
    dates = [date for date in map(_plain_date, finds) if date is not None]
    periods = share_years(dates)
    last = finds[-1].body
    yearly = isinstance(last, Expression) and last.recurs and not any(map(has_year, dates))
    return [
        replace(find, body=replace(find.body, period=period, recurs=find.body.recurs or yearly))
        for find, period in zip(finds, periods, strict=True)
        if isinstance(find.body, Expression)
    ]


def _in_one_list(tokens: Tokens, first: Find, second: Find) -> bool:
    """Whether two dates stand in one list, with nothing but joining words between them ("Feb and March 2017").

    Without such a word they do when the first prints no year and the second does ("Feb March 2017").
    """
    between = [tokens[index].text for index in range(first.last, second.first)]
    own, following = _plain_date(first), _plain_date(second)
    if own is None or following is None or not JOINERS.issuperset(between):
        return False
    return bool(between) or (own.year is None and following.year is not None)


def _plain_date(find: Find) -> Listed | None:
    """The day, month or quarter that a find is, or None."""
    if isinstance(find.body, Expression) and isinstance(find.body.period, Listed):
        return find.body.period
    return None
