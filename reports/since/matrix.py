"""The matrix of a comparison: ratings then, down, by ratings now, across."""

from __future__ import annotations

from dataclasses import dataclass

from plans import movement as mv
from plans.state import RagState

UNRATED = "none"
LABELS = {UNRATED: "Not rated", mv.NEW: "Not in the plan", mv.LEFT: "Not in the plan"}


@dataclass(frozen=True, slots=True)
class Rated:
    """A row's or column's head: the key by which the address names it, and the rating that it is of, if any."""

    key: str
    rating: RagState | None = None

    @property
    def name(self) -> str:
        return self.rating.label if self.rating else LABELS[self.key]

    @property
    def is_rating(self) -> bool:
        return self.rating is not None or self.key == UNRATED


@dataclass(frozen=True, slots=True)
class Count:
    """How many actions went from one rating to another, and in which direction (empty where none did)."""

    then: Rated
    now: Rated
    count: int
    direction: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    head: Rated
    cells: tuple[Count, ...]

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """`columns` are the heads across; a row or a column of what was or is not in the plan is there where it counts
    something."""

    columns: tuple[Rated, ...]
    rows: tuple[MatrixRow, ...]

    @classmethod
    def of(cls, movement: mv.Movement) -> Matrix:
        counts = movement.matrix()
        columns = [*_heads(movement.now.scheme.ratings), *([Rated(mv.LEFT)] if movement.left else [])]
        heads = _heads(movement.then.scheme.ratings)
        heads += [Rated(mv.NEW)] if movement.part(mv.NEW) else []
        same_scheme = movement.then.scheme.id == movement.now.scheme.id
        return cls(
            columns=tuple(columns),
            rows=tuple(
                MatrixRow(head, tuple(_count(head, column, counts, same_scheme) for column in columns))
                for head in heads
            ),
        )

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(sum(row.cells[at].count for row in self.rows) for at in range(len(self.columns)))


def key_of(rating: RagState | None) -> str:
    return str(rating.id) if rating else UNRATED


def _heads(ratings: tuple[RagState, ...]) -> list[Rated]:
    return [*(Rated(str(rating.id), rating) for rating in ratings), Rated(UNRATED)]


def _count(then: Rated, now: Rated, counts, same_scheme: bool) -> Count:
    pair = (_value(then), _value(now))
    count = counts.get(pair, 0)
    direction = ""
    if count and same_scheme and then.rating and now.rating:
        ranks = now.rating.rank - then.rating.rank
        direction = mv.BETTER if ranks > 0 else mv.WORSE if ranks < 0 else mv.SAME
    return Count(then, now, count, direction)


def _value(head: Rated) -> RagState | str | None:
    return head.rating if head.is_rating else head.key
