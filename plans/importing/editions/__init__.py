"""A later edition of a document beside the plan that it is of: what is new, changed, moved and gone. Pure.

    compare(plan_state, understood)  →  Edition, whose differences a person accepts or leaves, one by one

Modules: `alike` (how like two texts are), `assigning` (which old thing is which new one), `matching` (the same over
sections, recommendations, actions), `order` (what moved among its neighbours), `differing` (what a difference is);
then a module for each thing that differs: `frame`, `bands`, `rows`, `steps`, `assignments`, `dates`, `progress`.
`words` marks the words that changed.
"""

from plans.importing.editions.comparing import compare
from plans.importing.editions.differing import (
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
