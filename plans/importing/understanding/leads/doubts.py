"""What of a lead cell a person should look at, though it was read: each doubt is a text and why it is doubtful."""

import re

from plans.importing.document import UnderstoodLead
from plans.importing.understanding.leads.posts import Names, holds_role

Doubt = tuple[str, str]

_STROKE = re.compile(r"(?<!\S)(?P<before>[^\s/]{2,}) ?/ ?(?P<after>[^\s/]{2,})")


def about_posts_in_italics(read: list[UnderstoodLead], above: UnderstoodLead, names: Names) -> list[Doubt]:
    """Posts that stand in italics below a person, whose own post each may be. `read` is what the italics gave,
    `above` who is named before them."""
    if not names.is_person(above.name):
        return []
    because = f"printed in italics below “{above.name}”; read as supporting, but it may be the post of that person"
    posts = (lead.name for lead in read if holds_role(lead.name) and not lead.note)
    return [(post, because) for post in posts if not names.opens_with_person(post)]


def about_strokes(leads: list[UnderstoodLead], names: Names) -> list[Doubt]:
    """Names that hold words with a stroke between them and no space on both its sides ("Kites/Tails Team"), which
    may be two. A short form of the document's glossary is one."""
    because = "“/” stands between words without spaces; read as one name, but it may be two"
    return [(lead.name, because) for lead in leads if _may_be_two(lead.name, names)]


def _may_be_two(name: str, names: Names) -> bool:
    return any(
        " / " not in stroke[0]
        and stroke["before"][-1].isalpha()
        and stroke["after"][0].isupper()
        and not names.is_abbreviation(stroke[0])
        for stroke in _STROKE.finditer(name)
    )
