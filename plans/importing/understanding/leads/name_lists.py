"""One text that names several leads, cut where one name ends and the next begins; and who leads where it is printed
at the end of the action's own text: "… (Head of Parks)", "… Lead: Jo Bell".
"""

import re

from plans.importing.understanding.leads.names import (
    NameShapes,
    ends_with_role,
    holds_role,
    is_body,
    is_capitals,
    is_head_noun,
    is_initials,
    is_short_form,
    is_whole,
    names_role,
    opens_with_any_post,
    opens_with_initials,
    opens_with_post,
)

_MARK = re.compile(r"\s*;\s*|\s+/\s+|\s+&\s+|\s*,?\s+and\s+|\s*,\s+|\s*\n\s*|\s+")
_NOT_BEFORE_A_NAME = frozenset("of to for the a an in on by from behalf deputy and & , / with –".split())

_QUALIFIES = re.compile(
    r"\b(?:(?<!chief )executive|assistant|associate|managing|interim|acting|corporate|strategic|deputy)$", re.IGNORECASE
)
"""With these no title ends: a "Director" or "Manager" follows."""

LONGEST = 600
"""A longer text is no list of names and is left whole."""


def split_names(text: str, names: NameShapes) -> list[str]:
    """The names in a text (its printed lines separated by newlines), each as printed.

    A comma, "&" or "and" within a post's title does not cut: what follows must be able to begin a name, and what
    stands before must be whole.
    """
    text = text.strip()
    if len(text) > LONGEST:
        return [text]
    return [name for part in _surely_apart(text) for name in _split_within(part, names)]


def _surely_apart(text: str) -> list[str]:
    """The parts between semicolons, and between strokes with a space on both sides, where each could be a name: no
    name holds either, whatever the words are. Signs within brackets cut nothing."""
    initials = text.split("/")
    parts = initials if all(is_initials(part) for part in initials) else _CUTS.split(text)
    if len(parts) < 2 or not all(part[:1].isupper() and part.count("(") == part.count(")") for part in parts):
        return [text]
    return [text] if any(_OPEN_END.search(part) for part in parts[:-1]) else parts


def _split_within(text: str, names: NameShapes) -> list[str]:
    found, start = [], 0
    for mark in _MARK.finditer(text):
        before, after = text[start : mark.start()], text[mark.end() :]
        if (
            mark.start() >= start
            and after
            and (is_whole(before, names) or "," in mark[0])
            and _cuts(mark[0], before, after, names)
        ):
            found.append(before)
            start = mark.end()
    found.append(text[start:])
    return [name for name in (_clean(name) for name in found) if name]


def _lists_agencies(before: str, after: str) -> bool:
    """Whether names in capitals follow each other ("Agency, CSP", "Pro-Dean, ASM, AO"): a single one after a post may
    be where the post is ("Head of Service, CAMHS"), and those after one of them are of it ("Managers of KTS, STR")."""
    rest = re.split(r"\s*[,;/]\s*", after)
    of_one_of_them = re.search(r"\bof [A-Z]{2,}$", before)
    if of_one_of_them or not before[:1].isupper() or not all(map(is_capitals, rest)):
        return False
    return len(rest) > 1 or is_capitals(before) or not (holds_role(before) or " of " in before)


_CUTS = re.compile(r"\s*;\s*|\s+[/+]\s+")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_OPEN_END = re.compile(r"\b(?:of|to|for|the|and|in|on|of [A-Z]{2,})$|[,:&–-]$")
"""After these a name goes on, whatever stands after it."""


def _lists_leads(before: str, upcoming: str, names: NameShapes) -> bool:
    """Whether a comma stands between two that lead: what follows says itself what it is ("…, Housing Officer",
    "…, Children's Services"), and what stands before is whole: a post, a body, or a title of several words. One word
    after a comma may be a first name ("Bell, Jo"); after a bare "Head of Service" stands of which, and a body after a
    post is where that is. Of where a post is in brackets, the post tells."""
    before, upcoming = (_IN_BRACKETS.sub("", text) for text in (before, upcoming))
    if len(before.split()) > 1 and ends_with_role(before) and ends_with_role(upcoming):
        return True
    if not upcoming[:1].isupper() or _BARE_HEAD.fullmatch(before.strip()):
        return False
    if names.is_person(before) and not names_role(before):
        return False  # whoever it is, with their post after the comma
    if is_body(before) and len(before.split()) == 1:
        return True
    return _says_what_it_is(before, upcoming) and _stands_whole(before)


def _says_what_it_is(before: str, upcoming: str) -> bool:
    return names_role(upcoming) or (is_body(upcoming) and len(upcoming.split()) > 1 and not names_role(before))


def _stands_whole(text: str) -> bool:
    """Whether a text is a post, a body, or a title of several words."""
    whole = names_role(text) or is_body(text) or is_capitals(text) or is_short_form(text.strip())
    return whole or " of " in text or (text[:1].isupper() and len(text.split()) > 1 and not holds_role(text))


