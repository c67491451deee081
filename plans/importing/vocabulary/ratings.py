"""What stands for a rating: names of colours, signs, letters and words, and what each is read as."""

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


_ICONS = {
    "Red": "🔴🟥❌✖✗✘☒⛔🛑🚩",
    "Amber": "🟠🟡🟧🟨⚠",
    "Green": "🟢🟩",
    "Blue": "🔵🟦✓✔☑✅",
}
_OF = {icon: name for name, icons in _ICONS.items() for icon in icons}
TICKS = frozenset("✓✔☑✅")
ANSWERS = TICKS | frozenset("❌✖✗✘☒")
"""Signs that may answer yes or no, and rate nothing."""
SHAPES = frozenset("●■◆▲▼⬤•◼")
"""Shapes that say nothing but by their colour."""
_VARIANT = re.compile("[\ufe0e\ufe0f]")


def icon_of(text: str) -> str | None:
    """The sign with which a text opens, None where it opens with none."""
    first = _VARIANT.sub("", text.strip())[:1]
    return first if first in _OF else None


def is_sign(text: str) -> bool:
    """Whether a text is one sign that may rate: a shape, whatever its colour, a tick or a cross."""
    bare = _VARIANT.sub("", text.strip())
    return len(bare) == 1 and (bare in _OF or bare in SHAPES)


def rating_of(icon: str) -> str:
    """The name of the colour that a sign shows or stands for: a tick is read as done, a cross as red."""
    return _OF[icon]


LETTERS = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue", "Y": "Yellow", "C": "Blue"}
_STATUS = (
    ("Red", r"off[ -](?:track|target|course)|not achieved|overdue|missed|failed"),
    ("Amber", r"at risk|(?:some|minor|slight) (?:delay|slippage|concern)s?|behind|delayed|slipp(?:ed|ing)"),
    ("Green", r"on[ -](?:track|target|course)"),
    ("Blue", r"completed?(?! by)|done|closed|achieved|implemented|finished"),
)
_STATUS_WORDS = tuple((name, re.compile(rf"(?:{words})\b", re.IGNORECASE)) for name, words in _STATUS)


def status_named(text: str) -> str | None:
    """The colour that the status with which a text opens is read as ("Off track: …" is Red); None for no status."""
    return next((name for name, words in _STATUS_WORDS if words.match(text)), None)


_STANDS = re.compile(
    r"(?:not (?:yet )?(?:started|due|begun|complete)|in progress|under ?way|open|ongoing|to do|to-do|pending|planned"
    r"|started|live|deferred|on hold|outstanding|superseded"
    r"|(?:partially|partly|fully|not) (?:implemented|met|complete\w*)"
    r"|in place|in hand|new|embedded|met|late)\W*",
    re.IGNORECASE,
)


def says_status(text: str) -> bool:
    """Whether a text says in a word or two how something stands, of whatever colour that may be."""
    return bool(_STANDS.fullmatch(text.strip()))


def is_rating(text: str) -> bool:
    """Whether a text is the sign of a rating and nothing else: a letter, a colour's name, a shape."""
    sign = text.strip()
    return sign.upper() in LETTERS or sign.capitalize() in NAMES or (len(sign) <= 2 and icon_of(sign) is not None)
