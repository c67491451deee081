"""One set of columns over all tables of a document."""

from dataclasses import dataclass, field

from plans.columns import EXTRA, LEAD, PROGRESS, REF
from plans.importing.columns import Reading, normal, read_heading
from plans.importing.grid import Row
from plans.importing.rows.recognising import is_ref
from plans.importing.rows.sheet import SheetColumn
from plans.importing.rulings import NONE, Rulings

RULED = 2.0
"""The confidence of a meaning that a person gave: above any reading's."""


@dataclass(slots=True)
class ColumnSet:
    """Grows as tables are met. A heading goes to the column that bears it, else to the one that means the same,
    else to a new one."""

    rulings: Rulings = NONE
    columns: list[SheetColumn] = field(default_factory=list)

    def place(self, texts: tuple[str, ...], rows: tuple[Row, ...]) -> dict[int, int]:
        """From positions in a table with these headings and rows to column numbers. A position without a heading
        is a reference column when its cells say so, and none when it is empty throughout."""
        readings = _readings(texts, rows, self.rulings)
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

    def add(self, heading: str, reading: Reading) -> int:
        self.columns.append(SheetColumn(heading, reading.meaning, reading.period))
        return len(self.columns) - 1

    def _find(self, heading: str, reading: Reading, taken: set[int], *, exact: bool) -> int | None:
        for number, column in enumerate(self.columns):
            if number in taken:
                continue
            same = normal(column.heading) == normal(heading) and column.meaning == reading.meaning
            if same or (not exact and column.meaning == reading.meaning != EXTRA):
                return number
        return None


def _readings(texts: tuple[str, ...], rows: tuple[Row, ...], rulings: Rulings) -> dict[int, Reading]:
    """What each position of a table means; of two that mean the same, one keeps the meaning."""
    readings: dict[int, Reading] = {}
    for position, text in enumerate(texts):
        reading = read_heading(text)
        if not text.strip():
            cells = [row.cells[position].flat for row in rows if position < len(row.cells) and row.cells[position]]
            if not cells:
                continue
            refs = sum(is_ref(cell) for cell in cells)
            reading = Reading(REF if refs * 2 >= len(cells) else EXTRA, 0.5)
        ruled = rulings.meaning(text, position)
        if ruled:
            reading = Reading(ruled, RULED, reading.period)
        rival = next((p for p, r in readings.items() if r.meaning == reading.meaning not in (EXTRA, LEAD)), None)
        if rival is not None:
            loser = rival if _outranks(reading, readings[rival]) else position
            if loser == rival:
                readings[rival] = Reading(EXTRA, 0.0, readings[rival].period)
            else:
                reading = Reading(EXTRA, 0.0, reading.period)
        readings[position] = reading
    return readings


def _outranks(later: Reading, earlier: Reading) -> bool:
    """Of two columns that mean the same the surer one keeps it; of two dated progress columns the later one."""
    if (
        RULED not in (later.confidence, earlier.confidence)
        and later.meaning == PROGRESS
        and later.period
        and earlier.period
    ):
        return True
    return later.confidence > earlier.confidence
