"""How like two texts are: in words that tell, since words that every row holds tell nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log

_BULLETS = re.compile(r"[•▪●◦‣·]|^\s*[-–*o]\s+", re.MULTILINE)
_EDGES = " \t.;:,"
_QUOTES = str.maketrans("‘’“”–—", "''\"\"--")
_LITTLE = frozenset(
    "a all an and any are as at be been by each every for from has have in into is it its of on or so that the their "
    "this through to was we where which who will with about our".split()
)
_LITTLE_WEIGHT = 0.25
_MANY = 50
_EVERYWHERE = log(3)
"""Of so many texts, words that a third of them holds are not looked at: that would take long and tell little."""
FEW = 0.15
"""Below this two texts are not looked at further."""


def plain(text: str | None) -> str:
    """The text as it is compared: without bullets, white space as single spaces, quotes and dashes straight,
    without punctuation at its end or a capital at its beginning."""
    words = " ".join(_BULLETS.sub(" ", text or "").translate(_QUOTES).split()).strip(_EDGES)
    return words[:1].lower() + words[1:]


def same(old: str | None, new: str | None) -> bool:
    """Whether two texts say the same. An old one that was cut to fit its column ends with an ellipsis."""
    before, after = plain(old), plain(new)
    return before == after or (before.endswith("…") and after.startswith(before[:-1]))


def same_ref(old: str | None, new: str | None) -> bool:
    return _ref(old) == _ref(new)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class Likeness:
    """Old texts beside new ones. A word weighs the more, the fewer texts of either side hold it."""

    def __init__(self, old: Sequence[str], new: Sequence[str]):
        self._old = [Counter(words_of(text)) for text in old]
        self._new = [Counter(words_of(text)) for text in new]
        held = [Counter(word for bag in bags for word in bag) for bags in (self._old, self._new)]
        size = max(len(old), len(new)) + 1
        weights = {word: log(size / max(h[word] for h in held)) for word in held[0] | held[1]}
        self._weight = {
            word: weight * (_LITTLE_WEIGHT if word in _LITTLE else 1)
            for word, weight in weights.items()
            if size < _MANY or weight > _EVERYWHERE
        }
        for bag in (*self._old, *self._new):
            for word in bag.keys() - self._weight.keys():
                del bag[word]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for i, bag in enumerate(self._old):
            for word in bag:
                self._holding[word].append(i)
        self._old_sum = [self._sum(bag) for bag in self._old]
        self._new_sum = [self._sum(bag) for bag in self._new]

    def _sum(self, bag: Counter[str]) -> float:
        return sum(self._weight[word] * count for word, count in bag.items())

    def of(self, j: int) -> Iterator[tuple[int, float, float]]:
        """For the new text j each old one that is somewhat like it: its index; how like they are, 0 to 1; and how
        much of the shorter is in the other, for texts that were split or merged."""
        shared: dict[int, float] = defaultdict(float)
        for word, count in self._new[j].items():
            weight = self._weight[word]
            for i in self._holding.get(word, ()):
                shared[i] += weight * min(count, self._old[i][word])
        mine = self._new_sum[j]
        for i, weight in shared.items():
            theirs = self._old_sum[i]
            alike = 2 * weight / (mine + theirs) if mine + theirs else 0.0
            if alike >= FEW:
                yield i, alike, weight / min(mine, theirs) if mine and theirs else 0.0


def _ref(ref: str | None) -> str:
    return "".join((ref or "").casefold().split()).rstrip(").:")
