"""What may be somebody's name though nothing says so: listed for whoever makes a paper without names, and replaced
where they say so.

Nobody can tell every name from every other word in capitals. So what is surely a name gives way by itself
(`reports.appendix.without_names.people`), and what only may be one is asked: two words in capitals that are no words
of the plan's own, a given name that stands alone, the surname of somebody known where it may be a place, an address
for mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plans.state import PlanState
from reports.appendix.without_names.given_names import NO_SURNAME, WORD, given_names

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

_OF_IT = re.compile(r"(?:['’]s)?$")
"""What says of a name that something is its: "Quornby’s"."""

_ROLES = frozenset(
    "Chair Chief Co-ordinator Commissioner Coordinator Councillor Deputy Director Executive Head Inspector Leader Lead"
    " Manager Minister Nurse Officer Principal Secretary Senior Sergeant Superintendent Supervisor Worker".split()
)
"""What stands after somebody's name and makes it no other thing's."""

_NO_NAMES = frozenset(
    "A Across Against Along Among Around Behind Beside Between Beyond Despite Following Including Inside Into Outside"
    " Per Regarding Throughout Towards Via"
    " After All Also Although An Any As At Because Before Both But By During Each Either Every For From Further He Her"
    " His How However I If In It Its Last Later Less Many More Most Near Neither New Next No Nor Not Now Of On Once One"
    " Only Or Our Over Recent Same She Since So Some Soon Still Such That Their Then There These They This Those Three"
    " Through To Two Under Until Upon We What When Where Whether Which While Who Whose Why With Within Without Yet You"
    " Your Yesterday Today Tomorrow Afterwards Earlier Finally Meanwhile Previously"
    " Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun"
    " Ofsted Ofqual Ofcom Ofgem Estyn Cafcass Healthwatch Childline Unicef Unison Barnardo Barnardos Microsoft Excel"
    " Teams Outlook Easter Christmas Ramadan Diwali Eid English Welsh British Irish Scottish European".split()
)
"""Words with which a sentence begins, short names of months and days, and bodies that every plan names: no part of a
person's name."""

_DATED = re.compile(r"\s*[/–-]")
"""What stands after a month that is a given name too: "Jan/Feb"."""

_PEOPLES = re.compile(
    r"\s*(?:,|/|and\b|or\b|[a-z]+ (?:heritage|ethnic)|children|young|people|boys|girls|families|staff)"
)
"""What stands after a colour that is of people."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a plan uses for other things than people. `ordinary` are those that it writes without a capital,
    `own` those of its titles, leads, organisations and abbreviations; all in lower case. `surnames` are those of
    everybody who is known, and no words of the language then."""

    ordinary: frozenset[str]
    own: frozenset[str]
    surnames: frozenset[str]

    def writes(self, word: str) -> bool:
        """Whether it writes all of this word without a capital, as one or as several."""
        return all(_forms(part) & self.ordinary for part in _parts(word))

    def knows(self, word: str) -> bool:
        """Whether all of this word are words that it writes, or words of the language."""
        return all(
            len(part) < 3
            or _forms(part) & self.ordinary
            or (part not in self.surnames and _forms(part) & common_words())
            for part in _parts(word)
        )


def _parts(word: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", word.casefold())


def _forms(part: str) -> set[str]:
    return {part, f"{part}s", part.removesuffix("s")}


@cache
def common_words() -> frozenset[str]:
    """The words of the language that are no names, in lower case."""
    lines = Path(__file__).with_name("ordinary_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def vocabulary(plan: PlanState, ordinary: frozenset[str], surnames: Iterable[str]) -> Vocabulary:
    """That of a plan that writes these `ordinary` words."""
    titles = [plan.title, plan.organisation, plan.committee, *(each.title for each in plan.sections)]
    titles += [each.name for each in plan.leads if each.kind != "person"]
    titles += [each.title for each in plan.sources] + [long for _short, long in plan.glossary]
    titles += [each.heading for each in plan.columns] + [each.label for each in plan.scheme.ratings]
    own = {word.casefold() for title in titles for word in re.findall(r"[^\W\d_]+", title)}
    return Vocabulary(ordinary, frozenset(own), frozenset(each.casefold() for each in surnames))


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand in these texts without a capital, addresses for mail apart."""
    words: set[str] = set()
    for text in texts:
        words.update(re.findall(r"[^\W\d_]+", ADDRESS.sub(" ", text) if "@" in text else text))
    return frozenset(filter(str.islower, words))


def possible_names(text: str, known: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where something stands in a text that may be a name, in its order."""
    addresses = [match.span() for match in ADDRESS.finditer(text)] if "@" in text else []
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
        before = words[at - 1][0] if at else text[: run.start()]
        after = words[end][0] if end < len(words) else text[run.end() :]
        found = [word[0] for word in words[at:end]]
        first = at
        if found[1:] and _begins(before) and known.writes(found[0]):
            first, found, before = at + 1, found[1:], f"{found[0].lower()} "
        if found and _may_be_name(found, before, after, known):
            last = words[end - 1]
            stop = last.start() + len(_OF_IT.sub("", last[0]))
            yield run.start() + words[first].start(), run.start() + stop
        at = max(end, at + 1)


def _can_be_name(word: str, known: Vocabulary) -> bool:
    bare = word.rstrip(".")
    if len(bare) == 1 and (word.endswith(".") or bare not in _NO_NAMES):
        return True
    if bare in _NO_NAMES:
        return False
    title, one = (bare.title() if bare.isupper() else bare), bare.casefold().removesuffix("s")
    if bare.isupper() and (len(bare) < 5 or known.knows(bare)):
        return False
    return not (title in NO_SURNAME or title.removesuffix("s") in NO_SURNAME or known.own & {bare.casefold(), one})


def _may_be_name(words: list[str], before: str, after: str, known: Vocabulary) -> bool:
    """Whether these words can be one: `before` is what stands before them, the word alone where that is in capitals
    too, and `after` likewise."""
    whole = [word for word in words if len(word.rstrip(".")) > 2]
    if not whole or (after[:1].isupper() and after not in _ROLES):
        return False
    strange = [word for word in whole if not known.knows(word)]
    if len(words) > 1 and words[-1] in whole:
        return bool(strange)
    word = _OF_IT.sub("", whole[0])
    if not strange or word.isupper() or _is_of_another(word, after):
        return False
    return (
        word in given_names()
        or word.casefold() in known.surnames
        or before in _ROLES
        or _is_of_a_person(word, before, after)
    )


def _is_of_a_person(word: str, before: str, after: str) -> bool:
    """Whether what stands beside a word is what people alone do, or is done with them; or nothing but being a name
    gives it its capital: it stands within a sentence, or begins one and is no word of the language."""
    if _BY.search(before) or _SAID.match(after):
        return True
    return bool(_PLAIN.fullmatch(word) and (_WITHIN.search(before) or _begins(before)))


def _is_of_another(word: str, after: str) -> bool:
    """Whether a word is plainly no person: a day's or a month's, a county, a colour of people, the name of a record."""
    if re.match(r"\s*['’]?\d", after) or (word == "Jan" and _DATED.match(after)):
        return True
    return word.endswith("shire") or bool(word in ("Black", "White", "Brown", "Asian") and _PEOPLES.match(after))


def _begins(before: str) -> bool:
    """Whether a sentence or a line begins here, so that its first word is in capitals whatever it is."""
    return not before.strip() or before.rstrip(" ").endswith(("\n", ".", "!", "?", ":", ";", "•", "–", "(", ")"))
