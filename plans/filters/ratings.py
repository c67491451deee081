"""The ratings that the list can be filtered by: those of the visible plans' schemes, one for each code and label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from plans.filters import NONE
from plans.models import Rag


@dataclass(frozen=True, slots=True)
class Rating:
    """Ratings of several schemes under one code and label. `value` names them in an address: the code, and the
    label where two schemes give one code different labels."""

    value: str
    code: str
    label: str
    ids: frozenset[int]


def grouped(rags: Iterable[Rag]) -> tuple[Rating, ...]:
    """The ratings by code and label, worst first."""
    groups: dict[tuple[str, str], list[Rag]] = {}
    for rag in sorted(rags, key=lambda rag: (rag.rank, rag.label)):
        groups.setdefault((rag.code, rag.label), []).append(rag)
    labels = Counter(code for code, _label in groups)
    return tuple(
        Rating(
            value=code if labels[code] == 1 and code != NONE else _full(code, label),
            code=code,
            label=label,
            ids=frozenset(rag.pk for rag in rags),
        )
        for (code, label), rags in groups.items()
    )


def by_name(ratings: Iterable[Rating]) -> dict[str, tuple[str, ...]]:
    """From everything that an address may call a rating to the values that it means. A code alone means every
    label of it, so that a figure counted by code leads to all of its actions."""
    names: dict[str, tuple[str, ...]] = {}
    for rating in ratings:
        names[rating.code] = (*names.get(rating.code, ()), rating.value)
        names[_full(rating.code, rating.label)] = (rating.value,)
    return {**names, NONE: (NONE,)}


def _full(code: str, label: str) -> str:
    return f"{code}.{slugify(label)}"
