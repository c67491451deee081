"""Recommendations printed as headings above a table of actions, or as rows across it."""

import re
from dataclasses import dataclass, replace

from plans.columns import LINKS, RECOMMENDATION, REF
from plans.importing.columns import read_heading
from plans.importing.grid import Cell, Document, Paragraph, Row, Table
from plans.importing.rows.headings import HeadingRow, is_headings
from plans.importing.rows.shapes.told import NOTHING, Told, headings_of

_HEAD = re.compile(
    r"(?:(?P<label>(?:[A-Z][A-Za-z]+ ){0,2}(?:recommendation|requirement|finding|area for (?:improvement|development)"
    r"|objective|priority|standard|must do|should do|argymhelliad))\s*(?P<ref>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})?[a-z]?)"
    r"|(?P<code>(?:R|Rec|AFI|AFD|Rec\.)\s?\d{1,3}))(?:\s*[:.)–—-]\s*|\s+|$)(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What must improve, as the words above a table print it."""

    label: str
    ref: str
    text: str
    line: int


def heads_as_columns(document: Document, told: Told) -> Document:
    """The document with such recommendations in columns of their own, beside the first row of their actions."""
    parts: list[Table | Paragraph] = []
    printed = False
    for part in document.parts:
        if isinstance(part, Paragraph):
            parts.append(part)
            continue
        found = headings_of(part.rows)
        meanings = {read_heading(text).meaning for text in found.texts} if found else {RECOMMENDATION}
        if found is None or meanings & {RECOMMENDATION, LINKS}:
            parts.append(part)
            continue
        above = _head_above(parts)
        across = [head for row in part.rows if (head := _head_across(row))]
        if not above and not across:
            parts.append(part)
            continue
        for _ in range(above[1] if above else 0):
            parts.pop()
        if above and printed:
            told.aside.append(above[0].label)
        printed = True
        parts.append(_with_columns(part, found, above[0] if above else None, told))
    return Document(tuple(parts))


def read_head(text: str, line: int) -> Head | None:
    """The recommendation that a heading is, None for any other."""
    found = _HEAD.fullmatch(text.strip())
    if not found or not (found["label"] or found["code"]) or not text[:1].isupper():
        return None
    return Head(found["label"] or "Recommendation", found["ref"] or found["code"], found["text"].strip(), line)


def _head_above(parts: list[Table | Paragraph]) -> tuple[Head, int] | None:
    """The recommendation that the paragraphs right above a table print, and how many of them it takes."""
    last = parts[-1] if parts else None
    if not isinstance(last, Paragraph):
        return None
    head = read_head(last.text, last.line)
    if head:
        return head, 1
    before = parts[-2] if len(parts) > 1 else None
    head = read_head(before.text, before.line) if isinstance(before, Paragraph) else None
    if head and not head.text and not last.level:
        return replace(head, text=last.text), 2
    return None


def _head_across(row: Row) -> Head | None:
    """The recommendation that a row prints across the table, or as its number and its words in two cells."""
    texts = list(dict.fromkeys(cell.flat for cell in row.cells if cell))
    head = read_head(texts[0], row.line) if texts and len(texts) < 3 else None
    if head is None or len(texts) == 1:
        return head
    return replace(head, text=texts[1]) if not head.text else None


def _with_columns(table: Table, found: HeadingRow, head: Head | None, told: Told) -> Table:
    """The table with a column for the recommendation before its own, and one for its reference unless it has one."""
    own = next((n for n, text in enumerate(found.texts) if read_heading(text).meaning == REF), None)
    shaper = _Shaper(head, own, told)
    known = {text.lower() for text in found.texts if text}
    for number, row in enumerate(table.rows):
        above = number < found.end or is_headings(row, NOTHING, frozenset(known))
        shaper.take(row, heading=number == found.start, above=above)
    return Table(tuple(shaper.finish()), whole=True)


class _Shaper:
    """Collects the rows of one table in their new shape. `waiting` is a recommendation whose actions come next; `own`
    the place of the table's own column of references, in which it then stands in a row of its own."""

    def __init__(self, head: Head | None, own: int | None, told: Told) -> None:
        self.waiting, self.own, self.told = head, own, told
        known = head is not None and read_heading(head.label).meaning == RECOMMENDATION
        self.label = head.label if head and known else "Recommendation"
        self.printed = head is not None
        self.rows: list[Row] = []
        self.width = 0

    def take(self, row: Row, *, heading: bool, above: bool) -> None:
        across = None if heading or self.told.rulings.of(row.line) else _head_across(row)
        if across:
            self.flush()
            self.told.aside += [across.label] if self.printed or across.label != self.label else []
            self.waiting, self.printed = across, True
            return
        if above:
            # Headings printed again say nothing of a recommendation that waits for its first action.
            self.rows.append(replace(row, cells=(*self.first("", self.label if heading else ""), *row.cells)))
            return
        self.width = max(self.width, len(row.cells))
        if self.own is not None:
            self.flush()
        here = self.waiting if any(row.cells) else None
        self.rows.append(
            replace(row, cells=(*self.first(here.ref if here else "", here.text if here else ""), *row.cells))
        )
        self.waiting = None if here else self.waiting

    def first(self, ref: str, text: str) -> tuple[Cell, ...]:
        """The cells before a row's own."""
        texts = (ref, text) if self.own is None else (text,)
        return tuple(Cell().with_text(found) for found in texts)

    def flush(self) -> None:
        """A row for a recommendation that waits, without an action."""
        if self.waiting is None:
            return
        rest = [Cell()] * max(self.width, 3)
        if self.own is not None:
            rest[self.own : self.own + 1] = [Cell().with_text(self.waiting.ref)]
        self.rows.append(Row((*self.first(self.waiting.ref, self.waiting.text), *rest), self.waiting.line))
        self.waiting = None

    def finish(self) -> list[Row]:
        self.flush()
        return self.rows
