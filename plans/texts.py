"""Every text of a frozen value, wherever it stands: for what is done to all of them and must forget none.

It walks the dataclasses themselves, so a field that somebody adds tomorrow is walked as well. What is no text but a
sign by which the product knows something is named in `SIGNS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

SIGNS = frozenset({"slug", "kind", "status", "role", "stage", "colour", "shape", "sha256", "paper", "head"})
"""The fields whose text is a sign of the product's own. Columns' `meaning` is one too, ratings' is words."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text stands: the values around it from the outermost in, the field of the last, and its place there
    where the field holds several."""

    around: tuple[object, ...]
    field: str
    index: tuple[int, ...] = ()

    @property
    def owner(self) -> object:
        return self.around[-1]


Change = Callable[[str, Spot], str]


def changed(value: Value, change: Change) -> Value:
    """The value with every text of it changed."""
    return _changed(value, change, Spot((), ""))


def _changed(value, change: Change, spot: Spot):
    if isinstance(value, str):
        return change(value, spot)
    if isinstance(value, tuple):
        return tuple(
            _changed(each, change, Spot(spot.around, spot.field, (*spot.index, n))) for n, each in enumerate(value)
        )
    if is_dataclass(value) and not isinstance(value, type):
        around = (*spot.around, value)
        given = {
            field.name: _changed(getattr(value, field.name), change, Spot(around, field.name))
            for field in fields(value)
            if not is_sign(value, field.name)
        }
        return replace(value, **given)
    return value


def is_sign(owner: object, field: str) -> bool:
    """Whether a field of this value holds a sign of the product's own."""
    return field in SIGNS or (field == "meaning" and type(owner).__name__ == "ColumnState")
