"""The whole of a plan as one frozen value: the hinge between where a plan comes from and what is made of it.

Three sources produce a `PlanState` (the live rows, the rows as they stood at a date and moment, a frozen
snapshot); every figure, chart, page and appendix is a pure function of a `PlanState` and a date. Nothing here
knows a database, a request or a clock.

Its canonical JSON and its digest are made in `plans.canonical`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from plans.state.progress import DecisionState, EvidenceState, MembersQuestionState, UpdateState


@dataclass(frozen=True, slots=True, kw_only=True)
class RagState:
    """One rating of a scheme. `rank` orders ratings from worst (1) upwards; `colour` and `shape` are of
    `plans.palette` (no shape: the colour's own) and carry no meaning."""

    id: int
    code: str
    label: str
    meaning: str = ""
    colour: str
    rank: int
    needs_attention: bool = False
    means_finished: bool = False
    shape: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeState:
    """The plan's RAG scheme; `ratings` in the order in which they are listed everywhere (worst first). `version` is
    given from the second on. `converted` pairs ratings of schemes that the plan had at another time with those of
    this one that they stand for; what is not among them is not rated here."""

    id: int
    name: str
    ratings: tuple[RagState, ...] = ()
    version: int | None = None
    converted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderState:
    """Who held a post (or was the person) from a day to a day; open ends are None."""

    name: str
    user_id: int | None = None
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadState:
    """A post, person, team, agency or board that leads something in this plan."""

    id: int
    name: str
    kind: str
    holders: tuple[HolderState, ...] = ()

    def holder(self, on: date) -> str | None:
        """The name of whoever held it on that day, or None."""
        for holder in self.holders:
            if (holder.from_on is None or holder.from_on <= on) and (holder.to_on is None or on <= holder.to_on):
                return holder.name
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentState:
    """A lead on an action or step. `printed` is the name as the document has it; role is lead, responsible or
    supporting; `note` says what they are to do."""

    id: int
    lead_id: int
    printed: str
    role: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionState:
    """A request to move a timescale's latest day, and what became of it (requested, agreed, refused)."""

    id: int
    from_latest: date | None = None
    to_latest: date
    reason: str = ""
    status: str
    asked_by: str
    asked_on: date
    decided_by: str = ""
    decided_on: date | None = None
    decision_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimescaleState:
    """Words as printed and what they mean. `latest` is the agreed last day, extensions included."""

    id: int
    text: str
    kind: str
    earliest: date | None = None
    latest: date | None = None
    met_on: date | None = None
    extensions: tuple[ExtensionState, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    id: int
    text: str
    assignments: tuple[AssignmentState, ...] = ()
    timescales: tuple[TimescaleState, ...] = ()
    met_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionState:
    """One printed row. `updates` and `decisions` oldest first, `stage` as it follows from them; `extra` pairs the
    headings of columns whose meaning only this plan knows with what the row says under them."""

    id: int
    ref: str = ""
    row: int | None = None
    text: str
    lead_in: str = ""
    steps: tuple[StepState, ...] = ()
    assignments: tuple[AssignmentState, ...] = ()
    timescales: tuple[TimescaleState, ...] = ()
    expected_evidence: str = ""
    outcome: str = ""
    related_plans: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    stage: str
    updates: tuple[UpdateState, ...] = ()
    decisions: tuple[DecisionState, ...] = ()
    evidence: tuple[EvidenceState, ...] = ()
    questions: tuple[MembersQuestionState, ...] = ()

    @property
    def latest_update(self) -> UpdateState | None:
        """The update that speaks for the action now: of the latest position, and of those the latest known."""
        return self.updates[-1] if self.updates else None

    @property
    def every_assignment(self) -> tuple[AssignmentState, ...]:
        """Who is named on it, then on its steps."""
        return (*self.assignments, *(each for step in self.steps for each in step.assignments))

    @property
    def every_timescale(self) -> tuple[TimescaleState, ...]:
        """Its own timescales, then those of its steps."""
        return (*self.timescales, *(each for step in self.steps for each in step.timescales))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationState:
    """What must improve. `sources` are source codes; `links` the numbers of the findings it answers."""

    id: int
    ref: str = ""
    text: str
    sources: tuple[str, ...] = ()
    links: tuple[int, ...] = ()
    links_text: str = ""
    actions: tuple[ActionState, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """A band. `title` is empty where the plan prints none."""

    id: int
    title: str = ""
    timescales: tuple[TimescaleState, ...] = ()
    recommendations: tuple[RecommendationState, ...] = ()

    @property
    def actions(self) -> tuple[ActionState, ...]:
        return tuple(action for rec in self.recommendations for action in rec.actions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnState:
    """A column of the plan's own table: the heading as printed, what it means (see `plans.columns`), and the
    headings that single sections print instead (section id, heading)."""

    id: int
    heading: str
    meaning: str
    variants: tuple[tuple[int, str], ...] = ()

    def heading_in(self, section_id: int) -> str:
        return dict(self.variants).get(section_id, self.heading)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    id: int
    code: str = ""
    title: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodState:
    """A reporting period, such as End July 2026. From `closed_on` it is no longer collected, though updates were
    still due."""

    id: int
    name: str
    position_on: date
    due_on: date | None = None
    meeting_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanState:
    """One improvement action plan, whole. `dated` is the document's own date, `anchor_on` the day from which
    "within 3 months" counts, `cadence_days` how often an update is owed."""

    id: int
    slug: str
    title: str
    subtitle: str = ""
    organisation: str = ""
    committee: str = ""
    status: str
    report_ref: str = ""
    dated: date | None = None
    anchor_on: date | None = None
    cadence_days: int
    coordinator: str = ""
    plan_leads: tuple[str, ...] = ()
    notes_before: tuple[str, ...] = ()
    notes_after: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    columns: tuple[ColumnState, ...] = ()
    sources: tuple[SourceState, ...] = ()
    scheme: SchemeState
    leads: tuple[LeadState, ...] = ()
    periods: tuple[PeriodState, ...] = ()
    sections: tuple[SectionState, ...] = ()

    @property
    def actions(self) -> tuple[ActionState, ...]:
        """Every action, in printed order."""
        return tuple(action for section in self.sections for action in section.actions)

    def with_recommendations(self, change: Callable[[RecommendationState], RecommendationState]) -> PlanState:
        """The plan with each of its recommendations changed."""
        sections = (
            replace(section, recommendations=tuple(map(change, section.recommendations))) for section in self.sections
        )
        return replace(self, sections=tuple(sections))

    def with_actions(self, change: Callable[[tuple[ActionState, ...]], Iterable[ActionState]]) -> PlanState:
        """The plan with others in place of the actions of each recommendation."""
        return self.with_recommendations(lambda rec: replace(rec, actions=tuple(change(rec.actions))))

    def lead(self, lead_id: int) -> LeadState:
        """The lead of that id. Raises KeyError for one that the plan does not have."""
        for lead in self.leads:
            if lead.id == lead_id:
                return lead
        raise KeyError(lead_id)

    def rag(self, rag_id: int | None) -> RagState | None:
        """The rating of that id in the plan's scheme, or the one that it stands for there; None for None and for a
        rating of another scheme that stands for nothing."""
        if rag_id is None:
            return None
        own = {rating.id: rating for rating in self.scheme.ratings}
        return own.get(rag_id) or own.get(dict(self.scheme.converted).get(rag_id, rag_id))
