"""RAG schemes as values: the ratings that a person types or a document's key gives, and what can't stand. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plans import palette

MOST_RATINGS = len(palette.SHAPES)
"""As many as there are shapes: no two ratings of a scheme share one."""
WORD_LIMIT, MEANING_LIMIT, NAME_LIMIT = 60, 300, 100
NOT_RATED = "not rated"
"""The word that no rating may take: it is in every scheme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One rating, worst first among its fellows. `code` names it over all versions of a scheme ("": not yet given
    one); `shape` "" is the colour's own."""

    label: str
    meaning: str = ""
    colour: str = "grey"
    shape: str = ""
    needs_attention: bool = False
    means_finished: bool = False
    code: str = ""

    @property
    def drawn(self) -> str:
        """The shape that is drawn, by its key."""
        return self.shape or palette.OWN_SHAPE.get(self.colour, "star")


@dataclass(frozen=True, slots=True)
class Fault:
    """What can't stand of the rating at `place` (from 0; None: of the scheme), and in which field."""

    place: int | None
    field: str
    because: str


def faults(ratings: Sequence[Rating]) -> list[Fault]:
    """What can't stand, in the order of the ratings: words, meanings, shapes."""
    if not ratings:
        return [Fault(None, "", "Give at least one rating: a word and what it means.")]
    found = []
    if len(ratings) > MOST_RATINGS:
        found.append(Fault(None, "", f"A scheme holds up to {MOST_RATINGS} ratings, so that no two share a shape."))
    words, shapes = Counter(key(r.label) for r in ratings), Counter(r.drawn for r in ratings)
    for place, rating in enumerate(ratings):
        found += [Fault(place, field, because) for field, because in _of_one(rating)]
        if rating.label and words[key(rating.label)] > 1:
            found.append(Fault(place, "label", f"“{rating.label}” stands twice. Give each rating a word of its own."))
        if rating.colour in palette.COLOURS and shapes[rating.drawn] > 1:
            name = palette.SHAPES[rating.drawn].name.lower()
            found.append(
                Fault(place, "shape", f"“{rating.label}” shares the {name} with another. Choose another shape.")
            )
    return found


def _of_one(rating: Rating) -> Iterator[tuple[str, str]]:
    if not key(rating.label):
        yield "label", "Give the rating a word, such as Green."
    elif key(rating.label) == key(NOT_RATED):
        yield "label", "“Not rated” is in every scheme already. Choose another word."
    if len(rating.label) > WORD_LIMIT:
        yield "label", f"Shorten the word to {WORD_LIMIT} characters or fewer."
    if not rating.meaning:
        what = f"“{rating.label}”" if rating.label else "the rating"
        yield "meaning", f"Say what {what} means: the committee reads it beneath the table."
    if len(rating.meaning) > MEANING_LIMIT:
        yield "meaning", f"Shorten the meaning to {MEANING_LIMIT} characters or fewer."
    if rating.colour not in palette.COLOURS:
        yield "colour", "Choose one of the colours."
    if rating.shape and rating.shape not in palette.SHAPES:
        yield "shape", "Choose one of the shapes."
    if rating.needs_attention and rating.means_finished:
        yield "needs_attention", f"“{rating.label}” can’t both need attention and mean finished."


def with_codes(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """The ratings, those without a code under one made of their word that no other has."""
    ratings = tuple(ratings)
    taken = {rating.code for rating in ratings if rating.code}
    out = []
    for rating in ratings:
        if not rating.code:
            base = re.sub(r"[^a-z0-9]+", "-", rating.label.lower()).strip("-")[:24] or "rating"
            code = next(c for c in (base, *(f"{base}-{n}" for n in range(2, len(ratings) + 3))) if c not in taken)
            taken.add(code)
            rating = replace(rating, code=code)
        out.append(rating)
    return tuple(out)


def with_shapes(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """The ratings, each with a shape that no other has: its colour's own where that is free."""
    ratings = tuple(ratings)
    shapes = [rating.shape for rating in ratings]
    for place, rating in enumerate(ratings):
        own = palette.OWN_SHAPE.get(rating.colour, "")
        shapes[place] = shapes[place] or (own if own not in shapes else "")
    for place, shape in enumerate(shapes):
        shapes[place] = shape or next((free for free in palette.SHAPES if free not in shapes), "star")
    return tuple(replace(rating, shape=shape) for rating, shape in zip(ratings, shapes, strict=True))


def same_meanings(one: Iterable[Rating], other: Iterable[Rating]) -> bool:
    """Whether two schemes give the same words the same meanings, whatever else differs."""
    return {key(r.label): key(r.meaning) for r in one} == {key(r.label): key(r.meaning) for r in other}


def key(text: str) -> str:
    """A text for comparison: its letters and digits."""
    return re.sub(r"[\W_]+", "", text.casefold())


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked of how a scheme looks: what, what was found in figures, and whether it holds."""

    what: str
    found: str
    passed: bool


def checks(ratings: Sequence[Rating]) -> tuple[Check, ...]:
    """Contrast and confusion, told in words and figures; none for a scheme without ratings."""
    ratings = [rating for rating in ratings if rating.colour in palette.COLOURS]
    if not ratings:
        return ()
    paints = [palette.COLOURS[rating.colour] for rating in ratings]
    words = min(palette.contrast(paint.fill, paint.word) for paint in paints)
    edges = min(palette.contrast(paint.edge, palette.PAGE) for paint in paints)
    labels, shapes = ({key(rating.label) for rating in ratings}, {rating.drawn for rating in ratings})
    apart = len(labels) == len(shapes) == len(ratings)
    found = [
        Check("Word on its fill", f"{words:.1f} : 1 or better, 4.5 is needed", words >= palette.WORD_NEEDS),
        Check("Edge against the page", f"{edges:.1f} : 1 or better, 3 is needed", edges >= palette.EDGE_NEEDS),
        Check(
            "Told apart without colour",
            f"{len(labels) + 1} words and {len(shapes) + 1} shapes, with Not rated" + ("" if apart else ": some alike"),
            apart,
        ),
    ]
    return (*found, *_alike_in_colour(ratings))


_CONFUSED = (
    ("Red and green, colour-blind", {"red", "brown", "orange"}, {"green", "light-green"}),
    ("Blue and purple, colour-blind", {"blue", "teal"}, {"purple", "pink"}),
)
"""Colours that many people can't tell apart, by what is said of them."""


def _alike_in_colour(ratings: Sequence[Rating]) -> Iterator[Check]:
    for what, some, others in _CONFUSED:
        one = next((r for r in ratings if r.colour in some), None)
        other = next((r for r in ratings if r.colour in others), None)
        if one and other:
            names = [palette.SHAPES[r.drawn].name for r in (one, other)]
            apart = one.drawn != other.drawn and key(one.label) != key(other.label)
            words = f"{names[0]} and {names[1].lower()}; words {'differ' if apart else 'or shapes are the same'}"
            yield Check(what, words, apart)


def contrast_words(rating: Rating) -> str:
    """How well one rating can be read: "6.5 : 1, edge 9.8 : 1"."""
    paint = palette.COLOURS[rating.colour]
    word, edge = palette.contrast(paint.fill, paint.word), palette.contrast(paint.edge, palette.PAGE)
    return f"{word:.1f} : 1, edge {edge:.1f} : 1"
