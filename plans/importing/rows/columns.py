"""One set of columns over all tables of a document."""

from collections.abc import Callable
from dataclasses import dataclass, field

from plans.columns import EXTRA
from plans.importing.rows.sheet import SheetColumn
from plans.importing.rulings import NONE, Rulings
from plans.importing.source_document import Row
from plans.importing.tables.column_meanings import ColumnMeaning, column_meanings
from plans.importing.tables.table_columns import facts_of
from plans.importing.vocabulary.heading_meanings import normal

Looks = dict[int, Callable[[str], object]]
"""How the cells of a column look, by its position."""


@dataclass(slots=True)
class ColumnSet:
    """Grows as tables are met. A heading goes to the column that bears it, else to the one that means the same,
    else to a new one."""

    rulings: Rulings = NONE
    columns: list[SheetColumn] = field(default_factory=list)
    looks: Looks = field(default_factory=dict)
    read_before: dict[tuple[str, ...], tuple[dict[int, ColumnMeaning], Looks]] = field(default_factory=dict)

    def place(self, texts: tuple[str, ...], rows: tuple[Row, ...]) -> dict[int, int]:
        """From positions in a table with these headings and rows to column numbers. A position without a heading
        is a reference column when its cells say so, and none when it is empty throughout. How the cells of each look
        is kept for its rows (`looks`). Tables under the same headings are one: `rows` are those of all of them."""
        if texts not in self.read_before:
            facts = facts_of(texts, rows)
            looks = {column.position: column.look for column in facts if column.look}
            self.read_before[texts] = column_meanings(facts, self.rulings), looks
        readings, self.looks = self.read_before[texts]
        placed: dict[int, int] = {}
        for exact in (True, False):
            for position, reading in readings.items():
                if position not in placed:
                    number = self._find(texts[position], reading, set(placed.values()), exact=exact)
                    if number is not None:
                        placed[position] = number
        for position, reading in readings.items():
            if position not in placed:
                placed[position] = self.add(texts[position], reading)
        return dict(sorted(placed.items()))

    def number_of(self, meaning: str) -> int | None:
        """The first column of that meaning."""
        return next((number for number, column in enumerate(self.columns) if column.meaning == meaning), None)

    def meanings(self) -> dict[int, str]:
        return {number: column.meaning for number, column in enumerate(self.columns)}

    def add(self, heading: str, reading: ColumnMeaning) -> int:
        """A new column; its number."""
        self.columns.append(
            SheetColumn(
                heading, reading.meaning, reading.period, reading.confidence, reading.stands_in, reading.because
            )
        )
        return len(self.columns) - 1

    def _find(self, heading: str, reading: ColumnMeaning, taken: set[int], *, exact: bool) -> int | None:
        for number, column in enumerate(self.columns):
            if number in taken:
                continue
            same = normal(column.heading) == normal(heading) and column.meaning == reading.meaning
            if same or (not exact and column.meaning == reading.meaning != EXTRA):
                return number
        return None
