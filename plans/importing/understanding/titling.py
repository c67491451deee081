"""Which paragraphs title the table or the rows right below them."""

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise

from plans.importing.rows import PlanRow
from plans.importing.rows.glossary import is_key_line
from plans.importing.rows.recognising import PERIOD_BAND
from plans.importing.rows.sheet import Event, Headings
from plans.importing.source_document import Paragraph
from plans.importing.vocabulary.heading_meanings import PERIOD

LONGEST = 10
"""Words of such a title."""


class Titles:
    """The titles among the events of a document. `first` is the place of the first event that is no paragraph."""

    def __init__(self, events: list[Event], first: int):
        self.events, self.first = events, first
        above = [e for e, below in pairwise(events) if isinstance(e, Paragraph) and isinstance(below, Headings)]
        self.labels = Counter(_label(paragraph.text) for paragraph in above)

    def lines(self) -> set[int]:
        """The lines that they stand in."""
        return {event.line for place, event in enumerate(self.events) if self._titles_section(place, event)}

    def _titles_section(self, place: int, event: Event) -> bool:
        """The last paragraph before the first table titles a section only if another one later does, or if it is a
        timescale: else it belongs to the document's own title."""
        if not isinstance(event, Paragraph) or not self._could_title(place):
            return False
        sure = PERIOD_BAND.fullmatch(event.text) or (event.level > 1 and ": " in event.text)
        if event.names_sheet or place >= self.first or sure:
            return True
        return any(isinstance(above, Paragraph) for above in self.events[:place]) and self._others_do

    @cached_property
    def _others_do(self) -> bool:
        return any(self._could_title(later) for later in range(self.first, len(self.events)))

    def _could_title(self, place: int) -> bool:
        event = self.events[place]
        if not isinstance(event, Paragraph) or event.listed or len(event.lines) > 1:
            return False
        text = event.text
        return (
            isinstance(self._below(place, heads=event.level > 1), Headings | PlanRow)
            and len(text.split()) <= LONGEST
            and text[-1] not in ".,;"
            and not is_key_line(text)
            and not PERIOD.search(text)
            # A label is one where another table has it above it: "Home: Larch House", "Strand 2: …".
            and (": " not in text or event.level > 0 or self.labels[_label(text)] > 1)
        )

    def _below(self, place: int, *, heads: bool) -> Event | None:
        """What stands below a paragraph; of a heading below the first (`heads`), past the text that introduces its
        rows."""
        for below in range(place + 1, len(self.events)):
            event = self.events[below]
            if not heads or not isinstance(event, Paragraph) or event.level:
                return event
        return None


def _label(text: str) -> str:
    """The words before a colon, without their number."""
    return re.sub(r"[\d.]+$", "", text.partition(": ")[0]).strip()
