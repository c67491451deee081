"""What changed since the paper before: the tables of the summary, and the column of the plan's table."""

from __future__ import annotations

from collections.abc import Iterable

from plans import movement as mv
from plans import rules
from plans.state import PlanState, RagState
from reports.appendix.cells import badge
from reports.appendix.model import Change, Happened, Line, Since
from reports.appendix.options import Before
from reports.appendix.text import one_line
from reports.appendix.trend import trend
from reports.appendix.words import number

ORDER = (
    mv.COMPLETED, mv.CLAIMED, mv.NEW, mv.WORSE, mv.BETTER, mv.CLOSED, mv.NOTHING_SAID, mv.SAME, mv.FINISHED_BEFORE,
)  # fmt: skip
"""The parts as a meeting reads them."""


def since(before: Before, movement: mv.Movement, refs: dict[int, str], *, whole: bool = True) -> Since:
    """The tables; `refs` call the actions of the paper as it prints them, `whole` says that it is no public version."""
    name = one_line(before.name)
    words = mv.PARTS | {mv.FINISHED_BEFORE: f"Finished or closed before {name}"}
    counts, total = movement.counts, len(movement.actions)
    return Since(
        title=f"Since {name} ({one_line(before.paper)}), each action once",
        then=name,
        changes=_changes(movement),
        directions=_directions(movement),
        parts=tuple(
            Happened(
                name=words[key], count=counts[key], which=_listed(refs, (each.now.id for each in movement.part(key)))
            )
            for key in ORDER
        ),
        total=total,
        told=_told(movement, refs, name),
        trend=trend(before.earlier, movement.now, whole=whole),
    )


def column(before: Before) -> str:
    """The heading of the column."""
    return f"Since {one_line(before.name)}"


def cells(movement: mv.Movement) -> dict[int, tuple[Line, ...]]:
    """What the column says of each action: the direction in a word, and what it was."""
    return {each.now.id: _cell(each) for each in movement.actions}


def _cell(each: mv.Compared) -> tuple[Line, ...]:
    if each.was is None:
        return (Line(text="New", style="strong"),)
    word = mv.DIRECTIONS[each.direction]
    if each.direction == mv.SAME:
        return (Line(text=word),)
    if each.direction == mv.NOT_COMPARABLE:
        return (Line(text=word), Line(text=each.because, style="muted"))
    return (Line(text=word, style="strong"), Line(text=f"was {_word(each.rated_then)}", style="muted"))


def _word(rating: RagState | None) -> str:
    return badge(rating).word


def _changes(movement: mv.Movement) -> tuple[Change, ...]:
    """How many were and are of each rating, where both positions are of one version of a scheme."""
    then, now = movement.then, movement.now
    if then.scheme.id != now.scheme.id:
        return ()
    ratings = (*now.scheme.ratings, None)
    return tuple(Change(badge=badge(each), then=_rated(then, each), now=_rated(now, each)) for each in ratings)


def _rated(plan: PlanState, rating: RagState | None) -> int:
    return sum(rules.rating(plan, action) == rating for action in plan.actions)


def _directions(movement: mv.Movement) -> str:
    counted = [f"{mv.DIRECTIONS[key]} {count:,}" for key, count in movement.directions.items()]
    new = movement.counts[mv.NEW]
    return ", ".join([*counted, *([f"New {new:,}"] if new else [])]) + "."


def _told(movement: mv.Movement, refs: dict[int, str], name: str) -> str:
    """What the total is made of, and what is counted again."""
    new, left = movement.counts[mv.NEW], len(movement.left)
    words = f"{number(len(movement.then.actions), 'action')} in the paper of {name}"
    words += f", without {left:,} that left the plan" if left else ""
    words += f", and {new:,} new" if new else ""
    moved = list(dict.fromkeys(move.action_id for move in movement.moved))
    reworded = list(dict.fromkeys(each.action_id for each in movement.reworded))
    again = []
    if movement.moved:
        again.append(f"dates moved {len(movement.moved):,} ({_listed(refs, moved)})")
    if reworded:
        again.append(f"reworded {len(reworded):,} ({_listed(refs, reworded)})")
    return f"{words}. Counted again among them: {', '.join(again)}." if again else f"{words}."


def _listed(refs: dict[int, str], ids: Iterable[int]) -> str:
    return ", ".join(refs[pk] for pk in ids)
