"""Values as their sheet shows them, dates in words."""

import re
from datetime import date, datetime, time, timedelta

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ESCAPED = re.compile(r"\\([-/. ,])")
"""What stands between day, month and year, as LibreOffice writes it: "d\\ mmmm\\ yyyy"."""
_NUMBER = re.compile(r"[#0?,]*[0?#](?:\.(?P<decimals>[0?#]+))?")
_CURRENCY = re.compile(r"[£€$]")
_OF_A_DAY = re.compile(r"d{1,2}|m{1,4}|yyyy|yy|[-/. ,]+")
_IN_FULL = frozenset({"mm-dd-yy", "yyyy-mm-dd h:mm:ss", "General"})
"""Formats that a sheet has by itself: what they show depends on whose computer shows it."""
_PIECES = {"d": "{0.day}", "dd": "{0:%d}", "m": "{0.month}", "mm": "{0:%m}", "mmm": "{0:%b}", "mmmm": "{0:%B}",
           "yy": "{0:%y}", "yyyy": "{0:%Y}"}  # fmt: skip


def shown(value: object, number_format: str = "General") -> str:
    """A value as its format shows it ("31-Mar-27", "45%", "007"); a day whose format does not tell in words:
    "31 March 2027", "March 2027" where the day is left out."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return _day(value, number_format)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _day(value: datetime | date, number_format: str) -> str:
    letters = _QUOTED.sub("", _ESCAPED.sub(r"\1", number_format.split(";")[0])).lower()
    clock = any(value.timetuple()[3:5]) and "h" in letters
    printed = "" if number_format in _IN_FULL else _printed(value, letters)
    if printed:
        return printed
    if "d" in letters or not {"m", "y"} & set(letters) or number_format == "General":
        words = f"{value.day} {value:%B %Y}"
    elif "m" in letters.replace("mm:ss", ""):
        words = f"{value:%B %Y}"
    else:
        words = f"{value:%Y}"
    return f"{words} {value:%H:%M}" if clock else words


def _printed(value: datetime | date, letters: str) -> str:
    """A day as a format of day, month and year prints it; "" for a format of other letters, and for one in which the
    month stands before the day, which would be read the other way round."""
    pieces = _OF_A_DAY.findall(letters)
    named = [piece[0] for piece in pieces if piece[0] in "dmy"]
    if "".join(pieces) != letters or named not in (["d", "m", "y"], ["y", "m", "d"], ["m", "y"]):
        return ""
    if named == ["m", "y"] and not {"mmm", "mmmm"} & set(pieces):
        return ""
    return "".join(_PIECES.get(piece, piece) for piece in pieces).format(value).strip()


def _number(value: float, number_format: str) -> str:
    plain = _QUOTED.sub("", number_format.split(";")[0])
    found = _NUMBER.search(plain)
    if number_format == "General" or found is None or "E+" in plain or "/" in plain:
        return f"{value:.10g}" if abs(value) < 1e15 else f"{value:.0f}"
    decimals = len(found["decimals"] or "")
    if "%" in plain:
        return f"{value * 100:.{decimals}f}%"
    text = f"{value:,.{decimals}f}" if "," in found[0] else f"{value:.{decimals}f}"
    digits = found[0].split(".")[0].replace(",", "").count("0")
    if digits > 1:
        text = text.zfill(digits + (decimals + 1 if decimals else 0))
    currency = _CURRENCY.search(number_format)
    return f"{currency[0]}{text}" if currency else text
