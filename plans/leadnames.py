"""Names of leads: when two printed names are one, and what kind of lead a name is. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

POST, PERSON, TEAM, AGENCY, BOARD = "post", "person", "team", "agency", "board"

_WORDS = {
    BOARD: r"board|committee|panel|partnership|forum|council|cabinet|executive",
    TEAM: r"team|teams|group|groups|unit|service|services|department|smt|dmt|slt|section",
    AGENCY: r"police|constabulary|nhs|icb|ccg|trust|cafcass|probation|ltd|charity|university",
    POST: (
        r"head|heads|director|manager|managers|officer|officers|lead|chair|assistant|deputy|senior|principal|"
        r"practitioner|practitioners|supervisor|supervisors|coordinator|co-ordinator|commissioner|consultant|adviser|"
        r"advisor|leader|chief|executive|ad|dcs|hos|(?-i:H[Oo](?:[A-Z]\w*| [A-Z]{2,}))|inspector|commander|worker|"
        r"auditor|treasurer|secretary"
    ),
}
_POST_FIRST = re.compile(rf"^(all |interim |acting |the )*({_WORDS[POST]})\b", re.IGNORECASE)
_POST_LAST = re.compile(rf"\b(managers?\b|(?!executive)({_WORDS[POST]})$)", re.IGNORECASE)
_PERSON = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr|Cllr|Councillor)\.? )?[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){1,3}$")
_INITIALS = re.compile(r"^[A-Z]{2,3}$")


def key(name: str) -> str:
    """What two prints of one name have in common: letters and digits, in lower case, "&" read as "and"."""
    words = re.findall(r"\w+", name.replace("&", " and ").replace("’", "").replace("'", "").casefold())
    return " ".join(words)


def kind(name: str) -> str:
    """What a name looks like: a post, a person, a team, an agency or a board. A post where nothing tells."""
    if _POST_FIRST.search(name) or _POST_LAST.search(name):
        return POST
    for found in (BOARD, AGENCY, TEAM, POST):
        if re.search(rf"\b({_WORDS[found]})\b", name, re.IGNORECASE):
            return found
    if _PERSON.match(name) or _INITIALS.match(name):
        return PERSON
    return POST


def begins_as_post(name: str) -> bool:
    """Whether the words begin as a post does: "Head of …", "Interim Director"."""
    return bool(_POST_FIRST.search(name))


def is_post(name: str) -> bool:
    """Whether a word of a post stands in it."""
    return bool(re.search(rf"\b({_WORDS[POST]})\b", name, re.IGNORECASE))


def likeness(one: str, other: str) -> float:
    """How like two names are as they are compared, from 0 to 1."""
    return SequenceMatcher(None, key(one), key(other)).ratio()
