"""Fields within the cells of a column: labels within their lines ("Owner: …"), several fields line by line under a
heading that lists them ("Actions (ref / action / owner / date)"), and signs that say what stands above."""

import re
from collections import Counter
from dataclasses import replace

from plans.columns import ACTION, LEAD, PROGRESS, RAG, RECOMMENDATION, REF, RESPONSIBLE, TIMESCALE
from plans.importing.rows.cell_patterns import LABEL, is_ref
from plans.importing.rows.shapes.findings import Told, headings_of
from plans.importing.source_document import Block, Cell, Run, SourceDocument, Table
from plans.importing.tables.heading_rows import HeadingRow
from plans.importing.vocabulary.heading_meanings import read_heading

_LABEL = re.compile(rf"(?:(?<=[.!?;])\s+|^){LABEL}(?:\s+|$)", re.MULTILINE)
_LISTS = re.compile(r"(?P<rest>[^(]*)\((?P<parts>[^()]+)\)\s*$", re.DOTALL)
_DITTO = re.compile(r"[\"”“〃]{1,2}|''|’’|(?:-|–)\s*[\"”]\s*(?:-|–)|ditto\.?|do\.", re.IGNORECASE)
_AS_ABOVE = re.compile(r"(?:same )?as(?: per)? above\.?", re.IGNORECASE)
_SAID_ONCE = frozenset({RECOMMENDATION, LEAD, RESPONSIBLE, TIMESCALE})
"""What rows have in common; of what is told of each, its measure or progress, "as above" are its own words."""
_STROKES = re.compile(r"\s*[/|,;]\s*")
_MOVED = frozenset({LEAD, RESPONSIBLE, TIMESCALE, RAG, PROGRESS})
"""What is given a column of its own where it stands within another's cells."""
FEWEST, FEWEST_STACKED = 2, 3
"""Cells that share a label, and fields that one cell stacks."""
MOST_LOOKED_AT = 60
"""Rows in which labels are looked for."""


def fields_apart(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with each field of a table's cells in a column of its own."""

    def apart(table: Table) -> list[Table]:
        found = None if told.is_ruled(table) else headings_of(table.rows)
        return [_labels_apart(_stacks_apart(_without_ditto(table, found, told), found, told), told) if found else table]

    return document.with_tables(apart)


def _without_ditto(table: Table, found: HeadingRow, told: Told) -> Table:
    """The table with what stands above in place of the signs that say so, "ditto" or a double quotation mark, and of
    "as above" where rows have something in common."""
    rows = list(table.rows)
    shared = {place for place, text in enumerate(found.texts) if read_heading(text).meaning in _SAID_ONCE}
    for number in range(found.end + 1, len(rows)):
        for place, cell in enumerate(rows[number].cells):
            above = rows[number - 1].at(place)
            words = cell.flat.strip()
            if above and (_DITTO.fullmatch(words) or (place in shared and _AS_ABOVE.fullmatch(words))):
                told.aside.append(cell.flat)
                cells = rows[number].cells
                rows[number] = replace(rows[number], cells=(*cells[:place], above, *cells[place + 1 :]))
    return replace(table, rows=tuple(rows))


def _stacks_apart(table: Table, found: HeadingRow, told: Told) -> Table:
    """The table with a row for each action of a cell that stacks its fields line by line, as its heading says."""
    place, fields = next(((n, fields) for n, text in enumerate(found.texts) if (fields := _stacked(text))), (0, ()))
    if not fields:
        return table
    heading = found.texts[place]
    told.doubt(None, "columns", heading, f"each cell holds {len(fields)} things line by line; they are read apart")
    told.aside.append(heading)
    texts = (*found.texts[:place], *fields, *found.texts[place + 1 :])
    first = replace(table.rows[found.start], cells=tuple(Cell.of(text) for text in texts))
    rows = [*table.rows[: found.start], first]
    for row in table.rows[found.end :]:
        before, after = row.cells[:place], row.cells[place + 1 :]
        cell = row.at(place)
        blank = [Cell()] * (len(row.cells) - 1)
        groups = _groups(cell, fields)
        told.aside += [group[0] for group in groups if len(group) == 1]  # a number kept for later
        for nth, group in enumerate([group for group in groups if len(group) > 1] or [[]]):
            own = tuple(Cell.of(text) for text in (*group, *[""] * len(fields))[: len(fields)])
            beside = (*before, *after) if not nth else blank
            rows.append(replace(row, cells=(*beside[:place], *own, *beside[place:])))
    return replace(table, rows=tuple(rows))


def _stacked(heading: str) -> tuple[str, ...]:
    """The fields that a heading lists in brackets, what will be done among them; none for any other."""
    found = _LISTS.fullmatch(heading)
    parts = tuple(part for part in _STROKES.split(found["parts"]) if part) if found else ()
    meanings = {read_heading(part).certain for part in parts} - {None}
    return parts if len(parts) >= FEWEST_STACKED and len(meanings) == len(parts) and ACTION in meanings else ()


def _groups(cell: Cell, fields: tuple[str, ...]) -> list[list[str]]:
    """The lines of each action: one begins with each reference where references are first, else after as many lines
    as there are fields."""
    groups: list[list[str]] = []
    by_ref = read_heading(fields[0]).meaning == REF
    for line in (block.text for block in cell.blocks):
        begins = is_ref(line) if by_ref else len(groups[-1]) == len(fields) if groups else True
        alike = not groups or not by_ref or _form(line) == _form(groups[0][0])
        if (begins and alike) or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _form(ref: str) -> str:
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "1", ref))


