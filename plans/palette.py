"""What a rating looks like: the colours and shapes that a scheme chooses from, and how well they can be told apart.

A colour bears no meaning and a shape none either: both are chosen, rating by rating, by the scheme. The values are
those of the badges in `static/css`; a PDF reads an SVG's paint from its attributes, so they are given here as well.
"""

from __future__ import annotations

from dataclasses import dataclass

WORD_NEEDS, EDGE_NEEDS = 4.5, 3.0
"""What WCAG 2.2 AA asks of a word on its fill, and of an edge against the page."""
PAGE = "#ffffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """`fill`, its `edge` against a white page, and the `word` upon it."""

    name: str
    fill: str
    edge: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """`path` in a 10 by 10 box, and `symbol`, the nearest character, where nothing can be drawn."""

    name: str
    path: str
    symbol: str


COLOURS = {
    "red": Colour(name="Red", fill="#b3261e", edge="#841a14", word="#ffffff"),
    "orange": Colour(name="Orange", fill="#e07b00", edge="#8f4700", word="#17151c"),
    "amber": Colour(name="Amber", fill="#f6b73c", edge="#8a5a00", word="#17151c"),
    "yellow": Colour(name="Yellow", fill="#fff07a", edge="#7a6a00", word="#17151c"),
    "green": Colour(name="Green", fill="#1b7040", edge="#11522d", word="#ffffff"),
    "light-green": Colour(name="Light green", fill="#b7e0a5", edge="#3f7427", word="#17151c"),
    "teal": Colour(name="Teal", fill="#0b6b75", edge="#074b52", word="#ffffff"),
    "blue": Colour(name="Blue", fill="#1f4f9e", edge="#163b78", word="#ffffff"),
    "purple": Colour(name="Purple", fill="#8c2a94", edge="#651c6b", word="#ffffff"),
    "pink": Colour(name="Pink", fill="#f3c0d6", edge="#a23a6c", word="#17151c"),
    "brown": Colour(name="Brown", fill="#6f4324", edge="#4f2e17", word="#ffffff"),
    "grey": Colour(name="Grey", fill="#5c5866", edge="#3d3a45", word="#ffffff"),
    "black": Colour(name="Black", fill="#17151c", edge="#17151c", word="#ffffff"),
    "white": Colour(name="White", fill="#ffffff", edge="#3d3a45", word="#17151c"),
}
"""From what is stored to the colour."""

SHAPES = {
    "diamond": Shape(name="Diamond", path="M5 0l5 5-5 5-5-5z", symbol="◆"),
    "triangle": Shape(name="Triangle", path="M5 0l5 10H0z", symbol="▲"),
    "circle": Shape(name="Circle", path="M5 0a5 5 0 1 0 0 10A5 5 0 0 0 5 0z", symbol="●"),
    "square": Shape(name="Square", path="M0.5 0.5h9v9h-9z", symbol="■"),
    "wedge": Shape(name="Triangle, point down", path="M0 0h10L5 10z", symbol="▼"),
    "star": Shape(name="Star", path="M5 0l1.5 3.4 3.5.4-2.6 2.5.7 3.7L5 8.2 1.9 10l.7-3.7L0 3.8l3.5-.4z", symbol="★"),
    "cross": Shape(name="Cross", path="M3.5 0h3v3.5H10v3H6.5V10h-3V6.5H0v-3h3.5z", symbol="✚"),
    "ring": Shape(
        name="Ring",
        path="M5 0a5 5 0 1 0 0 10A5 5 0 0 0 5 0zm0 2.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8z",
        symbol="○",
    ),
}
"""From what is stored to the shape. The dash is that of *Not rated*, in every scheme."""

OWN_SHAPE = {"red": "diamond", "amber": "triangle", "green": "circle", "blue": "square", "grey": "wedge"}
"""The shape of a colour for which none was chosen."""


def shape_of(colour: str, shape: str = "") -> Shape:
    """The shape that was chosen, else the colour's own, else a star."""
    return SHAPES[shape or OWN_SHAPE.get(colour, "star")]


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours "#rrggbb", from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(code: str) -> float:
    shares = [part / 255 for part in _parts(code)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parts(code: str) -> list[int]:
    return [int(code[place : place + 2], 16) for place in (1, 3, 5)]
