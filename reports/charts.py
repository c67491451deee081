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
    """One thing counted in a bar: what it is called, its badge colour, how many, and where these are."""

    name: str
    colour: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A rectangle of a bar; `label` is empty where the number would not fit in it, `url` where it leads nowhere."""

    x: float
    width: float
    label: str
    paint: Paint
    words: str = ""
    url: str = ""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a bar is drawn with: its size, the `gap` between parts, the `least` width of one, that of a `digit`, and
    whether every part is drawn wide enough that its figure `fits`."""

    width: float = 230
    height: float = 16
    gap: float = 0.9
    least: float = 8.0
    digit: float = 6.0
    fits: bool = False

    def least_of(self, count: int) -> float:
        return self.least + self.digit * (len(str(count)) - 1) if self.fits else self.least


IN_UNITS = Measure()
IN_PERCENT = Measure(width=100, height=24, gap=0.25, least=4.6, digit=2.2, fits=True)
"""In % of a column that is at least 22.5rem wide, so that its words are as large as the page's."""


def stacked_bar(parts: Sequence[Part], *, name: str, scale: int, measure: Measure = IN_UNITS) -> Bar:
    """Lay the parts end to end; the count `scale` fills the width, so that bars of one table compare.

    A part that would be too thin to see is drawn as wide as the least. Parts of none are left out.
    """
    room = sum(measure.least_of(part.count) + measure.gap for part in parts)
    unit = (measure.width - room) / max(scale, 1)
    segments: list[Segment] = []
    x = 0.0
    for part in parts:
        if part.count:
            across = round(max(measure.least_of(part.count), part.count * unit), 1)
            shown = str(part.count)
            fits = measure.fits or across >= measure.digit * len(shown) + 2
            segments.append(
                Segment(
                    x=round(x, 1),
                    width=across,
                    label=shown if fits else "",
                    paint=PALETTE[part.colour],
                    words=f"{part.count} {part.name}",
                    url=part.url,
                )
            )
            x += across + measure.gap
    counted = ", ".join(f"{part.count} {part.name}" for part in parts if part.count) or "no actions"
    return Bar(width=measure.width, height=measure.height, segments=tuple(segments), description=f"{name}: {counted}")
