"""The shapes of the names that lead cells hold: posts, people, initials, teams, abbreviations; and the two in a
name that is a post and whoever holds it.

A name in a lead cell is one of a few shapes. Knowing where one can begin, and whether the words before are one
already, is what lets "Head of Service, A Head of Service, B" be read as two posts and "Head of A & B" as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plans import leadnames

_BEFORE_ROLE = (
    "interim|acting|deputy|assistant|associate|joint|executive|corporate|strategic|senior|principal|independent|"
    "designated|lead|chief|group|team|service|services|performance|practice|business|programme|project|operations|"
    "operational|area|district|locality|general|named|virtual school|quality assurance|qa|all|all the|each"
)
_ROLE = (
    "heads?|directors?|ads?|chairs?|managers?|officers?|consultants?|co-?ordinators?|commanders?|superintendents?|"
    "inspectors?|commissioners?|leaders?|advisers?|advisors?|nurses?|solicitors?|administrators?|supervisors?|"
    "headteachers?|principals?|executive|practitioners?|secretary|clerk|analysts?|workers?"
)
_POST = re.compile(rf"(?:(?:{_BEFORE_ROLE})\s+){{0,4}}(?:{_ROLE})\b", re.IGNORECASE)
_LED_POST = re.compile(rf"(?:(?:{_BEFORE_ROLE})\s+){{1,4}}(?:{_ROLE})\b", re.IGNORECASE)
_BARE_POST = re.compile(
    r"(?:heads?|directors?|ADs?|chairs?|cllr|councillor)\b(?=\s+(?:of|for)\b|\s*[,:–]|\s*$)", re.IGNORECASE
)
_HOLDS_ROLE = re.compile(rf"\b(?:{_ROLE}|leads?|cllr|councillor)\b", re.IGNORECASE)
_ENDS_WITH_ROLE = re.compile(rf"\b(?:{_ROLE}|leads?)$", re.IGNORECASE)
_RUN_TOGETHER = re.compile(
    rf"\b(?!(?i:principal|executive)\b)(?i:{_ROLE}|sergeant|sgt)(?: \([^()]+\))? (?!(?i:{_ROLE}|leads?)\b)"
    rf"(?:[A-Z][\w'’&-]* (?:of |for |and |& )?){{1,4}}(?i:{_ROLE}|lead)\b"
)
"""A post after another, with nothing between them."""
_HEAD_NOUN = re.compile(rf"(?:{_ROLE}|leads?)", re.IGNORECASE)
_NAMES_ROLE = re.compile(
    rf"\b(?:{_ROLE}|leads?|partners?|buyers?|providers?|wardens?|treasurers?|curators?|matrons?|pharmacists?|caretakers?|"
    r"groundsm[ae]n|contractors?|suppliers?|tutors?|teachers?|registrars?|bursars?|trustees?|engineers?|technicians?|"
    r"surveyors?|planners?|architects?|accountants?|auditors?|trainers?|facilitators?|champions?|governors?|deans?|"
    r"professors?|keepers?|custodians?|stewards?|sendco|senco|counsel|representatives?|psychologists?|therapists?|"
    r"physicians?|surgeons?|librarians?|rangers?|foremen|executives?)$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:teams?|boards?|groups?|sub[ -]?groups?|services?|units?|panels?|committees?|council|trusts?|partnerships?|"
    r"police|agency|agencies|forum|smt|dmt|cabinet|schools?|college)(?:\s+\d+)?$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-Z]{2,4}(?![\w'’&])")
_CAPITALS = re.compile(r"[A-Z]{2,8}")
_SHORT_FORM = re.compile(r"[A-Z]\w*[A-Z]\w*")
_NAME_WORD = re.compile(r"(?:(?:Mc|Mac|O['’]|De|Van)?[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)*|[A-Z]\.?)$")
_NEVER_NAMES = frozenset(
    "all and the for with team board service services group unit care social children childrens adult adults health "
    "education housing legal finance committee council strategy strategic safeguarding support quality assurance "
    "performance practice learning community communities inclusion commissioning resources customer family families "
    "early help youth police partnership independent chair head director manager officer lead member members public "
    "workforce development human information business senior principal protection borough county city people "
    "schools school training policy planning response fostering adoption access front door duty locality".split()
)


@dataclass(frozen=True, slots=True)
class NameShapes:
    """What a document knows about names: `abbreviations` are the squashed short forms of posts and bodies,
    `vocabulary` its words with how often each is printed (letter case kept)."""

    abbreviations: frozenset[str] = frozenset()
    vocabulary: dict[str, int] = field(default_factory=dict)

    def is_abbreviation(self, text: str) -> bool:
        """Whether a text is a short form that the document's glossary gives for a post or body."""
        return squashed(text) in self.abbreviations

    def is_person(self, text: str) -> bool:
        """Whether a text is a person's name: two or three capitalised words that the document never prints in
        lower case."""
        parts = text.strip(" .").split()
        if not 2 <= len(parts) <= 3 or not all(_NAME_WORD.match(part) for part in parts):
            return False
        return not any(
            part.lower() in _NEVER_NAMES or (part != part.lower() and part.lower() in self.vocabulary) for part in parts
        )

    def opens_with_person(self, text: str) -> bool:
        """Whether a text begins with a person's name, which their post may follow."""
        parts = re.split(r"\s*(?:[,;/&(–]|\s-\s|\band\b|\bto\b)", text, maxsplit=1)[0].split()
        return any(self.is_person(" ".join(parts[:count])) for count in (2, 3) if len(parts) >= count)

    def opens_with_abbreviation(self, text: str) -> bool:
        parts = re.split(r"[\s,;/&]+", text.strip(), maxsplit=2)
        return bool(parts) and (
            self.is_abbreviation(parts[0]) or (len(parts) > 1 and self.is_abbreviation(parts[0] + parts[1]))
        )


