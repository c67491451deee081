"""What of a plan its editing page shows: all of one of ordinary length, otherwise the part that was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from plans.models import Plan
from plans.parts import Entry, Part, Piece, parts, place
from plans.queries import outline, plan_state, sections_of
from plans.refs import action_ref
from plans.state import ActionState, PlanState, RecommendationState, SectionState


@dataclass(frozen=True, slots=True)
class ContentsRow:
    """A recommendation that is shown: its `number` in its section, whether it is the first or last there, and its
    actions with what each is called."""

    recommendation: RecommendationState
    number: int
    first: bool
    last: bool
    actions: tuple[tuple[ActionState, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A section in the list of what is in the plan, with its rows where any of it is shown (`here`), and of one that
    is cut the ways to its parts: words, the recommendation that each begins with, and whether that is shown."""

    section: SectionState
    here: bool
    rows: tuple[ContentsRow, ...]
    ways: tuple[tuple[str, int, bool], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """`state` frames the plan and holds the recommendations of the part that is shown; `entries` are all of them."""

    state: PlanState
    entries: tuple[Entry, ...]
    sections: tuple[Shown, ...]
    long: bool

    @property
    def actions(self) -> int:
        return sum(entry.actions for entry in self.entries)


def contents(plan: Plan, *, section: int | None, recommendation: int | None) -> Contents:
    """Of a long plan the part that holds this section's beginning or this recommendation."""
    entries = outline(plan)
    cut = parts(sections_of(plan), entries)
    part = cut[place(cut, section=section, recommendation=recommendation)]
    long = len(cut) > 1
    state = plan_state(plan, {entry.id for piece in part for entry in piece.entries} if long else None)
    pieces = {piece.section: piece for piece in part}
    shown = tuple(_shown(each, entries, pieces.get(each.id), _ways(cut, part, each.id)) for each in state.sections)
    return Contents(state, entries, shown, long)


def _shown(section: SectionState, entries: tuple[Entry, ...], piece: Piece | None, ways) -> Shown:
    order = [entry.id for entry in entries if entry.section == section.id]
    rows = (
        ContentsRow(
            recommendation=rec,
            number=order.index(rec.id) + 1,
            first=rec.id == order[0],
            last=rec.id == order[-1],
            actions=tuple((each, action_ref(rec.ref, each.ref, at)) for at, each in enumerate(rec.actions, start=1)),
        )
        for rec in section.recommendations
    )
    return Shown(section, piece is not None, tuple(rows), ways)


def _ways(cut: tuple[Part, ...], part: Part, section: int) -> tuple[tuple[str, int, bool], ...]:
    pieces = [piece for each in cut for piece in each if piece.section == section]
    if len(pieces) < 2:
        return ()
    return tuple((piece.numbers, piece.entries[0].id, piece in part) for piece in pieces)
