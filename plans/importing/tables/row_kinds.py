"""What each row of a table is: a row of the plan, the title of those below it, a note across the table, what explains
the headings, a total, the headings again, or a number without a row.

The rows are judged together: each kind has its evidences, and what stands before and after a row is evidence too. The
kinds of all rows for which most speaks in all are taken, by a dynamic programme over the rows; for each row the best
reading of the whole table that has it otherwise is kept, with how much less speaks for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.importing.tables.row_evidence import (
    EXPLANATION,
    KINDS,
    NUMBERED,
    OF_ITSELF,
    ROW,
    ROWS,
    TITLE,
    TOTAL,
    RowFacts,
)

EDGE = "edge"
"""Where a table begins and ends."""


@dataclass(frozen=True, slots=True)
class NeighbourEvidence:
    """What speaks for a row being of a kind after one of another."""

    name: str
    before: frozenset[str]
    after: frozenset[str]
    weight: float


NEIGHBOURS = (
    NeighbourEvidence("what explains stands below headings", frozenset({ROW}), frozenset({EXPLANATION}), -1),
    NeighbourEvidence("a title titles something", frozenset({TITLE}), frozenset({EDGE, TOTAL}), -1.5),
    NeighbourEvidence("numbers without rows stand at the end", frozenset({NUMBERED}), frozenset({EDGE, NUMBERED}), 0.5),
    NeighbourEvidence("after a number without a row no row comes", frozenset({NUMBERED}), frozenset({ROW, TITLE}), -2),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindFound:
    """The kind of a row, what else it may be, and by how much less speaks for the table in which it is that."""

    kind: str
    runner_up: str
    margin: float


def kinds_of(table: Sequence[RowFacts]) -> tuple[list[KindFound], float]:
    """The kinds of a table's rows for which most speaks in all, and how much that is for each row."""
    if not table:
        return [], 0.0
    said = [_scores(facts) for facts in table]
    ahead = _best_to(said)
    back = [dict(zip(KINDS, one, strict=True)) for one in _best_from(said)]
    found = []
    for number, forward in enumerate(ahead):
        ranked = sorted(((forward[kind] + back[number][kind], kind) for kind in KINDS), key=lambda one: -one[0])
        (best, kind), (least, other) = ranked[0], ranked[1]
        found.append(KindFound(kind, other, best - least))
    return found, max(ahead[-1][kind] + _beside(kind, EDGE) for kind in KINDS) / len(table)


def _best_to(said: list[dict[str, float]]) -> list[dict[str, float]]:
    """For each row and kind how much speaks for the best reading of the rows up to it."""
    found: list[dict[str, float]] = []
    for scores in said:
        before = found[-1] if found else {EDGE: 0.0}
        found.append(
            {kind: scores[kind] + max(value + _beside(last, kind) for last, value in before.items()) for kind in KINDS}
        )
    return found


def _best_from(said: list[dict[str, float]]) -> list[list[float]]:
    """For each row and kind how much speaks for the best reading of the rows after it."""
    found = [[_beside(kind, EDGE) for kind in KINDS]]
    for scores in reversed(said[1:]):
        after = found[-1]
        found.append(
            [
                max(_beside(kind, other) + scores[other] + after[place] for place, other in enumerate(KINDS))
                for kind in KINDS
            ]
        )
    return found[::-1]


def _beside(before: str, after: str) -> float:
    return _BESIDE.get((before, after), 0.0)


_BESIDE: dict[tuple[str, str], float] = {}
for _one in NEIGHBOURS:
    for _pair in ((before, after) for before in _one.before for after in _one.after):
        _BESIDE[_pair] = _BESIDE.get(_pair, 0.0) + _one.weight


def _scores(facts: RowFacts) -> dict[str, float]:
    scores = dict.fromkeys(KINDS, 0.0)
    scores[ROW] = OF_ITSELF
    for evidence in ROWS:
        if evidence.holds(facts):
            scores[evidence.speaks_for] += evidence.weight
    return scores


def kind_of(facts: RowFacts) -> str:
    """The kind of a row by itself."""
    return kinds_of([facts])[0][0].kind
