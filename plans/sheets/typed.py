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
    leans; `month_first` that days in digits begin with the month."""
    match field_of(name).kind:
        case "day":
            return _day(text, on, month_first)
        case "yes":
            return _yes(text)
        case "rating":
            return _rating(text, ratings)
    return words(text)


def writes_months_first(days: Iterable[tuple[str, date]]) -> bool:
    """Whether the program that saved a file writes 5 February as 02/05: its days in digits are more often what was
    sent when they are read so. Each text comes with the day that was sent."""
    told = 0
    for text, sent in days:
        if numbers := _NUMBERS.fullmatch(_CLOCK.sub("", text.strip())):
            told += (_of_numbers(numbers, month_first=True) == sent) - (_of_numbers(numbers, month_first=False) == sent)
    return told > 0


def words(text: str) -> str:
    """Words as they are compared and kept: one line break between lines, single spaces, one kind of bullet."""
    lines = (
        " ".join(_BULLET.sub("• ", line).split()) for line in re.split(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", text)
    )
    return "\n".join(_ORDINAL.sub("", line) for line in lines if line)


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, wherever their lines were broken."""
    return words(one).replace("\n", " ") == words(other).replace("\n", " ")


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .;").casefold()


def _day(text: str, on: date, month_first: bool) -> date | Unread | None:
    plain = _CLOCK.sub("", " ".join(text.split()).strip(" .;"))
    if plain.casefold() in _NOTHING:
        return None
    if numbers := _NUMBERS.fullmatch(plain):
        return _of_numbers(numbers, month_first=month_first)
    if _SERIAL.fullmatch(plain) and _FIRST_SERIAL <= float(plain) < _LAST_SERIAL:
        return date(1899, 12, 30) + timedelta(days=int(float(plain)))
    readings = timescales.read(plain, dated=on).readings
    days = {reading.latest for reading in readings}
    if len(days) == 1 and readings[0].kind in ("date", "month") and readings[0].latest:
        return readings[0].latest
    return Unread(text, "This is not one day. Write a day such as 31 May 2027.")


def _of_numbers(numbers: re.Match, *, month_first: bool) -> date | Unread:
    """Day, month and year. `month_first` is the habit of a program, which writes slashes and whole years: what a person
    typed beside them as words, with dots or two digits, begins with the day."""
    first, second, year = numbers.groups()
    turned = month_first and len(year) == 4 and "/" in numbers[0]
    day, month = (second, first) if turned else (first, second)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return Unread(numbers[0], "There is no such day. Days are read as day, month, year.")


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
