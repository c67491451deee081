"""The two sides of a comparison, and what the things on them are called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from plans import columns
from plans.importing.editions.differences import GONE, MOVED, PROGRESS, SAME, At, Change, Difference, Place
from plans.importing.editions.matches import Matches
from plans.importing.editions.similarity import plain
from plans.importing.understood_plan import UnderstoodAction, UnderstoodPlan, UnderstoodRecommendation
from plans.refs import action_ref, headline
from plans.schemes import key
from plans.state import ActionState, PlanState, RecommendationState, SectionState
from plans.wording import clip

SHORT = 120
"""Characters of what something is called."""
_NOUNS = {"recommendation": "rec", "timescale": "date"}
"""What keys call things."""
_ENDINGS = {MOVED: "-moved", GONE: "-gone", SAME: "-same", PROGRESS: "-progress"}
"""What keys end with, so that several differences of one thing have keys of their own."""


def key_of(about: str, at: At) -> str:
    """The key of something that is new, by its place in the edition."""
    return f"{_NOUNS.get(about, about)}-n{'-'.join(map(str, at))}"


@dataclass(frozen=True)
class Sides:
    """The plan and the edition, and which of their things are one."""

    plan: PlanState
    edition: UnderstoodPlan
    found: Matches

    @cached_property
    def meanings(self) -> frozenset[str]:
        """What the edition has a column for."""
        return frozenset(column.meaning for column in self.edition.columns)

    def silent_on(self, meaning: str) -> bool:
        """Whether the edition has no such column: then it says nothing about it, and nothing is missed there."""
        return bool(self.meanings) and meaning not in self.meanings

    @cached_property
    def other_meanings(self) -> dict[str, tuple[str, str]]:
        """Of the words that both the plan's scheme and the edition's own key have, those to which they give another
        meaning: from the word, for comparison, to the plan's meaning and the edition's."""
        ours = {key(rating.label): rating.meaning for rating in self.plan.scheme.ratings}
        both = {key(r.label): (ours[key(r.label)], r.meaning) for r in self.edition.scheme if key(r.label) in ours}
        return {word: meanings for word, meanings in both.items() if key(meanings[0]) != key(meanings[1])}

    @cached_property
    def old_sections(self) -> dict[int, SectionState]:
        return {section.id: section for section in self.plan.sections}

    @cached_property
    def old_recs(self) -> dict[int, tuple[SectionState, RecommendationState]]:
        return {rec.id: (section, rec) for section in self.plan.sections for rec in section.recommendations}

    @cached_property
    def old_actions(self) -> dict[int, tuple[SectionState, RecommendationState, ActionState]]:
        return {action.id: (section, rec, action) for section, rec in self.old_recs.values() for action in rec.actions}

    @cached_property
    def stems(self) -> frozenset[str]:
        """The references of the plan's recommendations, as they are printed."""
        return frozenset(rec.ref for _section, rec in self.old_recs.values())

    def rec_at(self, at: At) -> UnderstoodRecommendation:
        return self.edition.sections[at[0]].recommendations[at[1]]

    def action_at(self, at: At) -> UnderstoodAction:
        return self.rec_at(at).actions[at[2]]

    def place(self, at: At) -> Place:
        """Where something of the edition stands and what it is called."""
        section = self.edition.sections[at[0]].title or ""
        if len(at) == 1:
            return Place(section, section)
        if len(at) == 2:
            return Place(section, called_rec(self.rec_at(at)))
        action = self.action_at(at)
        old = self.old_actions.get(self.found.matched.actions.get(at[:3], 0))
        known = replace(action, ref=old[2].ref) if old and not action.ref else action
        return Place(section, called_action(self.rec_at(at), known, at[2]), action.row)

    def old_place(self, action_id: int | None, rec_id: int) -> Place:
        """The same of something of the plan."""
        section, rec = self.old_recs[rec_id]
        if action_id is None:
            return Place(section.title, called_rec(rec))
        action = self.old_actions[action_id][2]
        return Place(section.title, called_action(rec, action, rec.actions.index(action)))

    def difference(
        self,
        kind: str,
        about: str,
        at: At | None,
        *changes: Change,
        was: int | None = None,
        item: int | None = None,
        place: Place | None = None,
        part: str = "",
        default: bool | None = None,
        **told: Any,
    ) -> Difference:
        """One difference: of the plan's own row `was`, or of what is new at a place of the edition; `part` is what of
        it, where that is told apart. What is gone or the same is not accepted by default."""
        new = key_of(about, (*(at or ()), *(() if item is None else (item,))))
        key = new if was is None else f"{_NOUNS.get(about, about)}-{was}{part}{_ENDINGS.get(kind, '')}"
        return Difference(
            key=key,
            kind=kind,
            about=about,
            place=place or self.place((at or ())[:3]),
            was=was,
            at=at,
            item=item,
            changes=changes,
            default=kind not in (GONE, SAME) if default is None else default,
            **told,
        )

    @cached_property
    def hints(self) -> dict[At, str]:
        """What a new thing of the edition may be, in words."""
        gone = {("r", rec) for rec in self.old_recs} - {("r", i) for i in self.found.matched.recommendations.values()}
        gone |= {("a", action) for action in self.old_actions}
        gone -= {("a", i) for i in self.found.matched.actions.values()}
        out = {}
        for at, (kind, old) in self.found.came_of.items():
            place = self.old_place(old, self.old_actions[old][1].id) if kind == "a" else self.old_place(None, old)
            may_be = "another wording of" if (kind, old) in gone else "a part of"
            out[at] = f"It may be {may_be} “{place.subject}”."
        return out

    def became(self, kind: str, old: int) -> str:
        """What a thing that is gone may have become, in words; empty where nothing is like it."""
        at = self.found.became.get((kind, old))
        return f"It may be in “{self.place(at).subject}” now." if at else ""


def called_rec(rec: RecommendationState | UnderstoodRecommendation) -> str:
    return clip(f"{rec.ref or ''} {headline(rec.text or '', '')}".strip(), SHORT) or "A recommendation without words"


def called_action(
    rec: RecommendationState | UnderstoodRecommendation, action: ActionState | UnderstoodAction, index: int
) -> str:
    ref = action_ref(rec.ref or "", action.ref or "", index + 1)
    words = headline(action.text or "", action.lead_in or "") or headline(rec.text or "", "")
    return clip(f"{ref} {words}".strip(), SHORT) or "An action without words"


def told(*changes: Change) -> tuple[Change, ...]:
    """Those of these changes that say something before or after."""
    return tuple(change for change in changes if plain(change.before) or plain(change.after))


LABELS = {
    "ref": "Reference",
    "text": "Action",
    "lead_in": "Words before its steps",
    "evidence": columns.MEANINGS[columns.EVIDENCE],
    "outcome": columns.MEANINGS[columns.OUTCOME],
    "related_plans": columns.MEANINGS[columns.RELATED_PLANS],
}
"""What each field of an action is called."""
