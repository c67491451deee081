"""What the page of a plan shows of it: all of a plan of ordinary length, otherwise the part that was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q

from plans import columns, rules, stages
from plans import models as m
from plans.models import standing
from plans.parts import WHOLE, Entry, Part, parts, place
from plans.queries import outline, plan_state, sections_of
from plans.state import ActionState, PlanState, SectionState
from reports import figures
from reports.appendix.layout import Rest
from reports.sources import state_for


@dataclass(frozen=True, slots=True)
class Rated:
    """How some actions are rated: a count for each rating of the scheme, in its order, and of those that are not."""

    by_rating: tuple[int, ...]
    not_rated: int

    @property
    def total(self) -> int:
        return sum(self.by_rating) + self.not_rated


@dataclass(frozen=True, slots=True)
class Document:
    """A plan on a day. `state` frames it with all of its sections, and holds of their recommendations those that
    are `printed`; `parts` are all of its parts, of which `at` is shown. The figures are of the whole plan: `rated` by
    section, and `missing` from each filter of the list of actions to how many it finds. `rest` is what the
    layout has to know of what is not shown."""

    state: PlanState
    parts: tuple[Part, ...]
    at: int
    rated: dict[int, Rated]
    missing: dict[str, int]
    rest: Rest

    @property
    def part(self) -> Part:
        return self.parts[self.at]

    @property
    def printed(self) -> PlanState:
        """The state of what is shown alone."""
        shown = {piece.section for piece in self.part}
        return replace(self.state, sections=tuple(s for s in self.state.sections if s.id in shown))

    @property
    def total(self) -> Rated:
        columns = zip(*(rated.by_rating for rated in self.rated.values()), strict=True)
        by_rating = tuple(map(sum, columns)) or (0,) * len(self.state.scheme.ratings)
        return Rated(by_rating, sum(rated.not_rated for rated in self.rated.values()))


def document(plan: m.Plan, *, on: date, today: date, known: datetime | None = None, **asked: int | None) -> Document:
    """The plan on that day, as known at a moment (None: now); `asked` is the `section` or `recommendation` that a long
    one is wanted at. Raises NotThereYet."""
    if (
        on == today
        and known is None
        and m.Standing.objects.filter(plan=plan, current=True)[: WHOLE + 1].count() > WHOLE
    ):
        return _of_today(plan, on, asked)
    return _of_state(state_for(plan, on=on, today=today, known=known), on, asked)


def _of_state(state: PlanState, on: date, asked: dict) -> Document:
    """From the whole plan, as the past is read, and as a short one is."""
    entries = tuple(
        Entry(rec.id, section.id, rec.ref, len(rec.actions))
        for section in state.sections
        for rec in section.recommendations
    )
    cut = parts((section.id for section in state.sections), entries)
    at = place(cut, **asked)
    shown = {entry.id for piece in cut[at] for entry in piece.entries}
    return Document(
        state=replace(state, sections=tuple(_only(section, shown) for section in state.sections)),
        parts=cut,
        at=at,
        rated={section.id: _rated(state, section.actions) for section in state.sections},
        missing={
            "lead=none": sum(not (a.assignments or any(s.assignments for s in a.steps)) for a in state.actions),
            "when=no_date": sum(rules.no_date(a) for a in state.actions),
            "rag=none": sum(rules.rating(state, a) is None for a in state.actions),
            "when=owes": sum(rules.owes_update(state, a, on) for a in state.actions),
            "stage=claimed": sum(rules.awaits_verification(a) for a in state.actions),
        },
        rest=_rest(
            entries,
            shown,
            rated=figures.any_rated(state),
            said=any(a.latest_update and a.latest_update.narrative for a in state.actions),
        )
        if len(cut) > 1
        else Rest(),
    )


def _only(section: SectionState, shown: set[int]) -> SectionState:
    return replace(section, recommendations=tuple(rec for rec in section.recommendations if rec.id in shown))


def _rated(state: PlanState, actions: Iterable[ActionState]) -> Rated:
    ratings = [rules.rating(state, action) for action in actions]
    return Rated(tuple(ratings.count(rating) for rating in state.scheme.ratings), ratings.count(None))


def _of_today(plan: m.Plan, on: date, asked: dict) -> Document:
    """From the part that is shown and counts of the whole."""
    entries = outline(plan)
    cut = parts(sections_of(plan), entries)
    at = place(cut, **asked)
    shown = {entry.id for piece in cut[at] for entry in piece.entries}
    state = plan_state(plan, recommendations=shown)
    rated = _rated_today(plan, state)
    return Document(
        state=state,
        parts=cut,
        at=at,
        rated=rated,
        missing=_missing_today(plan, on),
        rest=_rest(
            entries,
            shown,
            rated=any(sum(of_section.by_rating) for of_section in rated.values()),
            said=m.Standing.objects.filter(plan=plan, current=True, update__narrative__gt="").exists(),
        ),
    )


def _rest(entries: Iterable[Entry], shown: set[int], *, rated: bool, said: bool) -> Rest:
    told = {columns.RAG: rated, columns.PROGRESS: said}
    return Rest(
        refs=tuple(entry.ref for entry in entries if entry.id not in shown),
        told=frozenset(meaning for meaning, is_told in told.items() if is_told),
    )


def _rated_today(plan: m.Plan, state: PlanState) -> dict[int, Rated]:
    rows = m.Standing.objects.filter(plan=plan, current=True).order_by().values("section", "rag")
    counts: dict[int, Counter] = {section.id: Counter() for section in state.sections}
    for section, rag, count in rows.annotate(count=Count("pk")).values_list("section", "rag", "count"):
        counts[section][state.rag(rag)] += count
    return {
        section: Rated(tuple(found[rating] for rating in state.scheme.ratings), found[None])
        for section, found in counts.items()
    }


def _missing_today(plan: m.Plan, on: date) -> dict[str, int]:
    since = m.Plan.objects.filter(pk=plan.pk).owed_since(on=on)
    conditions = {
        "lead=none": Q(lead=None),
        "when=no_date": standing.no_date(),
        "rag=none": ~Q(rag__scheme=plan.scheme_id),
        "when=owes": standing.owes_update(since),
        "stage=claimed": Q(stage=stages.CLAIMED),
    }
    names = {f"count_{at}": filtered for at, filtered in enumerate(conditions)}
    counts = m.Standing.objects.filter(plan=plan, current=True).aggregate(
        **{name: Count("pk", filter=conditions[filtered]) for name, filtered in names.items()}
    )
    return {names[name]: count for name, count in counts.items()}
