"""Which paragraphs title the table or the rows right below them."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from plans.importing.rows import PlanRow
from plans.importing.rows.cell_patterns import PERIOD_BAND, alike
from plans.importing.rows.glossary import is_key_line
from plans.importing.rows.sheet import Event, Headings
from plans.importing.source_document import Paragraph
from plans.importing.vocabulary.heading_meanings import PERIOD

LONGEST = 10
"""Words of such a title."""
LIKE = 0.6
"""How alike two lines are that are built in the same way."""
_NUMBERED = re.compile(
    r"(?:section|theme|strand|priority|objective|part|aim|goal|workstream|area|domain|standard)\s*[\dA-Z]{1,2}\b",
    re.IGNORECASE,
)

_PLAN = re.compile(r"\bplan\W*$", re.IGNORECASE)


class Titles:
    """The titles among the events of a document. `first` is the place of the first event that is no paragraph."""

    def __init__(self, events: list[Event], first: int):
        self.events, self.first = events, first
        above = [e for e, below in pairwise(events) if isinstance(e, Paragraph) and isinstance(below, Headings)]
        self.above = [paragraph.text for paragraph in above]
        self.labels = Counter(map(_label, self.above))

    def found(self) -> set[int]:
        """The events that are titles, by their identity: several may stand in one line."""
        return {id(event) for place, event in enumerate(self.events) if self._titles_section(place, event)}

    def _titles_section(self, place: int, event: Event) -> bool:
        """The last paragraph before the first table titles a section only if another one later does, or if it is a
        timescale: else it belongs to the document's own title."""
        if not isinstance(event, Paragraph) or not self._could_title(place):
            return False
        numbered = place > 0 and self._is_numbered(event)
        sure = (
            PERIOD_BAND.fullmatch(event.text)
            or (event.level > 1 and ": " in event.text and not self._titles_document(place))
            or numbered
        )
        if event.names_sheet or place >= self.first or sure:
            return True
        return any(isinstance(above, Paragraph) for above in self.events[:place]) and self._others_do

    def _titles_document(self, place: int) -> bool:
        """Whether the first line of all names a plan: "Adult care: assurance plan"."""
        first = self.events[0]
        return place == 0 and isinstance(first, Paragraph) and bool(_PLAN.search(first.text))

    def _is_numbered(self, line: Paragraph) -> bool:
        """Whether a line numbers its section ("Theme A – …"): a heading, or one of several such lines."""
        return bool(_NUMBERED.match(line.text)) and (line.level > 0 or self.numbered > 1)

    @cached_property
    def numbered(self) -> int:
        """How many lines number a section."""
        return sum(isinstance(event, Paragraph) and bool(_NUMBERED.match(event.text)) for event in self.events)

    @cached_property
    def _others_do(self) -> bool:
        return any(self._could_title(later) for later in range(self.first, len(self.events)))

    def _could_title(self, place: int) -> bool:
        event = self.events[place]
        if not isinstance(event, Paragraph) or event.listed or len(event.lines) > 1:
            return False
        text = event.text
        if not isinstance(
            self._below(place, heads=event.level > 1 or self._is_numbered(event)), Headings | PlanRow
        ) or is_key_line(text):
            return False
        return sum(one.weight for one in TITLES if one.holds(self, event)) >= 0

    def is_label_of_one(self, text: str) -> bool:
        """Whether a text has a label that no other table has above it: "Home: Larch House", "Strand 2: …" have."""
        return ": " in text and self.labels[_label(text)] < 2

    def stands_under_heading(self, line: Paragraph) -> bool:
        """Whether a text stands right below a heading, which is then the title of both."""
        if line.level:
            return False
        place = next(n for n, event in enumerate(self.events) if event is line)
        above = self.events[place - 1] if place else None
        return isinstance(above, Paragraph) and above.level > 1

    def has_its_like(self, text: str) -> bool:
        """Whether another table has a line above it that is built in the same way."""
        return any(other != text and alike(other, text) >= LIKE for other in self.above)

    def _below(self, place: int, *, heads: bool) -> Event | None:
        """What stands below a paragraph; of a heading below the first (`heads`), past the text that introduces its
        rows."""
        for below in range(place + 1, len(self.events)):
            event = self.events[below]
            if not heads or not isinstance(event, Paragraph) or event.level:
                return event
        return None


@dataclass(frozen=True, slots=True)
class TitleEvidence:
    """What speaks against a line above a table being its title, or for it."""

    name: str
    weight: int
    holds: Callable[[Titles, Paragraph], bool]


TITLES = (
    TitleEvidence("many words", -4, lambda titles, line: len(line.text.split()) > LONGEST),
    TitleEvidence("it ends as a sentence", -2, lambda titles, line: line.text[-1] in ".,;"),
    TitleEvidence("it names a day", -2, lambda titles, line: bool(PERIOD.search(line.text))),
    TitleEvidence("a label of its own", -2, lambda titles, line: not line.level and titles.is_label_of_one(line.text)),
    TitleEvidence("a heading stands above it", -6, lambda titles, line: titles.stands_under_heading(line)),
    TitleEvidence("its like stands above another table", 4, lambda titles, line: titles.has_its_like(line.text)),
)
"""Nothing speaks against a line right above a table of itself."""


def _label(text: str) -> str:
    """The words before a colon, without their number."""
    return re.sub(r"[\d.]+$", "", text.partition(": ")[0]).strip()
