"""Which old thing each new one is, where both are texts with references: the surest pairs first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from plans.importing.editions.similarity import Likeness, plain, same_ref

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
