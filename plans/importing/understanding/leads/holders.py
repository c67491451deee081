"""A name that is two: a post and whoever holds it, as cells run them together. Pure."""

from __future__ import annotations

import re

from plans import leadnames
from plans.importing.understanding.leads.names import NameShapes

_BETWEEN = re.compile(r"\s*(?:[,;/:()\n]|\s[–—-]\s)\s*")
_ADJECTIVES = r"(?:(?:service|group|team|strategic|corporate|executive|operations|practice|business|programme) )*"
_ADJECTIVE = re.compile(_ADJECTIVES, re.IGNORECASE)
_NO_NAMES = frozenset(
    "statutory assessment assessments placement placements contact referral intake court justice participation "
    "engagement inspection audit internal road estates parks data digital care complex complaints".split()
)
"""Words of fields of work that stand after a post, beside those that no reading of a lead takes for a name."""
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.? ")


def post_and_holder(name: str) -> tuple[str, str] | None:
    """The post and the person of "Ann Bell, Head of Early Help", "Head of Early Help (Ann Bell)" or "Ann Bell Head of
    Early Help"; None for a name that is one."""
    pieces = [piece for piece in _BETWEEN.split(name) if piece]
    if len(pieces) == 2:
        first, second = pieces
        for person, post in ((first, second), (second, first)):
            if _is_person(person) and leadnames.is_post(post):
                return post, person
        return None
    if len(pieces) != 1:
        return None
    words = pieces[0].split()
    titled = 1 if _TITLE.match(pieces[0]) else 0
    for count in (2 + titled, 3 + titled):
        person, post = " ".join(words[:count]), " ".join(words[count:])
        if " " in post and _is_person(person) and leadnames.begins_as_post(_ADJECTIVE.sub("", post, count=1)):
            return post, person
    return None


def kind(name: str) -> str:
    """As `leadnames.kind` reads it, and a post where somebody's name runs into one."""
    return leadnames.POST if post_and_holder(name) else leadnames.kind(name)


def _is_person(name: str) -> bool:
    if _NO_NAMES & set(name.lower().split()):
        return False
    return NameShapes().is_person(_TITLE.sub("", name, count=1)) and not leadnames.is_post(name)
