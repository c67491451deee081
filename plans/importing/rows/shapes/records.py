"""What is printed of one action as labels and what they say, and a table of such records."""

from dataclasses import dataclass, field, replace

from plans.columns import ACTION, RECOMMENDATION, REF
from plans.importing.rows.cell_patterns import squash
from plans.importing.rows.shapes.findings import Told
from plans.importing.source_document import Cell, Row, Table
from plans.importing.tables.text_evidence import NUMBERS
from plans.importing.vocabulary.heading_meanings import is_response, normal, read_heading

TITLE = "title"
"""In the place of a label: the section of a record."""
FEWEST_ALIKE, FEWEST_LABELS = 2, 3
"""Records that print the same labels, and labels that they share (of stacked forms, tables that share one)."""


@dataclass(slots=True)
class Record:
    """What is printed of one action: its cells by label, in the order of the labels, and where it begins. `labelled`:
    its labels are printed for it alone, not once for a whole row of actions; `unlabelled`: those that are not
    printed at all."""

    line: int
    place: str = ""
    cells: dict[str, Cell] = field(default_factory=dict)
    labelled: bool = True
    unlabelled: set[str] = field(default_factory=set)

    def add(self, label: str, cell: Cell) -> None:
        above = self.cells.get(label)
        self.cells[label] = replace(above, blocks=(*above.blocks, *cell.blocks)) if above else cell

    @property
    def is_numbered(self) -> bool:
        """Whether its first label is of its number, by other words than those of references: "NC No"."""
        first = next(iter(self.cells), "")
        return read_heading(first).meaning != REF and bool(NUMBERS.fullmatch(normal(first)))

    def holds(self, meaning: str) -> bool:
        return any(read_heading(label).meaning == meaning for label in self.cells)


def table_of(records: list[Record], told: Told) -> Table:
    """Records as rows under their labels; a label that is printed again is set aside."""
    _share_labels(records)
    titles = {id(record): record.cells.pop(TITLE) for record in records if TITLE in record.cells}
    labels = list(dict.fromkeys(label for record in records for label in record.cells))
    labels = labels if len(labels) > 1 else ["Ref", *labels]  # headings are several
    rows: list[Row] = []
    for record in records:
        if id(record) in titles:
            rows.append(Row((titles[id(record)],), record.line, record.place, titles=True))
        rows.append(Row(tuple(record.cells.get(label, Cell()) for label in labels), record.line, record.place))
    filled_in = all(squash(label) in told.form for label in labels) and any(record.holds(ACTION) for record in records)
    if filled_in or told.rulings.columns.keys() & set(labels):
        told.headings.add(records[0].line)  # a form, or a person, says what they hold, whatever their words
    for label in labels:
        printed = sum(label in r.cells and label not in r.unlabelled for r in records if r.labelled)
        told.aside += [label] * (printed - (label not in told.labels))
        told.labels |= {label} if printed else set()
    return Table.under(labels, rows)


def _share_labels(records: list[Record]) -> None:
    """One label for those that are alike but for their number: "Lead" and "Leads"."""
    first: dict[str, str] = {}
    for record in records:
        record.cells = {first.setdefault(normal(label) or label, label): cell for label, cell in record.cells.items()}


def cycle_of(labels: list[str]) -> str | None:
    """The label with which each record begins, where all print the same few once each, in one order; None elsewhere."""
    starts = [n for n, label in enumerate(labels) if label == labels[0]]
    records = [labels[start:end] for start, end in zip(starts, [*starts[1:], len(labels)], strict=True)]
    order = list(dict.fromkeys(labels))
    once = all(record == sorted(set(record), key=order.index) for record in records)
    return labels[0] if once and len(records) >= FEWEST_ALIKE and len(order) >= FEWEST_LABELS else None


def opens_another(record: Record, meaning: str, label: str, cycle: str | None = None) -> bool:
    """Whether a label of this meaning, after what the record holds, begins another record: that with which each of a
    `cycle` does. An action after the response to a recommendation does not."""
    if cycle:
        return normal(label) == cycle
    if meaning == RECOMMENDATION:
        return record.holds(RECOMMENDATION) or record.holds(ACTION)
    if meaning == ACTION and not is_response(label):
        return any(read_heading(held).meaning == ACTION and not is_response(held) for held in record.cells)
    return meaning in (ACTION, REF) and record.holds(meaning)
