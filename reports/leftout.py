"""What the public version of a plan's papers leaves out, as the officer sees it listed: where it stands and what it is,
without saying it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans import exemptions, tree
from plans.exempt_shown import applying, exempt_sources, quotations
from plans.exemptions import Exempt
from plans.models import Exemption, Plan
from plans.state import PlanState
from plans.wording import number_of
from reports.appendix.anonymity import is_printed
from reports.appendix.places import place_of
from reports.appendix.refs import refs


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One mark: `where` it stands ("3.2, Progress"), what is left out (`told`), by which `paragraph` and `why`, who
    marked it and when, and whether it leaves out something of this position; `elsewhere` the other places in which the
    same words are left out."""

    action_id: int
    where: str
    told: str
    paragraph: int | None
    why: str
    by: str
    on: date
    applies: bool = True
    elsewhere: tuple[str, ...] = ()


def left_out_of(plan: Plan, names: dict[int, str], state: PlanState | None) -> list[Listed]:
    """What is marked, in the order of the actions' `names`; of actions that have none, and what is not in the position,
    last."""
    marks = Exemption.objects.filter(**{tree.ACTION_PLAN: plan}, withdrawn=False).select_related("evidence")
    order = {pk: at for at, pk in enumerate(names)}
    there = {mark.id for mark in applying((each.mark for each in marks), *([state] if state else []))}
    found = sorted(marks, key=lambda mark: (mark.pk not in there, order.get(mark.action_id, len(order)), mark.pk))
    return [
        Listed(
            action_id=mark.action_id,
            where=", ".join(filter(None, (names.get(mark.action_id, "Not in this position"), _column(mark)))),
            told=_told(mark),
            elsewhere=_elsewhere(mark, names, state) if state and mark.pk in there else (),
            paragraph=mark.paragraph,
            why=exemptions.PARAGRAPHS.get(mark.paragraph or 0, ""),
            by=mark.marked_by_name,
            on=mark.marked_on,
            applies=mark.pk in there,
        )
        for mark in found
    ]


def _elsewhere(mark: Exemption, names: dict[int, str], state: PlanState) -> tuple[str, ...]:
    """The other actions that say the words of a passage, in the plan's order."""
    if mark.what != exemptions.PASSAGE:
        return ()
    others = (action for action in state.actions if action.id != mark.action_id)
    return tuple(names[action.id] for action in others if exemptions.stands(action, mark.words))


def quoted_of(state: PlanState, marks: Iterable[Exempt]) -> tuple[tuple[str, str], ...]:
    """The words of the public version of a position that stand in what is exempt too, each with its place before."""
    marks = tuple(marks)
    known, sources = refs(state), exempt_sources(state, marks).values()
    found = quotations(exemptions.published(state, marks), (text for texts in sources for text in texts))
    return tuple(dict.fromkeys((place_of(spot, known), words) for words, spot in found if is_printed(spot)))


def _column(mark: Exemption) -> str:
    return mark.heading or (mark.get_field_display() if mark.field else "")


def _told(mark: Exemption) -> str:
    match mark.what:
        case exemptions.PASSAGE:
            words = number_of(len(mark.words.split()), "word")
        case exemptions.VALUE:
            words = "The whole column"
        case exemptions.EVIDENCE:
            words = "A piece of evidence"
        case _:
            words = "The whole action"
    return f"{words}: {mark.note}" if mark.note else words
