"""Whether a document prints that an action is done."""

from __future__ import annotations

from plans import leadnames
from plans.importing.understood_plan import UnderstoodAction

CLAIMS = frozenset({"complete", "in_place"})
"""The kinds of timescale that say so in the place of a date."""
SAYS_DONE = frozenset({"complete", "completed", "done", "achieved", "action complete", "action completed"})
"""What says so as the whole of its progress."""


def says_done(action: UnderstoodAction) -> bool:
    """In a column of its own, under its date and those of its steps, or as the whole of its progress."""
    if action.done:
        return True
    kinds = [t.kind for t in (*action.timescales, *(t for step in action.steps for t in step.timescales))]
    return (bool(kinds) and CLAIMS.issuperset(kinds)) or leadnames.key(action.progress or "") in SAYS_DONE
