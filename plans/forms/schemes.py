"""The ratings of a scheme as they are typed: a row each, with buttons that rearrange them and keep nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms

from plans.characters import whole_number
from plans.forms.page import AsTyped, PageForm
from plans.models import Rag
from plans.operations.errors import Refused
from plans.operations.plan_scheme import RatingInUse
from plans.palette import COLOURS, SHAPES
from plans.schemes import MOST_RATINGS, Fault, Rating, contrast_words, faults, with_shapes

UP, DOWN, REMOVE, ADD, LOOK, KEEP = "up", "down", "remove", "add", "look", "keep"
MOST_TYPED = 400
"""Characters of a field that are looked at: more than any may have."""


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A rating as its row shows it, with what is to be mended there by field."""

    place: int
    rating: Rating
    errors: dict[str, str]
    is_first: bool
    is_last: bool

    @property
    def contrast(self) -> str:
        return contrast_words(self.rating) if self.rating.colour in COLOURS else ""

    @property
    def known_as(self) -> str:
        """What the labels of its boxes call it."""
        return self.rating.label or f"rating {self.place + 1}"


class SchemeForm:
    """`data` is what was sent, None for a form that is opened; `ratings`, `name` are then what stands in it."""

    colours = {key: colour.name for key, colour in COLOURS.items()}
    shapes = {key: shape.name for key, shape in SHAPES.items()}

    def __init__(self, data: Mapping[str, str] | None = None, *, ratings: Iterable[Rating] = (), name: str = ""):
        self.name = name if data is None else _text(data, "name")
        self.why = "" if data is None else _text(data, "why", 2500)
        self.ratings = with_shapes(ratings) if data is None else tuple(_typed(data))
        self.faults: list[Fault] = []
        self.refusal: Refused | None = None
        self.do = KEEP if data is None else _text(data, "do") or KEEP

    def rearrange(self) -> None:
        """Do what a button of the table asks for: move a rating, take one away, add one."""
        do, _, place = self.do.partition("-")
        ratings, number = list(self.ratings), whole_number(place)
        at = -1 if number is None else number
        if do == ADD and len(ratings) < MOST_RATINGS:
            ratings = list(with_shapes([*ratings, Rating(label="", colour=_unused_colour(ratings))]))
        elif 0 <= at < len(ratings):
            rating = ratings.pop(at)
            if do != REMOVE:
                ratings.insert(max(0, at - 1) if do == UP else at + 1, rating)
        self.ratings = tuple(ratings)

    def check(self) -> bool:
        """Whether the ratings can stand; what can't is in `faults`. A row that was left empty is none, but where all
        are, they stay to be filled in."""
        filled = tuple(rating for rating in self.ratings if rating.label or rating.meaning)
        self.ratings = filled or self.ratings
        self.faults = faults(filled)
        return not self.faults

    def refuse(self, refusal: Refused) -> None:
        self.refusal = refusal

    @property
    def lines(self) -> list[RatingRow]:
        last = len(self.ratings) - 1
        return [
            RatingRow(place, rating, self._errors(place), place == 0, place == last)
            for place, rating in enumerate(self.ratings)
        ]

    @property
    def drawable(self) -> tuple[Rating, ...]:
        """The ratings that can be shown as badges."""
        return tuple(r for r in self.ratings if r.colour in COLOURS and (not r.shape or r.shape in SHAPES))

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What to mend, as (the id of its box or "", words)."""
        found = [(f"{f.field}-{f.place}" if f.place is not None else "", f.because) for f in self.faults]
        if self.refusal:
            found.append((self.refusal.field or "", str(self.refusal)))
        return found

    @property
    def may_add(self) -> bool:
        return len(self.ratings) < MOST_RATINGS

    def _errors(self, place: int) -> dict[str, str]:
        return {fault.field: fault.because for fault in reversed(self.faults) if fault.place == place}


def _typed(data: Mapping[str, str]) -> Iterable[Rating]:
    """The rows that were sent, by their numbers."""
    for place in range(2 * MOST_RATINGS):
        if f"label-{place}" not in data:
            continue
        yield Rating(
            label=" ".join(_text(data, f"label-{place}").split()),
            meaning=" ".join(_text(data, f"meaning-{place}").split()),
            colour=_text(data, f"colour-{place}"),
            shape=_text(data, f"shape-{place}"),
            needs_attention=f"needs_attention-{place}" in data,
            means_finished=f"means_finished-{place}" in data,
            code=_text(data, f"code-{place}")[:30],
        )


def _text(data: Mapping[str, str], name: str, limit: int = MOST_TYPED) -> str:
    return data.get(name, "").replace("\0", "").strip()[:limit]


def _unused_colour(ratings: Iterable[Rating]) -> str:
    taken = {rating.colour for rating in ratings}
    return next((colour for colour in COLOURS if colour not in taken), "grey")


NOT_RATED, UNSAID = "none", ""


class OtherSchemeForm(PageForm):
    """What each rating of a plan becomes in another scheme, a box for each of `touched`."""

    to = AsTyped()
    why = AsTyped()
    seen = AsTyped()

    def __init__(self, data=None, *, touched: Iterable[RatingInUse], theirs: Iterable[Rag]):
        super().__init__(data)
        self.boxes = {f"becomes-{line.rating.pk}": line for line in touched}
        choices = [(NOT_RATED, ""), *((str(rating.pk), "") for rating in theirs)]
        for name, line in self.boxes.items():
            words = f"Choose what {line.rating.label} becomes."
            errors = dict.fromkeys(("required", "invalid_choice"), words)
            self.fields[name] = forms.ChoiceField(choices=choices, error_messages=errors)

    @property
    def becomes(self) -> dict[int, int | None]:
        """From each rating to the one that it becomes, of a form without errors."""
        chosen = {line.rating.pk: self.cleaned_data[name] for name, line in self.boxes.items()}
        return {pk: None if value == NOT_RATED else int(value) for pk, value in chosen.items()}

    @property
    def scheme_seen(self) -> int | None:
        """The scheme that the page showed as the plan's; None where it said nothing of it."""
        text = self.cleaned_data["seen"]
        if "seen" not in self.data:
            return None
        return whole_number(text) or 0

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What to mend, as (the name of its box or "", words)."""
        if self.refusal:
            return [(self.refusal.field or "", str(self.refusal))]
        return [(name, str(words[0])) for name, words in self.errors.items()]


class SchemeFateForm(PageForm):
    """What becomes of a scheme, and why where it is retired."""

    do = forms.ChoiceField(choices=[("retire", ""), ("bring_back", ""), ("prefer", "")])
    reason = AsTyped()


class ChosenSchemeForm(PageForm):
    """The number of a scheme that an import takes, where one is chosen."""

    scheme = AsTyped()

    @property
    def number(self) -> int | None:
        return whole_number(self.cleaned_data["scheme"])
