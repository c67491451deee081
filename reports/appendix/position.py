"""Which position a heading speaks of: "Progress End May 2026" stands over November's words in no paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from plans.state import PlanState, UpdateState
from reports.appendix.model import Line
from reports.appendix.text import one_line
from reports.appendix.words import MONTHS, day

_NAMES = "|".join((*MONTHS, "Sept", *(month[:3] for month in MONTHS)))
_AT = r"(?P<at>(?:@|\b(?:as\s+(?:at|of)|at|to|by|for|up\s+to|until)\b)\s+)?(?:the\s+)?(?P<end>\bend\s+(?:of\s+)?)?"
_PERIOD = re.compile(
    rf"{_AT}(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>{_NAMES})\b\.?"
    r"(?:,?[\s-]*(?P<year>(?:19|20)\d{2}|['’]?\d{2})(?!\d))?",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    rf"{_AT}\b(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-](?P<year>(?:20)?\d{{2}})(?!\d)", re.IGNORECASE
)
_QUARTER = re.compile(
    rf"{_AT}\b(?:Q|quarter\s+)(?P<quarter>[1-4])\b(?:\s*,?\s*(?:20)?\d{{2}}(?:\s?[/–-]\s?(?:20)?\d{{2}})?(?!\d))?",
    re.IGNORECASE,
)

_STATED = re.compile(r"(?:as\s+(?:at|of)|at|@)\s+", re.IGNORECASE)
"""The words before a day that make a line the statement of a position."""

_FEW_WORDS = 3
"""Before those of a note that says nothing but its position ("Position as at 31 July")."""

OF_DOCUMENT = "In the plan’s document:"
"""Before a line of the plan's own that states the position of another day than the paper's."""


@dataclass(frozen=True, slots=True)
class Position:
    """The day of a paper, and the name of the period whose position date it is, if any. `said` are the words that its
    cells hold; those of the plan's own document, which is of the day `dated`, belong under its own heading."""

    on: date
    period: str
    chosen: bool
    said: tuple[UpdateState, ...]
    dated: date | None

    def told(self, words: str) -> str:
        """The heading with the position that the cells hold in place of another: a period that was chosen, what is
        printed where that is still true, else the period or the day of the paper."""
        found = _named_in(words)
        if found is None or (not self.chosen and self._holds(found)):
            return words
        return words[: found.start()] + self._named(found) + words[found.end() :]

    def titled(self, words: str) -> str:
        """A title or subtitle that ends with the day of the plan's document, which is no other day than the heading's:
        with the day of the paper, once the cells hold later words than the document's."""
        found = next((each for each in _PERIOD.finditer(words) if each["year"] and each.end() == len(words)), None)
        if found is None or self.dated is None or self.dated > self.on or _last_day(found, self.on) != self.dated:
            return words
        return words if self._holds(found) or not self.said else words[: found.start()] + f"as at {day(self.on)}"

    def subtitled(self, words: str) -> str:
        """A subtitle, told as the document's own where it states another position than the paper's."""
        told = self.titled(words)
        return f"{OF_DOCUMENT} {told}" if self._states_another(told) else told

    def noted(self, line: Line) -> Line:
        """A note, told as the document's own where it says nothing but another position than the paper's."""
        another = self._states_another(line.text, most_words=_FEW_WORDS)
        return replace(line, label=OF_DOCUMENT) if another and not line.label else line

    def _states_another(self, words: str, most_words: int | None = None) -> bool:
        """Whether a line ends with the day of a position, perhaps after so many words at most, that is not of this
        day."""
        said = words.rstrip(" .:)")
        found = next((each for each in _named_last(said) if each["at"] and _STATED.fullmatch(each["at"])), None)
        if found is None or (most_words is not None and len(said[: found.start()].split()) > most_words):
            return False
        if not found["day"] and not found["end"]:
            last = _last_day(found, self.on)
            return last is None or (last.year, last.month) != (self.on.year, self.on.month)
        return _last_day(found, self.on) != self.on

    def _holds(self, found: re.Match[str]) -> bool:
        """Whether everything that the cells say was said of the day named there or before."""
        last = None if "quarter" in found.re.groupindex else _last_day(found, self.on)
        past = last is None or last <= self.on
        return bool(self.said) and past and all(self._is_of(update, last) for update in self.said)

    def _is_of(self, update: UpdateState, last: date | None) -> bool:
        printed = update.by_document and self.dated in (None, update.position_on)
        return printed or (last is not None and update.position_on <= last)

    def _named(self, found: re.Match[str]) -> str:
        if not self.period:
            return f"as at {day(self.on)}"
        before = found["at"] or ""
        keeps_end = found["end"] and not self.period.casefold().startswith("end")
        return f"{before}{found['end'] if keeps_end else ''}{self.period}"


def position(plan: PlanState, *, on: date, period_name: str = "", period_on: date | None = None) -> Position:
    """The position of a plan's paper of that day, for a period that was chosen or none."""
    chosen = bool(period_name) and period_on in (None, on)
    own = next((period.name for period in plan.periods if period.position_on == on), "")
    said = tuple(action.latest_update for action in plan.actions if action.latest_update)
    return Position(
        on=on,
        period=one_line(period_name if chosen else own),
        chosen=chosen,
        said=said,
        dated=plan.dated,
    )


def _named_in(words: str) -> re.Match[str] | None:
    """Where a heading names a position: a month with its year, its day or its end; a day in digits; a quarter."""
    months = (found for found in _PERIOD.finditer(words) if found["year"] or found["day"] or found["end"])
    return next(months, None) or _DIGITS.search(words) or _QUARTER.search(words)


def _named_last(words: str) -> Iterator[re.Match[str]]:
    """The positions with which a line ends."""
    every = chain(_PERIOD.finditer(words), _DIGITS.finditer(words))
    return (found for found in every if found.end() == len(words))


def _last_day(found: re.Match[str], on: date) -> date | None:
    """The last day of the month, or the day, that the words name, the last one by `on` where they name no year; None
    where there is no such day."""
    month = found["month"]
    short = month[:3].title()
    number = int(month) if month.isdigit() else next(n for n, name in enumerate(MONTHS, 1) if name[:3] == short)
    year = int(found["year"].lstrip("'’")) if found["year"] else on.year - (number > on.month)
    year += 2000 if year < 100 else 0
    try:
        if found["day"]:
            return date(year, number, int(found["day"]))
        return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None
