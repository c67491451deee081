"""Forms that are filled in again and again: their labels, told by what several small tables print alike, and each label
in a cell before what is filled in; cards side by side, one below the other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plans.columns import ACTION, EXTRA, MEANINGS
from plans.importing.rows.cell_patterns import LABEL, squash
from plans.importing.rows.shapes.findings import Told, headings_of
from plans.importing.rows.shapes.records import FEWEST_ALIKE, FEWEST_LABELS, cycle_of
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.vocabulary.heading_meanings import ASKS, normal, read_heading

_LABEL = re.compile(rf"{LABEL}(?:\s+|$)")
MOST_OF_A_FORM, MOST_STACKED = 30, 60
"""Rows of a form with a label and what is filled in beside each other, and of one that has them in one cell."""
FEWEST_OF_A_FORM = 3
"""Tables that are a form although their labels look like headings."""
LONGEST_LABEL = 7
"""Words of a label."""
FEWEST_ASKING, LONGEST_ALIKE = 3, 30
"""Words of a question, and the letters in which those alike are alike: it may name what it asks of."""


def forms_apart(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with cards below each other, and with each label of a form in a cell before its field."""
    forms = _form_labels(document)
    told.form = frozenset(text.lstrip("0123456789") for text in forms)

    def apart(table: Table) -> Iterable[Table | Paragraph]:
        if told.is_ruled(table):
            return [table]
        if _holds_cards(table):
            return _cards(table)
        form = _is_form(table, forms)
        rows = tuple(_form_row(row, forms) for row in table.rows) if form else _questions_beside(table.rows, told)
        return [replace(table, rows=rows)]

    return document.with_tables(apart)


def _form_labels(document: SourceDocument) -> frozenset[str]:
    """What stands above other words, in cells of most of several tables: the labels of a form."""
    tables = [table for table in document.tables if len(table.rows) <= MOST_STACKED]
    above = Counter(text for table in tables for text in _firsts(table))
    found = frozenset(text for text, count in above.items() if count >= max(FEWEST_LABELS, len(tables) // 2 + 1))
    return found if len(found) >= FEWEST_LABELS else frozenset()


def _firsts(table: Table) -> set[str]:
    """The first lines of the cells of a table that have several."""
    return {squash(cell.lines[0]) for row in table.rows for cell in row.cells if len(cell.lines) > 1} - {""}


def _is_form(table: Table, labels: frozenset[str]) -> bool:
    """Whether most cells of a table have the label of a form above what is filled in."""
    filled = [cell for row in table.rows for cell in row.filled]
    return 2 * sum(squash(cell.lines[0]) in labels for cell in filled) > len(filled)


def _form_row(row: Row, labels: frozenset[str]) -> Row:
    """A row of a form, with each label in a cell of its own before what is filled in below it."""
    if not any(squash(cell.lines[0]) in labels for cell in row.filled):
        return row
    cells = [part for cell in row.filled for part in _label_and_value(cell)]
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
    if len(pairs) < FEWEST_LABELS or ACTION not in meanings:
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
    for row in table.rows if len(table.rows) <= MOST_STACKED else ():
        labels = [normal(m["label"]) for cell in row.cells if (m := _LABEL.match(cell.lines[0] if cell else ""))]
        alike += max(Counter(labels).values(), default=0) >= FEWEST_ALIKE
    return alike >= FEWEST_ALIKE


def _cards(table: Table) -> Iterator[Paragraph]:
    """The cells of each column, one below the other: a card after the other. So that each has a line of its own, the
    nth is said to begin in the nth row."""
    rows = table.rows
    for place in range(max(len(row.cells) for row in rows)):
        for number, row in enumerate(rows):
            at = rows[(number + place) % len(rows)]
            cell = row.at(place)
            yield from (Paragraph((line,), at.line, place=at.place) for line in cell.lines)


def ask_about_forms(document: SourceDocument, told: Told) -> None:
    """Ask what the labels hold that several small tables print alike, where none of them is known."""
    because = "a label that several small tables print alike; say what it holds, and each table is an action"
    rows = (row for table in document.tables for row in table.rows)
    labels = (row.cells[0].flat.rstrip(" :") for row in rows if row.cells and squash(row.cells[0].flat) in told.form)
    for label in dict.fromkeys(labels):
        told.doubt(None, "columns", label, because)


def labels_of_forms(document: SourceDocument) -> frozenset[str]:
    """What stands first, or after a value, in the rows of several small tables of a document, and of most of them: the
    labels of a form that is filled in again and again, whatever its words."""
    stacked = (form for table in document.tables for form in _stacked(table.rows))
    forms = [form for form in stacked if len(form) <= MOST_OF_A_FORM]
    heads = [found.texts if (found := headings_of(form)) else None for form in forms]
    often = Counter(heads)  # labels with what is filled in may look like headings, each time others
    alone = len(forms) < FEWEST_OF_A_FORM
    forms = [form for form, head in zip(forms, heads, strict=True) if head is None or not (alone or often[head] > 1)]
    first, later = (_shared_by(forms, places) for places in (slice(1), slice(2, None, 2)))
    return first | later if len(first) >= FEWEST_LABELS else frozenset()


def _stacked(rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    """The forms that stand below each other in a table of labels and what is filled in, without anything between."""
    rows = tuple(row for row in rows if any(row.cells))
    if not rows or max(len(row.cells) for row in rows) != 2 or not all(row.cells[0] for row in rows):
        return [rows]
    first = cycle_of([squash(row.cells[0].flat) for row in rows])
    starts = [n for n, row in enumerate(rows) if squash(row.cells[0].flat) == first] or [0]
    return [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _shared_by(forms: list[tuple[Row, ...]], places: slice) -> frozenset[str]:
    """The short texts that most of some tables have in these places of their rows."""
    printed = Counter(
        text
        for rows in forms
        for text in {squash(cell.flat) for row in rows for cell in row.cells[places] if may_label(cell)}
    )
    return frozenset(text for text, count in printed.items() if count >= FEWEST_ALIKE and 2 * count > len(forms))


def may_label(cell: Cell) -> bool:
    """Whether a cell holds a few words that are no sentence and no number."""
    text = cell.flat.rstrip(" :")
    return (
        bool(text) and len(text.split()) <= LONGEST_LABEL and text[-1] not in ".!" and not any(map(str.isdigit, text))
    )
