"""Every text of a frozen value, wherever it stands: for what is done to all of them and must forget none.

It walks the dataclasses themselves, so a field that somebody adds tomorrow is walked as well. What is no text but a
sign by which the product knows something is named in `SIGNS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from operator import attrgetter, is_
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
    for name, was in zip(names, _values(names)(value), strict=True):
        if was or was == "":
            now = _changed(was, change, inside, name, ())
            if now is not was:
                given[name] = now
    return replace(value, **given) if given else value


def strings(value: Any, but: str = "") -> Iterator[str]:
    """Every text within a value, signs of the product's own among them, those of one of its fields left out."""
    waiting: list[Any] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, tuple):
            waiting += reversed(one)
        elif names := _fields(one.__class__):
            if one is value and but:
                names = tuple(name for name in names if name != but)
            waiting += reversed(_values(names)(one))


@cache
def _walked(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that are walked; none of anything else."""
    return tuple(name for name in _fields(kind) if not _is_sign(kind, name))


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


@cache
def _values(names: tuple[str, ...]) -> Callable[[object], tuple]:
    """What gives the values of these fields at once."""
    several = attrgetter(*names, names[0])  # of one alone it would give no tuple
    return lambda value: several(value)[:-1]


def is_sign(owner: object, field: str) -> bool:
    """Whether a field of this value holds a sign of the product's own."""
    return _is_sign(type(owner), field)


def _is_sign(kind: type, field: str) -> bool:
    return field in SIGNS or (field == "meaning" and kind.__name__ == "ColumnState")
