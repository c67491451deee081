"""Posts instead of people's names: a plan and its paper's options in which nobody is named.

Names are those of the people who lead something here, hold a post here or have spoken here, those of everybody with
an account (`Options.people`), and what looks like a name by its title or given name (`given_names`). Every text gives
way (`plans.texts`), except where the officer leaves a name in a narrative.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from plans.exemptions import Exempt
from plans.state import (
    ActionState,
    AssignmentState,
    DecisionState,
    ExtensionState,
    HolderState,
    LeadState,
    MembersQuestionState,
    PlanState,
    UpdateState,
)
from plans.texts import Spot, changed
from reports.appendix.options import Options
from reports.appendix.places import place_of
from reports.appendix.refs import refs
from reports.appendix.text import clean, one_line
from reports.appendix.without_names.name_search import WITHHELD, Known, sign_of
from reports.appendix.without_names.people import UNKNOWN, known_people
from reports.appendix.without_names.possible_names import Vocabulary, possible_names, vocabulary

__all__ = [
    "UNKNOWN",
    "WITHHELD",
    "Doubt",
    "Mention",
    "doubts",
    "key_sign",
    "lead_name",
    "mentions",
    "people_without_post",
    "read_paper",
    "without_names",
    "word_sign",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that stands in a text: where (`key` for the machine, `place` in words), the name as it is written, whose
    it is, what is printed instead, and the words around it; the first of as many places (`count`) as have the same
    text."""

    key: str
    place: str
    name: str
    person: str
    post: str
    before: str
    after: str
    count: int = 1

    @property
    def sign(self) -> str:
        """What tells these words from others, wherever their text stands."""
        return key_sign(self.key)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that may be somebody's name: how often they stand in what is printed, and the first place with the words
    around it."""

    name: str
    count: int
    place: str
    before: str
    after: str

    @property
    def sign(self) -> str:
        """What tells these words from others."""
        return word_sign(self.name)


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """Every text of a plan and of its paper's options, as it is printed, with the place where it stands, and everybody
    whom the paper may not name: a walk through the whole plan, so made once a paper."""

    texts: tuple[tuple[str, Spot], ...]
    known: Known


def key_sign(key: str) -> str:
    """The sign of a name, from its key or from the sign itself."""
    return key.rpartition(".")[2]


def word_sign(words: str) -> str:
    """The sign of words that may be a name."""
    return sign_of(words, 0, len(words))


def lead_name(plan: PlanState, assignment: AssignmentState) -> str:
    """The lead's name as printed, with the assignment's note in brackets."""
    name, note = one_line(assignment.printed or plan.lead(assignment.lead_id).name), one_line(assignment.note)
    return f"{name} ({note})" if note else name


def without_names(state: PlanState, options: Options) -> tuple[PlanState, Options]:
    """The plan and the options with a post in place of every person."""
    known = read_paper(state, options).known
    leads = {lead.id: lead for lead in state.leads}
    left = frozenset(map(key_sign, options.left))

    def change(text: str, spot: Spot) -> str:
        if isinstance(spot.owner, AssignmentState) and spot.field == "printed":
            return _printed(text, leads[spot.owner.lead_id], known)
        return known.replaced(_read(text), () if is_of_a_person(spot) else left)

    return changed(state, change), changed(_bare(options), change)


def mentions(
    state: PlanState, options: Options, reading: ReadPaper | None = None, notes: int = 0
) -> tuple[Mention, ...]:
    """Where a name stands in words that the paper prints, rather than as a person's: in the order of the paper, for the
    officer to look at; what stands in the same text elsewhere only once. `reading` is of `read_paper`; with `notes`
    only in so many of the first notes after the plan."""
    reading, known_refs = reading or read_paper(state, options), refs(state)
    found: dict[str, list[Mention]] = {}
    for words, spot in reading.texts:
        if _is_asked(spot, notes):
            for mention in _in(words, spot, known_refs, reading.known):
                found.setdefault(mention.sign, []).append(mention)
    return tuple(replace(each[0], count=len(each)) for each in found.values())


def doubts(state: PlanState, options: Options, reading: ReadPaper | None = None, notes: int = 0) -> tuple[Doubt, ...]:
    """What stands in words that the paper prints and may be a name, and is none that gives way by itself: each once,
    in the order of the paper. Those that the officer has replaced already stay among them: `reading` is without them.
    `notes` is as in `mentions`."""
    reading, known_refs = reading or read_paper(state, replace(options, replaced=())), refs(state)
    words = vocabulary(state, reading.known.ordinary, reading.known.surnames)
    possible: dict[str, list[tuple[int, int]]] = {}
    found: dict[str, list[Doubt]] = {}
    for read, spot in reading.texts:
        if _is_asked(spot, notes):
            if read not in possible:
                possible[read] = _unsure(read, words, reading.known)
            for start, end in possible[read]:
                before, after = _around(read, start, end)
                doubt = Doubt(one_line(read[start:end]), 1, place_of(spot, known_refs), before, after)
                found.setdefault(doubt.name, []).append(doubt)
    return tuple(replace(each[0], count=len(each)) for each in found.values())


def _unsure(text: str, words: Vocabulary, known: Known) -> list[tuple[int, int]]:
    """Where something stands that may be a name, and none that gives way."""
    possible = list(possible_names(text, words))
    sure = [(start, end) for start, end, *_ in known.found(text)] if possible else []
    return [(start, end) for start, end in possible if all(end <= at or to <= start for at, to in sure)]


def people_without_post(
    state: PlanState, found: tuple[Mention, ...], options: Options, reading: ReadPaper | None = None
) -> tuple[str, ...]:
    """The people who lead something here, or whom its words name (`found`, of `mentions`), and of whom no post is
    known, for the officer to mend first."""
    known = (reading or read_paper(state, options)).known
    led = [lead.name for lead in state.leads if lead.kind == "person"]
    people = dict.fromkeys(filter(None, [*led, state.coordinator, *(mention.person for mention in found)]))
    return tuple(name for name in people if known.post_of(name) in (WITHHELD, UNKNOWN))


def _is_asked(spot: Spot, notes: int) -> bool:
    if notes:
        return isinstance(spot.owner, PlanState) and spot.field == "notes_after" and spot.index[0] < notes
    return is_printed(spot) and not is_of_a_person(spot)


def is_printed(spot: Spot) -> bool:
    """Whether the paper prints the text: of an action's updates it prints the last, of extensions only the days,
    of what is exempt nothing."""
    owner = spot.owner
    if isinstance(owner, UpdateState):
        action = spot.around[-2]
        return isinstance(action, ActionState) and owner is action.latest_update
    return not isinstance(owner, ExtensionState | Exempt) and spot.field not in ("url", "file_name")


def read_paper(state: PlanState, options: Options) -> ReadPaper:
    """A plan and a paper of these options, read for names."""
    texts: list[tuple[str, Spot]] = []
    read = cache(_read)

    def gather(text: str, spot: Spot) -> str:
        texts.append((read(text), spot))
        return text

    changed(state, gather)
    changed(_bare(options), gather)
    return ReadPaper(tuple(texts), known_people(state, options, (text for text, _spot in texts)))


def _bare(options: Options) -> Options:
    """The options without the people themselves."""
    return replace(options, people=(), left=(), replaced=())


def key_of(spot: Spot) -> str:
    """The place of a text as an address can bear it: update-45-narrative, plan-3-notes_before-0."""
    kind = type(spot.owner).__name__.removesuffix("State").lower()
    return "-".join(map(str, (kind, getattr(spot.owner, "id", ""), spot.field, *spot.index))).replace("--", "-")


def is_of_a_person(spot: Spot) -> bool:
    """Whether the text is who somebody is, rather than words in which a name may stand."""
    return (type(spot.owner), spot.field) in PERSONS


PERSONS = {
    (PlanState, "coordinator"),
    (PlanState, "plan_leads"),
    (LeadState, "name"),
    (HolderState, "name"),
    (AssignmentState, "printed"),
    (UpdateState, "said_by"),
    (UpdateState, "recorded_by"),
    (DecisionState, "by"),
    (ExtensionState, "asked_by"),
    (ExtensionState, "decided_by"),
    (MembersQuestionState, "answered_by"),
}
"""The fields that say who somebody is: always replaced, and nothing to look at."""


def _printed(text: str, lead: LeadState, known: Known) -> str:
    """What is printed of an assignment: a post by its own name, though the document names its holder."""
    if lead.kind == "person":
        return known.post_of(lead.name)
    if lead.kind == "post" and not _is_of(text, lead.name):
        return known.replaced(lead.name)
    return known.replaced(text or lead.name)


def _is_of(printed: str, name: str) -> bool:
    """Whether the document printed no other word than those of the post's name, so that nobody is named by it."""
    words = {word.casefold() for word in _WORD.findall(printed)}
    return bool(words) and words <= {word.casefold() for word in _WORD.findall(name)}


_WORD = re.compile(r"\w+")


def _in(words: str, spot: Spot, known_refs: dict[int, str], known: Known) -> Iterator[Mention]:
    for start, end, person, post in known.found(words):
        before, after = _around(words, start, end)
        yield Mention(
            key=f"{key_of(spot)}.{sign_of(words, start, end)}",
            place=place_of(spot, known_refs),
            name=words[start:end],
            person=person,
            post=post,
            before=before,
            after=after,
        )


def _around(words: str, start: int, end: int, width: int = 60) -> tuple[str, str]:
    """What stands before and after these words."""
    return _cut(words[:start].lstrip(), -width), _cut(words[end:].rstrip(), width)


def _read(text: str) -> str:
    """The text as it is printed, its accents with their letters."""
    return clean(unicodedata.normalize("NFC", text))


def _cut(words: str, width: int) -> str:
    if len(words) <= abs(width):
        return words
    return f"…{words[width:]}" if width < 0 else f"{words[:width]}…"
