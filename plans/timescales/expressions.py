"""Whole date expressions: qualifiers, a period or a span of two, and what words after it say of it."""

from dataclasses import dataclass, replace

from plans.timescales.durations import recurrence_at
from plans.timescales.periods.calendar import Dated, Day, Feast, Month, Nearby, Period, Quarter, Span, Undecided
from plans.timescales.periods.dates import FoundPeriod
from plans.timescales.periods.loose_names import each_at
from plans.timescales.periods.single import as_year, period_at
from plans.timescales.tokens import NUMBER, WORD, Token, Tokens
from plans.timescales.vocabulary import (
    AFTER_DATES,
    AFTERWORDS,
    BEGUN,
    ENDINGS,
    LABELS,
    MONTHS,
    MOVED,
    NARROWING,
    NARROWING_AFTER,
    NEXT_OR_LAST,
    QUALIFIERS,
    STATUSES,
    Qualifier,
)

_LONGEST_CHAIN = 6
"""More qualifiers in a row than "due by the end of the …" are no expression."""

_SPAN_WORDS = frozenset({"-", "to", "until", "till", "through", "/", "or"})
_BEFORE_AN_ENDING = frozenset({",", ";", ".", "-", "and", "&", "then"})


OPENING = frozenset({"from", "starts", "after"})
"""The bounds that give an earliest day and no latest."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A period with what is said of it.

    `bound` is "", by, before, from, starts or after; `edge` "", end, late, mid, early or start; `week` "",
    commencing or ending; `recurs` where it comes round each year; `doubt` a reason not to trust it (see
    `questions.REASONS`).
    """

    period: Period
    bound: str = ""
    edge: str = ""
    week: str = ""
    recurs: bool = False
    doubt: str = ""


def expression_at(tokens: Tokens, index: int, since: int) -> tuple[Expression, int] | None:
    """The date expression that starts at `index` and the index after it, or None.

    Tokens before `since` belong to what was read earlier.
    """
    repeated = tokens[index].text in ("every", "each")
    qualifier, start = _qualifiers(tokens, index + repeated)
    found = period_at(tokens, start, qualifier, bare_year=start > index)
    if found is None and qualifier.edge == "end" and (each := each_at(tokens, start)) is not None:
        return Expression(each[0], qualifier.bound, "end", recurs=True), each[1]
    if found is None and start > index and (tokens[start - 2].text, tokens[start - 1].text) == ("month", "end"):
        found = FoundPeriod(Nearby("month"), start)
    if found is None:
        return None
    bound = "" if qualifier.bound == "between" else qualifier.bound
    vague = qualifier.before_month and isinstance(found.period, Feast) and found.period.name == "new year"
    edge = qualifier.edge or ("early" if vague else "")
    expression = Expression(found.period, bound, edge, qualifier.week, repeated, found.doubt)
    expression, end = _spanned(tokens, expression, qualifier, found.end)
    expression, end = _ended(tokens, expression, index, end)
    expression, end = _afterwords(tokens, expression, end)
    if isinstance(expression.period, Span) and qualifier.bound == "from" and tokens[index - 1].text in MOVED:
        expression = replace(expression, period=expression.period.last, doubt="moved")
    if not expression.doubt:
        expression = replace(expression, doubt=_neighbours(tokens, index, end, since, qualifier, expression.period))
    if _names_an_event(tokens, expression, end):
        expression, end = replace(expression, doubt="event_in"), end + 1
    return expression, end


def _qualifiers(tokens: Tokens, index: int) -> tuple[Qualifier, int]:
    """All that the words before a period say, and where the period begins."""
    said = Qualifier()
    for _ in range(_LONGEST_CHAIN):
        found = QUALIFIERS.at(tokens, index)
        if found is None:
            break
        more, index = found
        said = Qualifier(
            more.bound if said.bound in ("", "starts") and more.bound else said.bound,
            more.edge or said.edge,
            more.week or said.week,
            said.before_month or more.before_month,
        )
    return said, index


def _spanned(tokens: Tokens, expression: Expression, qualifier: Qualifier, end: int) -> tuple[Expression, int]:
    """The expression widened to a span, where joining words and more periods follow ("Jan/Feb/March 2013")."""
    for _ in range(_LONGEST_CHAIN):
        widened = _widened(tokens, expression, qualifier, end)
        if widened is None:
            break
        expression, end = widened
    return expression, end


def _widened(tokens: Tokens, expression: Expression, qualifier: Qualifier, end: int) -> tuple[Expression, int] | None:
    """The expression as far as the next period, if a joining word and a period follow."""
    joiner = tokens[end].text
    between = qualifier.bound == "between" and joiner in ("and", "&")
    if joiner not in _SPAN_WORDS and not between:
        return None
    labelled = tokens[end + 1].text == ":" and joiner in ("to", "until")
    widened = _up_to(tokens, expression, end + 1 + labelled, joiner)
    if widened is None:
        return None
    span, end = widened
    edge = span.edge or (expression.edge if joiner in ("/", "or") else "")
    bound = "" if expression.bound in ("from", "starts") else expression.bound
    return replace(span, bound=bound, edge=edge), end


