"""Names that are nearly those of leads whom the organisation has, or of another lead of the same document: asked,
never decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from plans import leadnames
from plans.importing.understood_plan import UnderstoodAction, UnderstoodLead, UnderstoodPlan

_DIGITS = re.compile(r"\d+")

NEAR = 0.82
"""How alike two names are (0 to 1) that may be one: "Head of Childrens Service", "Head of Children’s Services"."""
MOST_OFFERED = 3
SHORTEST = 5
"""Letters that a name needs before likeness says anything; initials are never near."""


@dataclass(frozen=True, slots=True)
class Near:
    """A name and the names that it nearly is, the nearest first; the first row (with its line) that prints it; and
    why that is asked."""

    name: str
    near: tuple[str, ...]
    row: int
    line: int
    because: str


def near_names(plan: UnderstoodPlan, known: Iterable[str]) -> Iterator[Near]:
    """Each name of the plan that no known lead bears but some nearly do; or that it prints once, where it prints one
    that is nearly the same more often."""
    by_key = {leadnames.key(name): name for name in known}
    printed = Counter(leadnames.key(lead.name) for action in plan.actions for lead in leads_of(action))
    names = {leadnames.key(lead.name): lead.name for action in plan.actions for lead in leads_of(action)}
    often = {key: names[key] for key, times in printed.items() if times > 1}
    seen: set[str] = set()
    for action in plan.actions:
        for lead in leads_of(action):
            key = leadnames.key(lead.name)
            if key in seen or key in by_key or lead.means:
                continue
            seen.add(key)
            near, whose = _nearest(key, by_key), "whom the organisation has already"
            if not near and printed[key] == 1:
                near, whose = _nearest(key, often), "whom this document names in other rows"
            if near:
                yield Near(lead.name, near, action.row, action.line, f"nearly “{near[0]}”, {whose}; are they the same?")


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
        if len(other) < SHORTEST or _DIGITS.findall(other) != _DIGITS.findall(key):
            continue  # teams that are told apart by their numbers are not near
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR:
            found.append((-matcher.ratio(), name))
    return tuple(name for _likeness, name in sorted(found)[:MOST_OFFERED])
