"""Years: calendar, financial and academic ones, "2012/13" and "FY27"; quarters and halves of them: "Q2 2026/27", "third
quarter of 2014", "H1 2027".

Readers take the tokens and an index, and return the period and the index after it, or None.
"""

from dataclasses import replace

from plans.timescales.periods.calendar import Half, Quarter, Undecided, Years
from plans.timescales.tokens import MARK, NUMBER, WORD, PhraseTable, Token, Tokens
from plans.timescales.vocabulary import ORDINAL_WORDS, ORDINALS, UNITS

_LAST_SHORT_YEAR_OF_THIS_CENTURY = 68
"""The convention of POSIX strptime for two-digit years: 00 to 68 are 2000 to 2068."""

STYLES = PhraseTable(
    {
        "financial": "financial year|financial years|fiscal year|fy|f/y|financial|fiscal|blwyddyn ariannol",
        "academic": "academic year|academic years|school year|academic|blwyddyn academaidd",
        "calendar": "calendar year|calendar",
        "municipal": "municipal year|civic year|council year",
    }
)


_STAND_ALONE = frozenset({"year", "years", "fy", "ariannol", "academaidd"})
"""The last word of a style of year that needs no number after it."""


def year_at(tokens: Tokens, index: int) -> int | None:
    """A year in four digits, 1900 to 2199, that is not part of another number or word."""
    token = tokens[index]
    if token.kind != NUMBER or len(token.text) != 4 or not "1900" <= token.text <= "2199":
        return None
    following = tokens[index + 1]
    if following.glued and _continues(following):
        return None
    return int(token.text)


def _continues(following: Token) -> bool:
    """Whether what touches a number makes it something else than a year: "2000m", but not "2013-06-30T00"."""
    return following.text == "%" or (following.kind == WORD and following.text not in ("t", "s"))


def short_year_at(tokens: Tokens, index: int) -> int | None:
    """A year in two digits, unless it counts something ("10am", "12%", "24 hours", "10:30")."""
    token = tokens[index]
    if token.kind != NUMBER or len(token.text) != 2 or _is_counting(tokens, index):
        return None
    return full_year(int(token.text))


def _is_counting(tokens: Tokens, index: int) -> bool:
    """Whether what follows a number says what it counts, or that it is a part of another number."""
    following = tokens[index + 1]
    if following.text in UNITS or following.text in ORDINALS:
        return True
    if not following.glued:
        return False
    is_part = following.text in (":", ".") and tokens[index + 2].kind == NUMBER
    return following.kind == WORD or following.text == "%" or is_part


def full_year(short: int) -> int:
    """The year that two digits stand for."""
    return short + (2000 if short <= _LAST_SHORT_YEAR_OF_THIS_CENTURY else 1900)


def years_at(tokens: Tokens, index: int) -> tuple[Years | Undecided, int] | None:
    """Such as "2014", "2012/13", "FY 2012/13", "2013/14 academic year", "end of financial year", "2017-2020"."""
    style, start = STYLES.at(tokens, index) or (None, index)
    if style is not None and tokens[start].text in ("of", "ending", "end", ":", "-"):
        ending, start = tokens[start].text in ("ending", "end"), start + 1
    else:
        ending = False
    pair = year_pair(tokens, start, short=style is not None)
    if pair is not None:
        return _styled_pair(tokens, pair, style)
    year = year_at(tokens, start)
    if style is None:
        return None if year is None else _year_before_style(tokens, year, start + 1)
    if style == "municipal":
        return Undecided("which_year", "range"), start + (year is not None)
    return _year_after_style(tokens, start, style, ending=ending)


def _year_after_style(tokens: Tokens, start: int, style: str, *, ending: bool) -> tuple[Years, int] | None:
    """The year in four digits or two after what says of which kind it is; none where that stands alone."""
    year = year_at(tokens, start)
    if year is None:
        year = short_year_at(tokens, start)
    if year is None:
        return (Years(style), start) if tokens[start - 1].text in _STAND_ALONE else None
    if style == "calendar":
        return Years(style, year), start + 1
    return Years(style, year - 1, perhaps=not ending), start + 1


def short_pair_at(tokens: Tokens, index: int) -> tuple[Years, int] | None:
    """Such as "26/27" with nothing about it that it could count: most likely a financial year."""
    pair = year_pair(tokens, index, short=True) if len(tokens[index].text) == 2 else None
    if pair is None or pair[1] != pair[0] + 1 or len(tokens[index + 2].text) != 2:
        return None
    following = tokens[pair[2]]
    if following.kind in (WORD, NUMBER) or (following.kind == MARK and following.text not in tuple(",;.)-:")):
        return None
    return Years("financial", pair[0]), pair[2]


def _year_before_style(tokens: Tokens, year: int, end: int) -> tuple[Years | Undecided, int]:
    """A year as printed, or the one that a style after it makes of it: "2027 financial year"."""
    style, after = style_after(tokens, end) or ("calendar", end)
    if style == "calendar" or tokens[after - 1].text not in _STAND_ALONE:
        return Years("calendar", year), end
    return (Years(style, year - 1, perhaps=True) if style == "financial" else Undecided("which_year", "range")), after


def _styled_pair(tokens: Tokens, pair: tuple[int, int, int], style: str | None) -> tuple[Years | Undecided, int]:
    """A pair of years in the style that stands before or after it: financial where nothing is said."""
    first, last, end = pair
    if style is None:
        style, end = style_after(tokens, end) or (None, end)
    if style == "municipal":
        return Undecided("which_year", "range"), end
    if last == first + 1:
        return Years("financial" if style in (None, "calendar") else style, first), end
    if last <= first:
        return Undecided("backwards", "range"), end
    if style in (None, "calendar"):
        return Years("calendar", first, last - first + 1), end
    return Years(style, first, last - first), end


