"""A comparison for those who filter and count: a row an action, and the dates and words that changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plans import movement as mv
from plans import rules, stages
from plans.csv_rows import as_csv
from plans.filemark import SINCE, Mark
from plans.movement.words import FIELDS
from plans.state import ActionState, PlanState
from reports.appendix.model import Value
from reports.since.facts import Facts
from reports.since.names import headline, leads

ACTIONS = (
    "Ref", "Section", "Recommendation", "Action", "Lead", "What happened", "Direction", "Not comparable because",
    "RAG then", "RAG now", "Stage then", "Stage now", "Due then", "Due now", "Last word on", "Last word",
    "Dates moved", "Reworded",
)  # fmt: skip
DATES = (
    "Ref", "Action", "From", "To", "Days", "Status", "Extension", "Reason", "Asked by", "Asked on", "Decided by",
    "Decided on", "Reason of the decision",
)  # fmt: skip
WORDS = ("Ref", "Action", "Field", "Words then", "Words now", "Reason", "By", "On")

STATUS = {"agreed": "Agreed", "refused": "Refused", "requested": "Waits", "corrected": "Corrected"}

Row = tuple[Value, ...]


def action_rows(movement: mv.Movement, facts: Facts) -> list[Row]:
    """Every action of the later position, then those that left the plan."""
    dates = [move.action_id for move in movement.moved]
    words = {each.action_id for each in movement.reworded}
    places, gone = _places(movement.now), _places(movement.then)
    rows = [
        (
            *_named(movement.now, each.now, facts, places),
            mv.PARTS[each.part],
            mv.DIRECTIONS[each.direction],
            each.because,
            *(_rated(each.rated_then) if each.was else "", _rated(each.rated_now)),
            *(stages.STAGES[each.was.stage] if each.was else "", stages.STAGES[each.now.stage]),
            *(rules.due(each.was) if each.was else None, rules.due(each.now)),
            *_last_word(each.now),
            dates.count(each.now.id),
            "Yes" if each.now.id in words else "No",
        )
        for each in movement.actions
    ]
    then = movement.then
    return rows + [
        (
            *_named(then, action, facts, gone),
            "Left the plan",
            *("", ""),
            *(_rated(rules.rating(then, action)), ""),
            *(stages.STAGES[action.stage], ""),
            *(rules.due(action), None),
            *_last_word(action),
            *(0, "No"),
        )
        for action in movement.left
    ]


def date_rows(movement: mv.Movement, facts: Facts) -> list[Row]:
    """Every date that moved, or was asked to."""
    named = {action.id: headline(action) for action in movement.now.actions}
    return [
        (
            *(facts.refs[move.action_id], named[move.action_id]),
            *(move.was, move.becomes, move.days, STATUS[move.status], move.number or None),
            *(move.reason, move.asked_by, move.asked_on),
            *(move.decided_by, move.decided_on, move.decision_reason),
        )
        for move in movement.dates
    ]


def word_rows(movement: mv.Movement, facts: Facts) -> list[Row]:
    """Every field of an action that says something else."""
    named = {action.id: headline(action) for action in movement.now.actions}
    found = []
    for each in movement.reworded:
        told = facts.reworded.get((each.action_id, each.field, each.becomes))
        who = (told.why, told.by, told.on) if told else ("", "", None)
        head = (facts.refs[each.action_id], named[each.action_id], FIELDS[each.field])
        found.append((*head, each.was, each.becomes, *who))
    return found


def as_delimited(movement: mv.Movement, facts: Facts, *, on: date) -> bytes:
    """The rows of the actions as CSV, days as YYYY-MM-DD; the mark of the file heads an empty last column."""
    mark = Mark(kind=SINCE, plan=movement.now.slug, on=on)
    rows = ((*map(_written, row), "") for row in action_rows(movement, facts))
    return as_csv([*ACTIONS, str(mark)], rows)


def _written(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _places(plan: PlanState) -> dict[int, tuple[str, str]]:
    """From each action's id to its section and recommendation."""
    return {
        action.id: (section.title, rec.text)
        for section in plan.sections
        for rec in section.recommendations
        for action in rec.actions
    }


def _named(plan: PlanState, action: ActionState, facts: Facts, places) -> Iterable[Value]:
    return facts.refs[action.id], *places[action.id], action.text, leads(plan, action)


def _rated(rating) -> str:
    return rating.label if rating else "Not rated"


def _last_word(action: ActionState) -> tuple[Value, Value]:
    update = action.latest_update
    return (update.position_on, update.narrative) if update else (None, "")
