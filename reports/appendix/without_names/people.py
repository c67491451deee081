"""Who is known by name, the ways in which a name is written, and the post that is printed instead."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from datetime import date

from plans.state import HolderState, LeadState, PlanState
from reports.appendix.options import Options
from reports.appendix.text import one_line
from reports.appendix.without_names.given_names import TITLES as _TITLES
from reports.appendix.without_names.given_names import WORDS_TOO, may_be_surname, probable_names
from reports.appendix.without_names.name_search import WITHHELD, WORD, Known, Way, folded, parts_of_words
from reports.appendix.without_names.possible_names import ordinary_words

UNKNOWN = "(name withheld)"
"""Printed instead of somebody who has no account and leads nothing, such as a councillor or a parent."""

NOBODY = ("The document", "System (")
"""How what says who somebody is begins where that is nobody."""

_ANY: frozenset[str] = frozenset()
_TITLED = re.compile(rf"^{_TITLES}\s+", re.IGNORECASE)
_BEFORE_SURNAME = (r"[.;:,(]\s", r"[(\n]", *(rf"\s{word}\s" for word in "and by for from of that to told with".split()))
"""What stands before a surname that is said alone: "agreed by Marsh", "(Marsh)"; not "Bo Marsh", who is named whole."""


def known_people(plan: PlanState, options: Options, texts: Iterable[str]) -> Known:
    """Everybody whom the paper of that day may not name, as far as their names may stand in these texts."""
    texts = list(dict.fromkeys(texts))
    posts = _posts(plan, options)
    posts |= {folded(name): (name, UNKNOWN) for name in _strangers(texts, posts)}
    surnames = frozenset(_surname(name) for name, _ in posts.values() if len(_bare(name)) > 1)
    posts |= dict(_replaced(options, posts))
    words = parts_of_words(" ".join({word for text in texts for word in WORD.findall(folded(text))}))
    ordinary = ordinary_words(texts)
    no_names = ordinary | {folded(word) for rating in plan.scheme.ratings for word in rating.label.split()}
    return Known({key: post for key, (_, post) in posts.items()}, _written(posts, words, no_names), surnames, ordinary)


def _written(posts: dict[str, tuple[str, str]], words: Container[str], ordinary: Container[str]) -> Iterator[Way]:
    """How each of these people is written where the paper has such `words`: whole names first, given names alone at
    last."""
    by_surname, by_given = _shared(posts)
    for name, post in sorted(posts.values(), key=lambda pair: (-len(pair[0]), pair)):
        surname = _surname(name)
        parts = frozenset(WORD.findall(folded(surname)))
        if any(part in words for part in parts):
            alone = _alone(name) if surname.casefold() not in ordinary else ""
            hidden = WITHHELD if len(by_surname[surname.casefold()]) > 1 else post
            first = frozenset(WORD.findall(folded(_given(name))))
            found = ((_whole(name), post, first), (_short(name), hidden, _ANY), (alone, hidden, _ANY))
            yield from (Way(pattern, parts, name, told, given) for pattern, told, given in found if pattern)
    for name, post in sorted(posts.values()):
        given = _given(name)
        if given and given not in WORDS_TOO and given.casefold() in words and given.casefold() not in ordinary:
            hidden = WITHHELD if len(by_given[given.casefold()]) > 1 else post
            pattern = rf"(?-i:(?<![-@.]){_loosely(given)}(?!\s+[A-Z]|[-@]))"
            yield Way(pattern, frozenset([given.casefold()]), name, hidden)


def _shared(posts: dict[str, tuple[str, str]]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The posts of those who share a surname, and of those who share a given name, by that."""
    by_surname: dict[str, set[str]] = {}
    by_given: dict[str, set[str]] = {}
    for name, post in posts.values():
        by_surname.setdefault(_surname(name).casefold(), set()).add(post)
        by_given.setdefault(_given(name).casefold(), set()).add(post)
    return by_surname, by_given


