"""Names that are nearly those of leads whom the organisation has: asked, never decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from plans import leadnames
from plans.importing.document import UnderstoodAction, UnderstoodLead, UnderstoodPlan

NEAR = 0.82
"""How alike two names are (0 to 1) that may be one: "Head of Childrens Service", "Head of Children’s Services"."""
MOST_OFFERED = 3
SHORTEST = 5
"""Letters that a name needs before likeness says anything; initials are never near."""


def near_names(
    plan: UnderstoodPlan, known: Iterable[str]
) -> Iterator[tuple[str, tuple[str, ...], int | None, int | None]]:
    """Each name of the plan that no known lead bears but some nearly do: the name, the nearest first, and the first
    row (with its line) that prints it."""
    by_key = {leadnames.key(name): name for name in known}
    seen: set[str] = set()
    for action in plan.actions:
        for lead in leads_of(action):
            key = leadnames.key(lead.name)
            if key in seen or key in by_key or lead.means:
                continue
            seen.add(key)
            near = _nearest(key, by_key)
            if near:
                yield lead.name, near, action.row, action.line


def leads_of(action: UnderstoodAction) -> tuple[UnderstoodLead, ...]:
    """Everyone who leads the action or one of its steps."""
    return (*action.leads, *(lead for step in action.steps for lead in step.leads))


def _nearest(key: str, by_key: dict[str, str]) -> tuple[str, ...]:
    if len(key) < SHORTEST:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    found = []
    for other, name in by_key.items():
        if len(other) < SHORTEST:
            continue
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR:
            found.append((-matcher.ratio(), name))
    return tuple(name for _likeness, name in sorted(found)[:MOST_OFFERED])
