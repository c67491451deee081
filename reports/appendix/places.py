"""Where a text of a plan or its paper stands, in words: "Action 7.2, update of 12 November 2026"."""

from __future__ import annotations

from plans.state import ActionState, EvidenceState, MembersQuestionState, RecommendationState, SectionState, UpdateState
from plans.texts import Spot
from reports.appendix.options import Options
from reports.appendix.text import one_line, shorten
from reports.appendix.words import day

FIELDS = {
    "notes_before": "notes before the plan",
    "notes_after": "notes after the plan",
    "lead_in": "words before its steps",
    "expected_evidence": "evidence expected",
    "related_plans": "links to other plans",
    "links_text": "links to findings",
    "extra": "a column of the plan’s own",
    "report_ref": "report number",
    "long": "abbreviations",
}
"""From each field to its name on the page, where that is another."""

_SHORT = 40


def place_of(spot: Spot, refs: dict[int, str]) -> str:
    """The place of a text of a plan, whose actions have these references, or of the options of its paper."""
    field = FIELDS.get(spot.field, spot.field.replace("_", " "))
    if isinstance(spot.owner, Options):
        return f"The paper’s {field}"
    outer = [words for owner in spot.around if (words := _owner(owner, refs))]
    if isinstance(spot.owner, UpdateState):
        return ", ".join(outer)
    return ", ".join([*outer[-2:], field]) if outer else f"The plan’s {field}"


def _owner(owner: object, refs: dict[int, str]) -> str:
    match owner:
        case SectionState():
            return ""
        case RecommendationState():
            return f"Recommendation {one_line(owner.ref) or _quoted(owner.text)}"
        case ActionState():
            return f"action {refs.get(owner.id) or _quoted(owner.text)}"
        case UpdateState():
            return f"update of {day(owner.position_on)}"
        case EvidenceState():
            return "evidence filed"
        case MembersQuestionState():
            return f"what members asked on {day(owner.asked_on)}"
    return ""


def _quoted(text: str) -> str:
    return f"“{shorten(text, _SHORT)}”"
