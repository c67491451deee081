"""People's names looked for in a text, and what is printed instead of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from reports.appendix.text import one_line

WITHHELD = "Officer (post not recorded)"
"""Printed instead of a person of whom no post is known: a name must not slip into a paper without names."""

WORD = re.compile(r"\w+")

_BESIDE = r"\s*[,:/–—-]\s*|\s+"
"""What may part a post from the name of its holder."""


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody is written: the `pattern`, of which one of these `words` stands in every text that it matches, in
    lower case, and unless that has an address for mail one of the words of the `given` name too, where there are any;
    whose name it is, and what is printed instead."""

    pattern: str
    words: frozenset[str]
    name: str
    post: str
    given: frozenset[str] = frozenset()


class Known:
    """People by what they are called. `posts` maps each name, in lower case, to what is printed instead; `surnames` are
    theirs, and `ordinary` the words that the paper writes without a capital. A text is searched for the ways of which
    it has a word, and not for those of everybody: there may be hundreds."""

    def __init__(self, posts: dict[str, str], ways: Iterable[Way], surnames: frozenset[str], ordinary: frozenset[str]):
        self.posts, self.ways, self.surnames, self.ordinary = posts, tuple(ways), surnames, ordinary
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._idle: set[str] = set()
        self._found: dict[str, list[tuple[int, int, str, str]]] = {}
        self._by_word: dict[str, list[int]] = {}
        for number, way in enumerate(self.ways):
            for word in way.words:
                self._by_word.setdefault(word, []).append(number)

    def post_of(self, name: str) -> str:
        """What is printed instead of this person."""
        return self.posts.get(folded(name), WITHHELD)

    def matches(self, text: str) -> Iterator[tuple[re.Match[str], Way]]:
        """Where each name stands in a text, and how it is written there: the first of its ways at the first place, as
        one pattern of all of them finds it. To compile one for the few that meet in a text takes longer than to look
        for each."""
        found = self._first_matches(self._ways_in(text), text)
        while found:
            _start, number = min((match.start(), number) for number, match in found.items())
            match = found[number]
            yield match, self.ways[number]
            passed = [each for each, other in found.items() if other.start() < match.end()]
            later = {each: other for each, other in found.items() if other.start() >= match.end()}
            found = later | self._first_matches(passed, text, match.end())

    def _first_matches(self, numbers: Iterable[int], text: str, at: int = 0) -> dict[int, re.Match[str]]:
        matches = ((number, self._pattern(number).search(text, at)) for number in numbers)
        return {number: match for number, match in matches if match}

    def _pattern(self, number: int) -> re.Pattern[str]:
        if number not in self._patterns:
            whole = rf"(?<!\w)(?:{self.ways[number].pattern})(?!\w)"
            self._patterns[number] = re.compile(whole, re.IGNORECASE)
        return self._patterns[number]

    def _ways_in(self, text: str) -> list[int]:
        """The ways of which a text has a word: with initials before it ("JMarsh"), and anywhere in an address for
        mail. Most texts have none but words of which that is known."""
        said = unicodedata.normalize("NFC", text).translate(_ONE_I).casefold()
        if "@" in said:
            return sorted({number for word in self._by_word if word in said for number in self._by_word[word]})
        strange = set(WORD.findall(said)) - self._idle
        self._idle |= {word for word in strange if self._by_word.keys().isdisjoint(parts_of_words(word))}
        if strange <= self._idle:
            return []
        words = parts_of_words(said)
        numbers = {number for word in words & self._by_word.keys() for number in self._by_word[word]}
        return sorted(each for each in numbers if not (given := self.ways[each].given) or given & words)

    def found(self, text: str) -> list[tuple[int, int, str, str]]:
        """Where each name stands in a text, whose it is, and what is printed instead. Many texts stand in many places,
        and each is asked for more than once."""
        if text not in self._found:
            self._found[text] = [(match.start(), match.end(), way.name, way.post) for match, way in self.matches(text)]
        return self._found[text]

    def replaced(self, text: str, left: Container[str] = ()) -> str:
        """The text with a post in place of each name but those with these signs (`sign_of`); a post that stands beside
        its holder's name is said once."""
        parts, at = [], 0
        for match, way in self.matches(text):
            stays = left and sign_of(text, *match.span()) in left
            parts += [text[at : match.start()], match[0] if stays else f"\0{way.post}\1"]
            at = match.end()
        return _said_once("".join([*parts, text[at:]])) if parts else text


def parts_of_words(text: str) -> set[str]:
    """The words of a text, with and without as many initials as may stand before a name: "JKMarsh"."""
    return {word[cut:] for word in set(WORD.findall(text)) for cut in range(3)}


_ONE_I = str.maketrans("İı", "ii")
"""Letters that a search without regard to capitals takes for an i."""


def sign_of(text: str, start: int, end: int) -> str:
    """What tells words from all others and in every other text: they stay where an officer left them, and only there,
    whoever becomes known and wherever else the text stands."""
    told = "\0".join((text[:start], text[start:end], text[end:]))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


def _said_once(text: str) -> str:
    """The text without the marks about each post that came in, and without what names the same post beside it: "Head
    of Service ([Head of Service]) leads". A post is named by its office as well: "Head of Service" of "Head of Service:
    Assessment"."""
    for marked in set(re.findall("\0[^\1]*\1", text)):
        both, office = re.escape(marked), marked[1:-1].partition(":")[0]
        post = rf"(?:{re.escape(marked[1:-1])}|{re.escape(office)}(?!:))"
        once = marked[1:-1].replace("\\", r"\\")
        text = re.sub(rf"{both}(?:{_BESIDE})(?:{post}|\({post}\))(?!\w)", once, text)
        text = re.sub(rf"(?<!\w){post}(?:{_BESIDE})(?:{both}|\({both}\))", once, text)
    return text.replace("\0", "").replace("\1", "")


def folded(name: str) -> str:
    """A name by which it is known again however it is written: on one line, in lower case."""
    return one_line(unicodedata.normalize("NFC", name)).replace("’", "'").translate(_ONE_I).casefold()
