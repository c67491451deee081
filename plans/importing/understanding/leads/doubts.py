"""What of a lead cell a person should look at, though it was read: each doubt is a text and why it is doubtful."""

import re
from dataclasses import replace

from plans.importing.understanding.leads.names import NameShapes, ends_with_role, holds_role
from plans.importing.understood_plan import UnderstoodLead

Doubt = tuple[str, str]

_STROKE = re.compile(r"(?<!\S)(?P<before>[^\s/]{2,}) ?/ ?(?P<after>[^\s/]{2,})")
_LONGEST = 200
"""Letters of a name; a longer text is none."""
_UNSETTLED = re.compile(
    r"(?P<name>.*\w.*?)\s*(?:\((?P<said>tb[cad]|to be (?:confirmed|agreed)|\?)\)|[-–]\s*(?P<after>tb[cad]))\.?",
    re.IGNORECASE | re.DOTALL,
)
_POST_OF = re.compile(r"(?:head|director|ad)s? (?:of|for) (?!services?\b)(?P<of>[^,;/&]+)", re.IGNORECASE)
_JOINED = re.compile(r"\s+(?:and|&)\s+(?P<post>[^,;/&]+)")
_AFTER_COMMA = re.compile(r",\s+(?P<body>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)+)")


def without_unsettled(leads: list[UnderstoodLead]) -> tuple[list[UnderstoodLead], list[Doubt]]:
    """The leads without the "(tbc)" behind a name, and a doubt for each that had one."""
    plain, doubts = [], []
    for lead in leads:
        found = _UNSETTLED.fullmatch(lead.name) if len(lead.name) <= _LONGEST else None
        if found:
            said = found["said"] or found["after"]
            doubts.append((lead.name, f"“{said}” stands behind the name; has it been settled who it is?"))
            lead = replace(lead, name=found["name"])
        plain.append(lead)
    return plain, doubts


def about_two_posts(leads: list[UnderstoodLead]) -> list[Doubt]:
    """Names that may be two posts, or a post and a service: "Head of Kites and Tails Manager" and "Head of Kites,
    Adult Tails". Read as one, because one person may have both titles and one post both fields."""
    because = "read as one post, but it may be two leads"
    return [(lead.name, because) for lead in leads if _names_two(lead.name)]


def _names_two(name: str) -> bool:
    found = _POST_OF.match(name) if len(name) <= _LONGEST else None
    if not found:
        return False
    joined = _JOINED.search(name)
    if joined and joined.end() == len(name):
        return len(joined["post"].split()) > 1 and ends_with_role(joined["post"])
    return bool(_AFTER_COMMA.fullmatch(name, found.end()))


def about_posts_in_italics(read: list[UnderstoodLead], above: UnderstoodLead, names: NameShapes) -> list[Doubt]:
    """Posts that stand in italics below a person, whose own post each may be. `read` is what the italics gave,
    `above` who is named before them."""
    if not names.is_person(above.name):
        return []
    because = f"printed in italics below “{above.name}”; read as supporting, but it may be the post of that person"
    posts = (lead.name for lead in read if holds_role(lead.name) and not lead.note)
    return [(post, because) for post in posts if not names.opens_with_person(post)]


def about_strokes(leads: list[UnderstoodLead], names: NameShapes) -> list[Doubt]:
    """Names that hold words with a stroke between them and no space on both its sides ("Kites/Tails Team"), which
    may be two. A short form of the document's glossary is one."""
    because = "“/” stands between words without spaces; read as one name, but it may be two"
    return [(lead.name, because) for lead in leads if _may_be_two(lead.name, names)]


def _may_be_two(name: str, names: NameShapes) -> bool:
    return any(
        " / " not in stroke[0]
        and stroke["before"][-1].isalpha()
        and stroke["after"][0].isupper()
        and not names.is_abbreviation(stroke[0])
        for stroke in _STROKE.finditer(name)
    )
