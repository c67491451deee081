"""The data that go with a paper that is issued."""

from __future__ import annotations

from dataclasses import replace

from plans import canonical
from plans.state import ActionState, PlanState


def data_of(state: PlanState, *, whole: bool) -> str:
    """The data that is attached: the position as it was frozen or, of a public version, no more of it than the paper
    prints. What was said before, asked for or decided in between nobody has looked through for what is exempt."""
    return canonical.to_json(state if whole else _printed(state))


def _printed(state: PlanState) -> PlanState:
    named = {who.lead_id for action in state.actions for who in action.every_assignment}
    leads = tuple(replace(lead, holders=()) for lead in state.leads if lead.id in named)
    return replace(state.with_actions(lambda actions: map(_action, actions)), leads=leads)


def _action(action: ActionState) -> ActionState:
    return replace(
        action,
        updates=tuple(replace(each, said_by="", recorded_by="") for each in action.updates[-1:]),
        decisions=tuple(replace(each, by="") for each in action.decisions[-1:]),
        evidence=tuple(replace(each, url="", file_name="", sha256="", size=0) for each in action.evidence),
        timescales=tuple(replace(each, extensions=()) for each in action.timescales),
        steps=tuple(
            replace(step, timescales=tuple(replace(each, extensions=()) for each in step.timescales))
            for step in action.steps
        ),
    )
