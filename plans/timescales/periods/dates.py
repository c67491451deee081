"""Days and months, as tokens: "20.05.2011", "31st May 2011", "1-5 May 2012", "April 20th", "Nov 12", "03/2013".

Each reader takes the tokens and an index, and returns what it found and the index after it, or None. UK order:
the day comes before the month.
"""

from datetime import date, timedelta
from typing import NamedTuple

from plans.timescales.periods.calendar import Day, Month, Period, Undecided
from plans.timescales.periods.years import short_year_at, year_at
from plans.timescales.tokens import NUMBER, WORD, Token, Tokens
from plans.timescales.vocabulary import AFTER_DATES, LABELS, MONTHS, OCCASIONS, ORDINALS, UNITS, WEEKDAYS

_BEFORE_A_MONTH = frozenset(
    "by in during throughout within of end late early mid from since until till to before after on for every each "
    "next last the".split()
)
"""Directly before "May" or "March": it is a month."""

_MARCHING = frozenset({"on", "ahead", "forward", "forwards", "past", "towards"})
"""Between "March" and another word: it may be a verb."""

_LONGEST_LIST = 8
"""More days than this before a month are not a list of days; the bound keeps the time linear."""


_DAY_ZERO = date(1899, 12, 30)
"""The day from which a spreadsheet counts (its 1900 system, as from March 1900)."""

_SERIALS = range((date(2000, 1, 1) - _DAY_ZERO).days, (date(2100, 1, 1) - _DAY_ZERO).days)
"""The numbers that are taken for such a day: this century's."""


class FoundPeriod(NamedTuple):
    """A period, the index after it, and the reason to doubt it, if any (see `questions.REASONS`)."""

    period: Period
    end: int
    doubt: str = ""


def date_at(tokens: Tokens, index: int) -> FoundPeriod | None:
    """The day, days or month at `index`."""
    return (
        _serial_date(tokens, index)
        or _numeric_date(tokens, index)
        or _numeric_month(tokens, index)
        or _days_of_month(tokens, index)
        or _month_first(tokens, index)
    )


def _serial_date(tokens: Tokens, index: int) -> FoundPeriod | None:
    """A day as a spreadsheet counts it, "46112" or "46112.0", where a line has nothing else."""
    number = tokens[index]
    if index or number.kind != NUMBER or len(number.text) != 5 or int(number.text) not in _SERIALS:
        return None
    end = 3 if (tokens[1].text, tokens[2].text) == (".", "0") else 1
    if any(tokens[place].text not in (".", ",", ";") for place in range(end, len(tokens))):
        return None
    day = _DAY_ZERO + timedelta(days=int(number.text))
    return FoundPeriod(Day(day.day, day.month, day.year), end, "serial")


