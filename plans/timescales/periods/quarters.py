"""Quarters and halves of a year: "Q2 2026/27", "third quarter of 2014", "H1 2027".

Readers take the tokens and an index, and return the period and the index after it, or None.
"""

from dataclasses import replace

from plans.timescales.periods.calendar import Half, Quarter, Undecided, Years
from plans.timescales.periods.years import STYLES, short_year_at, style_after, year_pair, years_at
from plans.timescales.tokens import NUMBER, Tokens
from plans.timescales.vocabulary import ORDINAL_WORDS, ORDINALS

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
