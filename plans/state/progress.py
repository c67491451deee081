"""What is said, decided, shown and asked of an action, as values of its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateState:
    """What was said of an action: true of `position_on`, known since `recorded_at`."""

    id: int
    position_on: date
    recorded_at: datetime
    narrative: str = ""
    rag_id: int | None = None
    forecast_on: date | None = None
    claims_completion: bool = False
    said_by: str = ""
    recorded_by: str = ""
    by_document: bool = False
    corrects_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionState:
    """A decision on an action's stage (see `plans.stages`), true of `on`, known since `recorded_at`."""

    id: int
    kind: str
    on: date
    recorded_at: datetime
    by: str
    reason: str = ""
    claim_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceState:
    id: int
    title: str
    url: str = ""
    file_name: str = ""
    sha256: str = ""
    size: int = 0
    update_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersQuestionState:
    """What members asked of an action at a meeting: who answers it by when, and what they were answered."""

    id: int
    asked_on: date
    meeting: str
    minute: str = ""
    text: str
    lead_id: int
    due_on: date
    answer: str = ""
    answered_on: date | None = None
    answered_by: str = ""