def _labels_apart(table: Table, told: Told) -> Table:
    """The table with what labels within the lines of a column say in columns of their own."""
    found = headings_of(table.rows)
    if not found:
        return table
    taken = {read_heading(text).meaning for text in found.texts if text}
    for place in range(len(found.texts)):
        looked = table.rows[found.end : found.end + MOST_LOOKED_AT]
        labels = _labels_within([row.at(place) for row in looked], taken)
        if labels:
            table = _with_columns(table, found, place, labels)
            told.doubt(None, "columns", found.texts[place], f"what “{'”, “'.join(labels)}” say in it is read apart")
            told.aside += [label for label in labels for row in table.rows[found.end + 1 :]]
            break
    return table


def _labels_within(cells: list[Cell], taken: set[str]) -> list[str]:
    """The labels that several cells have within their lines, of what no column of the table says."""
    filled = [cell for cell in cells if cell]
    texts = ["\n".join(cell.lines) for cell in filled]
    often = Counter(label for text in texts for label in dict.fromkeys(m["label"] for m in _LABEL.finditer(text)))
    fewest = max(FEWEST, len(filled) // 2 + 1)
    return [
        label for label, count in often.items() if count >= fewest and read_heading(label).certain in _MOVED - taken
    ]


def _with_columns(table: Table, found: HeadingRow, place: int, labels: list[str]) -> Table:
    mark = re.compile(rf"(?:^|\s)(?P<label>{'|'.join(map(re.escape, labels))}):\s*")
    width, rows = len(found.texts), []
    for number, row in enumerate(table.rows):
        cells = [*row.cells, *[Cell()] * (width - len(row.cells))]
        if row.titles:
            rows.append(row)
        elif number < found.end or place >= len(row.cells):
            texts = labels if number == found.start else [""] * len(labels)
            rows.append(replace(row, cells=(*cells, *(Cell.of(text) for text in texts))))
        else:
            cells[place], values = _apart(cells[place], mark)
            rows.append(replace(row, cells=(*cells, *(Cell.of(*values.get(label, [])) for label in labels))))
    return replace(table, rows=tuple(rows))


def _apart(cell: Cell, mark: re.Pattern[str]) -> tuple[Cell, dict[str, list[str]]]:
    """A cell without its labelled lines, and what each label says."""
    values: dict[str, list[str]] = {}
    kept: list[Block] = []
    label = ""
    for block in cell.blocks:
        found = list(mark.finditer(block.text))
        if not found:
            if label:
                values[label].append(block.text)
            else:
                kept.append(block)
            continue
        before = block.text[: found[0].start()].strip()
        if before and label:
            values[label].append(before)
        elif before:
            kept.append(Block(block.kind, ((Run(before),),), block.depth))
        for one, below in zip(found, [*found[1:], None], strict=True):
            label = one["label"]
            text = block.text[one.end() : below.start() if below else None].strip()
            values.setdefault(label, []).extend([text] if text else [])
    return replace(cell, blocks=tuple(kept)), values
