"""Tables with labels in their first column: a small table for each action, or one in which each action is a column."""

import re
from dataclasses import replace

from plans.columns import ACTION, EXTRA, MEANINGS, RECOMMENDATION, REF
from plans.importing.rows.cell_patterns import squash
from plans.importing.rows.shapes.findings import Told, headings_of
from plans.importing.rows.shapes.forms import LONGEST_LABEL, ask_about_forms, labels_of_forms, may_label
from plans.importing.rows.shapes.records import (
    FEWEST_ALIKE,
    FEWEST_LABELS,
    TITLE,
    Record,
    cycle_of,
    opens_another,
    table_of,
)
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.tables.looks import look_of
from plans.importing.tables.table_columns import facts_of
from plans.importing.vocabulary.heading_meanings import meanings_within, normal, read_heading
from plans.importing.vocabulary.heading_words import STEP

_OPENS = frozenset({REF, RECOMMENDATION, ACTION})
_NAMED = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z -]{2,30}?)\s+(?:no\.?\s*)?(?P<ref>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*)\s*[:.]?"
)
_WITHIN = re.compile(r"\([^()]*\)")
BY_LABELS = "read as the labels of each action, by what stands beside them"
FEWEST_TYPED = 3
"""Rows of one look each, of a table in which each action is a column."""
MOST_ROWS = 400
"""Rows of a table of labels; a longer table is a list."""


