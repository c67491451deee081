"""What the public version of a plan's papers leaves out, as the officer sees it listed: where it stands and what it is,
without saying it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans import exemptions, tree
from plans.exempt_shown import applying, exempt_sources, quotations
from plans.exempt_words import composed, pattern_of
from plans.exemptions import Exempt
from plans.models import Exemption, Plan
from plans.state import PlanState
from plans.texts import Spot, changed
from plans.wording import number_of
from reports.appendix.places import place_of
from reports.appendix.refs import refs
from reports.appendix.without_names.anonymity import is_printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One mark: `where` it stands ("3.2, Progress"), what is left out (`told`), by which `paragraph` and `why`, who
    marked it and when, and whether it leaves out something of this position; `places` are those of the position in
    which a passage is left out, wherever it was marked."""

    action_id: int
    where: str
    told: str
    paragraph: int | None
    why: str
    by: str
    on: date
    applies: bool = True
    places: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """In how many places something is left out: where it is no passage that is found, in the one of its mark."""
        return len(self.places) or int(self.applies)


def left_out_of(plan: Plan, names: dict[int, str], state: PlanState | None) -> list[Listed]:
    """What is marked, in the order of the actions' `names`; of actions that have none, and what is not in the position,
    last."""
    marks = Exemption.objects.filter(**{tree.ACTION_PLAN: plan}, withdrawn=False).select_related("evidence")
    order = {pk: at for at, pk in enumerate(names)}
    there = {mark.id for mark in applying((each.mark for each in marks), *([state] if state else []))}
    known = refs(state) if state else {}
    found = sorted(marks, key=lambda mark: (mark.pk not in there, order.get(mark.action_id, len(order)), mark.pk))
    return [
        Listed(
            action_id=mark.action_id,
            where=", ".join(filter(None, (names.get(mark.action_id, "Not in this position"), _column(mark)))),
            told=_told(mark),
            places=_places(mark.words, state, known) if state and mark.words.strip() else (),
            paragraph=mark.paragraph,
            why=exemptions.PARAGRAPHS.get(mark.paragraph or 0, ""),
            by=mark.marked_by_name,
            on=mark.marked_on,
            applies=mark.pk in there,
        )
        for mark in found
    ]


def _places(words: str, state: PlanState, known: dict[int, str]) -> tuple[str, ...]:
    """Every place of a position that says the words of a passage, in its order."""
    pattern, found = pattern_of(words), []

    def look(text: str, spot: Spot) -> str:
        if is_printed(spot) and pattern.search(composed(text)):
            found.append(place_of(spot, known))
        return text

    changed(state, look)
    return tuple(found)


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
