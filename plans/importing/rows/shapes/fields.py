"""Fields within cells, told by what is repeated: a card in each cell of a grid, a form whose cells print a label above
what is filled in, labels within the lines of a column ("Owner: …"), and several fields line by line under a heading
that lists them ("Actions (ref / action / owner / date)")."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from plans.columns import ACTION, EXTRA, LEAD, MEANINGS, PROGRESS, RAG, REF, RESPONSIBLE, TIMESCALE
from plans.importing.rows.recognising import is_ref, squash
from plans.importing.rows.shapes.told import Told, headings_of
from plans.importing.source_document import Block, Cell, Paragraph, Row, Run, SourceDocument, Table
from plans.importing.tables.heading_rows import HeadingRow
from plans.importing.vocabulary.heading_meanings import ASKS, normal, read_heading

_LABEL = re.compile(r"(?:(?<=[.!?;])\s+|^)(?P<label>[A-Z][A-Za-z/&’' -]{0,30}?):(?:\s+|$)", re.MULTILINE)
_LISTS = re.compile(r"(?P<rest>[^(]*)\((?P<parts>[^()]+)\)\s*$", re.DOTALL)
_DITTO = re.compile(r"[\"”“〃]{1,2}|''|’’|(?:-|–)\s*[\"”]\s*(?:-|–)|ditto\.?|do\.", re.IGNORECASE)
_STROKES = re.compile(r"\s*[/|,;]\s*")
_MOVED = frozenset({LEAD, RESPONSIBLE, TIMESCALE, RAG, PROGRESS})
"""What is given a column of its own where it stands within another's cells."""
FEWEST, FEWEST_FORMS, FEWEST_STACKED = 2, 3, 3
"""Cells that share a label, forms that do, and fields that one cell stacks."""
MOST_OF_A_FORM = 60
"""Rows of a form, or of cards side by side."""
FEWEST_ASKING, LONGEST_ALIKE = 3, 30
"""Words of a question, and the letters in which those alike are alike: it may name what it asks of."""