def month_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The number of the month named at `index` and the index after it, a full stop of an abbreviation included."""
    name = tokens[index].text
    if name not in MONTHS:
        return None
    stop = tokens[index + 1]
    abbreviated = len(name) <= 4 and stop.text == "." and stop.glued
    return MONTHS[name], index + 2 if abbreviated else index + 1


def _numeric_date(tokens: Tokens, index: int) -> FoundPeriod | None:
    """Such as "20.05.2011", "22/04/13", "2013-06-30", "10 02 2017"."""
    parts = _three_numbers(tokens, index)
    if parts is None:
        return None
    first, second, third, end = parts
    year: int | None
    if len(first) == 4 and len(third) <= 2:
        year, month, day = year_at(tokens, index), int(second), int(third)
    elif len(first) <= 2 and len(third) in (2, 4):
        year = year_at(tokens, end - 1) if len(third) == 4 else short_year_at(tokens, end - 1)
        day, month = int(first), int(second)
    else:
        return None
    if year is None:
        return None
    if not 1 <= month <= 12:
        return FoundPeriod(Undecided("impossible"), end)
    return FoundPeriod(Day(day, month, year), end)


def _three_numbers(tokens: Tokens, index: int) -> tuple[str, str, str, int] | None:
    """Three short numbers with the same mark between them, or "dd mm yyyy" with spaces."""
    first, mark, second, other, third = (tokens[place] for place in range(index, index + 5))
    if mark.kind == NUMBER:
        return _spaced_numbers(first, mark, second, index + 3)
    if not (first.is_number(4) and second.is_number(2) and third.is_number(4)):
        return None
    if mark.text != other.text or mark.text not in tuple("/.-"):
        return None
    if mark.text != "/" and not tokens.touching(index + 1, index + 5):
        return None
    return first.text, second.text, third.text, index + 5


def _spaced_numbers(first: Token, second: Token, third: Token, end: int) -> tuple[str, str, str, int] | None:
    """Three numbers without a mark where they are "dd mm yyyy"."""
    numbers = {each.kind for each in (first, second, third)} == {NUMBER}
    spaced = (len(first.text), len(second.text), len(third.text)) == (2, 2, 4)
    return (first.text, second.text, third.text, end) if spaced and numbers else None


def _numeric_month(tokens: Tokens, index: int) -> FoundPeriod | None:
    """Such as "03/2013", "3.2013", "11-2012", "2012-11" (but "2012-13" is a pair of years)."""
    mark, second = tokens[index + 1], tokens[index + 2]
    if mark.text not in tuple("/.-") or not tokens.touching(index + 1, index + 3):
        return None
    year, short = year_at(tokens, index + 2), tokens[index]
    if year is None and mark.text == "-" and short_year_at(tokens, index + 2) != (year_at(tokens, index) or 0) + 1:
        year, short = year_at(tokens, index), second
    if year is None or not short.is_number(2):
        return None
    if not 1 <= int(short.text) <= 12:
        return FoundPeriod(Undecided("impossible"), index + 3)
    return FoundPeriod(Month(int(short.text), year), index + 3)


def _days_of_month(tokens: Tokens, index: int) -> FoundPeriod | None:
    """Such as "Monday 4th of June 2012", "15 April 13", "12-Nov-12", "1-5 May 2012", "5, 6 and 7 April"."""
    start, weekday = _weekday(tokens, index)
    days = _days(tokens, start)
    if days is None:
        return None
    first, last, after = days
    marked = tokens[after].text in tuple("-/.") and tokens.touching(after, after + 2)
    month = month_at(tokens, after + (marked or tokens[after].text in ("of", "o")))
    if month is None:
        return None
    number, after = month
    if 0 in (first, last):
        return FoundPeriod(Undecided("impossible"), after)
    label = weekday is None and tokens[index - 1].text in LABELS and tokens[start + 1].text not in ORDINALS
    year, end, doubt = _year_after(tokens, after)
    day = Day(first, number, year, None if last == first else last, weekday)
    return FoundPeriod(day, end, "label" if label else doubt)


def _weekday(tokens: Tokens, index: int) -> tuple[int, int | None]:
    """Where the day begins, and which weekday stands before it."""
    weekday = WEEKDAYS.get(tokens[index].text)
    if weekday is None:
        return index, None
    index += 1
    while tokens[index].text in (",", ".", "the"):
        index += 1
    return index, weekday


def _days(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """First day, last day and the index after a list or span of days; a number over 31 is no day."""
    found = _day(tokens, index)
    if found is None:
        return None
    first, (last, after) = found[0], found
    for _ in range(_LONGEST_LIST):
        joined = tokens[after].text in ("-", "to", "/", "&", "and", "or", ",")
        following = _day(tokens, after + 1) if joined else None
        if following is None:
            break
        last, after = following
    return first, last, after


def _day(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The day at `index`, its ordinal ending passed over, also one that stands apart ("31 st")."""
    token = tokens[index]
    if not token.is_number(2) or int(token.text) > 31:
        return None
    if tokens[index + 1].text not in ORDINALS:
        return int(token.text), index + 1
    stopped = tokens[index + 2].text == "." and tokens[index + 2].glued and tokens[index + 3].text in MONTHS
    return int(token.text), index + 2 + stopped


def _year_after(tokens: Tokens, index: int) -> tuple[int | None, int, str]:
    """The year that follows a day and month, the index after it, and a doubt."""
    passed = index + 1 if tokens[index].text in (",", "'", "of", "-", "/", ".") else index
    for place in (index, passed):
        if (year := year_at(tokens, place)) is not None:
            return year, place + 1, ""
    if tokens[index].text in (",", "of"):
        return None, index, ""
    touching = passed == index or tokens[index].text == "'" or tokens.touching(index, passed + 1)
    year = short_year_at(tokens, passed) if touching else None
    if year is None:
        return None, index, ""
    if month_at(tokens, passed + 1) is not None:  # "10 April 12 May": the number may belong to either
        return None, index, "either_date"
    return year, passed + 1, ""


