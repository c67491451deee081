"""What looks like somebody's name though nobody of that name is known: a given name or a title before a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reports.appendix.text import one_line

TITLE_WORDS = (
    "Mr Mrs Ms Miss Mx Dr Prof Professor Cllr Councillor Sir Dame Lord Lady Rev Revd Sergeant Sgt Constable Inspector"
    " Superintendent"
).split()
TITLES = rf"(?:{'|'.join(TITLE_WORDS)})\.?"

WORD = r"[^\W\d_a-z](?:['’]?[^\W\d_]+)(?:[-’'][^\W\d_]+)*"
_RUN = re.compile(
    rf"(?<![\w@.-])(?:(?P<title>{TITLES})\s+)?(?P<name>(?:{WORD}|[A-Z]\.?(?!\w))(?:\s+(?:{WORD}|[A-Z]\.?(?!\w)))*)"
)

_WORD = re.compile(r"\w+")
_OWNED = re.compile(r"(?<=\w)['’][sS]\b")
"""What says that something is somebody's, and ends a name."""

NO_SURNAME = frozenset(
    """
    Academy Access Action Adult Advice Advocate Agency And Area Assessment Assistant Association Audit Authority
    Board Business Cabinet Care Carer Centre Chair Chief Child Children Clinic Co-ordinator College Commissioner
    Commissioning Committee Community Constable Coordinator Corporate Council Councillor County Court Data
    Deputy Development Director District Early Education Executive Family Families Federation First Forum
    Foundation Framework Fund Governance Group Head Health Help High Home Hospital House Housing Hub Improvement
    Inclusion Infant Initiative Inspector Institute Intervention Junior Justice Lead Leader Leadership Learning
    Legal Local Manager Members Minister Ministry Model National Network Nursery Nurse Office Officer Officers
    Operational Panel Park Partner Partners Partnership People Performance Plan Planning Police Policy Practice
    Primary Principal Programme Project Protection Protocol Public Quality Report Resource Review Road
    Safeguarding Scale Scheme School Secondary Secretary Senior Sergeant Service Services Social Specialist
    Standard Standards Steering Strategic Strategy Street Structure Superintendent Support Supervisor System
    Systems Task Team Teams Terrace The Tool Training Trust Unit University Ward Wellbeing Work Worker Workforce
    Workshop Working Youth January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """.split()
)
"""Words after a given name that make it the name of something else: "Florence House", "Jordan Review"."""

WORDS_TOO = frozenset(
    """
    Amber April Art August Autumn Bill Bob Bradford Carol Chance Charity Chase Chelsea Chester Christian Clay
    Cliff Dale Dawn Dean Drew Earl Eve Faith Fern Florence Frank Gay Glen Grace Grant Guy Harmony Hazel Heath
    Holly Honour Hope Iris Ivy Jack Jade Jasmine Jordan Joy June Kent Lance Lily Lincoln Mark Max May Melody Miles
    Misty Nick Olive Page Pat Patience Pearl Penny Pierce Poppy Preston Prudence Ray Reed Rich Robin Rose Ruby
    Sage Sandy Skip Sky Sterling Stew Sue Summer Tanner Trinity Troy Unity Verity Victor Violet Virginia Wade Ward
    Will Winter
    """.split()
)
"""Given names that begin a sentence as other words do: whether one is meant is asked."""


@cache
def given_names() -> frozenset[str]:
    """The given names that are known, as they are written."""
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _first_words() -> frozenset[str]:
    """The words of which one stands in every text with a probable name."""
    return frozenset(word for name in (*TITLE_WORDS, *given_names()) for word in _WORD.findall(name)[:1])


def probable_names(text: str) -> Iterator[str]:
    """What looks like the name of a person: "Cllr Hill", "Nancy A. Meehan"; without the words that follow it."""
    line = one_line(text)
    if _first_words().isdisjoint(_WORD.findall(line)):
        return
    for run in _RUN.finditer(_OWNED.sub(" | ", line)):
        words = run["name"].split()
        if run["title"] and words[0] not in NO_SURNAME:
            yield " ".join([run["title"], *_titled(words)])
            continue
        yield from _named(words)


def _titled(words: list[str]) -> list[str]:
    """After a title: a surname, or given names or initials before it. A word that may be a surname ends a name: what
    stands after "Councillor Bartholomew" is one, whether or not the given name is known."""
    before = 0
    while before + 1 < len(words) and before < 2 and (words[before] in given_names() or len(words[before]) < 3):
        before += 1
    if before == 0 and len(words) > 1 and may_be_surname(words[1]):
        before = 1
    return words[: before + 1] if words[before] not in NO_SURNAME else words[:1]


def may_be_surname(word: str) -> bool:
    """Whether a word in capitals as names are could be somebody's surname: "Quigley", not "Board" or "CAMHS"."""
    return len(word) > 2 and not word.isupper() and word not in NO_SURNAME


def _named(words: list[str]) -> Iterator[str]:
    at = 0
    while at < len(words) - 1:
        end = _end_of_name(words, at)
        if end:
            yield " ".join(words[at:end])
        at = end or at + 1


def _end_of_name(words: list[str], at: int) -> int:
    """Where a name ends that begins here: given names, initials, a surname; 0 where none begins."""
    end = at
    while end < len(words) - 1 and end < at + 3 and (words[end] in given_names() or (end > at and len(words[end]) < 3)):
        end += 1
    if end == at:
        return 0
    surname = words[end]
    if surname in NO_SURNAME or len(surname) < 3 or surname.isupper():
        return end if end - at > 1 and len(words[end - 1]) > 2 else 0
    return end + 1
