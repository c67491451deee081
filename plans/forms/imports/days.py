"""Days and timescales typed in words, read by the grammar that reads the plans themselves."""

from __future__ import annotations

from datetime import date

from django import forms

from plans.importing import Dated
from plans.timescales import read


def typed_day(text: str, what: str) -> date | None:
    """The one day that a person typed, None for nothing. Raises ValidationError."""
    if not text.strip():
        return None
    reading = read(text.strip())
    days = [found.latest for found in reading.readings if found.kind == "date"]
    if len(reading.readings) != 1 or not days or reading.question:
        raise forms.ValidationError(f"Enter {what} as a day, such as 27 March 2027. “{text.strip()}” is not one.")
    return days[0]


def typed_timescale(text: str, *, printed: str, dated: date | None) -> Dated:
    """What a person says that printed words mean: "30 June 2027", "autumn 2027", "ongoing". Raises ValidationError
    for what is not clear."""
    reading = read(text.strip(), dated=dated)
    if len(reading.readings) != 1 or reading.readings[0].kind == "other":
        raise forms.ValidationError(
            f"“{text.strip()}” is not clear as one timescale. Type a day such as 30 June 2027, a month such as "
            "June 2027, “ongoing”, “quarterly”, “complete” or “to be confirmed”."
        )
    if reading.question:
        raise forms.ValidationError(f"{reading.question} Type it so that there is no doubt, such as 30 June 2027.")
    [found] = reading.readings
    return Dated(
        printed or text.strip(),
        found.kind,
        found.earliest.isoformat() if found.earliest else "",
        found.latest.isoformat() if found.latest else "",
    )
