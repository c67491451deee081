"""Small makers of plan states with invented content. Everything has a default; ids count upwards."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import count

from plans import columns, stages
from plans.state import (
    ActionState,
    AssignmentState,
    ColumnState,
    DecisionState,
    ExtensionState,
    HolderState,
    LeadState,
    PlanState,
    RagState,
    RecommendationState,
    SchemeState,
    SectionState,
    SourceState,
    StepState,
    TimescaleState,
    UpdateState,
)

ON = date(2026, 11, 22)
"""The day on which the examples are read."""

_ids = count(1)


def own(word: str) -> str:
    """A word as a database or a file gives it: equal to the constant that it is compared with, and not that itself."""
    return "".join(word)


BLUE = RagState(
    id=4, code="B", label="Blue", meaning="Complete and verified", colour="blue", rank=4, means_finished=True
)
GREEN = RagState(id=3, code="G", label="Green", meaning="On track", colour="green", rank=3)
AMBER = RagState(id=2, code="A", label="Amber", meaning="At risk", colour="amber", rank=2, needs_attention=True)
RED = RagState(id=1, code="R", label="Red", meaning="Off track", colour="red", rank=1, needs_attention=True)
SCHEME = SchemeState(id=1, name="BRAG", ratings=(RED, AMBER, GREEN, BLUE))


def lead(name: str, kind: str = "post", holders: tuple[HolderState, ...] = ()) -> LeadState:
    return LeadState(id=next(_ids), name=name, kind=own(kind), holders=holders)


def led(by: LeadState, role: str = "lead", note: str = "", printed: str = "") -> AssignmentState:
    return AssignmentState(id=next(_ids), lead_id=by.id, printed=printed or by.name, role=own(role), note=note)


def timescale(
    text: str = "", latest: date | None = None, kind: str = "date", met_on: date | None = None, moved=()
) -> TimescaleState:
    return TimescaleState(
        id=next(_ids), text=text, kind=own(kind), latest=latest, met_on=met_on, extensions=tuple(moved)
    )


def extension(first: date, to: date, status: str = "agreed") -> ExtensionState:
    return ExtensionState(
        id=next(_ids), from_latest=first, to_latest=to, status=own(status), asked_by="Lead", asked_on=first
    )


def by(text: str, latest: date) -> TimescaleState:
    return timescale(text, latest)


def update(
    narrative: str = "",
    rag: RagState | None = None,
    on: date = date(2026, 11, 10),
    forecast: date | None = None,
    claim: bool = False,
) -> UpdateState:
    return UpdateState(
        id=next(_ids),
        position_on=on,
        recorded_at=datetime.combine(on, time(9), tzinfo=UTC),
        narrative=narrative,
        rag_id=rag.id if rag else None,
        forecast_on=forecast,
        claims_completion=claim,
    )


def decision(kind: str, on: date = date(2026, 11, 12), reason: str = "") -> DecisionState:
    at = datetime.combine(on, time(9), tzinfo=UTC)
    return DecisionState(id=next(_ids), kind=own(kind), on=on, recorded_at=at, by="Director", reason=reason)


def step(text: str, leads=(), timescales=(), met_on: date | None = None) -> StepState:
    return StepState(id=next(_ids), text=text, assignments=tuple(leads), timescales=tuple(timescales), met_on=met_on)


def action(text: str = "Hold a weekly meeting", stage: str = stages.IN_PROGRESS, **fields) -> ActionState:
    return ActionState(id=next(_ids), text=text, stage=own(stage), **fields)


def recommendation(text: str = "Improve the service", *actions: ActionState, **fields) -> RecommendationState:
    return RecommendationState(id=next(_ids), text=text, actions=actions, **fields)


def section(title: str = "", *recommendations: RecommendationState, **fields) -> SectionState:
    return SectionState(id=next(_ids), title=title, recommendations=recommendations, **fields)


def column(heading: str, meaning: str, variants: tuple[tuple[int, str], ...] = ()) -> ColumnState:
    return ColumnState(id=next(_ids), heading=heading, meaning=own(meaning), variants=variants)


def source(code: str, title: str, on: date | None = None) -> SourceState:
    return SourceState(id=next(_ids), code=code, title=title, on=on)


def plan(*sections: SectionState, **fields) -> PlanState:
    given = {
        "title": "Improvement plan",
        "slug": "improvement-plan",
        "status": "live",
        "cadence_days": 28,
        "scheme": SCHEME,
        "organisation": "Northmere Council",
        "columns": (column("Area", columns.RECOMMENDATION), column("Actions", columns.ACTION)),
    }
    return PlanState(id=next(_ids), sections=sections, **(given | fields))
