"""Words of a plan as they leave in a file: what is exempt from publication gives way or, for those who may read all of
it, stands between its signs. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from plans import columns
from plans.exempt_shown import between
from plans.exempt_words import Span, composed, pattern_of, replaced, spans
from plans.exemptions import ACTION, EVIDENCE, PASSAGE, VALUE, Exempt, notice

FEWEST_LETTERS = 8
"""Of a text that is exempt as a whole: shorter ones ("Yes") stand in many a cell that says nothing of it."""


@dataclass(slots=True)
class FileWords:
    """The words of some plans for one file. With `whole` what is exempt is marked, else left out. What was reworded
    since it was marked goes as a whole: nobody has read what stands there now. `texts` are those that are exempt as a
    whole, each with its paragraph, for cells of which nobody says what they are."""

    marks: Iterable[Exempt]
    whole: bool = False
    texts: Iterable[tuple[str, int | None]] = ()
    _of: dict[int, list[Exempt]] = field(init=False)
    _passages: list = field(init=False)

    def __post_init__(self) -> None:
        self._of = defaultdict(list)
        for mark in self.marks:
            self._of[mark.action_id].append(mark)
        found = (mark for of_action in self._of.values() for mark in of_action if mark.what == PASSAGE)
        said = [(mark.words, mark.paragraph) for mark in found]
        said += [(text, paragraph) for text, paragraph in self.texts if sum(map(str.isalnum, text)) >= FEWEST_LETTERS]
        self._passages = [(pattern_of(words), paragraph) for words, paragraph in said]

    def __bool__(self) -> bool:
        return bool(self._of)

    def text(self, text: str, action: int | None = None, meaning: str = "") -> str:
        """What is written of a text; of an action, that of the column that means this."""
        if not self._of or not text:
            return text
        whole = [mark for mark in self._of.get(action or 0, ()) if _is_whole(mark, text, meaning)]
        if whole:
            return self._instead(text, frozenset(mark.paragraph for mark in whole))
        read = composed(text)
        found: list[Span] = spans(read, self._passages)
        return replaced(read, found, self._inline) if found else text

    def act(self, text: str, actions: Iterable[int]) -> str:
        """What is written of a text that an act changed of these actions: where more than passages of one of them is
        exempt, it goes as a whole."""
        marks = [mark for pk in actions for mark in self._of.get(pk, ()) if mark.what in (VALUE, ACTION, EVIDENCE)]
        if marks and text:
            return self._instead(text, frozenset(mark.paragraph for mark in marks))
        return self.text(text)

    def _instead(self, words: str, paragraphs: frozenset[int | None]) -> str:
        return between(words, paragraphs) if self.whole else notice(*paragraphs)

    def _inline(self, words: str, paragraphs: frozenset[int | None]) -> str:
        told = notice(*paragraphs)
        return between(words, paragraphs) if self.whole else f"[{told[:1].lower()}{told[1:]}]"


def _is_whole(mark: Exempt, text: str, meaning: str) -> bool:
    if mark.what == ACTION:
        return bool(meaning)
    if mark.what == VALUE:
        return mark.field == meaning
    is_here = mark.what == PASSAGE and mark.field == meaning and meaning != columns.PROGRESS
    return is_here and not pattern_of(mark.words).search(composed(text))
