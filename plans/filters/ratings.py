"""The ratings that the list can be filtered by: those of the visible plans' schemes, one for each code, word and
meaning, so that no option and no figure claims one meaning for two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from plans.filters import NONE
from plans.models import Rag
from plans.schemes import key
from plans.wording import clip

MEANING_SHOWN = 60
"""Characters of a meaning beside a word that means two things."""


@dataclass(frozen=True, slots=True)
class Rating:
    """Ratings of several schemes that say the same: under one code and label, of the same meaning or versions of one
    scheme. `value` names them in an address: the code; with the label, where one code has several; with a number,
    where one word has several meanings. `label` then says the meaning too. `rag` is one of them."""

    value: str
    code: str
    word: str
    label: str
    ids: frozenset[int]
    rag: Rag


def grouped(rags: Iterable[Rag]) -> tuple[Rating, ...]:
    """The ratings by what they say, worst first. Of each rag its scheme is read."""
    groups: list[list[Rag]] = []
    for rag in sorted(rags, key=lambda rag: (rag.rank, rag.label, rag.scheme_id)):
        group = next((found for found in groups if any(_say_the_same(rag, other) for other in found)), None)
        if group is None:
            groups.append([rag])
        else:
            group.append(rag)
    codes: Counter = Counter()
    names: Counter = Counter()
    words: Counter = Counter()
    for group in groups:
        codes[group[0].code] += 1
        names[group[0].code, group[0].label] += 1
        words[key(group[0].label)] += 1
    return tuple(_rating(group, codes, names, words) for group in groups)


def _say_the_same(one: Rag, other: Rag) -> bool:
    if (one.code, one.label) != (other.code, other.label):
        return False
    if (one.needs_attention, one.means_finished) != (other.needs_attention, other.means_finished):
        return False
    same_scheme = one.scheme.first_id_of_all == other.scheme.first_id_of_all
    return same_scheme or key(one.meaning) == key(other.meaning)


def _rating(group: list[Rag], codes: Counter, names: Counter, words: Counter) -> Rating:
    first, newest = group[0], max(group, key=lambda rag: rag.pk)
    value = first.code if codes[first.code] == 1 and first.code != NONE else _full(first.code, first.label)
    if names[first.code, first.label] > 1:
        value = f"{value}.{min(rag.scheme.first_id_of_all for rag in group)}"
    label = first.label
    if words[key(first.label)] > 1:
        label = f"{first.label}: {clip(newest.meaning or newest.scheme.name, MEANING_SHOWN)}"
    return Rating(
        value=value,
        code=first.code,
        word=first.label,
        label=label,
        ids=frozenset(rag.pk for rag in group),
        rag=newest,
    )


def by_name(ratings: Iterable[Rating]) -> dict[str, tuple[str, ...]]:
    """From everything that an address may call a rating to the values that it means. A code alone means every
    label of it, and a code with a label every meaning, so that an address that was kept still leads somewhere."""
    names: dict[str, tuple[str, ...]] = {}
    for rating in ratings:
        for name in dict.fromkeys((rating.code, _full(rating.code, rating.word), rating.value)):
            names[name] = (*names.get(name, ()), rating.value)
    return {**names, NONE: (NONE,)}


def of_schemes(ratings: Iterable[Rating], rags: dict[int, Rag], schemes: set[int]) -> list[Rating]:
    """Those that these schemes, by id, can give."""
    return [rating for rating in ratings if any(rags[pk].scheme_id in schemes for pk in rating.ids)]


def alone_in_their_word(ratings: Iterable[Rating]) -> list[Rating]:
    """Those whose word none of the others has: the word says enough."""
    ratings = list(ratings)
    words = Counter(key(rating.word) for rating in ratings)
    return [rating for rating in ratings if words[key(rating.word)] == 1]


def _full(code: str, label: str) -> str:
    return f"{code}.{slugify(label)}"
