"""When the document is of: the last day of the period that its title, subtitle or a heading names; and of which kind of
year its quarters are, where its legend or notes say it ("Q1 = April to June").
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plans.columns import EXTRA
from plans.importing.rows.sheet import Sheet
from plans.importing.understanding.front_matter import FrontMatter
from plans.importing.vocabulary.heading_meanings import PERIOD
from plans.timescales import read

_QUARTERS = re.compile(r"\bquarters?\b|\bQ(?:tr)?\s?[1-4]\b", re.IGNORECASE)
_KIND_OF_YEAR = re.compile(r"\b(financial|fiscal|calendar)\s+years?\b", re.IGNORECASE)
_FIRST_QUARTER = re.compile(
    r"\b(?:Q(?:tr|uarter)?\s?1|first\s+quarter)\W+(?:(?:is|means|runs|from|the|months?)\W+){0,3}(Jan|Apr)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.;!?]\s|\n|(?<=\d{4})\s(?=[A-Z][a-z]+(?: [a-z]+)?:)")


def quarters_of(texts: Iterable[str]) -> Literal["financial", "calendar"] | None:
    """The kind of year that texts say quarters are of; None where they say none, or both."""
    told = {kind for text in texts for sentence in _SENTENCE_ENDS.split(text) for kind in _kinds_told(sentence)}
    if len(told) != 1:
        return None
    return "financial" if told == {"financial"} else "calendar"


def _kinds_told(sentence: str) -> set[str]:
    """The kinds of year that a sentence about quarters names: by its first quarter's months, else by name."""
    months = {found.lower() for found in _FIRST_QUARTER.findall(sentence)}
    if months:
        return {"financial" if month == "apr" else "calendar" for month in months}
    if not _QUARTERS.search(sentence):
        return set()
    named = {found.lower() for found in _KIND_OF_YEAR.findall(sentence)}
    return {"calendar" if name == "calendar" else "financial" for name in named}


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ANY_DATE = re.compile(r"(?<!\d)\d{1,2}(?:/\d{1,2})?(?:st|nd|rd|th)? [A-Z][a-z]+ (?:19|20)\d\d")
_MONTH_FIRST = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])[./](1[3-9]|2\d|3[01])([./])((?:20)?\d\d)")
"""A day in digits of which only the first can be the month: "11/16/2026"."""
_SHORT_YEAR = re.compile(r"([A-Za-z]+)\.?[ -]?['’]?(\d\d)$")
_SAYS_ITS_DATE = re.compile(
    r"\b(?:dated|date(?: sent| of (?:plan|issue|document|report|export)|:)|sent|last saved|printed|agreed on"
    r"|poa&m date|updated?|version|v ?\d+(?:\.\d+)?|submitted|approved|issued?|written(?: up)?|print(?:ed|-?out)"
    r"|extracted|generated|run (?:on|date)"
    r"|exported|assessed|meeting date|date of (?:meeting|assessment|export)|prepared|compiled|this copy"
    r"|as at|as of|revised|reviewed|position (?:at|statement|reported)"
    r"|at (?=\d{1,2}(?:st|nd|rd|th)? [a-z]))\b"
    r"|\b(?:held|agreed|adopted|added|gone over)\b[^.\d]{0,40}(?=\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4})"
    r"|\b(?:committee|cabinet|board|panel|meeting)\b[^.\d]{0,30}\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4}\.?$",
    re.IGNORECASE,
)


LONGEST_NOTE = 20
"""Words of a line that may say of which day a document is."""
CLOSE = 2
"""A margin at which another day is asked about."""
_OF_AN_EVENT = re.compile(r"\b(?:inspection|inspected|visit|published|received|next meeting)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """What speaks for a line that names a day (in the title, or elsewhere) saying of which day the document is."""

    name: str
    weight: float
    holds: Callable[[str, bool], bool]


DATES = (
    DateEvidence("it stands in the title", 3, lambda text, titled: titled),
    DateEvidence("it says so", 2, lambda text, titled: bool(_SAYS_ITS_DATE.search(text))),
    DateEvidence("nothing else stands in its line", 2, lambda text, titled: bool(PERIOD.fullmatch(text.strip()))),
    DateEvidence("it is of something else", -2, lambda text, titled: bool(_OF_AN_EVENT.search(text))),
)


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """`dated` is the document's date, None where it prints none; `hint` one that it only implies; `rival` another
    that it prints, and that is nearly as likely.

    `quarters` is the kind of year that its quarters are of, None where it does not say.
    """

    dated: date | None
    hint: date | None
    quarters: Literal["financial", "calendar"] | None = None
    rival: date | None = None


def date_document(frame: FrontMatter, sheet: Sheet, given: date | None) -> DocumentDate:
    """The date of a document; one that is `given` wins over what is printed."""
    titles = [part for text in (frame.title, frame.subtitle) if text for part in _SENTENCE_ENDS.split(text)]
    said = (part for note in (*frame.notes_before, *sheet.running) for part in _SENTENCE_ENDS.split(note))
    notes = [part for part in said if len(part.split()) <= LONGEST_NOTE]
    periods = sorted((column.meaning == EXTRA, column.period) for column in sheet.columns if column.period)
    found, rival = (given, None) if given else _likeliest(titles, notes)
    found = found or next((day for _, text in periods if (day := last_day(text) or _last_of(text))), None)
    told = quarters_of((*frame.legend, *frame.notes_before, *frame.notes_after, *map(" = ".join, sheet.glossary)))
    return DocumentDate(found, None if found else _hint(titles, frame.notes_before), told, rival)


def _likeliest(titles: list[str], notes: list[str]) -> tuple[date | None, date | None]:
    """The day of which most lines that name one are, and another that is nearly as likely."""
    days = [(text, day) for text in (*titles, *notes) if (day := last_day(text))]
    weighed = [(sum(one.weight * one.holds(text, text in titles) for one in DATES), day) for text, day in days]
    most, found = max(weighed, key=lambda one: (one[0] > 0, one[0], one[1]), default=(0.0, None))
    if most <= 0:
        return None, None
    near = (day for weight, day in weighed if day != found and weight > max(0, most - CLOSE))
    return found, next(near, None)


def last_day(text: str) -> date | None:
    """The last day of the first period that a text names, or None."""
    for match in PERIOD.finditer(text):
        printed = _MONTH_FIRST.sub(r"\2\3\1\3\4", match["period"])
        latest = [reading.latest for reading in read(printed).readings if reading.latest]
        if latest:
            return latest[0]
    return None


def _last_of(period: str) -> date | None:
    """The last day of the period that a heading names in few words: "Feb 27" is a month of 2027, no day."""
    whole = _SHORT_YEAR.sub(r"\1 20\2", period)
    return next((reading.latest for reading in read(whole).readings if reading.latest), None)


def _hint(titles: list[str], notes: list[str]) -> date | None:
    """The first day of the first year in the title, or a day that the notes print."""
    for text in titles:
        year = _YEAR.search(text)
        if year:
            return date(int(year[0]), 1, 1)
    for text in notes:
        printed = _ANY_DATE.search(text)
        readings = read(printed[0]).readings if printed else ()
        if readings and readings[0].latest:
            return readings[0].latest
    return None
