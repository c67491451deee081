"""Words that are exempt from publication, found in other words: a passage as a whole, and what is quoted of it in part.
Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

RUN = 4
"""Words in a row that are quoted rather than shared by chance."""

FIGURES = {RUN: 0, 2: 2, 1: 3}
"""How many digits a figure among so many words has at least, where they are quoted."""

Span = tuple[int, int, frozenset[int | None]]
"""Where something begins and ends, and the paragraphs by which it is exempt."""

_WORD = re.compile(r"\w+(?:[.,’']\w+)*")


def pattern_of(words: str) -> re.Pattern[str]:
    """Finds the words in any case, whatever space stands between them."""
    return re.compile(r"\s+".join(map(re.escape, composed(words).split())), re.IGNORECASE)


def composed(text: str) -> str:
    """The text with each accent on its letter, as it is compared."""
    return unicodedata.normalize("NFC", text)


def spans(text: str, patterns: Iterable[tuple[re.Pattern[str], int | None]]) -> list[Span]:
    """Where the passages stand in the text. Two that overlap are one: what one leaves of the other is exempt too."""
    return together(
        (match.start(), match.end(), paragraph) for pattern, paragraph in patterns for match in pattern.finditer(text)
    )


def together(found: Iterable[tuple[int, int, int | None]]) -> list[Span]:
    """These places in their order, those that overlap as one."""
    joined: list[Span] = []
    for start, end, paragraph in sorted(found, key=lambda each: each[:2]):
        if joined and start < joined[-1][1]:
            first, last, known = joined.pop()
            joined.append((first, max(last, end), known | {paragraph}))
        else:
            joined.append((start, end, frozenset([paragraph])))
    return joined


def replaced(text: str, found: Iterable[Span], instead: Callable[[str, frozenset[int | None]], str]) -> str:
    """The text with other words (`instead`, of what stands there and its paragraphs) in these places."""
    for start, end, paragraphs in sorted(found, reverse=True, key=lambda each: each[0]):
        text = text[:start] + instead(text[start:end], paragraphs) + text[end:]
    return text


class Quoted:
    """Finds where a text shares a run of words with something that is exempt, or a figure that is no year
    (`FIGURES`)."""

    def __init__(self, exempt: Iterable[str]) -> None:
        self._runs: set[tuple[str, ...]] = set()
        for source in exempt:
            words = [_folded(found[0]) for found in _WORD.finditer(composed(source))]
            for most, digits in FIGURES.items():
                runs = (tuple(words[at : at + most]) for at in range(len(words) - most + 1))
                self._runs |= {run for run in runs if max(map(_digits, run)) >= digits}

    def __bool__(self) -> bool:
        return bool(self._runs)

    def within(self, text: str) -> list[tuple[int, int]]:
        """Where such runs begin and end in a text, each as long as it is."""
        said = [(_folded(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
        shared = {
            at + of
            for most in FIGURES
            for at in range(len(said) - most + 1)
            if tuple(word for word, _start, _end in said[at : at + most]) in self._runs
            for of in range(most)
        }
        found: list[tuple[int, int]] = []
        for at in sorted(shared):
            _word, start, end = said[at]
            if found and at - 1 in shared:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found


def _folded(word: str) -> str:
    """A word as it is compared: a figure by its digits, however its thousands are parted; a year stays another."""
    digits = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", word)
    return word if _digits(word) and not _digits(digits) else digits.casefold()


def _digits(word: str) -> int:
    """How many digits a figure has; none of a year."""
    digits = "".join(filter(str.isdigit, word))
    return 0 if word == digits and digits and 1900 <= int(digits) <= 2100 else len(digits)
