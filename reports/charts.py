"""Charts as geometry: what is drawn where, in the user units of an SVG, for any template to write out.

The colours are given as values because the PDF reads an SVG's paint from its attributes, never from a stylesheet.
They are the values of the rating badges in `static/css`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plans import palette

NOT_RATED = "none"
"""The palette's entry for an action without a rating."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """How a badge is drawn. `path` is its shape in a 10 by 10 box and `symbol` the nearest character."""

    fill: str
    edge: str
    word: str
    path: str
    symbol: str
    dashed: bool = False


_UNRATED = Paint(fill="#ffffff", edge="#6b6775", word="#3d3a45", path="M0 4h10v2H0z", symbol="–", dashed=True)


def paint_of(colour: str, shape: str = "") -> Paint:
    """How a badge of this colour (`NOT_RATED`: none) is drawn, with its own shape where none is given."""
    if colour == NOT_RATED:
        return _UNRATED
    drawn, paint = palette.shape_of(colour, shape), palette.COLOURS[colour]
    return Paint(fill=paint.fill, edge=paint.edge, word=paint.word, path=drawn.path, symbol=drawn.symbol)


PALETTE = {colour: paint_of(colour) for colour in (*palette.COLOURS, NOT_RATED)}
"""From each badge colour of `plans.state.RagState` (and not rated) to its paint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing counted in a bar: what it is called, its badge colour, and how many."""

    name: str
    colour: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A rectangle of a bar; `label` is empty where the number would not fit in it."""

    x: float
    width: float
    label: str
    paint: Paint

    @property
    def middle(self) -> float:
        """Where its label is centred."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stacked bar of `width` by `height` units, and what it shows in words."""

    width: float
    height: float
    segments: tuple[Segment, ...]
    description: str


GAP = 0.9
LEAST = 8.0
DIGIT = 6.0


def stacked_bar(parts: Sequence[Part], *, name: str, scale: int, width: float = 230, height: float = 16) -> Bar:
    """Lay the parts end to end; the count `scale` fills the width, so that bars of one table compare.

    A part that would be too thin to see is drawn `LEAST` units wide. Parts of none are left out.
    """
    unit = (width - (LEAST + GAP) * len(parts)) / max(scale, 1)
    segments: list[Segment] = []
    x = 0.0
    for part in parts:
        if part.count:
            across = round(max(LEAST, part.count * unit), 1)
            label = str(part.count) if across >= DIGIT * len(str(part.count)) + 2 else ""
            segments.append(Segment(x=round(x, 1), width=across, label=label, paint=PALETTE[part.colour]))
            x += across + GAP
    counted = ", ".join(f"{part.count} {part.name}" for part in parts if part.count) or "no actions"
    return Bar(width=width, height=height, segments=tuple(segments), description=f"{name}: {counted}")