def _replaced(options: Options, posts: dict[str, tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """What the officer says is a name, with the post of whoever alone is called by its last or only word."""
    by_surname, by_given = _shared(posts)
    for name in options.replaced:
        words = [folded(word) for word in re.findall(r"[^\W\d_]{3,}", name.partition("@")[0])]
        of = {post for by in (by_surname, by_given) for word in words for post in by.get(word, ())}
        yield folded(name), (name, of.pop() if len(of) == 1 else UNKNOWN)


def _posts(plan: PlanState, options: Options) -> dict[str, tuple[str, str]]:
    """From each name, in lower case, to the name and the post that is printed instead: of those who lead here the post
    they hold on the day, of those who hold or held a post that leads here that post, of others what is known."""
    found: dict[str, tuple[str, str]] = {}
    given = {folded(name): post for name, post in options.people if post}
    for lead in plan.leads:
        if lead.kind == "person":
            post = _post_of(plan, lead, options.on) or given.get(folded(lead.name)) or WITHHELD
            found[folded(lead.name)] = (one_line(lead.name), post)
    for lead in plan.leads:
        for holder in lead.holders if lead.kind == "post" else ():
            found.setdefault(folded(holder.name), (one_line(holder.name), one_line(lead.name)))
    for name in dict.fromkeys(_spoken(plan)):
        found.setdefault(folded(name), (one_line(name), given.get(folded(name)) or WITHHELD))
    for name, post in options.people:
        if len(name.split()) > 1:
            found.setdefault(folded(name), (one_line(name), post or WITHHELD))
    named = {folded(lead.name) for lead in plan.leads if lead.kind != "person"}
    return {key: pair for key, pair in found.items() if key and key not in named}


def _strangers(texts: Iterable[str], posts: dict[str, tuple[str, str]]) -> Iterator[str]:
    """What looks like a name in these texts and is none of these people's."""
    bare = [_bare(name) for name, _ in posts.values()]
    known = {folded(" ".join(words)) for words in bare} | {folded(words[-1]) for words in bare if words}
    for name in dict.fromkeys(name for text in texts for name in probable_names(text)):
        if folded(" ".join(_bare(name))) not in known:
            yield name


def _spoken(plan: PlanState) -> Iterator[str]:
    """Who coordinates the plan, has said or recorded something, or decided or asked for it."""
    yield plan.coordinator
    every = [*(t for section in plan.sections for t in section.timescales)]
    for action in plan.actions:
        every += action.every_timescale
        for update in action.updates:
            yield from (name for name in (update.said_by, update.recorded_by) if not name.startswith(NOBODY))
        yield from (decision.by for decision in action.decisions if not decision.by.startswith(NOBODY))
    for timescale in every:
        for asked in timescale.extensions:
            yield from (name for name in (asked.asked_by, asked.decided_by) if not name.startswith(NOBODY))


def _post_of(plan: PlanState, person: LeadState, on: date) -> str:
    for post in plan.leads:
        holder = _holder(post, on) if post.kind == "post" else None
        if holder and _same(holder, person, on):
            return one_line(post.name)
    return ""


def _same(holder: HolderState, person: LeadState, on: date) -> bool:
    own = _holder(person, on)
    known = own is not None and own.user_id is not None and own.user_id == holder.user_id
    return known or holder.name.casefold() == person.name.casefold()


def _holder(lead: LeadState, on: date) -> HolderState | None:
    name = lead.holder(on)
    return next((holder for holder in lead.holders if holder.name == name), None) if name else None


def _bare(name: str) -> list[str]:
    """The words of a name without a title or what stands in brackets."""
    return _TITLED.sub("", re.sub(r"\(.*?\)", " ", one_line(name))).split()


def _surname(name: str) -> str:
    return (_bare(name) or [one_line(name)])[-1]


def _given(name: str) -> str:
    """The given name by which somebody may be called alone; nothing for a name of one word."""
    words = _bare(name)
    return words[0] if len(words) > 1 and len(words[0]) > 2 else ""


def _whole(name: str) -> str:
    """How a whole name is written: with a title, with or without what stands in the middle, the surname first, or as
    an address for mail. One word, or initials, only as they are."""
    words = _bare(name) or one_line(name).split()
    if len(words) == 1:
        return rf"(?-i:{_loosely(one_line(name))})"
    ways = [r"\s+".join(map(_loosely, words))]
    first, last = _loosely(words[0]), _loosely(words[-1])
    ways += [rf"{first}\s+(?:\w\.?\s+)?{last}", rf"{last},\s*{first}", rf"{first}[._-]?{last}@[\w.-]*\w"]
    ways += [rf"{re.escape(words[0][:1])}[._-]?{last}@[\w.-]*\w"]
    return rf"(?:{_TITLES}\s+)?(?:{'|'.join(ways)})"


def _short(name: str) -> str:
    """How a surname is written with a title or initials; nothing for a name of one word. In capitals as names are, so
    that "a smith" is left alone."""
    words = _bare(name)
    if len(words) < 2:
        return ""
    last = f"(?:{_loosely(words[-1])}|{_loosely(words[-1].upper())})"
    initial = re.escape(words[0][:1].upper())
    return rf"(?-i:{_TITLES}\s+(?:{initial}\.?\s*)?{last}|{initial}\.?\s*(?:[A-Z]\.?\s*)?{last})"


def _alone(name: str) -> str:
    """How a surname stands alone in a sentence; nothing for a name of one word, or for a surname that is as short as
    other words or names other things. Whoever calls this has looked that the paper has no word written so."""
    words = _bare(name)
    if len(words) < 2 or len(words[-1]) < 4 or not may_be_surname(words[-1].title()):
        return ""
    last = f"(?:{_loosely(words[-1])}|{_loosely(words[-1].upper())})"
    before = "|".join(f"(?<={each})" for each in _BEFORE_SURNAME)
    return rf"(?-i:(?:^|{before}){last}(?!\s+[A-Z]|[-@]))"


def _loosely(word: str) -> str:
    """A word with either apostrophe."""
    return re.sub("['’]", "['’]", re.escape(word))
