"""A date in three boxes, as GOV.UK asks for it."""

from __future__ import annotations

import calendar
from datetime import date

from django import forms

from plans.clock import today
from plans.wording import MONTHS, SHORT

BOXES = ("day", "month", "year")


NEAR = 30
"""Years from today within which two digits are plainly of this century: a plan's dates lie there."""


class DateWidget(forms.MultiWidget):
    """Day, month and year; the boxes keep what was typed, whatever it was."""

    template_name = "parts/date.html"

    def __init__(self, attrs=None):
        super().__init__(dict.fromkeys(BOXES, forms.TextInput), attrs)

    def id_for_label(self, id_):
        """An error leads to the first box."""
        return f"{id_}_0"

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateField(forms.Field):
    """Reads three boxes as a date. Months may be numbers or names. Cleans to a date or None."""

    widget = DateWidget

    def __init__(self, *, what: str, **kwargs):
        self.what = what
        super().__init__(**kwargs)

    def clean(self, value):
        day, month, year = ((part or "").strip() for part in value or ("", "", ""))
        if not (day or month or year):
            if self.required:
                raise forms.ValidationError(f"Enter {self.what}.")
            return None
        missing = [name for name, part in (("day", day), ("month", month), ("year", year)) if not part]
        if missing:
            raise forms.ValidationError(f"Enter {self.what} whole: {_missing(missing)} missing.")
        number = _month(month)
        if _is_number(year) and len(year) == 2:
            year = self._whole_year(year)
        if not (_is_number(day) and number and _is_number(year) and len(year) == 4):
            raise forms.ValidationError(f"Enter {self.what} as a real date, such as 27 3 2027.")
        days = calendar.monthrange(int(year), number)[1] if 1900 <= int(year) <= 2200 else 0
        if not days:
            raise forms.ValidationError(f"Enter {self.what} with a year of this century, such as 2027.")
        if not 1 <= int(day) <= days:
            raise forms.ValidationError(
                f"Enter {self.what} as a real date: {MONTHS[number - 1]} {year} has {days} days."
            )
        return date(int(year), number, int(day))

    def _whole_year(self, year: str) -> str:
        """The year that two digits plainly mean: the one of its century within `NEAR` years of today. Raises
        ValidationError for one further away, which may be of this century or the last."""
        this = today().year
        whole = this - this % 100 + int(year)
        if abs(whole - this) > NEAR:
            raise forms.ValidationError(
                f"Enter {self.what} with the year whole: {year} may be {whole - 100} or {whole}."
            )
        return str(whole)


def _missing(names: list[str]) -> str:
    return f"the {' and the '.join(names)} {'is' if len(names) == 1 else 'are'}"


def _is_number(text: str) -> bool:
    """Whether it is a short number in plain digits: "²" counts as a digit elsewhere, and is no day."""
    return text.isascii() and text.isdigit() and len(text) <= 4


def _month(text: str) -> int:
    """1 to 12, or 0 for what is no month."""
    if _is_number(text):
        return int(text) if 1 <= int(text) <= 12 else 0
    words = text.rstrip(".").title()
    return next(
        (i for i, (short, whole) in enumerate(zip(SHORT, MONTHS, strict=True), 1) if words in (short, whole)), 0
    )
