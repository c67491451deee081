"""Minutes in a table: an item in each row, "ACTION: …" among its words, and beside these perhaps who is to do it."""

import re
from collections.abc import Iterator

from plans.importing.rows.cell_patterns import is_ref
from plans.importing.rows.shapes.findings import Told
from plans.importing.rows.shapes.lines_as_rows import table_of_lines
from plans.importing.rows.shapes.tails import people_of, tail_of
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table

_ACTION = re.compile(r"(?:agreed )?actions?(?: point)?(?: \d{1,3})?\s*[:–-]\s*(?=\S)", re.IGNORECASE)
FEWEST = 2
"""Actions that are marked within the words of a table's cells."""
LONGEST_TITLE = 10


def read_minutes(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with each such table as its actions, under the titles of their items; the rest of what was said is
    text."""
    if told.headings_are_ruled():
        return document
    people = people_of([line for part in document.parts if isinstance(part, Paragraph) for line in part.lines])
    parts: list[Table | Paragraph] = []
    for part in document.parts:
        if isinstance(part, Table) and not told.is_ruled(part) and _is_of_minutes(part):
            told.in_words = True
            parts += [read for row in part.rows for read in _item(row, people, told)]
        else:
            parts.append(part)
    return SourceDocument(tuple(parts), document.notices)


def _is_of_minutes(table: Table) -> bool:
    """Whether actions are marked below other words of the same cell."""
    marked = [
        sum(bool(_ACTION.match(block.text)) for block in cell.blocks[1:]) for row in table.rows for cell in row.cells
    ]
    return sum(marked) >= FEWEST


def _item(row: Row, people: frozenset[str], told: Told) -> Iterator[Table | Paragraph]:
    """The words of a row, and its actions under its title."""
    words = max(row.cells, key=lambda cell: len(cell.flat), default=Cell())
    texts = [block.text for block in words.blocks]
    actions = [text[found.end() :] for text in texts if (found := _ACTION.match(text))]
    if not actions:
        yield Paragraph((" ".join(row.texts),), row.line, listed=True, place=row.place)
        return
    others = [cell for cell in row.filled if cell is not words]
    ref = next((cell.flat.rstrip(". ") for cell in others if is_ref(cell.flat)), "")
    beside = [line for cell in others if not is_ref(cell.flat) for line in cell.lines if line.strip()]
    if len(beside) not in (0, 1, len(actions)):
        told.doubt(row.line, "leads", " ".join(beside), "more names or fewer stand beside these words than actions")
    title = texts[0] if len(texts[0].split()) <= LONGEST_TITLE and texts[0][-1] not in ".,;" else ""
    said = [text for text in texts[bool(title) :] if not _ACTION.match(text)]
    if said:
        yield Paragraph(tuple(said), row.line, listed=True, place=row.place)
    rows = [Row((Cell.of(title),), row.line, row.place, titles=True)] if title else []
    for number, text in enumerate(actions):
        tail = tail_of(text, people)
        who = beside[number] if len(beside) == len(actions) else " / ".join(beside)
        kept = tail.text if tail.who and not who else text
        cells = (ref, kept, who or tail.who, tail.when, tail.state)
        rows.append(Row(tuple(Cell.of(cell) for cell in cells), row.line, row.place))
    yield table_of_lines(rows)
