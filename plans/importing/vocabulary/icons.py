"""Signs that stand for a rating, and what each is read as."""

import re

_ICONS = {
    "Red": "🔴🟥❌✖✗✘☒⛔🛑🚩",
    "Amber": "🟠🟡🟧🟨⚠",
    "Green": "🟢🟩",
    "Blue": "🔵🟦✓✔☑✅",
}
_OF = {icon: name for name, icons in _ICONS.items() for icon in icons}
TICKS = frozenset("✓✔☑✅")
SHAPES = frozenset("●■◆▲▼⬤•◼")
"""Shapes that say nothing but by their colour."""
_VARIANT = re.compile("[\ufe0e\ufe0f]")


def icon_of(text: str) -> str | None:
    """The sign with which a text opens, None where it opens with none."""
    first = _VARIANT.sub("", text.strip())[:1]
    return first if first in _OF else None


def rating_of(icon: str) -> str:
    """The name of the colour that a sign shows or stands for: a tick is read as done, a cross as red."""
    return _OF[icon]
