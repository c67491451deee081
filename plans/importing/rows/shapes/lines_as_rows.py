"""Lists of what is to be done, of which each item says who or by when behind its words, or before them; and minutes in
a table: an item in each row, "ACTION: …" among its words, and beside these perhaps who is to do it.

What each item is, is judged by evidences with weights (`ITEMS`), those of its whole list among them; a small margin is
asked about.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TypeGuard

from plans.columns import ACTION, LEAD, MEANINGS, PROGRESS, REF, RESPONSIBLE, TIMESCALE
from plans.importing import rulings as ruling
from plans.importing.rows.cell_patterns import is_ref
from plans.importing.rows.shapes.findings import Told, has_headings, headings_of
from plans.importing.rows.shapes.tails import Tail, head_of, is_when, names_in, names_somebody, people_of, tail_of
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.vocabulary.heading_meanings import read_heading

_MARK = re.compile(r"\(?(?P<ref>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[.)]?|[a-z]\)|[ivx]{1,4}\))\s+(?=\S)|[•·*+–—-]\s+(?=\S)")
_LABEL = re.compile(r"(?P<label>[A-Z][^:.;]{1,40}):\s+\S")
_NOTHING = re.compile(r"(?:no (?:further )?actions?|none|nothing)\b|n/?a\b|no change\b", re.IGNORECASE)
_AGENDA = re.compile(
    r"(?:apologies|declarations? of|minutes of|matters arising|any other business|date of (?:the )?next|welcome"
    r"|present)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:was|were|had|has been|have been|noted|reported|praised|thanked|agreed that|reminded)\b", re.IGNORECASE
)
FEWEST = 3
"""Actions that lists need, to be a plan."""
CLOSE = 4
"""Weights of an item up to which a person is asked whether it is an action."""
LONGEST_TITLE, LONGEST_BEFORE_COLON = 10, 4
"""Words of a title, and of one with a colon after it."""
COLUMNS = tuple(MEANINGS[meaning] for meaning in (REF, ACTION, LEAD, TIMESCALE, PROGRESS))


@dataclass(slots=True)
class ListItem:
    """An item of a list: its words, its number and the tail read off it; `share`: of how many of the items around it
    the tail says anything, 0 to 1; `goes_on`: its sub-list follows; `under`: the day that its title names."""

    part: Paragraph
    text: str
    ref: str = ""
    tail: Tail = field(default_factory=lambda: Tail(""))
    share: float = 0.0
    goes_on: bool = False
    titles: bool = False
    under: str = ""
    ruled: str = ""

    @property
    def weight(self) -> int:
        return sum(one.weight for one in ITEMS if one.holds(self))


@dataclass(frozen=True, slots=True)
class ItemEvidence:
    """What speaks for an item being an action, or against it."""

    name: str
    weight: int
    holds: Callable[[ListItem], bool]


ITEMS = (
    ItemEvidence("most of its list say who or by when", 4, lambda i: i.share >= 0.5),
    ItemEvidence("it says who", 3, lambda i: bool(i.tail.who)),
    ItemEvidence("it says by when", 2, lambda i: bool(i.tail.when or i.under)),
    ItemEvidence("it says how it stands", 1, lambda i: bool(i.tail.state)),
    ItemEvidence("it tells what was, and names nobody", -3,
                 lambda i: not (i.tail.who or i.tail.when) and bool(_TOLD.search(i.text))),
    ItemEvidence("it says that there is nothing to do", -12, lambda i: bool(_NOTHING.match(i.text))),
    ItemEvidence("words of an agenda", -12, lambda i: bool(_AGENDA.match(i.text))),
    ItemEvidence("a list stands below it", -12, lambda i: i.goes_on and not i.tail.says),
    ItemEvidence("a few words that say nothing, above items that do", -12, lambda i: i.titles),
    ItemEvidence("a person says that it is a row", 40, lambda i: i.ruled in ruling.ROWS),
    ItemEvidence("a person says that it is none", -40, lambda i: i.ruled in (ruling.BAND, ruling.NOTE, ruling.ASIDE)),
)  # fmt: skip

Part = ListItem | Paragraph | Table


def read_listed(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with such lists as tables, where none of its tables is a plan and most items of its lists say who or
    by when; or as tables of the lines that a person has pointed out."""
    if told.headings_are_ruled() or has_headings(document):
        return document
    parts = list(_parts(document, told))
    _read_apart(parts, people_of(document.lines))
    actions = [item for item in parts if isinstance(item, ListItem) and item.weight > 0]
    ruled = any(item.ruled in ruling.ROWS for item in actions)
    says = sum(item.tail.says or bool(item.under) for item in actions)
    if not ruled and (len(actions) < FEWEST or 2 * says < len(actions) or 2 * _labelled(parts) > len(actions)):
        return document
    told.in_words = True
    because = (
        "no headings are printed; names behind or before the words of a line are read as this, and days as by when"
    )
    told.doubt(None, "columns", MEANINGS[LEAD], because)
    doubtful = [item for item in actions if item.weight <= CLOSE and not item.ruled]
    if doubtful:
        because = f"{len(doubtful)} lines of lists name nobody and no day, and are read as actions because others do"
        instead = tuple((item.part.line, ruling.NOTE) for item in doubtful)
        told.doubt(doubtful[0].part.line, "rows", doubtful[0].text, because, instead)
    return SourceDocument(tuple(_as_tables(parts)), document.notices)


