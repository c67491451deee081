"""Cutting a long plan into parts that a page can show: whole sections while they fit, and a long section by its
recommendations. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

WHOLE = 150
"""A plan of so many rows is shown whole."""

A_PART = 100
"""How many rows a part of a longer plan has at most; one recommendation is never cut."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A recommendation in the outline of its plan: where it stands, its printed reference, and its actions."""

    id: int
    section: int
    ref: str
    actions: int

    @property
    def rows(self) -> int:
        """One an action, or one that says there is none."""
        return max(1, self.actions)


@dataclass(frozen=True, slots=True)
class Piece:
    """The recommendations of one section that stand in a part. `first` and `last` are the numbers of their actions
    within the section, which has `of`."""

    section: int
    entries: tuple[Entry, ...]
    first: int
    last: int
    of: int

    @property
    def whole(self) -> bool:
        return self.last - self.first + 1 == self.of

    @property
    def numbers(self) -> str:
        """Which actions of its section it has, in words."""
        return f"actions {self.first:,} to {self.last:,}" if self.last > self.first else f"action {self.first:,}"


Part = tuple[Piece, ...]


def parts(sections: Iterable[int], entries: Sequence[Entry]) -> tuple[Part, ...]:
    """The parts of a plan, from its sections' ids and its recommendations, both in printed order. A plan without
    sections has one part, of nothing."""
    most = WHOLE if _rows(entries) <= WHOLE else A_PART
    by_section = {section: tuple(found) for section, found in groupby(entries, key=lambda entry: entry.section)}
    done: list[Part] = []
    filling: Part = ()
    for section in sections:
        pieces = _pieces(section, by_section.get(section, ()), most)
        held = [entry for piece in (*filling, *pieces) for entry in piece.entries]
        if filling and _rows(held) > most:
            done, filling = [*done, filling], ()
        if len(pieces) > 1:
            done += [(piece,) for piece in pieces]
        else:
            filling += pieces
    return (*done, filling) if filling or not done else tuple(done)


def place(cut: Sequence[Part], *, section: int | None = None, recommendation: int | None = None) -> int:
    """Which of the parts holds that recommendation, or the beginning of that section; the first where none does."""
    for at, part in enumerate(cut):
        for piece in part:
            if recommendation is not None and any(entry.id == recommendation for entry in piece.entries):
                return at
            if recommendation is None and piece.section == section:
                return at
    return 0


def _pieces(section: int, entries: Sequence[Entry], most: int) -> Part:
    """The section whole, or cut where so many rows are full."""
    cut: list[list[Entry]] = [[]]
    for entry in entries:
        if cut[-1] and _rows([*cut[-1], entry]) > most:
            cut.append([])
        cut[-1].append(entry)
    of, before, pieces = sum(entry.actions for entry in entries), 0, []
    for found in cut:
        actions = sum(entry.actions for entry in found)
        pieces.append(Piece(section, tuple(found), before + 1, before + actions, of))
        before += actions
    return tuple(pieces)


def _rows(entries: Iterable[Entry]) -> int:
    return sum(entry.rows for entry in entries)
