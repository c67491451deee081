"""What a printed name stands for, from the document's own glossary and notes; never guessed from elsewhere."""

import re
from dataclasses import dataclass, replace

from plans.importing.rows.cell_patterns import alike
from plans.importing.understanding.leads.names import NameShapes, holds_role, is_body, is_initials, squashed
from plans.importing.understood_plan import Pairs, UnderstoodLead

_PERSON = re.compile(r"(?<![\w'’])[A-Z][a-z]+ (?:Mc|Mac|O['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?![\w])")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Short forms, definitions, and the people whom the document names in full."""

    abbreviations: Pairs
    definitions: Pairs
    people: frozenset[str]

    def meaning(self, name: str) -> str | None:
        """What a name stands for, or None where the document does not say, or says two things."""
        key = squashed(name)
        for short, long in (*self.abbreviations, *self.definitions):
            if key and key in (squashed(short), squashed(short).removeprefix("all")):
                return long
        if is_initials(name):
            bearers = {person for person in self.people if "".join(p[0] for p in person.split()) == name}
            return bearers.pop() if len(bearers) == 1 else None
        return None

    def nearest(self, name: str) -> str | None:
        """A short form of the glossary that an unknown short form may be a misprint of."""
        if not re.fullmatch(r"[A-Z]\w*[A-Z]\w*", name) or len(name) < 4:
            return None
        return next((short for short, _ in self.abbreviations if 0.8 <= alike(short, name) < 1), None)


def people_in(texts: list[str], names: NameShapes) -> frozenset[str]:
    """Everyone whom these texts name in full."""
    return frozenset(person for text in texts for person in _PERSON.findall(text[:2000]) if names.is_person(person))


def posts_among(abbreviations: Pairs) -> frozenset[str]:
    """The squashed short forms that stand for a post or a body."""
    return frozenset(squashed(short) for short, long in abbreviations if holds_role(long) or is_body(long))


def resolved(leads: tuple[UnderstoodLead, ...], glossary: Glossary) -> tuple[UnderstoodLead, ...]:
    return tuple(replace(lead, means=glossary.meaning(lead.name)) for lead in leads)
