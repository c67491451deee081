"""Seasons, school terms and holidays, and feasts: "Winter 2013/14", "end of summer term", "Term 3", "by Easter
2027"; and periods told by where they stand from the document: "end of the month", "next quarter", "year end", "this
term".

Readers take the tokens and an index, and return the period and the index after it, or None.
"""

from plans.timescales.periods.calendar import (
    SEASONS,
    TERM_DAYS,
    Feast,
    Nearby,
    Period,
    Season,
    Span,
    Term,
    Undecided,
    Years,
)
from plans.timescales.periods.years import short_year_at, year_at, year_pair, years_at
from plans.timescales.tokens import NUMBER, PhraseTable, Token, Tokens
from plans.timescales.vocabulary import MONTHS

_FEASTS = PhraseTable(
    {
        "christmas": "christmas|christmas day|xmas|xmas day|y christmas",
        "easter": "easter|easter sunday|y easter",
        "new year": "new year|new years day|new year's day|blwyddyn newydd",
    }
)
_TERMS_OF_FEASTS = {"christmas": "autumn", "easter": "spring"}
_WELSH_SEASONS = {"spring": "spring", "haf": "summer", "october": "autumn"}
"""What stands after "tymor y(r)", the Welsh months put into English: "tymor yr hydref" is the autumn term."""

_SCHOOL_WORDS = frozenset({"term", "terms", "half", "holiday", "holidays", "break", "school", "schools"})
_HOLIDAYS = frozenset({"holiday", "holidays", "break", "vacation"})
_HALF_TERMS_OF_MONTHS = {10: "autumn half", 11: "autumn half", 2: "spring half", 5: "summer half", 6: "summer half"}
_AND = frozenset({"and", "&", "-", "/", "to", "or"})


def season_at(tokens: Tokens, index: int) -> tuple[Period, int] | None:
    """Such as "Spring 2014", "Winter 2013/14", "autumn"."""
    name = "summer" if tokens.slice(index, index + 1) in ("haf", "Haf") else tokens[index].text
    if name not in SEASONS:
        return None
    end = index + 1
    passed = end + 1 if tokens[end].text in ("of", ",", "'") else end
    pair = year_pair(tokens, passed)
    if pair is not None:
        if name == "winter" and pair[1] == pair[0] + 1:
            return Season(name, pair[0], straddling=True), pair[2]
        return Undecided("which_year", "season"), pair[2]
    year = year_at(tokens, passed) or short_year_at(tokens, passed)
    return (Season(name, year), passed + 1) if year else (Season(name), end)


def feast_at(tokens: Tokens, index: int) -> tuple[Feast, int] | None:
    """Such as "Christmas", "Easter 2027", "new year"; not "Christmas Eve"."""
    found = _FEASTS.at(tokens, index)
    if found is None or tokens[found[1]].text in ("eve", "monday", "'", "s", "term", *_HOLIDAYS):
        return None
    name, end = found
    place = end + 1 if tokens[end].text in ("of", ",") else end
    year = year_at(tokens, place) or short_year_at(tokens, place)
    return (Feast(name, year), place + 1) if year else (Feast(name), end)


def term_at(tokens: Tokens, index: int) -> tuple[Period, int] | None:
    """Such as "summer term 2013", "Autumn 1", "terms 5 and 6", "October half term", "Easter holidays"."""
    end = _after_half_term(tokens, index)
    if end and tokens[end].text not in MONTHS and years_at(tokens, end) is None:
        return Nearby("half term"), end
    names, end = _term_names(tokens, index)
    if not names:
        return _some_term(tokens, index)
    years, end = _academic_year(tokens, end)
    if isinstance(years, Undecided):
        return years, end
    terms = [Term(name, _calendar_year(name, years)) for name in names]
    return (terms[0] if len(terms) == 1 else Span(*terms)), end


def _academic_year(tokens: Tokens, index: int) -> tuple[Years | Undecided | None, int]:
    """The year of a term, if one follows at `index`, and the index after it and the brackets it may stand in."""
    opened = tokens[index].text == "("
    start = index + 1 if tokens[index].text in (",", "(", "of", "-", "in") else index
    found = years_at(tokens, start)
    pair = year_pair(tokens, start, short=True) if found is None else None
    if pair is not None and pair[1] == pair[0] + 1:
        found = Years("academic", pair[0]), pair[2]
    if found is None:
        short = short_year_at(tokens, index)
        return (None, index) if short is None else (Years("calendar", short), index + 1)
    years, end = found
    if opened and tokens[end].text != ")":
        return None, index
    return (years if _is_one_year(years) else Undecided("term")), end + opened


def _is_one_year(years: Years | Undecided) -> bool:
    """Whether it is certain which one year is meant."""
    return isinstance(years, Years) and years.year is not None and years.count == 1 and not years.perhaps


def _calendar_year(name: str, years: Years | None) -> int | None:
    """The calendar year in which the term of an academic (or a printed calendar) year begins."""
    if years is None or years.year is None:
        return None
    begins_it = years.style == "calendar" or TERM_DAYS[name][0] >= (9, 1)
    return years.year if begins_it else years.year + 1


