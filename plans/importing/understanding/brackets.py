"""Who leads, where it is printed at the end of the action's own text: "… (Head of Parks)", "… Lead: Jo Bell"."""

import re

from plans.importing.understanding.leads.names import NameShapes, holds_role, is_body, is_initials

_LAST = re.compile(r"[(\[](?P<who>[^()\[\]]{2,80})[)\]]\s*\.?$")
_LABELLED = re.compile(
    r"\b(?:lead|owner|action by|led by|responsible)\s*[:–-]\s*(?P<who>[^:;]{2,80}?)\.?$", re.IGNORECASE
)
_ENDS = re.compile(r"\s*(?:,|;|/|&|\band\b|\bwith\b)\s*")


def lead_in_brackets(text: str, names: NameShapes) -> str | None:
    """The words at the end of an action that say who leads; None where the end says something else."""
    labelled = _LABELLED.search(text)
    if labelled:
        return labelled["who"].strip()
    last = _LAST.search(text)
    if not last:
        return None
    who = [part for part in _ENDS.split(last["who"].strip()) if part]
    named = (
        holds_role(p) or is_body(p) or is_initials(p) or names.is_person(p) or names.is_abbreviation(p) for p in who
    )
    return last["who"].strip() if who and all(named) else None
