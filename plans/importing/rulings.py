"""What a person says of a document's rows and columns, which no reading may overrule.

A ruling is of one source line (`Row.line`, `Paragraph.line`) or of one heading, so that it holds whatever
else about the document is read differently because of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ROW = "row"
"""The line is a row of the plan, whatever it looks like."""
ALONE = "alone"
"""It is a row of its own, not the rest of the one above."""
JOIN = "join"
"""It is the rest of the row above."""
BAND = "band"
"""It titles the rows below it."""
HEADINGS = "headings"
"""It holds the headings of the rows below it."""
NOTE = "note"
"""It is no row of the plan, and kept with it as text."""
ASIDE = "aside"
"""It says nothing of the plan."""

RULINGS = (ROW, ALONE, JOIN, BAND, HEADINGS, NOTE, ASIDE)
ROWS = frozenset({ROW, ALONE, JOIN})


@dataclass(frozen=True, slots=True)
class Rulings:
    """`lines`: from a source line to one of `RULINGS`. `columns`: from a heading as printed ("Column 3" for a column
    without one) to a meaning of `plans.importing.vocabulary.headings.SAYABLE`."""

    lines: Mapping[int, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    def of(self, line: int) -> str:
        """The ruling on a line; "" where there is none."""
        return self.lines.get(line, "")

    def meaning(self, heading: str, position: int) -> str | None:
        """The meaning that a person gave to the column at this position (from 0) of a table."""
        return self.columns.get(heading.strip() or f"Column {position + 1}")


NONE = Rulings()
