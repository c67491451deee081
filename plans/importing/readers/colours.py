"""Colours as "RRGGBB" in capitals, or None for none, white and black."""

import colorsys
import re

_NAMES = {
    "red": "FF0000", "green": "008000", "lime": "00FF00", "blue": "0000FF", "yellow": "FFFF00", "orange": "FFA500",
    "gold": "FFD700", "grey": "808080", "gray": "808080", "silver": "C0C0C0", "purple": "800080", "navy": "000080",
    "maroon": "800000", "teal": "008080", "aqua": "00FFFF", "cyan": "00FFFF", "fuchsia": "FF00FF", "olive": "808000",
    "magenta": "FF00FF", "darkred": "8B0000", "darkgreen": "006400", "darkblue": "00008B", "lightgreen": "90EE90",
    "lightblue": "ADD8E6", "lightgrey": "D3D3D3", "lightgray": "D3D3D3", "darkgrey": "A9A9A9", "darkorange": "FF8C00",
    "limegreen": "32CD32", "tomato": "FF6347", "pink": "FFC0CB", "crimson": "DC143C", "forestgreen": "228B22",
    "darkyellow": "808000", "darkcyan": "008B8B", "darkmagenta": "8B008B", "darkgray": "A9A9A9", "brown": "A52A2A",
    "amber": "FFBF00",
}  # fmt: skip
"""Names of web pages, and of Word's highlighter."""

_HEX = re.compile(r"#?([0-9A-Fa-f]{6})(?:[0-9A-Fa-f]{2})?")
_SHORT_HEX = re.compile(r"#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})")


def colour(text: str | None) -> str | None:
    """A colour as a file names it: "#F00", "ff0000", "rgb(255, 0, 0)", "red"."""
    if not text:
        return None
    text = text.strip()
    if found := _HEX.fullmatch(text):
        return telling(found[1])
    if found := _SHORT_HEX.fullmatch(text):
        return telling("".join(digit * 2 for digit in found.groups()))
    if found := _RGB.match(text):
        return telling("".join(f"{min(int(part), 255):02X}" for part in found.groups()))
    return telling(_NAMES.get(text.lower()))


def telling(rgb: str | None) -> str | None:
    """The colour in capitals, where it is one at all: not white or black, which every page is made of."""
    rgb = rgb.upper() if rgb else None
    return None if rgb in ("FFFFFF", "000000") else rgb


def tinted(rgb: str, tint: float) -> str:
    """A colour made lighter (`tint` above 0) or darker, as spreadsheets do to the colours of their theme."""
    red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)
