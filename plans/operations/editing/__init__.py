"""Building and changing a plan by hand, a module for each noun.

    section = add_section(by=officer, plan=plan, title="Within 3 months")

What they share: officers of the plan, never on a closed one; one act each; a live plan wants a reason (`why`) for
every change of what it says; `opened` is the `mark` of the thing as the form was opened on it, and a change by
somebody else in between raises `Overtaken`; what changes nothing leaves no trace. Nothing is deleted: `withdraw`
takes a thing out with a reason, `bring_back` puts it in again, `move` gives it another place.
"""

from plans.operations.editing.actions import add_action, change_action
from plans.operations.editing.columns import add_column, add_usual_columns, change_column
from plans.operations.editing.leads import Led, add_lead, change_lead, find_lead
from plans.operations.editing.order import move
from plans.operations.editing.recommendations import add_recommendation, change_recommendation
from plans.operations.editing.sections import add_section, change_section
from plans.operations.editing.sources import add_source, change_source
from plans.operations.editing.steps import add_step, change_step
from plans.operations.editing.things import NOUNS, mark, plan_of, siblings, values_of
from plans.operations.editing.timescales import Dating, add_timescale, change_timescale, give_first_date
from plans.operations.editing.withdrawal import bring_back, withdraw

__all__ = [
    "NOUNS",
    "Dating",
    "Led",
    "add_action",
    "add_column",
    "add_lead",
    "add_recommendation",
    "add_section",
    "add_source",
    "add_step",
    "add_timescale",
    "add_usual_columns",
    "bring_back",
    "change_action",
    "change_column",
    "change_lead",
    "change_recommendation",
    "change_section",
    "change_source",
    "change_step",
    "change_timescale",
    "find_lead",
    "give_first_date",
    "mark",
    "move",
    "plan_of",
    "siblings",
    "values_of",
    "withdraw",
]
