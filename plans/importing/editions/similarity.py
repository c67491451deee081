"""How like two texts are: in words that tell, since words that every row holds tell nothing; and which old text is
which new one, where both have references: the surest pairs first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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


CONFIDENT = 0.6
"""From here two texts are taken for one."""
LEAST = 0.5
"""Below this no place makes them one."""
RENUMBERED = 0.15
"""What an equal reference adds."""
REWRITTEN = 0.3
"""How like a text has to be to the one that stood in its very place under its very number."""
NEIGHBOURS = 0.1
"""What `near` gives at least to two things of one place."""
HINTED = 0.35
CONTAINED = 0.7
"""From these a text that found no partner may be what became of another, or a part of it."""


@dataclass(frozen=True, slots=True)
class PairedText:
    """A thing to be found again: its text and printed reference."""

    text: str
    ref: str | None = None


@dataclass(slots=True)
class Pairs:
    """`pairs` from new to old; for what has no partner what it may be: `maybe_old` from new, `maybe_new` from old."""

    pairs: dict[int, int] = field(default_factory=dict)
    maybe_old: dict[int, int] = field(default_factory=dict)
    maybe_new: dict[int, int] = field(default_factory=dict)


Near = Callable[[int, int], float]
"""How near the places of an old and a new thing are, 0 to about 0.4; `NEIGHBOURS` or more in one place."""


def assign(old: Sequence[PairedText], new: Sequence[PairedText], near: Near) -> Pairs:
    """Pair equal texts, then like ones, then those that only their reference and place tell."""
    found = _Finding(old, new, near)
    found.equal()
    found.like()
    found.in_one_place()
    found.hints_for_old()
    return found.out


class _Finding:
    def __init__(self, old: Sequence[PairedText], new: Sequence[PairedText], near: Near):
        self.old, self.new, self.near = old, new, near
        self.taken: set[int] = set()
        self.out = Pairs()

    def equal(self) -> None:
        by_text: dict[str, list[int]] = defaultdict(list)
        for i, entry in enumerate(self.old):
            by_text[plain(entry.text)].append(i)
        pairs = (
            (1 + self._beside(i, j), i, j)
            for j, entry in enumerate(self.new)
            if plain(entry.text)
            for i in by_text[plain(entry.text)]
        )
        self._take(pairs)

    def like(self) -> None:
        rest = [j for j in range(len(self.new)) if j not in self.out.pairs]
        if not rest:
            return
        likeness = Likeness([e.text for e in self.old], [e.text for e in self.new])
        told = {j: list(likeness.of(j)) for j in rest}
        self._take(
            (alike + self._beside(i, j), i, j)
            for j in rest
            for i, alike, _within in told[j]
            if i not in self.taken and self._is(i, j, alike)
        )
        for j in rest:
            best = _best(told[j])
            if j not in self.out.pairs and best is not None:
                self.out.maybe_old[j] = best

    def hints_for_old(self) -> None:
        rest = [i for i in range(len(self.old)) if i not in self.taken]
        if rest:
            likeness = Likeness([e.text for e in self.new], [e.text for e in self.old])
            for i in rest:
                best = _best(likeness.of(i))
                if best is not None:
                    self.out.maybe_new[i] = best

    def in_one_place(self) -> None:
        """Things of which at least one says nothing: their place has to tell."""
        bare_old = {i for i, entry in enumerate(self.old) if i not in self.taken and not plain(entry.text)}
        rest_old = [i for i in range(len(self.old)) if i not in self.taken]
        rest_new = [j for j in range(len(self.new)) if j not in self.out.pairs]
        self._take(
            (self._beside(i, j), i, j)
            for j in rest_new
            for i in (bare_old if plain(self.new[j].text) else rest_old)
            if same_ref(self.old[i].ref, self.new[j].ref) and self.near(i, j) >= NEIGHBOURS
        )

    def _beside(self, i: int, j: int) -> float:
        return self.near(i, j) + (RENUMBERED if self._same_number(i, j) else 0)

    def _same_number(self, i: int, j: int) -> bool:
        return bool(self.new[j].ref) and same_ref(self.old[i].ref, self.new[j].ref)

    def _is(self, i: int, j: int, alike: float) -> bool:
        if alike >= LEAST and alike + self._beside(i, j) >= CONFIDENT:
            return True
        return self._rewritten(i, j, alike)

    def _rewritten(self, i: int, j: int, alike: float) -> bool:
        return alike >= REWRITTEN and self._same_number(i, j) and self.near(i, j) >= NEIGHBOURS

    def _take(self, pairs: Iterable[tuple[float, int, int]]) -> None:
        for _score, i, j in sorted(pairs, key=_surest):
            if i not in self.taken and j not in self.out.pairs:
                self.taken.add(i)
                self.out.pairs[j] = i


def _best(told: Iterable[tuple[int, float, float]]) -> int | None:
    """The one that it most likely came of, or became, or is a part of."""
    maybe = [(alike, -i) for i, alike, within in told if alike >= HINTED or within >= CONTAINED]
    return -max(maybe)[1] if maybe else None


def _surest(pair: tuple[float, int, int]):
    score, i, j = pair
    return -score, abs(i - j), j, i
