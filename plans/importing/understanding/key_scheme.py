"""The RAG scheme that a document's own key defines: its words, what each means, and how it would look here.

What a meaning says of an action (late, at risk, on track, done) decides the order, what needs attention and what means
finished; where that is in doubt it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from plans.importing.understood_plan import Question
from plans.importing.vocabulary.ratings import LETTERS
from plans.schemes import MEANING_LIMIT, MOST_RATINGS, Rating, key, with_codes, with_shapes

SCHEME_FIELD = "scheme"
"""What questions about the scheme are about."""
UNSAID = "The document’s key does not say what it means"

_COLOUR = r"(?:(?:light|dark|pale) )?(?:red|amber|green|blue|yellow|orange|purple|gr[ae]y|white|black|pink|brown|teal)"
_LETTER = r"(?-i:[RAGBYCPW])"
_JOIN = r"\s*(?:/|&|\band\b|-)\s*"
_NAME = rf"(?:{_COLOUR}(?:{_JOIN}{_COLOUR})*|{_LETTER}(?:/{_LETTER})*)"
_SYMBOL = r"(?:[1-9A-Z]|[^\w\s]{1,2})"
_SEPARATOR = r"(?:\s*(?:[=:–—]|\s-\s|-\s)\s*|\s+(?:means|is|indicates|=)\s+|\s*\((?=[^)]{3}))"
_ENTRY = re.compile(
    rf"(?:^|(?<=[.;,|\n)])\s*|\s{{2,}}|(?<=\w)\s+(?={_NAME}(?:\s*[=:]|\s[-–—]\s)))"
    rf"(?:{_SYMBOL}\s*(?:[-–—:=.)]\s*)?(?={_COLOUR}))?"
    rf"(?P<name>{_NAME})(?:\s*\([A-Z]{{1,2}}\))?{_SEPARATOR}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\s*(?P<name>{_COLOUR}(?:{_JOIN}{_COLOUR})*)\s*[.:]?\s*", re.IGNORECASE)
_TITLE = re.compile(
    r"^\W*(?:b?rag|rating|status|colour)?\s*(?:rating|status)?\s*(?:key|legend)\b[^:=]*:\s*", re.IGNORECASE
)
_COLOURS = "red orange amber yellow green light-green teal blue purple pink brown grey".split()
_PALETTE_OF = {"gray": "grey", "light green": "light-green", "pale green": "light-green"}

_NOT_DONE = re.compile(
    r"\b(?:to be|will be|due to|expected to|on (?:track|target|course|schedule)|not (?:yet |been |fully )*|"
    r"in ?complete|part(?:ly|ially)?|nearly|almost|mostly|likely to|aim(?:ed)? to|"
    r"yet to|in progress|under ?way|unable|cannot|un(?:achieved|finished)|at risk)\b|n['’]t\b",
    re.IGNORECASE,
)
_DONE_WORD = r"(?:complete[d]?|completion|done|achieved|implemented|closed|finished|delivered|met|embedded|fulfilled)"
_DONE = re.compile(rf"\b{_DONE_WORD}\b", re.IGNORECASE)
_WHAT_IS_DONE = r"(?:the )?(?:actions?|milestones?|tasks?|objectives?|recommendations?)? ?(?:is|are|ha(?:s|ve) been)? ?"
_AND_MORE = (
    r"(?:(?:fully )?(?:embedded|verified|evidenced|closed|signed off|sustained|assured|implemented|complete[d]?"
    r"|achieved|business as usual|in place)|no further action(?: (?:needed|required))?)"
)
_SURELY_DONE = re.compile(rf"{_WHAT_IS_DONE}(?:fully )?{_DONE_WORD}(?:(?: and|,|,? &|/)? ?{_AND_MORE})*", re.IGNORECASE)
_SENSES = (
    (
        1,
        r"no (?:progress|evidence|action)|off (?:track|target|course|schedule)|behind|over ?due|missed|fail|significant"
        r"|not (?:been )?(?:achieved|met|delivered|completed?)|serious|severe|major|critical|slipped|stalled|blocked"
        r"|not (?:on (?:track|target)|going to plan)|high risk|will not|unable|cannot",
    ),
    (2, r"at risk|risk|delay|slipp|some|minor|slight|concern|partial|partly|issue|problem|attention|medium"),
    (
        3,
        r"not (?:yet )?(?:due|started|begun)|no(?:t)? start|future|planned|on hold|paused|pending|scheduled"
        r"|awaiting start|yet to (?:start|begin)|not applicable|n/a",
    ),
    (
        4,
        r"on (?:track|target|course|schedule|time|plan)|going to plan|progress|on ?going|started|under ?way"
        r"|proceeding|low risk|good",
    ),
)
"""What meanings say, from the worst."""
_SENSE = tuple((rank, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for rank, words in _SENSES)
_CUSTOM = {"red": 1, "orange": 2, "amber": 2, "yellow": 2, "green": 4, "blue": 5}
_FINISHED, _EMBEDDED = 5, 6
_LASTING = re.compile(
    r"\b(?:embedded|verified|evidenced|sustained|assured|signed off|business as usual)\b", re.IGNORECASE
)


def key_ratings(
    legend: Iterable[str], fills: Iterable[tuple[str, str]] = ()
) -> tuple[tuple[Rating, ...], list[Question]]:
    """The ratings that a key gives, worst first, and what is in doubt about them; nothing where it says the meaning of
    fewer than two, nor where none of what stands beside its words says how an action is going. `fills` are the colours
    of its table, (name, text beside it)."""
    said = _entries(legend, fills)
    meanings = [meaning for meaning in said.values() if meaning]
    if len(meanings) < 2 or not any(map(_tells, meanings)):
        return (), []
    ratings, questions, ranks = [], [], {}
    for name, meaning in list(said.items())[:MOST_RATINGS]:
        rating, rank, doubts = _rating(name, meaning)
        ratings.append(rating)
        ranks[rating.label] = rank
        questions += doubts
    ordered = sorted(ratings, key=lambda rating: ranks[rating.label])
    return with_codes(with_shapes(_with_distinct_colours(ordered))), questions


def tells_ratings(line: str) -> bool:
    """Whether a line of a legend says what ratings mean."""
    return any(meaning for _name, meaning in _of_line(line))


def label_of(name: str) -> str:
    """A rating's word as it is kept: "Amber/Green", "Red" for "R"."""
    parts = [part.strip() for part in re.split(r"/|&|\band\b|(?<=\w)-(?=\w)", name, flags=re.IGNORECASE)]
    return "/".join(LETTERS.get(part.upper(), "Purple" if part.upper() == "P" else part.capitalize()) for part in parts)


