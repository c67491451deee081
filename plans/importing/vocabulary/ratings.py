"""Names of the colours that ratings are shown in."""

import re
from colorsys import rgb_to_hsv

NAMES = ("Red", "Amber", "Green", "Blue", "Yellow", "Orange", "Purple", "Grey", "White", "Black")
WORD = re.compile(r"\b(?P<name>red|amber|green|blue|yellow|orange|purple|gr[ae]y|white|black)\b", re.IGNORECASE)
_PALEST, _DARKEST = 0.12, 0.2
_HUES = ((20, "Red"), (52, "Amber"), (68, "Yellow"), (170, "Green"), (255, "Blue"), (320, "Purple"), (361, "Red"))
"""From each hue's end, in degrees, to its name."""


def colour_of(code: str | None) -> str | None:
    """The name of a colour "RRGGBB"; None for none, and for one that is too pale, too dark or too grey to be a
    rating."""
    if not code or not re.fullmatch(r"[0-9A-Fa-f]{6}", code):
        return None
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, saturation, value = rgb_to_hsv(red, green, blue)
    if saturation < _PALEST or value < _DARKEST:
        return None
    return next(name for end, name in _HUES if hue * 360 < end)


def colour_named(text: str) -> str | None:
    """The first colour that a text names, in the spelling of `NAMES`."""
    found = WORD.search(text)
    return "Grey" if found and found["name"].lower() == "gray" else (found["name"].capitalize() if found else None)