def _parts(document: SourceDocument, told: Told) -> Iterator[Part]:
    """The parts of a document, each item of a list by itself. A further line of the same paragraph goes on with it."""
    for part in document.parts:
        if isinstance(part, Table):
            yield part
            continue
        ruled, item = told.rulings.of(part.line), None
        for line in part.lines:
            mark = _MARK.match(line) if not part.level else None
            if item and not mark:
                item.text += f" {line}"
            elif mark or (part.listed and line is part.lines[0]) or ruled in ruling.ROWS:
                if item:
                    yield item
                text = line[mark.end() :] if mark else line
                item = ListItem(part, text, ((mark["ref"] or "") if mark else "").rstrip(".)"), ruled=ruled)
            else:
                yield replace(part, lines=(line,)) if len(part.lines) > 1 else part
        if item:
            yield item


def _read_apart(parts: list[Part], people: frozenset[str]) -> None:
    """Each item's tail, and what its list says of it."""
    items = [part for part in parts if isinstance(part, ListItem)]
    heads = [head_of(item.text, people) for item in items]
    tails = [tail_of(item.text, people) for item in items]
    named = Counter(name for head in heads for name in names_in(head.who))
    again = 4 * sum(bool(head.who) for head in heads) >= 3 * len(items) and max(named.values(), default=0) > 1
    sure = 2 * sum(head.sure for head in heads) >= len(items)
    leading = (sure or again) and not any(tail.who for tail in tails)
    for item, head, tail in zip(items, heads, tails, strict=True):
        item.tail = head if leading and head.who else tail
    run: list[ListItem] = []
    title = ""
    for part in [*parts, Paragraph(("",), 0)]:
        if isinstance(part, ListItem):
            part.under = title
            run.append(part)
            continue
        title = part.text.rstrip(":. ") if isinstance(part, Paragraph) and is_when(part.text.rstrip(":. ")) else ""
        for item, below in zip_longest(run, run[1:]):
            item.share = sum(one.tail.says or bool(one.under) for one in run) / len(run)
            item.goes_on = below is not None and bool(item.ref) and not below.ref
        silent = [
            n for n, item in enumerate(run) if not item.tail.says and len(item.text.split()) <= LONGEST_BEFORE_COLON
        ]
        lead = [n for n in silent if n + 1 < len(run) and n + 1 not in silent]
        for n in lead if len(lead) > 1 and lead[0] == 0 and len(lead) == len(silent) else ():
            run[n].titles = True
        run = []


def _labelled(parts: list[Part]) -> int:
    """How many lines begin with a label that plans print, and are read by these."""
    lines = (part.text for part in parts if isinstance(part, ListItem | Paragraph))
    labels = [found["label"] for line in lines if (found := _LABEL.match(line))]
    known = {ACTION, LEAD, TIMESCALE, PROGRESS}
    return sum(read_heading(label).certain in known for label in labels)


