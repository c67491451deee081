"""The marks by which the rows of a paper are known when it comes home: what each cell said, and what of that is printed
beside its own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from plans import columns as meanings
from plans.sheets import fields as f
from plans.sheets.marks import FLAT, HEADINGS, NAMELESS, PUBLIC, VALUE, Said, Seal
from plans.sheets.prints import prints_outside
from plans.sheets.values import extras_of
from plans.state import ColumnState, PlanState
from reports.appendix.cells import SINCE
from reports.appendix.model import Cell, Row, Table, Value
from reports.appendix.options import Options
from reports.appendix.text import one_line

REFERENCE, RECOMMENDATION, LINKS, SINCE_LAST = (
    "Recommendation ref", "Recommendation", "Links to findings", "Since the last paper",
)  # fmt: skip

NAMES = {
    meanings.REF: REFERENCE,
    meanings.RECOMMENDATION: RECOMMENDATION,
    meanings.LINKS: LINKS,
    meanings.ACTION: f.TEXT,
    meanings.LEAD: f.LEAD,
    meanings.RESPONSIBLE: f.RESPONSIBLE,
    meanings.EVIDENCE: f.EVIDENCE,
    meanings.TIMESCALE: f.TIMESCALE,
    meanings.RELATED_PLANS: f.RELATED,
    meanings.OUTCOME: f.OUTCOME,
    meanings.PROGRESS: f.PROGRESS,
    meanings.RAG: f.RAG,
    SINCE: SINCE_LAST,
}
"""From what a column means to the field that its cells are."""


@dataclass(frozen=True, slots=True)
class RowMarks:
    """Marks the rows of one paper."""

    seal: Seal
    extras: tuple[str, ...]
    flags: str

    def row(self, table: Table, row: Row, spanning: Mapping[int, str] | None = None) -> str:
        """The mark of a row. `spanning` are the words of cells that span several rows as they
        stand beside this one, by column; without them, those of the row itself."""
        if row.action_id is None:
            return self.seal.more(0, self.flags)
        said = []
        for at, (name, cell) in enumerate(zip(table.names, row.cells, strict=True)):
            if spanning is not None and (cell is None or cell.span > 1):
                said += [Said(name, spanning[at])] if at in spanning else []
            elif cell is not None:
                said.append(_said(name, cell))
        return self.seal.row(row.action_id, said, self.extras, self.flags)

    def value(self, row: Row, name: str, cell: Cell, before: str = "") -> str:
        """The mark of one value of a row, which stands by itself behind the words `before`."""
        if row.action_id is None:
            return self.seal.more(0, f"{self.flags}{VALUE}")
        said = _said(name, cell)
        if before:
            said = replace(said, text=f"{before} {said.text}", before=before)
        return self.seal.value(row.action_id, said, self.extras, self.flags, is_labelled=not before)

    def outside(self, texts: Iterable[str]) -> str:
        """What bears the prints of all that a file says outside of its rows."""
        return self.seal.outside(prints_outside(texts))

    def data(self, action: int, cells: Mapping[str, Value]) -> str:
        """The mark of a row of the flat data."""
        said = (Said(HEADINGS.get(heading, heading), in_text(value)) for heading, value in cells.items())
        return self.seal.row(action, said, self.extras, f"{self.flags}{FLAT}")


def marks_of(plan: PlanState, options: Options) -> RowMarks | None:
    """What marks the rows of a paper that is drawn with these options, where they say how."""
    if options.seal is None:
        return None
    flags = (PUBLIC if options.public else "") + (NAMELESS if options.posts_instead_of_people else "")
    return RowMarks(options.seal, extras_of(plan), flags)


def name_of(column: ColumnState) -> str:
    """The field that a column's cells are."""
    return f"{f.EXTRA}{one_line(column.heading)}" if column.meaning == meanings.EXTRA else NAMES[column.meaning]


def in_text(value: Value) -> str:
    """A value of the flat data as its print reads it."""
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _said(name: str, cell: Cell) -> Said:
    """What a cell says, without what hangs before its lines; beside its own words stand a reference before them, and
    below them what the paper adds, in another style."""
    texts = [" ".join(filter(None, (line.label, line.text))) for line in cell.lines]
    added = len(list(takewhile(lambda line: line.style != "plain", reversed(cell.lines))))
    if name == f.TIMESCALE:
        added = max(added, len(texts) - 1)
    whole = "\n".join([*([cell.badge.word] if cell.badge else []), *texts])
    return Said(
        name,
        whole,
        before=cell.lines[0].label if cell.lines and not cell.badge else "",
        after="\n".join(texts[len(texts) - added :]),
    )