_BARE_HEAD = re.compile(r"(?:(?:interim|acting|deputy) )?(?:heads?|directors?|ads?) ?(?:of services?)?", re.IGNORECASE)


_LETTERS = re.compile(r"[A-Z] ?& ?[A-Z]\b")
"""Two letters that are one name: "Q & P"."""


def _cuts(mark: str, before: str, after: str, names: NameShapes) -> bool:
    sign = mark.strip() or ("\n" if "\n" in mark else " ")
    if sign in (" ", "\n"):
        return _runs_on(sign, before, after, names)
    if sign == "&" and len(before.strip()) == 1:
        return False
    upcoming = _until_sign(after)
    if sign == "," and _lists_leads(before, upcoming, names):
        return True
    if not is_whole(before, names):
        return False
    if _surely_begins(sign, before, after, names):
        return True
    if sign in (",", ";", "/") and _lists_agencies(before, after):
        return True
    if sign in (";", "/"):
        return _strokes_cut(before, after, upcoming)
    if sign == ",":  # "AD, …" may be followed by what they are in charge of
        return False
    return _ends_a_name(before) and (_ends_a_name(upcoming) or (ends_with_role(before) and is_capitals(upcoming)))


def _strokes_cut(before: str, after: str, upcoming: str) -> bool:
    """Whether a stroke or semicolon stands between two names."""
    if _LETTERS.match(after) and is_capitals(before):
        return True
    if is_initials(upcoming) and _ends_a_name(before):
        return True
    return len(upcoming.split()) > 1 or is_initials(before)


def _surely_begins(sign: str, before: str, after: str, names: NameShapes) -> bool:
    """Whether what stands after a sign can only be the beginning of a name."""
    if opens_with_any_post(after) or names.opens_with_abbreviation(after) or re.match(r"all\s+\w", after, re.I):
        return True
    if is_initials(before) and opens_with_initials(after):
        return True
    if not names.opens_with_person(after):
        return False
    people_before = names.is_person(" ".join(before.split()[-2:])) or names.opens_with_person(before)
    return people_before or (sign != "," and ends_with_role(before))


def _runs_on(sign: str, before: str, after: str, names: NameShapes) -> bool:
    """Whether a name begins without any mark before it: after a space, or on a new printed line."""
    last_word = before.split()[-1].lower()
    if _QUALIFIES.search(before) or last_word in _NOT_BEFORE_A_NAME or before.rstrip()[-1:] in ",:&/–-":
        return False
    if opens_with_post(after):
        # A person, or an agency in initials, may be followed by their own post.
        own_post = names.is_person(before) or is_capitals(before)
        return not own_post and not _within_a_title(sign, before, after)
    if names.opens_with_abbreviation(after):
        return names.is_abbreviation(before)
    if names.is_person(before) and names.opens_with_person(after):
        # Without a line's end only an even number of words can be pairs of first and last names.
        return sign == "\n" or len(_until_sign(after).split()) % 2 == 0
    if sign == "\n" and _is_post(before.rpartition("\n")[2]) and _is_post(after.partition("\n")[0]):
        return True
    # After "… Team 2" at a line's end, lines that end in a role are a post of their own.
    return sign == "\n" and before.rstrip()[-1:].isdigit() and ends_with_role(after.replace("\n", " "))


def _is_post(line: str) -> bool:
    """Whether a printed line is a whole post: it ends in what somebody is, with words before that say of what."""
    return len(line.split()) > 1 and ends_with_role(line) and "," not in line


def _within_a_title(sign: str, before: str, after: str) -> bool:
    """Whether what stands before is no name yet but the start of a title: "Partnership" of "Partnership Business
    Manager", and whatever holds no post and has a lone "Manager" on the next printed line."""
    if sign == " " and len(before.split()) == 1 and is_body(before) and not is_short_form(before):
        return True
    following = after if sign == "\n" else after.partition("\n")[2]
    return is_head_noun(following.partition("\n")[0]) and not holds_role(before)


def _ends_a_name(text: str) -> bool:
    return is_body(text) or ends_with_role(text)


def _until_sign(text: str) -> str:
    return re.split(r"\s*[;,/&\n]\s*|\s+and\s+", text, maxsplit=1)[0]


def _clean(name: str) -> str:
    name = re.sub(r"\s+", " ", name)
    name = re.sub(r"^(?:and|&)\s+", "", name, flags=re.IGNORECASE)
    return name.strip(" ,;:&/–-")


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
    return last["who"].strip() if who and all(may_lead(part, names) for part in who) else None


def may_lead(text: str, names: NameShapes) -> bool:
    """Whether a text is a post, a body or a person, written out or by its letters."""
    return (
        holds_role(text) or is_body(text) or is_initials(text) or names.is_person(text) or names.is_abbreviation(text)
    )
