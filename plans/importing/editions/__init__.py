"""A later edition of a document beside the plan that it is of: what is new, changed, moved and gone. Pure.

    compare(plan_state, understood)  →  Edition, whose differences a person accepts or leaves, one by one

Modules: `similarity` (how like two texts are), `best_pairs` (which old thing is which new one), `matches` (the same
over sections, recommendations, actions), `order` (what moved among its neighbours), `differences` (what a difference
is); then a module for each thing that differs: `plan_differences`, `action_differences`, `steps`, `assignments`,
`date_differences`, `progress_differences`.
`words` marks the words that changed.
"""

from plans.importing.editions.comparison import compare
from plans.importing.editions.differences import (
    CHANGED,
    DATE,
    GONE,
    KINDS,
    MOVED,
    NEW,
    PROGRESS,
    SAME,
    Change,
    Difference,
    Edition,
    in_words,
)

__all__ = [
    "CHANGED",
    "DATE",
    "GONE",
    "KINDS",
    "MOVED",
    "NEW",
    "PROGRESS",
    "SAME",
    "Change",
    "Difference",
    "Edition",
    "compare",
    "in_words",
]