def forms_apart(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with cards below each other, and with each label of a form in a cell before its field."""
    forms = _form_labels(document)
    told.form = frozenset(text.lstrip("0123456789") for text in forms)
    parts: list[Table | Paragraph] = []
    for part in document.parts:
        if isinstance(part, Paragraph) or told.is_ruled(part):
            parts.append(part)
        elif _holds_cards(part):
            parts += _cards(part)
        else:
            form = _is_form(part, forms)
            rows = tuple(_form_row(row, forms) for row in part.rows) if form else _questions_beside(part.rows, told)
            parts.append(replace(part, rows=rows))
    return replace(document, parts=tuple(parts))


def fields_apart(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with each field of a table's cells in a column of its own."""
    parts: list[Table | Paragraph] = []
    for part in document.parts:
        found = headings_of(part.rows) if isinstance(part, Table) and not told.is_ruled(part) else None
        if found and isinstance(part, Table):
            part = _labels_apart(_stacks_apart(_without_ditto(part, found, told), found, told), told)
        parts.append(part)
    return replace(document, parts=tuple(parts))


def _form_labels(document: SourceDocument) -> frozenset[str]:
    """What stands above other words, in cells of most of several tables: the labels of a form."""
    tables = [part for part in document.parts if isinstance(part, Table) and len(part.rows) <= MOST_OF_A_FORM]
    above = Counter(text for table in tables for text in _firsts(table))
    found = frozenset(text for text, count in above.items() if count >= max(FEWEST_FORMS, len(tables) // 2 + 1))
    return found if len(found) >= FEWEST_FORMS else frozenset()


def _firsts(table: Table) -> set[str]:
    """The first lines of the cells of a table that have several."""
    return {squash(cell.lines[0]) for row in table.rows for cell in row.cells if len(cell.lines) > 1} - {""}


def _is_form(table: Table, labels: frozenset[str]) -> bool:
    """Whether most cells of a table have the label of a form above what is filled in."""
    filled = [cell for row in table.rows for cell in row.filled]
    return bool(labels) and 2 * sum(squash(cell.lines[0]) in labels for cell in filled) > len(filled)


def _form_row(row: Row, labels: frozenset[str]) -> Row:
    """A row of a form, with each label in a cell of its own before what is filled in below it."""
    filled = row.filled
    if not filled or not any(squash(cell.lines[0]) in labels for cell in filled):
        return row
    cells = [part for cell in filled for part in _label_and_value(cell)]
    return replace(row, cells=tuple(cells))


def _label_and_value(cell: Cell) -> tuple[Cell, Cell]:
    first, *others = cell.blocks
    rest = (replace(first, lines=first.lines[1:]), *others) if len(first.lines) > 1 else tuple(others)
    label = re.sub(r"^\d{1,2}[.)]\s+", "", first.line_texts[0])
    return Cell.of(label), Cell(rest, fill=cell.fill)


def _questions_beside(rows: tuple[Row, ...], told: Told) -> tuple[Row, ...]:
    """The rows of a form that asks for what is done, with each question, in the words that a plan's headings have,
    before what is filled in beside it or below it, and so the headings that stand above it; other rows as they are."""
    pairs: list[tuple[Row, Cell, Cell]] = []
    rest = [(row, cells) for row in rows if (cells := row.filled)]
    while rest:
        (row, cells), *below = rest
        beside = below[0][1] if below else []
        if len(cells) == 1 and _asks(cells[0].lines[0]) and len(cells[0].lines) > 1:
            pairs.append((row, *_label_and_value(cells[0])))
        elif len(cells) == 2 and _asks(cells[0].flat):
            pairs.append((row, cells[0], cells[1]))
        elif len(cells) == 1 and _asks(cells[0].flat):
            value = len(beside) == 1 and not _asks(beside[0].flat)
            pairs.append((row, cells[0], beside[0] if value else Cell()))
            below = below[value:]
        elif len(cells) == len(beside) == 2 and len(below) > 1 and _asks(below[1][1][0].lines[0]):
            pairs += [(row, cells[0], beside[0]), (below[0][0], cells[1], beside[1])]
            below = below[1:]
        else:
            return rows
        rest = below
    meanings = {read_heading(label.flat).meaning for _, label, _ in pairs if _asks(label.flat)}
    if len(pairs) < FEWEST_FORMS or ACTION not in meanings:
        return rows
    return _under_headings(pairs, told)


def _asks(text: str) -> bool:
    return bool(ASKS.match(text)) and len(text.split()) >= FEWEST_ASKING


def _under_headings(pairs: list[tuple[Row, Cell, Cell]], told: Told) -> tuple[Row, ...]:
    """Questions and what is filled in as rows: each question in the words of what it first asks for."""
    first: dict[str, str] = {}
    rows = []
    for row, label, value in pairs:
        text = label.flat.strip(" :")
        meaning, begins = read_heading(text).meaning, normal(text)[:LONGEST_ALIKE]
        known = meaning in MEANINGS and meaning != EXTRA
        if known and _asks(label.flat) and first.setdefault(meaning, begins) == begins:
            told.aside.append(text)
            text = MEANINGS[meaning]
        told.form |= {squash(text)}
        rows.append(replace(row, cells=(Cell.of(text), value)))
    return tuple(rows)


def _holds_cards(table: Table) -> bool:
    """Whether the cells of a row begin with one label, in more rows than one or beside another: cards side by side."""
    alike = 0
    for row in table.rows if len(table.rows) <= MOST_OF_A_FORM else ():
        labels = [normal(m["label"]) for cell in row.cells if (m := _LABEL.match(cell.lines[0] if cell else ""))]
        alike += max(Counter(labels).values(), default=0) >= FEWEST
    return alike >= FEWEST


def _cards(table: Table) -> Iterator[Paragraph]:
    """The cells of each column, one below the other: a card after the other. So that each has a line of its own, the
    nth is said to begin in the nth row."""
    rows = table.rows
    for place in range(max(len(row.cells) for row in rows)):
        for number, row in enumerate(rows):
            at = rows[(number + place) % len(rows)]
            cell = row.at(place)
            yield from (Paragraph((line,), at.line, place=at.place) for line in cell.lines)


def _without_ditto(table: Table, found: HeadingRow, told: Told) -> Table:
    """The table with what stands above in place of the signs that say so: "ditto", a double quotation mark."""
    rows = list(table.rows)
    for number in range(found.end + 1, len(rows)):
        for place, cell in enumerate(rows[number].cells):
            above = rows[number - 1].at(place)
            if above and _DITTO.fullmatch(cell.flat.strip()):
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
        looked = table.rows[found.end : found.end + MOST_OF_A_FORM]
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
