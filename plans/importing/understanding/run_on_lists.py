"""Several things run together in one text, whose bullets or line ends were lost on the way.

A new thing can begin at a capital. How likely that is depends on what stands before it (the end of a sentence, or
a word in lower case that is no article or preposition) and on whether it is a word with which actions begin.
The number of dates or names printed beside the text can confirm a way of cutting it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from plans.importing.rows.cell_patterns import is_ref
from plans.importing.tables.deeds import OPENING_VERBS

LONGEST = 6000
"""A longer text is left whole."""

_WORD = re.compile(r"\S+")
_OPENS = set("([“")
_SMALL_WORDS = frozenset(
    "a an the of to for in on by at from with within into onto across through throughout via per as and or nor but "
    "that which who whom whose this these those their its our your his her is are was be been being has have had will "
    "would should can could may must not no all any each every both some other such re regarding including include "
    "between among against under over about than then if when where while until unless since after before during via "
    "& + – - /".split()
)
"""Neither before nor at a place where a new thing begins."""
_QUALIFIERS = frozenset(
    "called named using use new existing current relevant appropriate local multi-agency inter-agency joint national "
    "social key revised".split()
)
"""Before a capital these qualify the name that it begins."""
_DOTTED = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})+[.):]*")
"""A reference of several numbers, which belongs to what follows it."""
_SENTENCE_END = re.compile(r"[.!?;][\"”’)]*$")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:e\.g|i\.e|etc|no|re|mr|mrs|ms|dr|st|vs|inc|approx|[A-Z])\.$", re.IGNORECASE)


_BODIES = frozenset("board group team council committee panel partnership service".split())
"""With these names of bodies end, so that a verb after one opens a new thing."""


class Strength(IntEnum):
    """How likely a place is to begin a new thing, the most likely first."""

    VERB = 1
    SENTENCE = 2
    CAPITAL = 3
    PARTICIPLE = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """A way of cutting a text: its parts, and whether a person should confirm it."""

    parts: tuple[str, ...]
    certain: bool


def cut_list(text: str, counts: tuple[int, ...]) -> Cut:
    """Cut a text that is known to be a list. `counts` are the numbers of dates or names printed beside it."""
    places = _places(text)
    confirmed = _confirmed(text, places, counts, [way for way in _WAYS if Strength.SENTENCE in way])
    if confirmed:
        return confirmed
    likely = [place for place, strength in places if strength <= Strength.CAPITAL]
    sentences = all(strength == Strength.SENTENCE for place, strength in places if place in likely)
    return Cut(_parts(text, likely), certain=sentences or len(likely) == 0)


def cut_text(text: str, counts: tuple[int, ...]) -> Cut:
    """Cut a text that may be several things: into as many as dates or names confirm, or at two places or more
    where an action's opening verb follows a lower-case word; otherwise it is one thing. At a single doubtful place
    between two long parts it is cut, uncertainly: that it is one thing after all is said more easily than where it is
    two. Several such places leave it whole and uncertain."""
    places = _places(text)
    confirmed = _confirmed(text, places, counts, _WAYS)
    if confirmed:
        return confirmed
    verbs = [place for place, strength in places if strength == Strength.VERB]
    if len(verbs) >= 2:
        return Cut(_parts(text, verbs), certain=False)
    doubtful = [place for place, strength in places if strength in (Strength.VERB, Strength.CAPITAL)]
    long_enough = any(min(len(part.split()) for part in _parts(text, [place])) >= 4 for place in doubtful)
    if long_enough and len(doubtful) == 1:
        return Cut(_parts(text, doubtful), certain=False)
    return Cut((text,), certain=not long_enough)


_WAYS = (
    frozenset({Strength.VERB}),
    frozenset({Strength.VERB, Strength.CAPITAL}),
    frozenset({Strength.SENTENCE}),
    frozenset({Strength.VERB, Strength.SENTENCE}),
    frozenset({Strength.VERB, Strength.SENTENCE, Strength.CAPITAL}),
    frozenset(Strength),
)
"""Which places to cut at, the most cautious way first; what is known to be a list is cut at sentences anyway."""


def _confirmed(
    text: str, places: list[tuple[int, Strength]], counts: tuple[int, ...], ways: Sequence[frozenset[Strength]]
) -> Cut | None:
    """The cut that makes as many parts as something printed beside the text has."""
    for way in ways:
        chosen = [place for place, strength in places if strength in way]
        if chosen and len(chosen) + 1 in counts:
            return Cut(_parts(text, chosen), certain=True)
    return None


def _places(text: str) -> list[tuple[int, Strength]]:
    """Where a new thing may begin, and how likely."""
    if len(text) > LONGEST:
        return []
    found: list[tuple[int, Strength]] = []
    depth, previous, words = 0, "", list(_WORD.finditer(text))
    for number, word in enumerate(words):
        if depth == 0 and previous:
            following = words[number + 1][0] if number + 1 < len(words) else ""
            strength = _strength(previous, word[0], following)
            begun = text[found[-1][0] if found else 0 : word.start()].strip()
            if strength and not is_ref(begun) and not _DOTTED.fullmatch(previous):
                found.append((word.start(), strength))
        depth = max(0, depth + word[0].count("(") - word[0].count(")"))
        previous = word[0]
    return found


def _strength(previous: str, word: str, following: str) -> Strength | None:
    bare = word.strip("“\"'’(),.:;")
    if not bare[:1].isupper() or (word[0] in _OPENS and word[0] != "“"):
        return None
    if _SENTENCE_END.search(previous):
        return None if _ABBREVIATED.search(previous) else Strength.SENTENCE
    if not following or previous[-1] in ",:–-/&(" or len(bare) < 2 or bare.isupper():
        return None
    verb = re.split(r"[/-]", bare.lower())[0] in OPENING_VERBS or bare.lower() in OPENING_VERBS
    before = previous.strip("“”\"'’(),.")
    if before.lower() in _SMALL_WORDS | _QUALIFIERS or bare.lower() in _SMALL_WORDS:
        return None
    if before[:1].islower() or previous.endswith(")"):
        return Strength.VERB if verb else Strength.CAPITAL
    if verb or bare.endswith("ed"):
        return Strength.VERB if verb and before.lower() in _BODIES else Strength.PARTICIPLE
    return None


def _parts(text: str, places: list[int]) -> tuple[str, ...]:
    edges = [0, *places, len(text)]
    return tuple(part for a, b in pairwise(edges) if (part := text[a:b].strip()))
