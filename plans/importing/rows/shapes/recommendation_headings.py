"""Recommendations printed as headings above a table of actions, or as rows across it."""

from dataclasses import replace

from plans.columns import EVIDENCE, LEAD, LINKS, OUTCOME, RECOMMENDATION, REF, RESPONSIBLE, TIMESCALE
from plans.importing.rows.shapes.findings import NOTHING, Told, below_alike, headings_of
from plans.importing.rows.shapes.heads_above import (
    LABELLED,
    Head,
    head_above,
    improves,
    number_above,
    numbered,
    read_head,
    sentence_above,
    sentences_above,
)
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.tables.column_meanings import column_meanings
from plans.importing.tables.heading_rows import HeadingRow, is_headings
from plans.importing.tables.table_columns import facts_of
from plans.importing.tables.texts import is_level
from plans.importing.vocabulary.heading_meanings import read_heading

_OF_ALL = frozenset({LEAD, RESPONSIBLE, TIMESCALE, OUTCOME, EVIDENCE})
"""What may be said above a table of all of its actions."""


def heads_as_columns(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with such recommendations in columns of their own, beside the first row of their actions."""
    sentences = sentences_above(document)
    parts: list[Table | Paragraph] = []
    printed = False
    last: _Shaper | None = None
    below = below_alike(document.tables, lambda table: headings_of(table.rows))
    for part in document.parts:
        if isinstance(part, Paragraph):
            parts.append(part)
            continue
        found = headings_of(part.rows)
        if found is None and (said := _in_a_row(part)):
            parts.append(said)
            continue
        if found is None and last and max(len(row.cells) for row in part.rows) == last.headed:
            # The rest of the table above, on another page.
            parts.append(replace(part, rows=tuple(map(last.blank, part.rows))))
            continue
        last = None
        above = head_above(parts) or sentence_above(parts, sentences)
        across = [head for row in part.rows if (head := _head_across(row))] if found else []
        if found is None or not (above or across) or _has_own(found.texts, below[found.texts], above):
            number = number_above(parts, part, found) if found else ""
            if number:
                parts.pop()
            parts.append(numbered(part, number) if number else part)
            continue
        for _ in range(above[1] if above else 0):
            parts.pop()
        if above and (printed or not _is_heading(above[0].label)):
            told.aside.append(above[0].label)
        printed = True
        last = _shaped(part, found, above[0] if above else None, told)
        parts.append(Table(tuple(last.rows), whole=True, exact=part.exact))
    if sentences - {part.line for part in parts if isinstance(part, Paragraph)}:
        told.doubt(None, "columns", "Recommendation", "headings that are sentences are read as what must improve")
    return replace(document, parts=tuple(parts))


def _in_a_row(table: Table) -> Paragraph | None:
    """A table of one row, a label of what must improve and what it says, as a line."""
    texts = table.rows[0].texts
    if len(table.rows) > 1 or len(texts) != 2 or not improves(texts[0].rstrip(" :"), texts[1]):
        return None
    return Paragraph((f"{texts[0].rstrip(' :')}: {texts[1]}",), table.rows[0].line, place=table.rows[0].place)


def _has_own(texts: tuple[str, ...], below: tuple[Row, ...], above: tuple[Head, int] | None) -> bool:
    """Whether a table says itself what must improve, by its headings or by what stands below them; objectives of its
    actions, where a recommendation stands `above` it, say no such thing."""
    if above and not _is_aim(above[0]) and _has_only_objectives(texts):
        return False
    columns = column_meanings(facts_of(texts, below))
    meanings = {read_heading(text).meaning for text in texts} | {column.meaning for column in columns.values()}
    return bool(meanings & {RECOMMENDATION, LINKS})


def _is_aim(head: Head) -> bool:
    """Whether it says what is wanted rather than what was found: objectives below it are what must improve."""
    return head.label.lower() in ("priority", "objective", "standard")


def _head_across(row: Row) -> Head | None:
    """The recommendation that a row prints across the table, or as its number and its words in two cells."""
    texts = list(dict.fromkeys(row.texts)) if not row.titles else []
    head = read_head(texts[0], row.line) if texts and len(texts) < 3 else None
    if head is None or len(texts) == 1:
        return head
    return replace(head, text=texts[1]) if not head.text else None


def _shaped(table: Table, found: HeadingRow, head: Head | None, told: Told) -> "_Shaper":
    """The rows of a table with a column for the recommendation before its own, and one for its reference unless it
    has one."""
    own = next((n for n, text in enumerate(found.texts) if read_heading(text).meaning == REF), None)
    meanings = {read_heading(text).meaning for text in found.texts if text}
    shaper = _Shaper(_with_rest_in_text(head, meanings) if head else None, own, len(found.texts), told)
    known = {text.lower() for text in found.texts if text}
    for number, row in enumerate(table.rows):
        above = number < found.end or is_headings(row, NOTHING, frozenset(known))
        shaper.take(row, heading=number == found.start, above=above)
    shaper.flush()
    return shaper


def _has_only_objectives(texts: tuple[str, ...]) -> bool:
    """Whether what must improve stands in a table only as the objectives of its actions."""
    own = [text for text in texts if read_heading(text).meaning in (RECOMMENDATION, LINKS)]
    return bool(own) and all("objective" in text.lower() for text in own)


def _is_heading(label: str) -> bool:
    """Whether a recommendation's label can head its column."""
    return read_heading(label).meaning == RECOMMENDATION


def _with_rest_in_text(head: Head, meanings: set[str]) -> Head:
    """The recommendation with what the words above its table say besides: as columns what all actions share and the
    table has no column for, the rest as further paragraphs of its text."""
    shared: list[str] = []
    rest: list[str] = []
    taken = set(meanings)
    for line in head.said:
        labelled = LABELLED.fullmatch(line)
        reading = read_heading(labelled["label"]) if labelled else None
        graded = bool(labelled) and is_level(labelled["value"]) if labelled else False
        if reading and (graded or reading.certain in _OF_ALL - taken):
            taken.add(reading.meaning)
            shared.append(line)
        else:
            rest.append(line)
    return replace(head, text="\n".join([head.text, *rest]), said=tuple(shared))


class _Shaper:
    """Collects the rows of one table in their new shape. `waiting` is a recommendation whose actions come next; `own`
    the place of the table's own column of references, in which it then stands in a row of its own; `shared` are the
    labels and values that the words above the table give to all of its actions; `headed` is how many headings it
    has."""

    def __init__(self, head: Head | None, own: int | None, headed: int, told: Told) -> None:
        self.waiting, self.own, self.headed, self.told = head, own, headed, told
        self.label = head.label if head and _is_heading(head.label) else "Recommendation"
        self.printed = head is not None
        self.rows: list[Row] = []
        self.width = 0
        said = [found for line in head.said if (found := LABELLED.fullmatch(line))] if head else []
        self.shared = [(found["label"], found["value"]) for found in said]

    def take(self, row: Row, *, heading: bool, above: bool) -> None:
        across = None if heading or self.told.rulings.of(row.line) else _head_across(row)
        if across:
            self.flush()
            self.told.aside += [across.label] if self.printed or across.label != self.label else []
            self.waiting, self.printed = across, True
            return
        if above:
            # Headings printed again say nothing of a recommendation that waits for its first action.
            labels = [label if heading else "" for label, _ in self.shared]
            self.rows.append(self.widened(row, "", self.label if heading else "", labels))
            return
        if row.titles:
            self.flush()
            self.rows.append(row)
            return
        self.width = max(self.width, len(row.cells))
        if self.own is not None:
            self.flush()
        here = self.waiting if any(row.cells) else None
        values = [value if any(row.cells) else "" for _, value in self.shared]
        self.rows.append(self.widened(row, here.ref if here else "", here.text if here else "", values))
        self.waiting = None if here else self.waiting

    def widened(self, row: Row, ref: str, text: str, shared: list[str]) -> Row:
        """A row between what stands before its own cells and what stands after them."""
        if not self.shared:
            return replace(row, cells=(*self.first(ref, text), *row.cells))
        blank = [Cell()] * (self.headed - len(row.cells))
        return replace(row, cells=(*self.first(ref, text), *row.cells, *blank, *map(Cell.of, shared)))

    def first(self, ref: str, text: str) -> tuple[Cell, ...]:
        """The cells before a row's own."""
        texts = (Cell.of(ref), Cell.of(*text.split("\n")))
        return texts if self.own is None else texts[1:]

    def flush(self) -> None:
        """A row for a recommendation that waits, without an action."""
        if self.waiting is None:
            return
        rest = [Cell()] * max(self.width, 3)
        if self.own is not None:
            rest[self.own : self.own + 1] = [Cell.of(self.waiting.ref)]
        self.rows.append(Row((*self.first(self.waiting.ref, self.waiting.text), *rest), self.waiting.line))
        self.waiting = None

    def blank(self, row: Row) -> Row:
        """A row in the same shape, of which the new columns say nothing."""
        return self.widened(row, "", "", [""] * len(self.shared))
