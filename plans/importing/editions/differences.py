"""What a difference is, and an edition as the list of its differences; the words that changed between two texts,
marked.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import TypeVar

from plans.wording import listed, number_of

NEW, CHANGED, DATE, PROGRESS, MOVED, GONE, SAME = "new", "changed", "date", "progress", "moved", "gone", "same"

KINDS_OF_DIFFERENCE = {
    NEW: "New",
    CHANGED: "Changed",
    DATE: "Dates",
    PROGRESS: "Progress",
    MOVED: "Moved",
    GONE: "No longer there",
    SAME: "As they were",
}
"""From each kind to the word for it on the page, in order. `date` is a changed timescale, `progress` what the
document newly says of how an action is going."""

T = TypeVar("T")

_COUNTED = {DATE: "date,dates", PROGRESS: "with progress"}


def in_words(counts: Mapping[str, int]) -> str:
    """So many of each kind: 2 new, 1 date and 1 no longer there. "nothing" for none."""
    told = []
    for kind, words in KINDS_OF_DIFFERENCE.items():
        if counts.get(kind):
            singular, _, plural = _COUNTED.get(kind, words.lower()).partition(",")
            told.append(number_of(counts[kind], singular, plural or singular))
    return listed(told) or "nothing"


At = tuple[int, ...]
"""A place in the edition: the index of a section, of a recommendation in it, of an action in that, of a step."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, as a person reads it. `name` is the field's own."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a difference stands: its section's title, and what it is about in words ("3.1 Publish the hours")."""

    section: str
    subject: str
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that the edition says otherwise than the plan.

    `key` is the same whenever the same plan and edition are compared. `about` is plan, column, source, section,
    recommendation, action, step, lead or timescale. `was` is the id of the plan's own row, `at` the place in the
    edition, `item` the index among that place's leads or timescales (or the plan's columns, sources, leads).
    `refusal` says why it can't be applied; `hint` what else it may be; `note` what applying it means. `needs` are
    the keys that come with it. `slips` is how many days a date moves (earlier: negative).
    """

    key: str
    kind: str
    about: str
    place: Place
    was: int | None = None
    at: At | None = None
    item: int | None = None
    changes: tuple[Change, ...] = ()
    slips: int | None = None
    default: bool = False
    refusal: str = ""
    hint: str = ""
    note: str = ""
    needs: tuple[str, ...] = ()

    @property
    def row(self) -> int:
        """`was`, of a difference that is about a row of the plan's own. Raises ValueError otherwise."""
        return _given(self.was, self.key)

    @property
    def spot(self) -> At:
        """`at`, of what the edition holds. Raises ValueError otherwise."""
        return _given(self.at, self.key)

    @property
    def index(self) -> int:
        """`item`, of what is one of several at its place. Raises ValueError otherwise."""
        return _given(self.item, self.key)

    @property
    def can_apply(self) -> bool:
        """Whether it is applied by a tick. What is gone is not: it is kept, or withdrawn for a reason."""
        return self.kind not in (GONE, SAME) and not self.refusal

    @property
    def can_withdraw(self) -> bool:
        return self.kind == GONE and not self.refusal


def _given(value: T | None, key: str) -> T:
    if value is None:
        raise ValueError(f"The difference {key} is about no such thing.")
    return value


@dataclass(frozen=True, slots=True)
class Matched:
    """Which row of the plan each place of the edition is, by id."""

    sections: dict[At, int] = field(default_factory=dict)
    recommendations: dict[At, int] = field(default_factory=dict)
    actions: dict[At, int] = field(default_factory=dict)
    steps: dict[At, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edition:
    """All differences in the order of the edition, what is gone last; and the actions that are as they were.
    `fewer_titles` is how many titled sections the edition lacks of as many as the plan has."""

    differences: tuple[Difference, ...]
    same: tuple[Difference, ...]
    matched: Matched
    dated: date | None
    fewer_titles: int = 0

    @property
    def defaults(self) -> frozenset[str]:
        """The keys of what is accepted unless a person says otherwise."""
        return frozenset(each.key for each in self.differences if each.default)

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind, kinds without any left out."""
        counted = Counter(each.kind for each in (*self.differences, *self.same))
        return {kind: counted[kind] for kind in KINDS_OF_DIFFERENCE if counted[kind]}

    def of_kinds(self, kinds: Iterable[str]) -> frozenset[str]:
        """The keys of all of these kinds that can be applied."""
        wanted = set(kinds)
        return frozenset(each.key for each in self.differences if each.kind in wanted and each.can_apply)

    def with_needs(self, keys: Iterable[str]) -> frozenset[str]:
        """These keys and those of what must come with them: a new action brings its new recommendation."""
        known = {each.key: each for each in self.differences}
        out: set[str] = set()
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key not in out:
                out.add(key)
                waiting += known[key].needs if key in known else ()
        return frozenset(out)

    @property
    def digest(self) -> str:
        """What a person has seen, as one value: it is another as soon as any difference is."""
        return hashlib.sha256("\n".join(map(repr, self.differences)).encode()).hexdigest()


MOST = 4000
"""Words beyond which two texts are shown whole, as one taken out and one put in."""


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """A run of words. `differs` where it stands only on its own side."""

    text: str
    differs: bool


def mark_changes(before: str, after: str) -> tuple[tuple[MarkedWords, ...], tuple[MarkedWords, ...]]:
    """Both texts in parts. White space stays as it is; an empty text has no part."""
    old, new = _words(before), _words(after)
    if not old or not new or len(old) + len(new) > MOST:
        return _whole(before), _whole(after)
    left: list[MarkedWords] = []
    right: list[MarkedWords] = []
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        for parts, words in ((left, old[a:b]), (right, new[c:d])):
            if words:
                parts.append(MarkedWords("".join(words), tag != "equal"))
    return tuple(left), tuple(right)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)


def _whole(text: str) -> tuple[MarkedWords, ...]:
    return (MarkedWords(text, True),) if text else ()