def year_pair(tokens: Tokens, index: int, short: bool = False) -> tuple[int, int, int] | None:
    """Both years of "2012/13", "2012-2013" or, where `short` years may stand, "12/13"; and the index after."""
    mark, second = tokens[index + 1], tokens[index + 2]
    if mark.text not in ("/", "-") or second.kind != NUMBER:
        return None
    first = year_at(tokens, index)
    if first is None and short and len(tokens[index].text) == 2:
        first = short_year_at(tokens, index)
    if first is None:
        return None
    last = year_at(tokens, index + 2) if len(second.text) == 4 else _next_year_at(tokens, index + 2, first)
    return None if last is None else (first, last, index + 3)


def _next_year_at(tokens: Tokens, index: int, year: int) -> int | None:
    """The year after this one, where it stands there in two digits."""
    short = short_year_at(tokens, index)
    return year + 1 if short is not None and short % 100 == (year + 1) % 100 else None


def style_after(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """The style of year named at `index`, perhaps in brackets, and the index after it."""
    opened = tokens[index].text == "("
    found = STYLES.at(tokens, index + opened)
    if found is None or (opened and tokens[found[1]].text != ")"):
        return None
    return found[0], found[1] + opened


_QUARTER_WORDS = frozenset({"q", "qtr", "quarter", "quarters"})


def quarter_at(tokens: Tokens, index: int) -> tuple[Quarter | Undecided, int] | None:
    """Such as "Q2 2026/27", "Quarter 3", "third quarter of 2014", "calendar Q1 2014", "Q3 (financial) 2014/15"."""
    style, start = STYLES.at(tokens, index) or (None, index)
    pair = year_pair(tokens, start, short=True) if style in (None, "financial") else None
    if pair is not None and pair[1] == pair[0] + 1 and (found := _quarter_number(tokens, pair[2])):
        return Quarter(found[0], "financial", pair[0]), found[1]
    found = _quarter_number(tokens, start)
    if found is None:
        return None
    number, end = found
    style, end = style_after(tokens, end) or (style, end)
    return _quarter_of_year(tokens, number, style, end)


def _quarter_of_year(tokens: Tokens, number: int, style: str | None, end: int) -> tuple[Quarter | Undecided, int]:
    """The quarter with the year that may follow it, "of" or a bracket passed over."""
    start = end + 1 if tokens[end].text in ("of", "in", ",", "-", "/", "'", "(") else end
    start += tokens[start].text == "the"
    opened = tokens[end].text == "("
    of_year = years_at(tokens, start) or _short_financial_year(tokens, start)
    if of_year is None or (opened and tokens[of_year[1]].text != ")"):
        short = None if opened else short_year_at(tokens, start)
        if short is not None and style not in (None, "calendar"):
            return Undecided("which_year", "quarter"), start + 1
        return Quarter(number, style, short), end if short is None else start + 1
    year, end = of_year[0], of_year[1] + opened
    if isinstance(year, Undecided) or year.perhaps or year.style == "academic" or year.count > 1:
        return Undecided("which_year", "quarter"), end
    if year.style == "calendar":
        style, end = style_after(tokens, end) or (style, end)
    else:
        style = style or "financial"
    if style not in (None, year.style):
        return Undecided("which_year", "quarter"), end
    return Quarter(number, style, year.year), end


def _short_financial_year(tokens: Tokens, index: int) -> tuple[Years, int] | None:
    """Such as "12/13", which is a year only after a quarter."""
    pair = year_pair(tokens, index, short=True)
    return (Years("financial", pair[0]), pair[2]) if pair and pair[1] == pair[0] + 1 else None


def _quarter_number(tokens: Tokens, index: int) -> tuple[int, int] | None:
    word, number = tokens[index], tokens[index + 1]
    if word.text in _QUARTER_WORDS and number.kind == NUMBER and number.text in ("1", "2", "3", "4"):
        return int(number.text), index + 2
    if word.text in ORDINAL_WORDS and number.text == "quarter":
        return ORDINAL_WORDS[word.text], index + 2
    ordinal = word.text in ("1", "2", "3", "4") and number.text in ORDINALS and number.glued
    if ordinal and tokens[index + 2].text == "quarter":
        return int(word.text), index + 3
    return None


def half_at(tokens: Tokens, index: int) -> tuple[Half | Undecided, int] | None:
    """Such as "H1 2027", "H2 27/28", "second half of 2027/28"."""
    number, end = _half_number(tokens, index)
    if not number:
        return None
    found = _quarter_of_year(tokens, 2 * number, None, end)
    quarter, end = found
    if isinstance(quarter, Undecided):
        return replace(quarter, kind="range"), end
    spelt_out = tokens[index].text != "h"
    if spelt_out and quarter.style is None:  # "first half of 2027": of what is not said, so it may be of anything
        return None
    return Half(number, quarter.style, quarter.year), end


def _half_number(tokens: Tokens, index: int) -> tuple[int, int]:
    """1 or 2 and the index after it; 0 where no half of a year is named."""
    word, following = tokens[index], tokens[index + 1]
    if word.text == "h" and following.text in ("1", "2") and following.glued:
        return int(following.text), index + 2
    if word.text in ("first", "second") and following.text == "half":
        return ORDINAL_WORDS[word.text], index + 2
    if word.text in ("1", "2") and following.text in ORDINALS and following.glued and tokens[index + 2].text == "half":
        return int(word.text), index + 3
    return 0, index