def read_labelled(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with tables of labels, those that follow each other as one, as tables of headings and rows."""
    parts: list[Table | Paragraph] = []
    waiting: list[Record] = []
    told.form |= labels_of_forms(document)
    pending: list[Paragraph] = []
    is_form = False
    by_look = _have_look(document, told)
    for part in document.parts:
        found = _records(part, told, by_look=by_look) if isinstance(part, Table) and not told.is_ruled(part) else None
        if found is None:
            names = isinstance(part, Paragraph) and (_names_record(part.text) or _numbers_form(part))
            if isinstance(part, Paragraph) and not names and len(pending) == 1 and _names_record(pending[0].text):
                pending.append(part)
                continue
            if not names or pending:
                parts += [*_flushed(waiting, told), *pending]
            pending = [part] if names and isinstance(part, Paragraph) else []
            parts += [] if names else [part]
            continue
        held = pending[0] if pending else None
        if held and found[0].is_numbered:
            told.aside.append(held.text)
        elif held and _names_record(held.text) and not found[0].holds(REF):
            said = "Recommendation" if found[0].holds(ACTION) else MEANINGS[ACTION]
            above = {"Ref": held, said: pending[-1]} if len(pending) > 1 else {"Ref": held}
            found[0].cells = {label: Cell.of(one.text) for label, one in above.items()} | found[0].cells
            found[0].unlabelled |= set(above)
        else:
            parts += [*_flushed(waiting, told), *pending] if pending else []
        waiting, pending = [*waiting, *found], []
        is_form = True
    if told.form and not is_form:
        ask_about_forms(document, told)
    return SourceDocument((*parts, *_flushed(waiting, told), *pending))


def _numbers_form(paragraph: Paragraph) -> bool:
    """Whether a heading is a name and a number, as that of a form with a number of its own is."""
    return paragraph.level > 0 and bool(_NAMED.fullmatch(paragraph.text.strip()))


def _names_record(text: str) -> bool:
    """Whether a text only numbers what follows: "Action 1", "Recommendation 2"."""
    found = _NAMED.fullmatch(text.strip())
    return bool(found) and read_heading(found["label"] if found else "").meaning in (ACTION, STEP, RECOMMENDATION)


def _flushed(records: list[Record], told: Told) -> list[Table]:
    """The records as a table; where no label says what is to be done, its headings are asked about."""
    if not records:
        return []
    table, line = table_of(records, told), records[0].line
    if line not in told.headings and not headings_of(table.rows):
        told.headings.add(line)
        told.doubt(line, "rows", " | ".join(table.rows[0].texts), BY_LABELS)
    records.clear()
    return [table]


def label_of(text: str, form: frozenset[str] = frozenset()) -> str | None:
    """The label that a text is, without its colon; None for any other text. `form`: the labels of a form."""
    label = text.strip().rstrip(" :")
    return label if label and (read_heading(label).certain or squash(text) in form) else None


def _without_instructions(rows: list[Row], told: Told) -> list[Row]:
    """The rows of a form, one label after the other with what is filled in beside each, its labels in the words that
    a plan's headings have and without what they instruct; nothing for other rows."""
    firsts = [row.cells[0] for row in rows if len(row.cells) == 2 and row.cells[0]]
    labels = [_WITHIN.sub("", cell.lines[0]).strip(" :") for cell in firsts]
    meanings = [read_heading(label).meaning for label in labels if len(label.split()) <= LONGEST_LABEL]
    known = set(meanings) - {EXTRA}
    if len(firsts) < max(len(rows), FEWEST_LABELS) or len(known) < len(rows) or not {ACTION, RECOMMENDATION} & known:
        return []
    if all(label_of(cell.flat) or _names_record(cell.flat) for cell in firsts):
        return []
    told.aside += [cell.flat for cell in firsts]
    # One that names several things is read apart later, cell by cell.
    texts = [
        label if len(meanings_within(label)) > 1 or _NAMED.fullmatch(label) else MEANINGS.get(meaning, label)
        for label, meaning in zip(labels, meanings, strict=True)
    ]
    return [
        replace(row, cells=(row.cells[0].with_text(text), row.cells[1])) for row, text in zip(rows, texts, strict=True)
    ]


def _have_look(document: SourceDocument, told: Told) -> bool:
    """Whether the records of forms of which no label says what is to be done have the look of a plan."""
    tables = [part for part in document.parts if isinstance(part, Table) and told.is_form(part)]
    rows = [[row for row in table.rows if any(row.cells)] for table in tables]
    records = [one for each in rows for one in _paired(each, [_pairs(row, told.form) for row in each])]
    if len(records) < FEWEST_ALIKE or any(record.holds(ACTION) for record in records):
        return False
    return look_of(table_of(records, Told())) is not None


def _turned(rows: list[Row]) -> list[Record] | None:
    """The records of a table in which each action is a column, by the look of its cells: those of a row are days,
    people, numbers, ratings or what is to be done, those of a column are of many kinds. None for any other."""
    width = max(len(row.cells) for row in rows)
    first = [row.at(0) or Cell.of("Ref" if n == 0 else "") for n, row in enumerate(rows)]  # the corner is often blank
    labels = tuple(cell.flat for cell in first)
    if len(rows) < FEWEST_LABELS or width < 3 or not all(map(may_label, first)) or len(set(labels)) < len(labels):
        return None
    records = _by_column(rows, list(range(1, width)))
    table = table_of(records, Told())
    typed, straight = (
        sum(column.is_typed for column in facts_of(texts, below))
        for texts, below in ((labels, table.rows[1:]), ((), rows[1:]))
    )
    return records if typed >= FEWEST_TYPED and typed > 2 * straight and look_of(table) else None


def _records(table: Table, told: Told, *, by_look: bool) -> list[Record] | None:
    """The records of a table of labels, None for any other table."""
    rows = [row for row in table.rows if any(row.cells)]
    if not 2 <= len(rows) <= MOST_ROWS:
        return None
    if turned := _turned(rows):
        return turned
    rows = _without_instructions(rows, told) or rows
    pairs = [_pairs(row, told.form) for row in rows]
    said = told.rulings.columns
    known = [said.get(label) or read_heading(label).meaning for found in pairs for label, _ in found]
    named = [found for row, found in zip(rows, pairs, strict=True) if found or sum(map(bool, row.cells)) > 1]
    if not (by_look and told.is_form(table)):
        if len(set(known)) < 2 or not {ACTION, STEP, RECOMMENDATION} & set(known):
            return None
        if sum(bool(found) for found in named) * 4 < len(named) * 3:
            return None
    numbered = not pairs[0] and RECOMMENDATION not in known
    pairs = [found or _unknown_label(row) for row, found in zip(rows, pairs, strict=True)]
    if numbered and pairs[0] and _NAMED.fullmatch(pairs[0][0][0]):
        # "Order 3 | Within six weeks …": what must improve by another name, with its number.
        ((name, text),) = pairs[0]
        pairs[0] = [(MEANINGS[REF], Cell.of(name)), (MEANINGS[RECOMMENDATION], text)]
    if told.form and not pairs[0]:
        pairs[0] = _title_of_form(rows[0])
    if any(not found and not _NAMED.fullmatch(_only(row)) for row, found in zip(rows, pairs, strict=True)):
        return None
    return _paired(rows, pairs)


def _paired(rows: list[Row], pairs: list[list[tuple[str, Cell]]]) -> list[Record]:
    values = _value_columns(rows, pairs)
    return _by_column(rows, values) if len(values) > 1 else _in_turn(rows, pairs)


def _only(row: Row) -> str:
    filled = row.texts
    return filled[0] if len(filled) == 1 else ""


def _pairs(row: Row, form: frozenset[str]) -> list[tuple[str, Cell]]:
    """The labels of a row with their values; none for a row in which a label is missing or two stand together."""
    first = next(iter(row.filled), Cell())
    if len(row.cells) > 2 and not row.cells[0] and all(_names_record(cell.flat) for cell in row.cells[1:] if cell):
        return [("Ref", first)]
    label = label_of(first.flat, form)
    if label is None:
        return _numbered_pair(row, first)
    labels = [label_of(cell.flat, form) for cell in row.cells]
    if sum(found is not None for found in labels) > 1:
        even = all((found is not None) == (place % 2 == 0) for place, found in enumerate(labels) if row.cells[place])
        if not even and all(squash(cell.flat) in form for cell in row.cells[::2] if cell):
            even, labels = True, [found if place % 2 == 0 else None for place, found in enumerate(labels)]
        if not even:
            return []
        return [(found, row.at(place + 1)) for place, found in enumerate(labels) if found]
    place = labels.index(label)
    return [(label, next((cell for cell in row.cells[place + 1 :] if cell), Cell()))]


def _numbered_pair(row: Row, first: Cell) -> list[tuple[str, Cell]]:
    """A label with a number and its only value: "Action 3 | Sow grass"."""
    filled = row.filled
    if len(filled) != 2 or not _names_record(first.flat) or _names_record(filled[1].flat):
        return []
    return [(first.flat.strip(" :"), filled[1])]


def _title_of_form(row: Row) -> list[tuple[str, Cell]]:
    """The title that a form bears in its first row, as the section of what it says."""
    text = _only(row)
    return [(TITLE, Cell.of(text))] if text and not _NAMED.fullmatch(text) else []


def _unknown_label(row: Row) -> list[tuple[str, Cell]]:
    """The label of a row that is none of those that plans print, with its value."""
    filled = row.filled
    if len(filled) < 2 or not row.cells[0] or len(filled[0].flat.split()) > LONGEST_LABEL:
        return []
    return [(filled[0].flat.rstrip(" :"), filled[1])]


def _value_columns(rows: list[Row], pairs: list[list[tuple[str, Cell]]]) -> list[int]:
    """The columns in which values stand, where each row has one label and several values."""
    if any(len(found) > 1 for found in pairs):
        return [1]
    width = max(len(row.cells) for row in rows)
    filled = {place: sum(bool(row.at(place)) for row in rows) for place in range(1, width)}
    return [place for place, count in filled.items() if count * 2 >= len(rows)] or [1]


def _by_column(rows: list[Row], values: list[int]) -> list[Record]:
    """A record for each column of values; a heading cell left blank over a column is the one before it."""
    # Each action stands in a column; so that each has a line of its own, the nth is said to stand in the nth row.
    places = [rows[min(n, len(rows) - 1)] for n, _ in enumerate(values)]
    records = [Record(row.line, row.place, labelled=n == 0) for n, row in enumerate(places)]
    for row in rows:
        label = row.cells[0].flat.rstrip(" :") or "Ref"
        for place, cell in enumerate(row.cells):
            if cell and place:
                nearest = max((n for n, value in enumerate(values) if value <= place), default=0)
                records[nearest].add(label, cell)
    return [record for record in records if record.cells]


def _in_turn(rows: list[Row], pairs: list[list[tuple[str, Cell]]]) -> list[Record]:
    """Records one below the other: a label that a record already has, of those that open one, begins the next, or
    where all print the same labels the first of these."""
    records: list[Record] = []
    cycle = cycle_of([normal(label) for found in pairs for label, _ in found]) if all(pairs) else None
    for row, found in zip(rows, pairs, strict=True):
        for label, cell in found or [("Ref", Cell.of(_only(row)))]:
            meaning = read_heading(label).meaning
            if not records or opens_another(records[-1], meaning, label, cycle):
                records.append(Record(row.line, row.place))
            if any(normal(label) == normal(known) and meaning in _OPENS for known in records[-1].cells):
                records.append(Record(row.line, row.place))
            numbered = _NAMED.fullmatch(label)
            if numbered and meaning in _OPENS and not records[-1].holds(REF):
                records[-1].add("Ref", Cell.of(numbered["ref"]))
                records[-1].unlabelled.add("Ref")
            records[-1].add(numbered["label"] if numbered and meaning in _OPENS else label, cell)
            _rest(row, found, records[-1], label)
    return records


def _rest(row: Row, found: list[tuple[str, Cell]], record: Record, label: str) -> None:
    """What stands in a row beyond its one label and value."""
    if len(found) != 1:
        return
    filled = row.filled
    for cell in filled[2:]:
        record.add(label, cell)
