"""The single period at a place, by whichever reader knows its words."""

from collections.abc import Callable
from dataclasses import replace

from plans.timescales.periods.calendar import Month, Period
from plans.timescales.periods.dates import FoundPeriod, date_at
from plans.timescales.periods.loose_names import feast_at, nearby_at, season_at, term_at
from plans.timescales.periods.years import full_year, half_at, quarter_at, short_pair_at, years_at
from plans.timescales.tokens import NUMBER, WORD, Tokens
from plans.timescales.vocabulary import MONTHS, Qualifier

_BEFORE_BARE_YEAR = frozenset({"and", "or", "to", "-", "/", "&", "(", ",", ":", ";", ".", "then", "from", "→"})
_AFTER_BARE_YEAR = frozenset("and or to then for in at onwards onward annually until with".split())

_SEASONAL = (term_at, season_at)
_READERS: dict[str, tuple[Callable[[Tokens, int], tuple[Period, int] | None], ...]] = {
    **dict.fromkeys(("spring", "summer", "autumn", "winter", "haf", "term", "terms"), _SEASONAL),
    **dict.fromkeys(("christmas", "xmas", "easter", "new", "y", "blwyddyn"), (term_at, feast_at)),
    **dict.fromkeys(("h", "first", "second", "1", "2"), (half_at,)),
    "half": (term_at,),
}
"""The first word of a period to what reads it; months and numbers are read by their place."""

_NEARBY_WORDS = frozenset("week month quarter year term next current eom eoy financial calendar".split())


def period_at(tokens: Tokens, index: int, qualifier: Qualifier, *, bare_year: bool) -> FoundPeriod | None:
    """The single period at `index`."""
    if (named := _named_period(tokens, index, qualifier)) is not None:
        return named
    found = date_at(tokens, index)
    if found is not None:
        period = found.period
        if isinstance(period, Month) and qualifier.before_month:
            return found._replace(period=as_year(period))
        return found
    read = quarter_at(tokens, index) or years_at(tokens, index)
    is_number = tokens[index].kind == NUMBER
    if read is None and is_number and (bare_year or index == 0) and (pair := short_pair_at(tokens, index)) is not None:
        return FoundPeriod(*pair, "short_years")
    if read is None or (is_number and not bare_year and not _year_may_stand(tokens, index)):
        return None
    if not bare_year and _names_something(tokens, index, read[1]):
        return None
    return FoundPeriod(*read)


def _named_period(tokens: Tokens, index: int, qualifier: Qualifier) -> FoundPeriod | None:
    """A period that begins with a word of its own: a term, half, season or feast, or one near the document's date."""
    word = tokens[index].text
    readers = _READERS.get(word, ())
    if word in MONTHS and tokens[index + 1].text == "half":
        readers = (term_at,)
    for reader in readers:
        if (read := reader(tokens, index)) is not None:
            return FoundPeriod(*read)
    if word not in _NEARBY_WORDS:
        return None
    near = nearby_at(tokens, index, qualifier.edge)
    return None if near is None else FoundPeriod(*near)


def _year_may_stand(tokens: Tokens, index: int) -> bool:
    """Whether a year without a word such as "by" before it is a timescale: not after "Easter" or "QA"."""
    before = tokens[index - 1]
    return before.kind != WORD or before.text in _BEFORE_BARE_YEAR


def _names_something(tokens: Tokens, index: int, end: int) -> bool:
    """Whether a year is part of a name: "2013 inspection"."""
    following = tokens[end]
    return (
        tokens[index].kind == NUMBER
        and following.kind == WORD
        and following.text not in _AFTER_BARE_YEAR
        and following.text not in MONTHS
    )


def as_year(month: Month) -> Month:
    """The month with the number after it, if any, as its year."""
    return month if month.loose is None else replace(month, year=full_year(month.loose))