def squashed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def opens_with_post(text: str) -> bool:
    """Whether a text begins with a post: "Head of …", "Service Manager, …", "AD, …"."""
    return bool(_LED_POST.match(text) or _BARE_POST.match(text))


def opens_with_any_post(text: str) -> bool:
    """The same after a printed separator, where a bare "Manager" begins a post too."""
    return bool(_POST.match(text))


def opens_with_initials(text: str) -> bool:
    return bool(_INITIALS.match(text))


def is_initials(text: str) -> bool:
    return bool(_INITIALS.fullmatch(text.strip(" .")))


def is_capitals(text: str) -> bool:
    """Whether a text is one word of capitals, as agencies and services have for names ("CAMHS")."""
    return bool(_CAPITALS.fullmatch(text.strip(" .")))


def is_short_form(text: str) -> bool:
    """Whether a text is one word with several capitals ("SMT", "HoKit")."""
    return bool(_SHORT_FORM.fullmatch(text))


def is_body(text: str) -> bool:
    """Whether a text names a team, board or other body."""
    return bool(_BODY.search(text.strip(" .")))


def holds_role(text: str) -> bool:
    return bool(_HOLDS_ROLE.search(text))


def is_head_noun(text: str) -> bool:
    """Whether a text is no more than the noun that ends a post's title: "Manager", "Officer", "Lead"."""
    return bool(_HEAD_NOUN.fullmatch(text.strip(" .")))


def ends_with_role(text: str) -> bool:
    return bool(_ENDS_WITH_ROLE.search(text.strip(" .")))


def names_role(text: str) -> bool:
    """Whether a text ends in what somebody is, rarer words than those of posts among them: "Buyer", "Curator"."""
    return bool(_NAMES_ROLE.search(text.strip(" .")))


def is_whole(text: str, names: NameShapes) -> bool:
    """Whether a text can stand as a name of its own, so that another may begin after it."""
    text = text.strip(" ,;:&/–-\n")
    return bool(text) and (
        names.is_abbreviation(text) or names.is_person(text) or is_short_form(text) or is_body(text) or holds_role(text)
    )


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


def kind_of_lead(name: str) -> str:
    """As `leadnames.kind` reads it, and a post where somebody's name runs into one."""
    return leadnames.POST if post_and_holder(name) else leadnames.kind(name)


def _is_person(name: str) -> bool:
    if _NO_NAMES & set(name.lower().split()):
        return False
    return NameShapes().is_person(_TITLE.sub("", name, count=1)) and not leadnames.is_post(name)


def runs_together(text: str) -> bool:
    """Whether a name holds two posts with nothing between them: "Comms Manager Parks Development Officer"."""
    return bool(_RUN_TOGETHER.search(text))