def _up_to(
    tokens: Tokens, expression: Expression, index: int, joiner: str, *, bounds: tuple[str, ...] = ("",)
) -> tuple[Expression, int] | None:
    """The expression as far as the period at `index`, its other end, whose qualifiers say one of these bounds and no
    week; None where the two are no span."""
    second, start = _qualifiers(tokens, index)
    found = period_at(tokens, start, second, bare_year=True)
    if found is None or second.bound not in bounds or second.week:
        return None
    period = _span(expression.period, found.period, joiner)
    if period is None:
        return None
    return replace(expression, period=period, edge=second.edge, doubt=expression.doubt or found.doubt), found.end


def _span(period: Period, following: Period, joiner: str) -> Span | None:
    """Both periods as one span, or None where they are two timescales; a span without a year goes on."""
    if isinstance(period, Undecided | Nearby) or isinstance(following, Span | Undecided | Nearby):
        return None
    first, middle = (period.first, period.last) if isinstance(period, Span) else (period, period)
    if isinstance(period, Span) and not _is_bare_month(middle):
        return None
    if isinstance(following, Month) and joiner == "/" and _is_bare_month(middle):
        following = as_year(following)
    if isinstance(first, Quarter) and isinstance(following, Quarter):
        first = replace(first, style=first.style or following.style)
    return Span(first, following) if _spans(middle, following, joiner) else None


def _is_bare_month(period: Period) -> bool:
    return isinstance(period, Month) and period.year is None and period.loose is None


def _spans(first: Dated, last: Dated, joiner: str) -> bool:
    """Whether two periods make one span; "June 2013 / May 2014" are two timescales, "May/June 2013" one."""
    if joiner not in ("/", "or"):
        return True
    if isinstance(first, Month) and isinstance(last, Month):
        (earlier, later) = (as_year(month) for month in (first, last))
        if earlier.year and later.year:
            return later.year * 12 + later.month - earlier.year * 12 - earlier.month == 1
    return first.year is None and not (isinstance(first, Month) and first.loose is not None)


def _ended(tokens: Tokens, expression: Expression, index: int, end: int) -> tuple[Expression, int]:
    """A start widened to a span, where its end follows ("Start April 2013, complete by Sept 2013")."""
    if expression.bound != "starts" or isinstance(expression.period, Span):
        return expression, end
    label = ENDINGS.at(tokens, end + (tokens[end].text in _BEFORE_AN_ENDING))
    if label is None or (label[0] == "perhaps claimed" and tokens[index].text in BEGUN):
        return expression, end
    ended = _up_to(tokens, expression, label[1], "-", bounds=("", "by"))
    return (replace(ended[0], bound=""), ended[1]) if ended else (expression, end)


def _afterwords(tokens: Tokens, expression: Expression, end: int) -> tuple[Expression, int]:
    """The expression with "onwards", "annually", "at the latest" after it taken in."""
    while (found := AFTERWORDS.at(tokens, end)) is not None:
        said, end = found
        if said == "annual":
            expression = replace(expression, recurs=True)
        elif said == "from" or not expression.bound:
            expression = replace(expression, bound=said)
    return expression, end


def _names_an_event(tokens: Tokens, expression: Expression, end: int) -> bool:
    """Whether something in the period is meant, not the period itself: "after the October board"."""
    if expression.bound not in ("after", "before") or expression.doubt or expression.edge or expression.week:
        return False
    if isinstance(expression.period, Day | Feast | Nearby | Undecided) or tokens[end].kind != WORD:
        return False
    known = tokens[end].text in AFTER_DATES or tokens[end].text in MONTHS
    readers = (STATUSES.at, QUALIFIERS.at, recurrence_at)
    return not known and all(reader(tokens, end) is None for reader in readers)


def _may_be_a_day(tokens: Tokens, index: int) -> bool:
    """Whether a number that stands apart from the date could belong to it all the same: "1. June 2013"."""
    number, before = tokens[index], tokens[index - 1]
    part_of_a_word = number.glued and (before.kind == WORD or before.text in tuple("£$€#"))
    return number.is_number(2) and not part_of_a_word and before.text not in LABELS


def _neighbours(tokens: Tokens, index: int, end: int, since: int, qualifier: Qualifier, period: Period) -> str:
    """A doubt that the tokens directly beside the expression give rise to."""
    before, after = tokens[index - 1], tokens[end]
    if after.text in NARROWING_AFTER or _narrows(before, qualifier, period):
        return "narrowed"
    place = index - 2 if before.text in (".", ",") else index - 1
    if place >= since and _may_be_a_day(tokens, place):
        return "stray_number"
    stray = after.glued and after.text in ("-", "/") and tokens[end + 1].glued and tokens[end + 1].kind == NUMBER
    return "stray_number" if stray else ""


def _narrows(before: Token, qualifier: Qualifier, period: Period) -> bool:
    """Whether the word before a period says which part of it is meant."""
    ends_period = qualifier.edge == "end" and before.text in ("month", "year", "quarter")
    relative = before.text in NEXT_OR_LAST and getattr(period, "year", None) is not None
    return before.text in NARROWING and not ends_period and not relative