def _as_tables(parts: list[Part]) -> Iterator[Table | Paragraph]:
    """The actions of each list as rows; what stands above them, where it can be, as their title."""
    rows: list[Row] = []
    for part, below in zip_longest(parts, parts[1:]):
        if isinstance(part, ListItem) and part.weight > 0:
            tail = part.tail
            texts = (part.ref, tail.text, tail.who, tail.when or part.under, tail.state)
            rows.append(Row(tuple(Cell.of(text) for text in texts), part.part.line, part.part.place))
            continue
        if rows:
            yield Table.under(COLUMNS, rows)
            rows = []
        if isinstance(below, ListItem) and below.weight > 0 and _may_title(part):
            title = part.part if isinstance(part, ListItem) else part
            rows.append(Row((Cell.of(part.text.rstrip(":")),), title.line, title.place, titles=True))
        else:
            yield part.part if isinstance(part, ListItem) else part
    if rows:
        yield Table.under(COLUMNS, rows)


def _may_title(part: Part) -> TypeGuard[ListItem | Paragraph]:
    """Whether a line can title the list below it: short and no sentence."""
    if isinstance(part, Table) or _LABEL.match(part.text):
        return False
    if part.text.endswith(":") and len(part.text.split()) > LONGEST_BEFORE_COLON:
        return False  # it leads up to the list: "Please see to it that these are done:"
    return len(part.text.split()) <= LONGEST_TITLE and part.text[-1] not in ".,;"


_ACTION = re.compile(r"(?:agreed )?actions?(?: point)?(?: \d{1,3})?\s*[:–-]\s*(?=\S)", re.IGNORECASE)
FEWEST_MARKED = 2
"""Actions that are marked within the words of a table's cells."""


def read_minutes(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with each such table as its actions, under the titles of their items; the rest of what was said is
    text."""
    if told.headings_are_ruled():
        return document
    people = people_of(document.lines)

    def items(table: Table) -> list[Table | Paragraph]:
        if told.is_ruled(table) or not _is_of_minutes(table):
            return [table]
        told.in_words = True
        headings = headings_of(table.rows)
        if headings:
            told.aside += [text for row in table.rows[headings.start : headings.end] for text in row.texts]
        rows = table.rows[headings.end :] if headings else table.rows
        return [read for row in rows for read in _item(row, people, told)]

    return document.with_tables(items)


def _is_of_minutes(table: Table) -> bool:
    """Whether actions are marked below other words of the same cell; or in cells of their own, beside which no column
    says who or by when."""
    headings = headings_of(table.rows)
    meanings = {read_heading(text).meaning for text in headings.texts} if headings else set()
    first = 1 if meanings & {LEAD, RESPONSIBLE, TIMESCALE} or not headings else 0
    marked = [
        sum(bool(_ACTION.match(block.text)) for block in cell.blocks[first:])
        for row in table.rows
        for cell in row.cells
    ]
    return sum(marked) >= FEWEST_MARKED and (first > 0 or max(marked) > 1)


def _marked(cell: Cell) -> int:
    return sum(bool(_ACTION.match(block.text)) for block in cell.blocks)


def _item(row: Row, people: frozenset[str], told: Told) -> Iterator[Table | Paragraph]:
    """The words of a row, and its actions under its title."""
    words = max(row.cells, key=lambda cell: (_marked(cell), len(cell.flat)), default=Cell())
    texts = [block.text for block in words.blocks]
    actions = [text[found.end() :] for text in texts if (found := _ACTION.match(text))]
    if not actions:
        yield Paragraph((" ".join(row.texts),), row.line, listed=True, place=row.place)
        return
    others = [cell for cell in row.filled if cell is not words]
    ref = next((cell.flat.rstrip(". ") for cell in others if is_ref(cell.flat)), "")
    others = [cell for cell in others if not is_ref(cell.flat)]
    if _ACTION.match(texts[0]):  # what was said stands in the cells beside, not above
        texts = [text for cell in others for text in cell.lines if not names_somebody(text, people)]
        others = [cell for cell in others if all(names_somebody(text, people) for text in cell.lines)]
    beside = [line for cell in others for line in cell.lines if line.strip()]
    if len(beside) not in (0, 1, len(actions)):
        told.doubt(row.line, "leads", " ".join(beside), "more names or fewer stand beside these words than actions")
    title = texts[0] if texts and len(texts[0].split()) <= LONGEST_TITLE and texts[0][-1] not in ".,;" else ""
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
    yield Table.under(COLUMNS, rows)