def _entries(legend: Iterable[str], fills: Iterable[tuple[str, str]]) -> dict[str, str]:
    """From each word of the key to its meaning ("": the key says none), in printed order."""
    said: dict[str, str] = {}
    for colour, text in fills:
        found = list(_of_line(text))
        names = {key(name) for name, _meaning in found}
        if (not found and key(text) != key(colour)) or (
            key(colour) not in names and len(found) == 1 and not found[0][1]
        ):
            found = [(colour, text)]
        for name, meaning in found:
            said[name] = said.get(name) or _clean(meaning)
    for line in legend:
        for name, meaning in _of_line(line):
            said[name] = said.get(name) or _clean(meaning)
    known = {key(meaning) for meaning in said.values()}
    return {name: meaning for name, meaning in said.items() if meaning or key(name) not in known}


def _of_line(line: str) -> list[tuple[str, str]]:
    """The entries of one line, each as its word and its meaning."""
    text = _TITLE.sub("", line.strip())
    bare = _BARE.fullmatch(text)
    if bare:
        return [(label_of(bare["name"]), "")]
    found = list(_ENTRY.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    return [(label_of(match["name"]), _clean(text[match.end() : end])) for match, end in zip(found, ends, strict=True)]


def _clean(meaning: str) -> str:
    text = " ".join(meaning.split()).strip(" .;,|–—-:=")
    opened = text.count("(") - text.count(")")
    text = text[:-1] if opened < 0 and text.endswith(")") else text
    return (text[:1].upper() + text[1:])[:MEANING_LIMIT]


def _rating(name: str, meaning: str) -> tuple[Rating, int, list[Question]]:
    done = finishes(meaning)
    sense = _sense(name, meaning, finished=done is True)
    rating = Rating(
        label=name,
        meaning=meaning or UNSAID,
        colour=_colour(name),
        needs_attention=sense <= 2,
        means_finished=done is True,
    )
    doubts = []
    if not meaning:
        doubts.append(Question(None, SCHEME_FIELD, name, "the plan's own key does not say what it means"))
    elif done is None:
        because = "does it mean that the action is finished? It is read as not finished"
        doubts.append(Question(None, SCHEME_FIELD, f"{name}: {meaning}", because))
    return rating, sense, doubts


def finishes(meaning: str) -> bool | None:
    """Whether a meaning says that the action is finished; None where it may."""
    text = _clean(meaning)
    if not _DONE.search(text):
        return False
    if _SURELY_DONE.fullmatch(text):
        return True
    return False if _NOT_DONE.search(text) else None


def _tells(meaning: str) -> bool:
    """Whether a meaning says how an action is going."""
    return bool(_DONE.search(meaning)) or any(words.search(meaning) for _rank, words in _SENSE)


def _sense(name: str, meaning: str, *, finished: bool) -> int:
    """Where it stands in the order, from 1: late, at risk, not begun, on its way, finished, lasting."""
    if finished:
        return _EMBEDDED if _LASTING.search(meaning) else _FINISHED
    told = next((rank for rank, words in _SENSE if words.search(meaning)), None)
    on_its_way = re.match(r"(?:progress(?:ing)? )?on (?:track|target|course|schedule)\b", meaning, re.IGNORECASE)
    not_begun = re.match(r"not (?:yet )?(?:due|started|begun)\b", meaning, re.IGNORECASE)
    if on_its_way or not_begun:
        return 4 if on_its_way else 3
    return told or _CUSTOM.get(_colour(name), 3)


def _colour(name: str) -> str:
    """The colour of the palette that a word names first."""
    first = name.split("/")[0].strip().lower()
    first = _PALETTE_OF.get(first, first)
    return first if first in (*_COLOURS, "black", "white") else next((c for c in _COLOURS if c in first), "grey")


def _with_distinct_colours(ratings: list[Rating]) -> tuple[Rating, ...]:
    """The ratings, a colour that two would share kept by the first: "Amber/Green" beside "Amber" is yellow."""
    taken: set[str] = set()
    out = []
    spare = ("yellow", "light-green", "teal", "orange", "pink", "brown", "purple", "grey", "black", "white")
    for rating in sorted(ratings, key=lambda r: "/" in r.label):
        colour = rating.colour if rating.colour not in taken else next((c for c in spare if c not in taken), "grey")
        taken.add(colour)
        out.append(replace(rating, colour=colour))
    order = {rating.label: place for place, rating in enumerate(ratings)}
    return tuple(sorted(out, key=lambda r: order[r.label]))
