"""What a person typed in a cell, as a value: a day however it is written, a rating by its word, letter or colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans import timescales
from plans.palette import COLOURS
from plans.sheets.fields import field_of
from plans.sheets.values import Value
from plans.state import RagState

_YES = {"yes", "y", "x", "true", "1", "✓", "✔", "☑", "done", "complete", "completed", "ja"}
_NO = {"no", "n", "false", "0", "✗", "☒", "☐", "not yet", "not complete", "no.", "in progress"}
_NOTHING = {"", "-", "–", "—", "none", "n/a", "na", "nil", "not rated", "no date"}
_BULLET = re.compile(r"^\s*(?:[•●▪■◦‣·➢❖►▶○]\s*|[-–—*]\s+)")
_ORDINAL = re.compile(r"(?<=\d) (?=(?:st|nd|rd|th)\b)")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""The days 2000 to 2099, as spreadsheets count them."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that say nothing that the field takes; `why` tells what it would take."""

    text: str
    why: str


def read(name: str, text: str, ratings: Sequence[RagState], on: date, *, month_first: bool = False) -> Value | Unread:
    """The value that a text means in that field. `on` is the day of the sheet, on which a year that was left out
    leans; `month_first` that days in digits begin with the month, where they can."""
    match field_of(name).kind:
        case "day":
            return _day(text, on, month_first)
        case "yes":
            return _yes(text)
        case "rating":
            return _rating(text, ratings)
    return words(text)


def writes_months_first(days: Iterable[tuple[str, date | None]], letters: int = 4) -> bool | None:
    """Whether a file writes 5 February as 02/05; None where nothing in it tells. Each text comes with the day that was
    sent in its place. One that is as it was sent tells, and one that is a day in one order only; where some tell this
    and others that, nothing does. Only those with so many `letters` of a year are asked: a program writes all of its
    days in one way, and a person may have typed others beside them."""
    orders = set()
    for text, sent in days:
        numbers = _in_digits(text)
        if not numbers or "/" not in numbers[0] or len(numbers[3]) != letters:
            continue
        month, day = (_of_numbers(numbers, month_first=first) for first in (True, False))
        if month != day and (sent in (month, day) or Unread in map(type, (month, day))):
            orders.add(isinstance(day, Unread) or month == sent)
    return orders.pop() if len(orders) == 1 else None


def letters_of_year(text: str) -> int:
    """With how many digits a day in digits writes its year; 0 for what is none."""
    numbers = _in_digits(text)
    return len(numbers[3]) if numbers else 0


def turned(text: str) -> date | None:
    """The day that a text means if the month comes first, where it may be read in either order."""
    numbers = _in_digits(text)
    if not numbers or "/" not in numbers[0]:
        return None
    month, day = (_of_numbers(numbers, month_first=first) for first in (True, False))
    return month if month != day and isinstance(month, date) and isinstance(day, date) else None


def names(text: str) -> list[str]:
    """The names that a cell lists."""
    return [name for part in text.split("\n") for name in (each.strip(" •") for each in part.split(";")) if name]


def words(text: str) -> str:
    """Words as they are compared and kept: one line break between lines, single spaces, one kind of bullet."""
    lines = (
        " ".join(_BULLET.sub("• ", line).split()) for line in re.split(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", text)
    )
    return "\n".join(_ORDINAL.sub("", line) for line in lines if line)


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, wherever their lines were broken."""
    return in_one_line(one) == in_one_line(other)


def in_one_line(text: str) -> str:
    """Words as they are compared wherever their lines were broken."""
    return words(text).replace("\n", " ")


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .;").casefold()


def _day(text: str, on: date, month_first: bool) -> date | Unread | None:
    plain = _without_clock(text)
    if plain.casefold() in _NOTHING:
        return None
    if numbers := _NUMBERS.fullmatch(plain):
        found = _of_numbers(numbers, month_first=month_first and "/" in plain)
        return _of_numbers(numbers, month_first=not month_first) if isinstance(found, Unread) else found
    if _SERIAL.fullmatch(plain) and _FIRST_SERIAL <= float(plain) < _LAST_SERIAL:
        return date(1899, 12, 30) + timedelta(days=int(float(plain)))
    readings = timescales.read(plain, dated=on).readings
    days = {reading.latest for reading in readings}
    if len(days) == 1 and readings[0].kind in ("date", "month") and readings[0].latest:
        return readings[0].latest
    return Unread(text, "This is not one day. Write a day such as 31 May 2027.")


def _without_clock(text: str) -> str:
    return _CLOCK.sub("", " ".join(text.split()).strip(" .;"))


def _in_digits(text: str) -> re.Match | None:
    return _NUMBERS.fullmatch(_without_clock(text))


def _of_numbers(numbers: re.Match, *, month_first: bool) -> date | Unread:
    first, second, year = numbers.groups()
    day, month = (second, first) if month_first else (first, second)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return Unread(numbers[0], "There is no such day. Write a day such as 31 May 2027.")


def _yes(text: str) -> bool | Unread | None:
    plain = _plain(text)
    if plain in _NOTHING:
        return None
    if plain in _YES or plain in _NO:
        return plain in _YES
    return Unread(text, "This says neither yes nor no.")


def _rating(text: str, ratings: Sequence[RagState]) -> str | Unread:
    plain = "".join(char for char in text if char.isalnum() or char in " -/&'").strip(" -").casefold()
    plain = " ".join(plain.split())
    if plain in _NOTHING:
        return ""
    for tell in (_label, _first_letter, _colour):
        found = {rating.code for rating in ratings if tell(rating) == plain}
        if len(found) == 1:
            return found.pop()
    named = ", ".join(rating.label for rating in ratings)
    return Unread(text, f"This is none of the plan’s ratings: {named}.")


def _label(rating: RagState) -> str:
    return " ".join("".join(c for c in rating.label if c.isalnum() or c in " -/&'").split()).casefold()


def _first_letter(rating: RagState) -> str:
    return rating.label[:1].casefold()


def _colour(rating: RagState) -> str:
    return COLOURS[rating.colour].name.casefold() if rating.colour in COLOURS else ""
