"""Cards: labels one below the other with what each says beside it, in a box or without, and a title above them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from plans.importing.readers.pdf.paragraphs import Setting, blocks_of, setting_of
from plans.importing.readers.pdf.printed_lines import PrintedLine
from plans.importing.readers.placed_cells import PlacedCell
from plans.importing.source_document import Cell

Level = list[PrintedLine]
Card = tuple[int, int, list[list[Level]]]
"""From and to of its levels, and those of each label with its value."""
_SAME = 1.5
"""Points within which two lines begin in one place."""
_FEWEST_LABELS, _FEWEST_PAIRS = 2, 4
"""Labels that a page prints again, and labels with their values on it."""
_LONGEST = 5
"""Words of a label."""
_FAR = 1.6
"""Times the size of letters: a line further below is not of the same value."""


@dataclass(slots=True)
class Cards:
    """Where labels and values begin, and which labels there are: known from the pages before, too. `late`: they were
    only told apart on a later page than the first that prints them."""

    left: float = 0.0
    value: float = 0.0
    labels: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)
    late: bool = False

    def learn(self, levels: list[Level]) -> None:
        """The labels of a page that prints some again."""
        several = [level for level in levels if len(level) > 1]
        own = self._alike(several)
        here = Counter(level[0].text for level in own)
        again, self.seen = here + self.seen, self.seen + here
        if len(own) < _FEWEST_PAIRS or len(own) * 4 < len(several) * 3:
            return
        if 2 * sum(len(level) == 2 for level in own) < len(own):
            return  # most have more beside them than a value: they are rows of a table
        if sum(times > 1 for times in again.values()) >= _FEWEST_LABELS:
            self.left, self.value = own[0][0].x0, own[0][1].x0
            self.late = self.late or not (self.labels or again == here)
            self.labels |= set(here) | {level[2].text for level in own if len(level) > 2}

    def _alike(self, several: list[Level]) -> list[Level]:
        """The levels that begin in the commonest place with a short text, and their second text too."""
        pairs = [level for level in several if len(level[0].text.split()) <= _LONGEST]
        places = Counter((round(level[0].x0), round(level[1].x0)) for level in pairs)
        (place, _), *_ = places.most_common(1) or [((0, 0), 0)]
        return [level for level in pairs if self._begins(level, *place)]

    def found(self, levels: list[Level]) -> Iterator[Card]:
        """From and to of the levels of each card, and those of each label with its value."""
        start, rows = 0, list[list[Level]]()
        for number, level in enumerate(levels):
            if self._is_pair(level):
                start = start if rows else number
                rows.append([level])
            elif rows and self._goes_on(rows[-1][-1], level):
                rows[-1].append(level)
            elif rows:
                yield start, number, rows
                rows = []
        if rows:
            yield start, len(levels), rows

    def _is_pair(self, level: Level) -> bool:
        return level[0].text in self.labels and (
            abs(level[0].x0 - self.left) <= _SAME and all(one.x0 >= self.value - _SAME for one in level[1:])
        )

    def _goes_on(self, above: Level, level: Level) -> bool:
        near = level[0].top - above[0].bottom < _FAR * level[0].size
        return near and len(level) == 1 and abs(level[0].x0 - self.value) <= _SAME

    @staticmethod
    def _begins(level: Level, left: float, value: float) -> bool:
        return abs(level[0].x0 - left) <= _SAME and abs(level[1].x0 - value) <= _SAME

    def cells(self, rows: list[list[Level]], setting: Setting | None) -> list[PlacedCell]:
        """Each label with its value as a row; a label behind a value, which has none, as one of its own."""
        values = [[one for level in row for one in level if self.value - _SAME <= one.x0] for row in rows]
        values = [[one for one in lines if one.text not in self.labels] for lines in values]
        right = max((one.x1 for lines in values for one in lines), default=self.value)
        setting = setting or setting_of([(lines, right - self.value) for lines in values])
        found: list[PlacedCell] = []
        number = 0
        for row, lines in zip(rows, values, strict=True):
            others = [one.text for one in row[0][1:] if one.text in self.labels]
            found.append(PlacedCell(number, 0, Cell.of(row[0][0].text)))
            found.append(PlacedCell(number, 1, Cell(blocks_of(lines, self.value, right, setting))))
            found += [PlacedCell(number + place, 0, Cell.of(text)) for place, text in enumerate(others, 1)]
            number += 1 + len(others)
        return found
