"""Several actions in one row, under groups of the same headings: "Corrective action: Action, Owner, Due" and
"Preventive action: Action, Owner, Due"."""

from dataclasses import replace

from plans.columns import ACTION, LINKS, RECOMMENDATION, REF
from plans.importing.rows.shapes.findings import Told, headings_of
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.vocabulary.heading_meanings import read_heading

_SHARED = frozenset({REF, RECOMMENDATION, LINKS})
"""What each of the actions of a row stands under."""
_MARK = ": "
"""Between the heading of a group and those under it."""


def doubled_rows(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with a row for each action of such a row."""
    return SourceDocument(tuple(part if isinstance(part, Paragraph) else _apart(part, told) for part in document.parts))


def _apart(table: Table, told: Told) -> Table:
    found = headings_of(table.rows)
    groups = _groups(found.texts) if found else {}
    if found is None or len(groups) < 2:
        return table
    names, blocks = list(groups), list(groups.values())
    told.doubt(None, "columns", " / ".join(names), "each row holds an action for each of these; they are read apart")
    told.aside += names
    own = [place for place in range(len(found.texts)) if not any(place in block for block in blocks)]
    shared = {place for place in own if read_heading(found.texts[place]).meaning in _SHARED}
    texts = [found.texts[place] for place in own] + [found.texts[p].rpartition(_MARK)[2] for p in blocks[0]]
    heading = replace(table.rows[found.start], cells=tuple(Cell.of(text) for text in texts))
    rows = [row for below in table.rows[found.end :] for row in _rows(below, own, shared, blocks)]
    return replace(table, rows=(*table.rows[: found.start], heading, *rows))


def _groups(texts: tuple[str, ...]) -> dict[str, list[int]]:
    """The places under each group of headings, of the groups that have the same headings, an action's among them."""
    groups: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        group, mark, _ = text.rpartition(_MARK)
        if mark:
            groups.setdefault(group, []).append(place)
    first = next(iter(groups.values()), [])
    own = [texts[place].rpartition(_MARK)[2] for place in first]
    alike = {name: places for name, places in groups.items() if [texts[p].rpartition(_MARK)[2] for p in places] == own}
    return alike if ACTION in {read_heading(text).meaning for text in own} else {}


def _rows(row: Row, own: list[int], shared: set[int], blocks: list[list[int]]) -> list[Row]:
    """The actions of a row: the first beside all of its other cells, the others beside what they stand under."""
    cells = (*row.cells, *[Cell()] * (max(map(max, blocks)) + 1 - len(row.cells)))
    if row.titles or sum(map(bool, cells)) < 2:
        return [replace(row, cells=tuple(cells[place] for place in (*own, *blocks[0])))] if not row.titles else [row]
    made = []
    for number, block in enumerate(blocks):
        if number and not any(cells[place] for place in block):
            continue
        beside = [cells[place] if not number or place in shared else Cell() for place in own]
        made.append(replace(row, cells=(*beside, *(cells[place] for place in block))))
    return made
