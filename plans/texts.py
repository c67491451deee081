"""Every text of a frozen value, wherever it stands: for what is done to all of them and must forget none.

It walks the dataclasses themselves, so a field that somebody adds tomorrow is walked as well. What is no text but a
sign by which the product knows something is named in `SIGNS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, TypeVar

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
    """The value with every text of it changed; what holds no text that differs stays the same object."""
    return _changed(value, change, (), "", ())


def _changed(value, change: Change, around: tuple[object, ...], field: str, index: tuple[int, ...]):
    """Of a plan of 5,000 actions this is asked 100,000 times in each walk: nothing is made that is not needed."""
    if isinstance(value, str):
        return change(value, Spot(around, field, index))
    if isinstance(value, tuple):
        those = tuple([_changed(each, change, around, field, (*index, n)) for n, each in enumerate(value)])
        return value if all(map(is_, those, value)) else those
    kind: Any = type(value)
    names = _walked(kind)
    if not names:
        return value
    inside, given = (*around, value), {}
    for name in names:
        was = getattr(value, name)
        now = _changed(was, change, inside, name, ())
        if now is not was:
            given[name] = now
    return replace(value, **given) if given else value


@cache
def _walked(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that are walked; none of anything else."""
    if not is_dataclass(kind):
        return ()
    return tuple(field.name for field in fields(kind) if not _is_sign(kind, field.name))


def is_sign(owner: object, field: str) -> bool:
    """Whether a field of this value holds a sign of the product's own."""
    return _is_sign(type(owner), field)


def _is_sign(kind: type, field: str) -> bool:
    return field in SIGNS or (field == "meaning" and kind.__name__ == "ColumnState")
