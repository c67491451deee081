"""Comparing a plan with a later edition of its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from plans.importing.editions.action_differences import (
    action_differences,
    new_action,
    new_recommendation,
    recommendation_differences,
)
from plans.importing.editions.date_differences import date_differences
from plans.importing.editions.differences import CHANGED, GONE, MOVED, NEW, SAME, At, Change, Difference, Edition
from plans.importing.editions.matches import match, moved
from plans.importing.editions.plan_differences import frame_differences
from plans.importing.editions.sides import Sides, key_of
from plans.importing.editions.similarity import same
from plans.importing.understanding.ratings import without_doubtful_ratings
from plans.importing.understood_plan import UnderstoodPlan, UnderstoodSection
from plans.state import PlanState, SectionState


def compare(plan: PlanState, edition: UnderstoodPlan) -> Edition:
    """What the edition says otherwise than the plan, in the edition's order; what it no longer has comes last.

    Nothing here is a decision: a person accepts or leaves each difference. The same two give the same keys. A rating
    that is still asked about is none.
    """
    edition = without_doubtful_ratings(edition)
    sides = Sides(plan, edition, match(plan, edition))
    walk = _Walk(sides)
    differences = (*frame_differences(sides), *walk.sections(), *_gone(sides))
    fewer = max(0, _titled(plan.sections) - _titled(edition.sections))
    if fewer:
        differences = _without_moves(differences)
    return Edition(differences, tuple(walk.same), sides.found.matched, edition.dated, fewer)


def _titled(sections: Iterable[SectionState | UnderstoodSection]) -> int:
    return sum(bool(section.title) for section in sections)


def _without_moves(differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """The differences, those that tell of other sections not accepted by default, nor what comes with these: where an
    edition has fewer titles than the plan, they may only not have been recognised."""
    doubtful: set[str] = set()
    for each in differences:
        if each.kind == MOVED or (each.kind == NEW and each.about == "section") or doubtful & set(each.needs):
            doubtful.add(each.key)
    return tuple(replace(each, default=False) if each.key in doubtful else each for each in differences)


class _Walk:
    """Through the edition, section by section."""

    def __init__(self, sides: Sides):
        self.sides = sides
        self.matched = sides.found.matched
        self.same: list[Difference] = []

    def sections(self) -> Iterator[Difference]:
        ids = [self.matched.sections.get((s,)) for s in range(len(self.sides.edition.sections))]
        moving = moved([section.id for section in self.sides.plan.sections], ids)
        for s, section in enumerate(self.sides.edition.sections):
            was = ids[s]
            needs = (key_of("section", (s,)),) if was is None else ()
            if was is None:
                change = Change("title", "Section", "", section.title or "A section without a title")
                yield self.sides.difference(NEW, "section", (s,), change)
            else:
                yield from self._section(s, was, was in moving)
            yield from self._recommendations(s, was, needs)

    def _section(self, s: int, was: int, moving: bool) -> Iterator[Difference]:
        old, new = self.sides.old_sections[was], self.sides.edition.sections[s]
        if new.title and not same(old.title, new.title):
            change = Change("title", "Section", old.title, new.title)
            yield self.sides.difference(CHANGED, "section", (s,), change, was=was)
        if moving:
            before = [section.title for section in self.sides.plan.sections]
            after = [section.title or "" for section in self.sides.edition.sections]
            place = self.sides.plan.sections.index(old)
            change = Change("place", "Place", _after(before, place), _after(after, s))
            yield self.sides.difference(MOVED, "section", (s,), change, was=was)
        yield from date_differences(self.sides, (s,), old.timescales, new.timescales)

    def _recommendations(self, s: int, section: int | None, needs: tuple[str, ...]) -> Iterator[Difference]:
        recs = self.sides.edition.sections[s].recommendations
        ids = [self.matched.recommendations.get((s, r)) for r in range(len(recs))]
        olds = self.sides.old_sections[section].recommendations if section is not None else ()
        moving = moved([rec.id for rec in olds], ids)
        here = {rec.id for rec in olds}
        for r, rec in enumerate(recs):
            was, at = ids[r], (s, r)
            if was is None:
                yield new_recommendation(self.sides, at, rec, needs)
                yield from self._actions(at, None, (key_of("recommendation", at),))
                continue
            yield from recommendation_differences(self.sides, at, self.sides.old_recs[was][1], rec)
            if was in moving or was not in here:
                stays = was in here
                change = Change("place", "Place", self._old_rec_place(was, stays), self._new_place(at, stays))
                yield self.sides.difference(MOVED, "recommendation", at, change, was=was, needs=needs)
            yield from self._actions(at, was, ())

    def _actions(self, at: At, rec: int | None, needs: tuple[str, ...]) -> Iterator[Difference]:
        actions = self.sides.rec_at(at).actions
        ids = [self.matched.actions.get((*at, a)) for a in range(len(actions))]
        olds = self.sides.old_recs[rec][1].actions if rec is not None else ()
        moving = moved([action.id for action in olds], ids)
        here = {action.id for action in olds}
        for a, action in enumerate(actions):
            was, place = ids[a], (*at, a)
            if was is None:
                yield new_action(self.sides, place, action, needs)
                continue
            found = list(action_differences(self.sides, place, self.sides.old_actions[was][2], action))
            if was in moving or was not in here:
                stays = was in here
                change = Change("place", "Place", self._old_action_place(was, stays), self._new_place(place, stays))
                found.append(self.sides.difference(MOVED, "action", place, change, was=was, needs=needs))
            if not found:
                self.same.append(self.sides.difference(SAME, "action", place, was=was))
            yield from found

    def _old_rec_place(self, rec_id: int, stays: bool) -> str:
        section, rec = self.sides.old_recs[rec_id]
        if stays:
            names = [self.sides.old_place(None, each.id).subject for each in section.recommendations]
            return _after(names, section.recommendations.index(rec))
        return f"In “{section.title}”"

    def _old_action_place(self, action_id: int, stays: bool) -> str:
        _section, rec, action = self.sides.old_actions[action_id]
        if stays:
            names = [self.sides.old_place(each.id, rec.id).subject for each in rec.actions]
            return _after(names, rec.actions.index(action))
        return f"Under “{self.sides.old_place(None, rec.id).subject}”"

    def _new_place(self, at: At, stays: bool) -> str:
        if stays:
            return f"After “{self.sides.place((*at[:-1], at[-1] - 1)).subject}”" if at[-1] else "First"
        parent = self.sides.place(at[:-1]).subject
        return f"In “{parent}”" if len(at) == 2 else f"Under “{parent}”"


def _after(names: list[str], place: int) -> str:
    return f"After “{names[place - 1]}”" if place else "First"


def _gone(sides: Sides) -> Iterator[Difference]:
    """Recommendations and actions that the edition does not have. An action of a recommendation that is gone too
    goes with it."""
    recs = set(sides.found.matched.recommendations.values())
    actions = set(sides.found.matched.actions.values())
    for rec_id, (_section, rec) in sides.old_recs.items():
        if rec_id not in recs:
            place = sides.old_place(None, rec_id)
            change = Change("text", "Recommendation", rec.text or "(no words)", "")
            hint = sides.became("r", rec_id)
            yield sides.difference(GONE, "recommendation", None, change, was=rec_id, place=place, hint=hint)
        needs = () if rec_id in recs else (f"rec-{rec_id}-gone",)
        for action in rec.actions:
            if action.id not in actions:
                place, hint = sides.old_place(action.id, rec_id), sides.became("a", action.id)
                change = Change("text", "Action", action.text or "(no words)", "")
                yield sides.difference(GONE, "action", None, change, was=action.id, place=place, hint=hint, needs=needs)
