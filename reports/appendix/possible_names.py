"""What may be somebody's name though nothing says so: listed for whoever makes a paper without names, and replaced
where they say so.

Nobody can tell every name from every other word in capitals. So what is surely a name gives way by itself
(`reports.appendix.people`), and what only may be one is asked: two words in capitals that are no words of the plan's
own, a given name that stands alone, the surname of somebody known where it may be a place, an address for mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.state import PlanState
from reports.appendix.given_names import NO_SURNAME, WORD, given_names

ADDRESS = re.compile(r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+")

_RUN = re.compile(rf"(?<![\w@.'’-])(?:{WORD}|[A-Z]\.?(?!\w))(?:[ \t\xa0]+(?:{WORD}|[A-Z]\.?(?!\w)))*(?![\w@])")
_BY = re.compile(r"\b(?:by|told|and|with|from|says?|said)\s+$")

_SAID = re.compile(
    r"\s+(?:has |have |had |will |was |is |also |then )?(?:said|says|told|tells|asked|confirmed|agreed|reported|"
    r"visited|attended|wrote|met|spoke|explained|advised|replied|chaired|chairs|left|retired|joined|resigned)\b"
)
"""What only a person does, and stands after the name."""

_WITHIN = re.compile(r"[a-z]{2},? $")
"""What stands before a word within a sentence; words in capitals before it make it a title's."""

_PLAIN = re.compile(r"(?:M[ac]{1,2}|O['’])?[A-Z][^\W\d_A-Z]{2,}(?:-[A-Z][^\W\d_A-Z]+)*")
"""A surname as it is written; no CiN, PC’s or Marsh-side."""

_ROLES = frozenset(
    "Chair Chief Co-ordinator Commissioner Coordinator Councillor Deputy Director Executive Head Inspector Leader Lead"
    " Manager Minister Nurse Officer Principal Secretary Senior Sergeant Superintendent Supervisor Worker".split()
)
"""What stands after somebody's name and makes it no other thing's."""

_NO_NAMES = frozenset(
    "A After All Also Although An Any As At Because Before Both But By During Each Either Every For From Further He Her"
    " His How However I If In It Its Last Later Less Many More Most Near Neither New Next No Nor Not Now Of On Once One"
    " Only Or Our Over Recent Same She Since So Some Soon Still Such That Their Then There These They This Those Three"
    " Through To Two Under Until Upon We What When Where Whether Which While Who Whose Why With Within Without Yet You"
    " Your Yesterday Today Tomorrow Afterwards Earlier Finally Meanwhile Previously".split()
)
"""Words with which a sentence begins, and that are no part of a name."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a plan uses for other things than people. `ordinary` are those that it writes without a capital,
    `own` those of its titles, leads, organisations and abbreviations; all in lower case. `surnames` are those of
    everybody who is known."""

    ordinary: frozenset[str]
    own: frozenset[str]
    surnames: frozenset[str]

    def writes(self, word: str) -> bool:
        """Whether it writes all of this word without a capital, as one or as several."""
        parts = re.findall(r"[^\W\d_]+", word.casefold())
        return all({part, f"{part}s", part.removesuffix("s")} & self.ordinary for part in parts)


def vocabulary(plan: PlanState, texts: Iterable[str], surnames: Iterable[str]) -> Vocabulary:
    """That of a plan whose texts these are."""
    ordinary = ordinary_words(texts)
    titles = [plan.title, plan.organisation, plan.committee, *(each.title for each in plan.sections)]
    titles += [each.name for each in plan.leads if each.kind != "person"]
    titles += [each.title for each in plan.sources] + [long for _short, long in plan.glossary]
    titles += [each.heading for each in plan.columns] + [each.label for each in plan.scheme.ratings]
    own = {word.casefold() for title in titles for word in re.findall(r"[^\W\d_]+", title)}
    return Vocabulary(ordinary, frozenset(own), frozenset(each.casefold() for each in surnames))


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand in these texts without a capital, addresses for mail apart."""
    plain = (ADDRESS.sub(" ", text) for text in texts)
    return frozenset(word for text in plain for word in re.findall(r"[^\W\d_]+", text) if word.islower())


def possible_names(text: str, known: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where something stands in a text that may be a name, in its order."""
    addresses = [match.span() for match in ADDRESS.finditer(text)]
    runs = (run for run in _RUN.finditer(text) if not any(at <= run.start() < end for at, end in addresses))
    yield from sorted([*addresses, *(found for run in runs for found in _of_run(text, run, known))])


def _of_run(text: str, run: re.Match[str], known: Vocabulary) -> Iterator[tuple[int, int]]:
    """Of words in capitals in a row: those that belong together, cut at words that are no part of a name."""
    words = list(re.finditer(r"\S+", run[0]))
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _can_be_name(words[end][0], known):
            end += 1
        start, stop = run.start() + words[at].start(), run.start() + words[max(end, at + 1) - 1].end()
        before = words[at - 1][0] if at else text[: run.start()]
        after = words[end][0] if end < len(words) else text[stop:]
        if end > at and _may_be_name([word[0] for word in words[at:end]], before, after, known):
            yield start, stop
        at = max(end, at + 1)


def _can_be_name(word: str, known: Vocabulary) -> bool:
    bare = word.rstrip(".")
    if len(bare) == 1 and (word.endswith(".") or bare not in _NO_NAMES):
        return True
    if bare in _NO_NAMES:
        return False
    title, one = (bare.title() if bare.isupper() else bare), bare.casefold().removesuffix("s")
    if bare.isupper() and (len(bare) < 5 or bare.casefold() in known.ordinary):
        return False
    return not (title in NO_SURNAME or title.removesuffix("s") in NO_SURNAME or known.own & {bare.casefold(), one})


def _may_be_name(words: list[str], before: str, after: str, known: Vocabulary) -> bool:
    """Whether these words can be one: `before` is what stands before them, the word alone where that is in capitals
    too, and `after` likewise."""
    whole = [word for word in words if len(word.rstrip(".")) > 2]
    if not whole or (after[:1].isupper() and after not in _ROLES):
        return False
    strange = [word for word in whole if not known.writes(word)]
    if len(words) > 1 and words[-1] in whole:
        return bool(strange) and not (len(strange) < len(whole) and _begins(before) and known.writes(whole[0]))
    if not strange or re.match(r"\s*['’]?\d", after):
        return False
    word = whole[0]
    if word.isupper():
        return False
    return (
        word in given_names()
        or word.casefold() in known.surnames
        or before in _ROLES
        or _is_of_a_person(word, before, after)
    )


def _is_of_a_person(word: str, before: str, after: str) -> bool:
    """Whether what stands beside a word is what people alone do, or is done with them; or it stands within a sentence,
    and nothing but being a name gives it its capital."""
    return bool(_BY.search(before) or _SAID.match(after) or (_WITHIN.search(before) and _PLAIN.fullmatch(word)))


def _begins(before: str) -> bool:
    """Whether a sentence or a line begins here, so that its first word is in capitals whatever it is."""
    return not before.strip() or before.rstrip(" ").endswith(("\n", ".", "!", "?", ":", ";", "•", "–", ")"))