def _month_first(tokens: Tokens, index: int) -> FoundPeriod | None:
    """Such as "September", "March 2017", "Nov-12", "Nov '12", "April 20th 2013", "Nov 12"."""
    month = month_at(tokens, index)
    if month is None or _is_surely_a_verb(tokens, index):
        return None
    number, after = month
    mark = tokens[after]
    if _may_be_autumn(tokens, index):
        return (_full_year(tokens, number, after) or FoundPeriod(Month(number), after))._replace(doubt="hydref")
    if (found := _full_year(tokens, number, after) or _marked_year(tokens, number, after)) is not None:
        return found
    if mark.is_number(2) and not _counts_something(tokens, after):
        return _month_and_number(tokens, number, after)
    return FoundPeriod(Month(number), after, "verb" if _may_be_a_verb(tokens, index) else "")


def _may_be_autumn(tokens: Tokens, index: int) -> bool:
    """Whether the Welsh "hydref" may be the season: not after "mis" (the month of)."""
    if tokens[index].text != "october" or tokens[index - 1].text == "mis":
        return False
    return tokens.slice(index, index + 1).lower() == "hydref"


def _full_year(tokens: Tokens, month: int, index: int) -> FoundPeriod | None:
    """A year in four digits after the month, "of" or a mark between them passed over."""
    for place in (index, index + 1):
        year = year_at(tokens, place)
        passed = place == index or tokens[index].text in (",", "of", "-", "/", "'")
        if year is not None and passed:
            return FoundPeriod(Month(month, year), place + 1)
    return None


def _marked_year(tokens: Tokens, month: int, index: int) -> FoundPeriod | None:
    """A year in two digits after the month, which its mark tells from a day: "Nov '12", "Nov-12"."""
    mark = tokens[index].text
    if mark != "'" and not (mark in ("-", "/") and tokens.touching(index, index + 2)):
        return None
    year = short_year_at(tokens, index + 1)
    if year is None or month_at(tokens, index + 2) is not None:
        return None
    return FoundPeriod(Month(month, year), index + 2)


def _month_and_number(tokens: Tokens, month: int, index: int) -> FoundPeriod:
    """A month with a number of one or two digits after it: a day, a year, or open."""
    text = tokens[index].text
    number, after = int(text), index + 1
    ordinal = tokens[after].text in ORDINALS and tokens[after].glued
    after += ordinal
    place = after + 1 if tokens[after].text == "," else after
    year = year_at(tokens, place)
    if year is not None and 1 <= number <= 31:  # "June 30, 2013"
        return FoundPeriod(Day(number, month, year), place + 1)
    if ordinal or len(text) == 1:
        period = Day(number, month) if number else Undecided("impossible")
        return FoundPeriod(period, after)
    if number > 31 or number == 0:
        return FoundPeriod(Month(month, short_year_at(tokens, index)), after)
    return FoundPeriod(Month(month, loose=number), after)


def _is_surely_a_verb(tokens: Tokens, index: int) -> bool:
    """Whether "may" is not the month: in small letters and among other words."""
    token = tokens[index]
    if token.text != "may" or tokens.source[token.start].isupper():
        return False
    return tokens[index + 1].kind == WORD and tokens[index + 1].text not in ("to", "and", "or", "each", "every")


def _may_be_a_verb(tokens: Tokens, index: int) -> bool:
    """Whether a month with neither day nor year may be a verb: "May need longer", "March on with the plan"."""
    token, before, following = tokens[index], tokens[index - 1], tokens[index + 1]
    listed = tokens[index - 2].text in MONTHS and before.text in ("-", "/", "to", "and", "&", "or")
    if before.text in _BEFORE_A_MONTH or listed or following.kind != WORD:
        return False
    if token.text == "march":
        return following.text in _MARCHING and tokens[index + 2].kind == WORD
    known = (AFTER_DATES, OCCASIONS, MONTHS)
    return token.text == "may" and not any(following.text in words for words in known)


def _counts_something(tokens: Tokens, index: int) -> bool:
    """Whether the number at `index` is of something else: "24 hours", "10am", "10.30", "12%", "4 weekly"."""
    following = tokens[index + 1]
    if following.text in UNITS or following.text in ("%", "x", "weekly", "monthly", "working"):
        return True
    if following.glued and following.kind == WORD:
        return following.text not in ORDINALS
    return following.glued and following.text in (":", ".") and tokens[index + 2].kind == NUMBER