def _term_names(tokens: Tokens, index: int) -> tuple[list[str], int]:
    """The keys of the term, or of the first and last of several, at `index`, and the index after them."""
    word, following = tokens[index], tokens[index + 1]
    if word.text in ("term", "terms"):
        return _numbered(tokens, index)
    season = word.text if word.text in SEASONS and word.text != "winter" else _TERMS_OF_FEASTS.get(word.text, "")
    if word.text in MONTHS and following.text == "half":
        half = _HALF_TERMS_OF_MONTHS.get(MONTHS[word.text], "")
        end = _after_half_term(tokens, index + 1)
        return ([half], end) if half and end else ([], index)
    if (end := _after_half_term(tokens, index)) and MONTHS.get(tokens[end].text) in _HALF_TERMS_OF_MONTHS:
        return [_HALF_TERMS_OF_MONTHS[MONTHS[tokens[end].text]]], end + 1
    if not season:
        return [], index
    if end := _after_half_term(tokens, index + 1):
        return [f"{season} half"], end
    place = index + 1 + (following.text == "school")
    if tokens[place].text in _HOLIDAYS and f"{word.text} holiday" in TERM_DAYS:
        return [f"{word.text} holiday"], place + 1
    is_term = following.text == "term"
    number = tokens[index + 1 + is_term]
    if word.text in SEASONS and number.kind == NUMBER and number.text in ("1", "2"):
        return [str(2 * ("autumn", "spring", "summer").index(season) + int(number.text))], index + 2 + is_term
    return ([season], index + 2) if is_term else ([], index)


def _numbered(tokens: Tokens, index: int) -> tuple[list[str], int]:
    """Such as "term 3", "terms 5 and 6", and Welsh "tymor yr hydref"."""
    first = tokens[index + 1]
    if first.text in ("y", "yr") and tokens[index + 2].text in _WELSH_SEASONS:
        return [_WELSH_SEASONS[tokens[index + 2].text]], index + 3
    if first.kind != NUMBER or first.text not in TERM_DAYS:
        return [], index
    last = tokens[index + 3]
    if tokens[index + 2].text in _AND and last.text in TERM_DAYS and last.text > first.text:
        return [first.text, last.text], index + 4
    return [first.text], index + 2


def _after_half_term(tokens: Tokens, index: int) -> int:
    """The index after "half term", "half-term", "half terms" at `index`, or 0."""
    if tokens[index].text != "half":
        return 0
    place = index + 1 + (tokens[index + 1].text == "-")
    return place + 1 if tokens[place].text in ("term", "terms") else 0


def _some_term(tokens: Tokens, index: int) -> tuple[Undecided, int] | None:
    """Other words about school, of which no day can be proposed: "summer school", "term 7", "April half term"."""
    word, following = tokens[index], tokens[index + 1]
    of_season = word.text in SEASONS and _is_of_school(following)
    numbered = word.text in ("term", "terms") and following.is_number(1)
    half_term = _after_half_term(tokens, index + (word.text in MONTHS))
    if not (of_season or numbered or half_term):
        return None
    end = half_term or index + 2
    while _is_of_school(tokens[end]):
        end += 1
    of_year = years_at(tokens, end)
    return Undecided("term"), of_year[1] if of_year else end


def _is_of_school(token: Token) -> bool:
    """Whether it is a word about school, or the number of a term."""
    return token.text in _SCHOOL_WORDS or token.is_number(1)


_NAMED = PhraseTable(
    {
        Nearby("week", 1): "next week",
        Nearby("month", 1): "next month",
        Nearby("quarter", 1): "next quarter",
        Nearby("term", 1): "next term",
        Nearby("calendar", 1): "next year|next calendar year",
        Nearby("financial", 1): "next financial year",
        Nearby("academic", 1): "next academic year|next school year",
        Nearby("month"): "current month|month end|month-end|eom",
        Nearby("quarter"): "current quarter|quarter end|quarter-end",
        Nearby("financial"): "year end|year-end|financial year end|financial year-end",
        Nearby("calendar"): "eoy|calendar year end",
        Nearby("term"): "current term",
    }
)
_UNITS = {
    "week": Nearby("week"),
    "month": Nearby("month"),
    "quarter": Nearby("quarter"),
    "year": Nearby("calendar"),
    "term": Nearby("term"),
}
_TELL_ANOTHER = frozenset({"of", "following", "after", "one", "two", "three", "four", "in", "on", "'"})
"""Directly after such words: they are of something else ("end of year two", "the month after the visit")."""


def nearby_at(tokens: Tokens, index: int, edge: str) -> tuple[Nearby | Undecided, int] | None:
    """The period at `index` and the index after it, or None.

    A bare "month" is one only after an `edge` such as "end of", or after "this"; "mid-term" is no term.
    """
    found = _NAMED.at(tokens, index) or _bare_unit_at(tokens, index, edge)
    if found is None:
        return None
    following = tokens[found[1]]
    if year_pair(tokens, found[1]) is not None:
        return None
    if following.kind == NUMBER and found[0].unit in ("financial", "calendar"):  # "year end 2026": of which year?
        return (Undecided("which_year", "range"), found[1] + 1) if len(following.text) == 4 else None
    return None if following.kind == NUMBER or following.text in _TELL_ANOTHER else found


def _bare_unit_at(tokens: Tokens, index: int, edge: str) -> tuple[Nearby, int] | None:
    unit, word = _UNITS.get(tokens[index].text), tokens[index].text
    known = tokens[index - 1].text == "this" or (edge != "" and (edge, word) != ("mid", "term"))
    return (unit, index + 1) if unit is not None and known else None


def each_at(tokens: Tokens, index: int) -> tuple[Nearby, int] | None:
    """What comes round at the end of "each month", "every quarter"."""
    unit = _UNITS.get(tokens[index + 1].text)
    return (unit, index + 2) if unit is not None and tokens[index].text in ("each", "every") else None
