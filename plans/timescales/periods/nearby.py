"""Periods told by where they stand from the document: "end of the month", "next quarter", "year end", "this term"."""

from plans.timescales.periods.calendar import Nearby, Undecided
from plans.timescales.periods.years import year_pair
from plans.timescales.phrases import PhraseTable
from plans.timescales.tokens import NUMBER, Tokens

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
    found = _NAMED.at(tokens, index)
    if found is None:
        unit = _UNITS.get(tokens[index].text)
        known = tokens[index - 1].text == "this" or (edge != "" and (edge, tokens[index].text) != ("mid", "term"))
        if unit is None or not known:
            return None
        found = unit, index + 1
    following = tokens[found[1]]
    if year_pair(tokens, found[1]) is not None:
        return None
    if following.kind == NUMBER and found[0].unit in ("financial", "calendar"):  # "year end 2026": of which year?
        return (Undecided("which_year", "range"), found[1] + 1) if len(following.text) == 4 else None
    return None if following.kind == NUMBER or following.text in _TELL_ANOTHER else found


def each_at(tokens: Tokens, index: int) -> tuple[Nearby, int] | None:
    """What comes round at the end of "each month", "every quarter"."""
    unit = _UNITS.get(tokens[index + 1].text)
    return (unit, index + 2) if unit is not None and tokens[index].text in ("each", "every") else None
